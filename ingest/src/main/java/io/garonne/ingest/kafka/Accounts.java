package io.garonne.ingest.kafka;

import io.garonne.ingest.decode.Reason;
import io.garonne.ingest.mqtt.Delivery;
import io.garonne.model.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ingest's side of the ledger: what Kafka has confirmed, cumulative over restarts. For all threads.
 *
 * <p>A count and the offset up to which it counts change together, so that whoever reads a snapshot
 * after a crash has only to count our own records beyond it. Confirmations come in the order of
 * offsets; a gap between two of them holds other writers' records, or ours of before a crash that
 * the broker took after we had looked: while that is possible, gaps are remembered and looked at.
 */
final class Accounts {
  private final Map<String, Long> others = new HashMap<>();
  private final Map<String, Partition> partitions = new HashMap<>();
  private long stored;
  private long readings;
  private List<Range> gaps = new ArrayList<>();
  private List<Waiting> ignored = new ArrayList<>();
  private boolean watching = true;
  private boolean changed;
  private long ignoredSince;

  /** Up to where a partition is counted; guarded by the accounts. */
  static final class Partition {
    private final String key;
    private long next;

    private Partition(String key) {
      this.key = key;
    }
  }

  /** An ignored message that waits for the ledger to say so. */
  record Waiting(Reason reason, Delivery delivery) {}

  /**
   * Everything at one moment.
   *
   * @param counts by name, {@code received} not among them
   * @param offsets up to where they count
   * @param gaps to be looked at, what is found added
   * @param ignored messages that can be acknowledged once this is in Kafka
   */
  record Snapshot(
      TreeMap<String, Long> counts, Offsets offsets, List<Range> gaps, List<Waiting> ignored) {

    Ledger ledger(String instance) {
      TreeMap<String, Long> all = new TreeMap<>(counts);
      long received =
          counts.entrySet().stream()
              .filter(e -> !e.getKey().equals("readings"))
              .mapToLong(Map.Entry::getValue)
              .sum();
      all.put("received", received);
      return new Ledger("ingest", instance, all);
    }
  }

  /** Where it stood: counts and the offsets they reach to. */
  synchronized void begin(Map<String, Long> counted, Offsets offsets) {
    others.clear();
    stored = 0;
    readings = 0;
    counted.forEach(this::add);
    others.remove("received");
    offsets.next().forEach((key, next) -> partition(key).next = next);
    changed = true;
  }

  /** The partition of this {@code topic/partition}. */
  synchronized Partition partition(String key) {
    return partitions.computeIfAbsent(key, Partition::new);
  }

  /** Whether gaps are looked at. */
  synchronized void watch(boolean watch) {
    watching = watch;
  }

  /** A reading is in Kafka; {@code first} if it is its message's first. */
  synchronized void stored(Partition partition, long offset, boolean first) {
    if (passed(partition, offset)) {
      readings++;
      stored += first ? 1 : 0;
      changed = true;
    }
  }

  /** A dead letter is in Kafka. */
  synchronized void deadLettered(Partition partition, long offset, Reason reason) {
    if (passed(partition, offset)) {
      add(reason.counter(), 1);
    }
  }

  /** A message is ignored; its acknowledgement waits for the next snapshot. */
  synchronized void ignored(Reason reason, Delivery delivery) {
    if (ignored.isEmpty()) {
      ignoredSince = System.nanoTime();
    }
    add(reason.counter(), 1);
    ignored.add(new Waiting(reason, delivery));
    notifyAll();
  }

  /** Adds what was found in a gap or beyond a snapshot. */
  synchronized void add(Map<String, Long> found) {
    found.forEach(this::add);
  }

  /** Takes the state of now; its gaps and ignored messages are the caller's. */
  synchronized Snapshot take() {
    TreeMap<String, Long> counts = new TreeMap<>(others);
    counts.put("stored", stored);
    counts.put("readings", readings);
    TreeMap<String, Long> next = new TreeMap<>();
    partitions.forEach((key, partition) -> next.put(key, partition.next));
    Snapshot snapshot = new Snapshot(counts, new Offsets(next), gaps, ignored);
    gaps = new ArrayList<>();
    ignored = new ArrayList<>();
    changed = false;
    return snapshot;
  }

  /** Gives back what a snapshot took that could not be finished. */
  synchronized void restore(Snapshot snapshot) {
    gaps.addAll(0, snapshot.gaps());
    ignored.addAll(0, snapshot.ignored());
    changed = true;
  }

  synchronized boolean changed() {
    return changed;
  }

  /** Milliseconds since the oldest ignored message waits, or -1. */
  synchronized long waitingMillis() {
    return ignored.isEmpty() ? -1 : (System.nanoTime() - ignoredSince) / 1_000_000;
  }

  /** Waits until an ignored message waits or the time is over. */
  synchronized void awaitIgnored(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; ignored.isEmpty() && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  /** Whether a record is to be counted now; one without a known offset is found as a gap later. */
  private boolean passed(Partition partition, long offset) {
    if (offset < 0) {
      watching = true;
      return false;
    }
    if (offset > partition.next && watching) {
      gaps.add(new Range(partition.key, partition.next, offset));
    }
    partition.next = offset + 1;
    return true;
  }

  private void add(String name, long n) {
    switch (name) {
      case "stored" -> stored += n;
      case "readings" -> readings += n;
      default -> others.merge(name, n, Long::sum);
    }
    changed = true;
  }
}
