package io.garonne.streams;

import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.UnitsInService;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.EstateLineJson;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The estate's tables, and what indicators make of them. One thread. */
final class IndicatorTables {
  /** Tables that say which units there are, and which of them are metered. */
  private static final Set<String> EQUIPMENT =
      Stream.of(
              EstateTable.SITES,
              EstateTable.CLASSES,
              EstateTable.ASSETS,
              EstateTable.POINTS,
              EstateTable.CONNECTIONS,
              EstateTable.DEVICES)
          .map(EstateTable::label)
          .collect(Collectors.toUnmodifiableSet());

  private final KeyValueStore<String, byte[]> lines;
  private final ZoneId zone;
  private @Nullable Estate estate;
  private @Nullable Tables read;

  IndicatorTables(KeyValueStore<String, byte[]> lines, ZoneId zone) {
    this.lines = lines;
    this.zone = zone;
  }

  /**
   * What the tables say.
   *
   * @param estate all of them
   * @param inService units in service
   * @param programme what was decided
   */
  record Tables(Estate estate, UnitsInService inService, Programme programme) {}

  /** Whether a line, by its key, says which units there are, or which of them are metered. */
  static boolean isOfEquipment(String key) {
    return EQUIPMENT.contains(key.substring(0, key.indexOf('|')));
  }

  /**
   * Takes in a line, or that there is none any more.
   *
   * @return whether the tables say something else now
   */
  boolean put(String key, byte @Nullable [] line) {
    boolean changed = Stored.keep(lines, key, line);
    if (changed) {
      changed();
    }
    return changed;
  }

  /** A line in the store is another, whoever has put it there. */
  void changed() {
    estate = null;
    read = null;
  }

  /** The tables by themselves. */
  Estate estate() {
    Estate known = estate;
    if (known == null) {
      List<EstateLine> all = new ArrayList<>();
      Stored.each(lines, (key, line) -> all.add(EstateLineJson.read(line)));
      known = Estate.of(all, zone).estate();
      estate = known;
    }
    return known;
  }

  /** What they say together. */
  Tables tables() {
    Tables known = read;
    if (known == null) {
      Estate estate = estate();
      known = new Tables(estate, UnitsInService.of(estate), Programme.of(estate));
      read = known;
    }
    return known;
  }
}
