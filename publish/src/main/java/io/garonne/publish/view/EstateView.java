package io.garonne.publish.view;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.Topics;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the tables of the estate say of how many persons use something: sites, classes, and assets
 * with their users.
 */
public final class EstateView implements View {
  private static final Set<EstateTable> TABLES =
      EnumSet.of(EstateTable.SITES, EstateTable.CLASSES, EstateTable.ASSETS);

  private static final Set<String> OF_ASSETS =
      Set.of("asset", "equipment_class", "entity", "site", "users", "from", "to");

  private final ConcurrentHashMap<String, EstateLine> latest = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  @Override
  public Topics topic() {
    return Topics.ESTATE;
  }

  @Override
  public void take(String key, byte[] value) {
    EstateLine line = EstateLineJson.read(value);
    if (!TABLES.contains(line.table())) {
      return;
    }
    EstateLine kept = line.table() == EstateTable.ASSETS ? used(line) : line;
    if (!kept.equals(latest.put(key, kept))) {
      changes.incrementAndGet();
    }
  }

  /** Who uses an asset, and when; of the rest of it nothing is kept. */
  private static EstateLine used(EstateLine line) {
    SortedMap<String, String> cells = new TreeMap<>(line.cells());
    cells.keySet().retainAll(OF_ASSETS);
    return new EstateLine(line.table(), cells, line.place());
  }

  @Override
  public void remove(String key) {
    if (latest.remove(key) != null) {
      changes.incrementAndGet();
    }
  }

  @Override
  public int size() {
    return latest.size();
  }

  /** Grows with every change. */
  long changes() {
    return changes.get();
  }

  /** These tables; nothing of other ones, nor of other assets. */
  Estate estate() {
    // Zones are those of devices here: what a site without one has does not matter.
    return Estate.of(List.copyOf(latest.values()), ZoneId.of("UTC")).estate();
  }
}
