package io.garonne.publish.view;

import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.Topics;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** The ledger's records, the latest of each stage and instance. */
public final class LedgerView implements View {
  private final InstantSource clock;
  private final ConcurrentSkipListMap<String, Ledger> latest = new ConcurrentSkipListMap<>();
  private volatile long changedAt;

  /** A view that has seen nothing yet. */
  public LedgerView(InstantSource clock) {
    this.clock = clock;
    this.changedAt = clock.millis();
  }

  @Override
  public Topics topic() {
    return Topics.LEDGER;
  }

  @Override
  public void take(String key, byte[] value) {
    Ledger ledger = LedgerJson.read(value);
    if (!ledger.equals(latest.put(key, ledger))) {
      changedAt = clock.millis();
    }
  }

  @Override
  public void remove(String key) {
    latest.remove(key);
  }

  @Override
  public int size() {
    return latest.size();
  }

  /** The records, by key. */
  public List<Ledger> all() {
    return latest.values().stream().toList();
  }

  /** The balance now. */
  public LedgerBalance balance() {
    return LedgerBalance.of(all(), quietMillis());
  }

  /** Days of which what ingest stored must have been read, {@link LedgerBalance#closedDays}. */
  public List<LocalDate> closedDays() {
    return LedgerBalance.closedDays(all(), quietMillis());
  }

  private long quietMillis() {
    return clock.millis() - changedAt;
  }
}
