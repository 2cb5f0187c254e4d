package io.garonne.model.metering;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** M3 to M7 as they are written down, over all register readings of a channel. */
final class PlainRegister {
  /**
   * A booked step of the register.
   *
   * @param from start, milliseconds since 1970 UTC
   * @param to end, in the same unit
   * @param energy millijoules
   */
  record Step(long from, long to, long energy) {}

  /**
   * What the register books, how often it did what it should not, and whether its last reading
   * waits for a second one.
   */
  record Result(List<Step> steps, Counts counts, boolean waits) {}

  /** M3: that a reading continues a segment by so many millijoules, and how it is read. */
  private record Continuation(long energy, long readAs) {}

  private static final class Line {
    final List<Sample> readings = new ArrayList<>();

    /** Millijoules booked up to each reading. */
    final List<Long> sums = new ArrayList<>();

    final List<Step> steps = new ArrayList<>();
    long readAs;
    boolean grown;
    boolean forgotten;

    Line(Sample first) {
      readings.add(first);
      sums.add(0L);
      readAs = first.energy();
    }

    Sample first() {
      return readings.get(0);
    }

    Sample last() {
      return readings.get(readings.size() - 1);
    }

    long sum() {
      return sums.get(sums.size() - 1);
    }
  }

  private final MeterProfile profile;
  private final Cap cap;
  private final long horizon;
  private final List<Line> stack = new ArrayList<>();
  private long voided;

  private PlainRegister(MeterProfile profile, long horizon) {
    this.profile = profile;
    this.cap = new Cap(profile);
    this.horizon = horizon;
  }

  /**
   * Meters readings that all have energy, sorted by {@code at} without repeats. Where a person said
   * that the meter was exchanged, one register ends and another begins: each is metered by itself,
   * the old one up to and with what was read of it, the new one from what it began with.
   */
  static Result of(List<Sample> readings, MeterProfile profile, long horizon) {
    List<Step> steps = new ArrayList<>();
    Counts counts = Counts.ZERO;
    PlainRegister register = new PlainRegister(profile, horizon);
    for (Sample reading : readings) {
      if (reading.isExchange()) {
        register.place(reading.endOfOldMeter());
        Result ended = register.result();
        steps.addAll(ended.steps());
        counts = counts.plus(ended.counts()).plus(register.unconfirmed());
        register = new PlainRegister(profile, horizon);
      }
      register.place(reading);
    }
    Result last = register.result();
    steps.addAll(last.steps());
    return new Result(steps, counts.plus(last.counts()), last.waits());
  }

  /** What the last segment is when nothing can confirm it any more. */
  private Counts unconfirmed() {
    return counts(stack.get(stack.size() - 1)) ? Counts.ZERO : new Counts(0, 1, 0);
  }

  /** M4. */
  private void place(Sample b) {
    for (int i = stack.size() - 1; i >= 0 && isTried(i, b); i--) {
      Line line = stack.get(i);
      Continuation continuation = line.forgotten ? null : continuation(line, b);
      if (continuation != null) {
        voided += stack.size() - 1 - i;
        stack.subList(i + 1, stack.size()).clear();
        take(line, b, continuation);
        return;
      }
    }
    stack.add(new Line(b));
    forgetOneOfTooMany(b);
  }

  private boolean isTried(int i, Sample b) {
    if (i == stack.size() - 1) {
      return true;
    }
    if (b.at() - stack.get(i).last().at() > horizon) {
      return false;
    }
    for (Line above : stack.subList(i + 1, stack.size())) {
      if (!above.forgotten
          && above.grown
          && isRestart(above.readAs, b, b.at() - above.last().at())) {
        return false;
      }
    }
    return true;
  }

  private boolean isRestart(long last, Sample b, long millis) {
    return b.energy() < last
        && millis <= Cap.LONGEST_STEP
        && b.energy() <= cap.of(millis, cap.resolution(b));
  }

  private void take(Line line, Sample b, Continuation continuation) {
    line.steps.add(new Step(line.last().at(), b.at(), continuation.energy()));
    line.sums.add(line.sum() + continuation.energy());
    line.readings.add(b);
    line.readAs = continuation.readAs();
    line.grown |= Cap.isMoreThanJitter(line.sum(), cap.resolution(b));
  }

  /** A register that shows noise keeps no more than so many segments waiting. */
  private void forgetOneOfTooMany(Sample b) {
    List<Line> waiting =
        stack.subList(0, stack.size() - 1).stream()
            .filter(line -> !line.forgotten && b.at() - line.last().at() <= horizon)
            .toList();
    if (waiting.size() > RegisterMeter.MOST_WAITING) {
      waiting.stream().filter(line -> !counts(line)).findFirst().orElse(waiting.get(0)).forgotten =
          true;
    }
  }

  /** M3. */
  private @Nullable Continuation continuation(Line line, Sample b) {
    long a = line.readAs;
    if (b.at() - line.last().at() > Cap.LONGEST_STEP) {
      return null;
    }
    if (b.energy() >= a) {
      long rise = b.energy() - a;
      return isPossible(line, b, rise) ? new Continuation(rise, b.energy()) : null;
    }
    if (a - b.energy() <= Cap.jitter(cap.resolution(b))) {
      return new Continuation(0, a);
    }
    Long modulus = profile.modulus();
    if (modulus != null && a <= modulus) {
      long over = modulus - a + b.energy();
      return isPossible(line, b, over) ? new Continuation(over, b.energy()) : null;
    }
    return null;
  }

  /** Within the cap since the last reading, or since n. */
  private boolean isPossible(Line line, Sample b, long energy) {
    long resolution = cap.resolution(b);
    int n = n(line, b);
    long sinceN = line.sum() + energy - line.sums.get(n);
    return energy <= cap.of(b.at() - line.last().at(), resolution)
        || sinceN <= cap.of(b.at() - line.readings.get(n).at(), resolution);
  }

  /**
   * Index of the newest remembered reading at least two intervals before b, else of the first.
   * Remembered is a reading that no later one of its segment follows in the same cell of memory.
   */
  private int n(Line line, Sample b) {
    long cell = Recent.cell(profile.interval());
    for (int i = line.readings.size() - 1; i > 0; i--) {
      long at = line.readings.get(i).at();
      boolean remembered =
          i == line.readings.size() - 1
              || Math.floorDiv(at, cell) != Math.floorDiv(line.readings.get(i + 1).at(), cell);
      if (remembered && at <= b.at() - 2 * profile.interval()) {
        return i;
      }
    }
    return 0;
  }

  /** M5: the first segment counts, and every other that a second reading has continued. */
  private boolean counts(Line line) {
    return line == stack.get(0) || line.readings.size() > 1;
  }

  private Result result() {
    List<Step> steps = new ArrayList<>();
    long resets = 0;
    long glitches = voided;
    long discontinuities = 0;
    Line before = null;
    for (Line line : stack) {
      if (!counts(line)) {
        glitches += line == stack.get(stack.size() - 1) ? 0 : 1;
        continue;
      }
      if (before != null) {
        // M6, M7
        Sample b = line.first();
        long from = before.last().at();
        if (isRestart(before.readAs, b, b.at() - from)) {
          resets++;
          steps.add(new Step(from, b.at(), b.energy()));
        } else {
          discontinuities++;
        }
      }
      steps.addAll(line.steps);
      before = line;
    }
    boolean waits = !stack.isEmpty() && !counts(stack.get(stack.size() - 1));
    return new Result(steps, new Counts(resets, glitches, discontinuities), waits);
  }
}
