package io.garonne.model.metering;

import io.garonne.model.Reading.State;
import java.util.ArrayList;
import java.util.List;

/** M2 and M8 as they are written down, over all samples of a channel. */
final class PlainPower {
  /**
   * A part of a line of power.
   *
   * @param origin where the line starts, milliseconds since 1970 UTC
   * @param length milliseconds of the line
   * @param start milliwatts at the start of the line
   * @param end milliwatts at its end
   * @param from start of the part
   * @param to end of the part
   */
  record Step(long origin, long length, long start, long end, long from, long to) {
    /** Millijoules from the start of the line until an instant. */
    long until(long at) {
      return Spread.line(start, end, at - origin, length);
    }

    Step cutAt(long at) {
      return new Step(origin, length, start, end, from, Math.min(to, at));
    }
  }

  /** Steps that are booked, and steps that stand beside as estimated. */
  record Result(List<Step> booked, List<Step> estimated) {}

  private PlainPower() {}

  static Result of(List<Sample> samples, MeterProfile profile) {
    List<Step> steps =
        profile.reporting() == MeterProfile.Reporting.ON_CHANGE
            ? holds(samples, profile.maxGap())
            : trapezoids(samples, profile.maxGap());
    List<Sample> registered =
        profile.register() == MeterProfile.Register.NO
            ? List.of()
            : samples.stream().filter(s -> s.energy() != Sample.NONE).toList();
    return new Result(
        booked(steps, registered, profile), estimated(steps, samples, registered, profile));
  }

  /** M2: power counts up to the first register reading, if there is one to come. */
  private static List<Step> booked(
      List<Step> steps, List<Sample> registered, MeterProfile profile) {
    if (profile.register() == MeterProfile.Register.YES) {
      return List.of();
    }
    long until = registered.isEmpty() ? Long.MAX_VALUE : registered.get(0).at();
    return steps.stream().filter(s -> s.from() < until).map(s -> s.cutAt(until)).toList();
  }

  /** M2: what power says of the times in which the register says nothing. */
  private static List<Step> estimated(
      List<Step> steps, List<Sample> samples, List<Sample> registered, MeterProfile profile) {
    boolean always = profile.register() == MeterProfile.Register.YES;
    if (samples.isEmpty() || (registered.isEmpty() && !always)) {
      return List.of();
    }
    List<Long> ends = new ArrayList<>();
    if (always) {
      ends.add(samples.get(0).at());
    }
    registered.forEach(s -> ends.add(s.at()));
    ends.add(samples.get(samples.size() - 1).at());
    List<Step> estimated = new ArrayList<>();
    int next = 0;
    for (int i = 1; i < ends.size(); i++) {
      long from = ends.get(i - 1);
      long to = ends.get(i);
      while (next < steps.size() && steps.get(next).from() < from) {
        next++;
      }
      for (; next < steps.size() && steps.get(next).to() <= to; next++) {
        if (to - from > profile.maxGap()) {
          estimated.add(steps.get(next));
        }
      }
    }
    return estimated;
  }

  /** M8, periodic. */
  private static List<Step> trapezoids(List<Sample> samples, long maxGap) {
    List<Sample> powers = samples.stream().filter(s -> s.power() != Sample.NONE).toList();
    List<Step> steps = new ArrayList<>();
    for (int i = 1; i < powers.size(); i++) {
      Sample p = powers.get(i - 1);
      Sample q = powers.get(i);
      long length = q.at() - p.at();
      if (length <= maxGap) {
        steps.add(new Step(p.at(), length, p.power(), q.power(), p.at(), q.at()));
      }
    }
    return steps;
  }

  /**
   * M8, on change: what is held between one sample and the next, whatever that one says; so nothing
   * is held beyond the last sample.
   */
  private static List<Step> holds(List<Sample> samples, long maxGap) {
    List<Step> steps = new ArrayList<>();
    Sample held = null;
    for (int i = 0; i + 1 < samples.size(); i++) {
      Sample s = samples.get(i);
      boolean says = s.power() != Sample.NONE;
      if (s.state() == State.UNAVAILABLE || (s.state() == State.OFF && !says)) {
        held = null;
      } else if (says) {
        held = s;
      }
      if (held != null && s.at() < held.at() + maxGap) {
        long to = Math.min(samples.get(i + 1).at(), held.at() + maxGap);
        steps.add(new Step(held.at(), 1, held.power(), held.power(), s.at(), to));
      }
    }
    return steps;
  }
}
