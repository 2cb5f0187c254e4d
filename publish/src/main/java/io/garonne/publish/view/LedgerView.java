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
  private static final String STREAMS = "streams";

  /**
   * Milliseconds without any change before what is missing may be said to be. It is longer than
   * streams is silent in the middle of a backlog: between two records of its ledger it may have
   * quarter-hours of weeks to make, or its state to restore.
   */
  private static final long PATIENCE = 600_000;

  private final InstantSource clock;
  private final ConcurrentSkipListMap<String, Ledger> latest = new ConcurrentSkipListMap<>();

  private volatile long changedAt;

  /** Whether the record that changed last is one of streams; they are in one partition. */
  private volatile boolean isMeteredLast;

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
      isMeteredLast = ledger.stage().equals(STREAMS);
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

  /**
   * The balance now. What ingest has stored and streams has not taken is under way as long as
   * streams has said nothing since, or may still be at it: it waits in Kafka. That streams stands
   * still is told by its readiness and by the alert about late readings.
   */
  public LedgerBalance balance() {
    return LedgerBalance.of(all(), quietMillis());
  }

  /** Days of which what ingest stored must have been read, {@link LedgerBalance#closedDays}. */
  public List<LocalDate> closedDays() {
    return LedgerBalance.closedDays(all(), quietMillis());
  }

  private long quietMillis() {
    long still = isMeteredLast ? clock.millis() - changedAt : 0;
    return still < PATIENCE ? 0 : still;
  }
}
