package io.garonne.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A batch on its way into InfluxDB, in requests of one bucket each. A refused request is halved
 * until the bad point stands alone; what was accepted is not sent again. Every line ends accepted,
 * counted as dropped by the server, or dead-lettered. Not for several threads.
 */
final class Delivery {

  /** Takes note of what became of lines. */
  interface Ledger {
    void accepted(int lines);

    void dropped(long lines, String reason);

    void deadLetter(Entry entry, String reason);
  }

  /** How far an attempt came. */
  sealed interface Progress {
    /** Every line is settled. */
    record Done() implements Progress {}

    /** Something is left. */
    record Blocked(Obstacle obstacle) implements Progress {}
  }

  private final Deque<List<Entry>> left = new ArrayDeque<>();
  private final PointWriter writer;
  private final Ledger ledger;

  /**
   * @param mostLines lines of one request, at most
   * @param mostBytes bytes of one request, at most, unless one line is longer
   */
  Delivery(List<Entry> entries, int mostLines, long mostBytes, PointWriter writer, Ledger ledger) {
    this.writer = writer;
    this.ledger = ledger;
    Map<Bucket, List<Entry>> byBucket = new EnumMap<>(Bucket.class);
    for (Entry entry : entries) {
      byBucket.computeIfAbsent(entry.line().bucket(), b -> new ArrayList<>()).add(entry);
    }
    byBucket.values().forEach(lines -> cut(lines, mostLines, mostBytes));
  }

  private void cut(List<Entry> lines, int mostLines, long mostBytes) {
    List<Entry> request = new ArrayList<>();
    long bytes = 0;
    for (Entry entry : lines) {
      long length = entry.line().text().length() + 1L;
      if (!request.isEmpty() && (request.size() == mostLines || bytes + length > mostBytes)) {
        left.add(request);
        request = new ArrayList<>();
        bytes = 0;
      }
      request.add(entry);
      bytes += length;
    }
    left.add(request);
  }

  /** Goes on until every line is settled or something is in the way; may be called again. */
  Progress attempt() {
    while (!left.isEmpty()) {
      List<Entry> request = left.getFirst();
      List<String> lines = request.stream().map(e -> e.line().text()).toList();
      switch (writer.write(request.getFirst().line().bucket(), lines)) {
        case WriteOutcome.Accepted accepted -> {
          left.removeFirst();
          ledger.accepted(request.size());
        }
        case WriteOutcome.Partial partial -> {
          left.removeFirst();
          long dropped = Math.min(partial.dropped(), request.size());
          ledger.dropped(dropped, partial.reason());
          ledger.accepted(request.size() - (int) dropped);
        }
        case WriteOutcome.Refused refused -> split(request, refused.reason());
        case WriteOutcome.TooLarge tooLarge -> split(request, tooLarge.reason());
        case WriteOutcome.Missing missing -> {
          return new Progress.Blocked(new Obstacle.Misconfigured(missing.reason()));
        }
        case WriteOutcome.Blocked blocked -> {
          return new Progress.Blocked(blocked.obstacle());
        }
      }
    }
    return new Progress.Done();
  }

  private void split(List<Entry> request, String reason) {
    if (request.size() == 1) {
      ledger.deadLetter(request.getFirst(), reason);
      left.removeFirst();
      return;
    }
    left.removeFirst();
    int middle = request.size() / 2;
    left.addFirst(new ArrayList<>(request.subList(middle, request.size())));
    left.addFirst(new ArrayList<>(request.subList(0, middle)));
  }

  /** Forgets lines; returns how many. */
  int remove(Predicate<Entry> which) {
    int before = size();
    left.forEach(request -> request.removeIf(which));
    left.removeIf(List::isEmpty);
    return before - size();
  }

  /** Lines that are not settled. */
  int size() {
    return left.stream().mapToInt(List::size).sum();
  }
}
