package io.garonne.ingest.kafka;

import io.garonne.ingest.decode.Reason;
import io.garonne.ingest.mqtt.Delivery;
import io.garonne.model.Ledger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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
  private static final long DAY = 86_400_000L;

  private final Map<String, Long> others = new HashMap<>();
  private final Map<String, Partition> partitions = new HashMap<>();
  private long stored;
  private long readings;
  private List<Range> gaps = new ArrayList<>();
  private List<Waiting> ignored = new ArrayList<>();
  private boolean watching = true;
  private boolean changed;
  private long ignoredSince;

  /** The same by day, but for what is in the three fields below. */
  private final TreeMap<LocalDate, SortedMap<String, Long>> days = new TreeMap<>();

  private long today = Long.MIN_VALUE;
  private long storedToday;
  private long readingsToday;

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
   * @param days the same by day
   * @param offsets up to where they count
   * @param gaps to be looked at, what is found added
   * @param ignored messages that can be acknowledged once this is in Kafka
   */
  record Snapshot(
      TreeMap<String, Long> counts,
      TreeMap<LocalDate, SortedMap<String, Long>> days,
      Offsets offsets,
      List<Range> gaps,
      List<Waiting> ignored) {

    Ledger ledger(String instance) {
      TreeMap<LocalDate, SortedMap<String, Long>> all = new TreeMap<>();
      days.forEach((day, ofDay) -> all.put(day, withReceived(ofDay)));
      return new Ledger("ingest", instance, withReceived(counts), all);
    }

    /** Adds what was found in its gaps. */
    void add(SortedMap<LocalDate, SortedMap<String, Long>> found) {
      found.forEach(
          (day, ofDay) -> {
            SortedMap<String, Long> into = days.computeIfAbsent(day, key -> new TreeMap<>());
            ofDay.forEach(
                (name, n) -> {
                  counts.merge(name, n, Long::sum);
                  into.merge(name, n, Long::sum);
                });
          });
    }

    private static SortedMap<String, Long> withReceived(SortedMap<String, Long> counts) {
      TreeMap<String, Long> all = new TreeMap<>(counts);
      long received =
          counts.entrySet().stream()
              .filter(e -> !e.getKey().equals("readings") && !e.getKey().equals(Ledger.PARTIAL))
              .mapToLong(Map.Entry::getValue)
              .sum();
      all.put("received", received);
      return all;
    }
  }

  /**
   * Where it stood: the ledger and the offsets it reaches to.
   *
   * @param now milliseconds since 1970 UTC
   */
  synchronized void begin(Ledger counted, Offsets offsets, long now) {
    others.clear();
    stored = 0;
    readings = 0;
    counted.counts().forEach(this::add);
    others.remove("received");
    days.clear();
    counted.days().forEach((day, ofDay) -> days.put(day, new TreeMap<>(ofDay)));
    days.values().forEach(ofDay -> ofDay.remove("received"));
    if (days.isEmpty() && !counted.counts().isEmpty()) {
      addTo(day(now), Ledger.PARTIAL, 1);
    }
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

  /**
   * A reading is in Kafka.
   *
   * @param first whether it is its message's first
   * @param appended when Kafka took it, by its own stamp, milliseconds since 1970 UTC
   */
  synchronized void stored(Partition partition, long offset, boolean first, long appended) {
    if (passed(partition, offset)) {
      long day = Math.floorDiv(appended, DAY);
      if (day != today) {
        closeDay();
        today = day;
      }
      readings++;
      readingsToday++;
      stored += first ? 1 : 0;
      storedToday += first ? 1 : 0;
      changed = true;
    }
  }

  /** A dead letter is in Kafka. */
  synchronized void deadLettered(Partition partition, long offset, Reason reason, long appended) {
    if (passed(partition, offset)) {
      add(reason.counter(), 1);
      addTo(day(appended), reason.counter(), 1);
    }
  }

  /** A message is ignored; its acknowledgement waits for the next snapshot. */
  synchronized void ignored(Reason reason, Delivery delivery) {
    if (ignored.isEmpty()) {
      ignoredSince = System.nanoTime();
    }
    add(reason.counter(), 1);
    addTo(day(System.currentTimeMillis()), reason.counter(), 1);
    ignored.add(new Waiting(reason, delivery));
    notifyAll();
  }

  /** Adds what was found in a gap or beyond a snapshot, by day. */
  synchronized void add(SortedMap<LocalDate, SortedMap<String, Long>> found) {
    found.forEach(
        (day, counts) ->
            counts.forEach(
                (name, n) -> {
                  add(name, n);
                  addTo(day, name, n);
                }));
  }

  /** Takes the state of now; its gaps and ignored messages are the caller's. */
  synchronized Snapshot take() {
    TreeMap<String, Long> counts = new TreeMap<>(others);
    counts.put("stored", stored);
    counts.put("readings", readings);
    TreeMap<String, Long> next = new TreeMap<>();
    partitions.forEach((key, partition) -> next.put(key, partition.next));
    closeDay();
    TreeMap<LocalDate, SortedMap<String, Long>> byDay = new TreeMap<>();
    days.forEach((day, ofDay) -> byDay.put(day, new TreeMap<>(ofDay)));
    Snapshot snapshot = new Snapshot(counts, byDay, new Offsets(next), gaps, ignored);
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

  /** What is counted in fields goes to its day. */
  private void closeDay() {
    if (readingsToday > 0) {
      LocalDate day = LocalDate.ofEpochDay(today);
      addTo(day, "readings", readingsToday);
      addTo(day, "stored", storedToday);
      readingsToday = 0;
      storedToday = 0;
    }
  }

  private void addTo(LocalDate day, String name, long n) {
    days.computeIfAbsent(day, key -> new TreeMap<>()).merge(name, n, Long::sum);
    while (days.size() > Ledger.MOST_DAYS) {
      days.pollFirstEntry();
    }
  }

  private static LocalDate day(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, DAY));
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
