package io.garonne.deploy.replay;

import io.garonne.deploy.progress.ProgressBar;
import io.garonne.deploy.runtime.Chain;
import io.garonne.model.Ledger;
import io.garonne.model.wire.Topics;
import io.garonne.service.StageFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Waits until all that was published is metered, published as totals and accounted for. */
final class Settlement {
  private static final Duration POLL = Duration.ofMillis(100);

  /** Nothing at all moves for so long: something is broken. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** The ledgers' last records may be a little behind what they count. */
  private static final Duration LEDGERS = Duration.ofSeconds(20);

  /** A ledger is written every second when something changed. */
  private static final Duration LEDGERS_AT_LEAST = Duration.ofSeconds(3);

  private final Chain chain;
  private final ReplayTopics topics;
  private final LedgerWatch ledgers;
  private final ProgressBar bar;

  Settlement(Chain chain, ReplayTopics topics, LedgerWatch ledgers, ProgressBar bar) {
    this.chain = chain;
    this.topics = topics;
    this.ledgers = ledgers;
    this.bar = bar;
  }

  /**
   * Says that a replay has ended and returns when what it touched is closed.
   *
   * @throws IOException if the chain fails, or nothing moves any more
   */
  void await(String replay) throws IOException, InterruptedException {
    awaitDelivered();
    // Everything that was acknowledged is in the readings topic: its ends are the replay's.
    SortedMap<Integer, Long> ends = topics.readingsEnd();
    topics.finished(replay, ends);
    awaitClosed(replay, ends);
  }

  /**
   * Returns when nothing waits in the broker: how many messages ended without a reading so far.
   *
   * @throws IOException if the chain fails, or nothing moves any more
   */
  long drained() throws IOException, InterruptedException {
    awaitDelivered();
    long deadline = System.nanoTime() + LEDGERS_AT_LEAST.toNanos();
    while (System.nanoTime() < deadline) {
      ledgers.poll(POLL);
    }
    Accounts accounts =
        Accounts.of(List.of(), 0, 0, ledgers.poll(POLL).values(), sum(topics.readingsEnd()));
    return accounts.received() - accounts.stored();
  }

  private void awaitDelivered() throws IOException, InterruptedException {
    long waiting = chain.undelivered();
    bar.begin("storing", 0, waiting);
    Stall stall = new Stall();
    for (long left = waiting; left > 0; left = chain.undelivered()) {
      check(chain);
      stall.check(left, left + " messages wait in the broker");
      bar.at(waiting - left);
      Thread.sleep(POLL);
    }
  }

  private static long sum(Map<Integer, Long> offsets) {
    return offsets.values().stream().mapToLong(n -> n).sum();
  }

  private void awaitClosed(String replay, SortedMap<Integer, Long> ends)
      throws IOException, InterruptedException {
    long all = sum(ends);
    int partitions = topics.partitions(Topics.TOTALS);
    Stall stall = new Stall();
    bar.begin("metering", metered(), all);
    while (true) {
      SortedMap<String, Ledger> now = ledgers.poll(POLL);
      long metered = metered();
      long closed =
          now.values().stream()
              .filter(l -> l.stage().equals("replay") && l.instance().startsWith(replay + "/"))
              .filter(l -> l.count("closed") > 0)
              .count();
      if (closed >= partitions && metered >= all) {
        bar.end(metered);
        return;
      }
      check(chain);
      stall.check(
          metered * 1000 + closed,
          "%,d of %,d readings are metered and %d of %d partitions of totals closed"
              .formatted(metered, all, closed, partitions));
      bar.at(metered);
    }
  }

  private long metered() {
    return ledgers.poll(Duration.ZERO).values().stream()
        .filter(l -> l.stage().equals("streams"))
        .mapToLong(l -> l.count("readings"))
        .sum();
  }

  /** The accounts as soon as they balance, or as they are after a while. */
  Accounts accounts(Corpus corpus, long published, long everPublished) throws InterruptedException {
    long deadline = System.nanoTime() + LEDGERS.toNanos();
    while (true) {
      Map<Integer, Long> ends = topics.readingsEnd();
      Accounts accounts =
          Accounts.of(
              corpus.series(), published, everPublished, ledgers.poll(POLL).values(), sum(ends));
      if (accounts.balance() || System.nanoTime() > deadline) {
        return accounts;
      }
    }
  }

  /**
   * Whether the chain still works.
   *
   * @throws IOException if a stage has failed for good
   */
  static void check(Chain chain) throws IOException {
    StageFailure failure = chain.failure();
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  private static final class Stall {
    private long last = Long.MIN_VALUE;
    private long since = System.nanoTime();

    void check(long now, String how) throws IOException {
      if (now != last) {
        last = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
        throw new IOException("nothing has moved for " + PATIENCE.toMinutes() + " minutes: " + how);
      }
    }
  }
}
