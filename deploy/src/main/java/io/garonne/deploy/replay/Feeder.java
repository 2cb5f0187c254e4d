package io.garonne.deploy.replay;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/** Gives readings of many files to an outlet, each file in its own order. One thread. */
final class Feeder {
  /** Files open at a time: each costs some 200 kB. */
  private static final int OPEN = 200;

  /** Turns in which a file is given, so that files of any length end together. */
  private static final int TURNS = 400;

  /** Milliseconds without any reading that a paced replay does not wait for. */
  private static final long LONGEST_WAIT = 3_600_000L;

  private final Outlet outlet;

  Feeder(Outlet outlet) {
    this.outlet = outlet;
  }

  /** Publishes everything. */
  void feed(List<Series> series, Pace pace) throws IOException, InterruptedException {
    if (pace.isMax()) {
      inTurns(series);
    } else {
      inTime(series, pace);
    }
  }

  /** A few from each file in turn: devices, and with them partitions, share the way evenly. */
  private void inTurns(List<Series> series) throws IOException, InterruptedException {
    Deque<Series> waiting = new ArrayDeque<>(series);
    Deque<Series> open = new ArrayDeque<>();
    while (true) {
      while (open.size() < OPEN && !waiting.isEmpty()) {
        open.add(waiting.remove());
      }
      Series next = open.poll();
      if (next == null) {
        return;
      }
      if (publish(next, 1 + next.scan().usable() / TURNS)) {
        open.add(next);
      }
    }
  }

  /** Publishes up to so many; false if the series is at its end. */
  private boolean publish(Series series, long count) throws IOException, InterruptedException {
    for (long i = 0; i < count; i++) {
      if (!publishNext(series)) {
        return false;
      }
    }
    return true;
  }

  private boolean publishNext(Series series) throws IOException, InterruptedException {
    SourceReading reading = series.next();
    if (reading == null) {
      return false;
    }
    long position = series.position();
    outlet.publish(series, reading, () -> series.acknowledge(position));
    return true;
  }

  private record Turn(long at, Series series) {}

  /** All files by event time, at the pace that was asked for; long silence is skipped. */
  private void inTime(List<Series> series, Pace pace) throws IOException, InterruptedException {
    PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparingLong(Turn::at));
    for (Series one : series) {
      // A file is opened when its time has come: many cover years one after the other.
      turns.add(new Turn(one.scan().firstAt(), one));
    }
    long recorded = Long.MIN_VALUE;
    double due = 0;
    long begun = System.nanoTime();
    for (Turn turn = turns.poll(); turn != null; turn = turns.poll()) {
      Long at = turn.series().nextAt();
      if (at == null) {
        continue;
      }
      if (at > turn.at()) {
        turns.add(new Turn(at, turn.series()));
        continue;
      }
      if (recorded != Long.MIN_VALUE && at > recorded) {
        due += at - recorded > LONGEST_WAIT ? 0 : (at - recorded) / pace.factor();
      }
      recorded = Math.max(recorded, at);
      long wait = (long) (due - (System.nanoTime() - begun) / 1e6);
      if (wait > 0) {
        Thread.sleep(wait);
      }
      publishNext(turn.series());
      Long next = turn.series().nextAt();
      if (next != null) {
        turns.add(new Turn(next, turn.series()));
      }
    }
  }
}
