package io.garonne.twin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What happens to one device on one local day; nothing outlasts the day.
 *
 * @param cuts minutes of the day without current
 * @param resets instants, rising, at which the register starts again from 0
 * @param silences spans in which the device says nothing, cuts among them
 * @param bursts spans whose messages are held back until their end
 * @param wrongClocks spans in which the device's clock is off by {@link Span#value}
 */
record Incidents(
    List<Span> cuts,
    List<Long> resets,
    List<Span> silences,
    List<Span> bursts,
    List<Span> wrongClocks) {
  static final Incidents NONE =
      new Incidents(List.of(), List.of(), List.of(), List.of(), List.of());

  private static final long MINUTE = 60_000L;

  /**
   * From one instant (milliseconds since 1970 UTC) to another, exclusive.
   *
   * @param value milliseconds a clock is ahead; 0 for other spans
   */
  record Span(long from, long to, long value) {
    boolean holds(long at) {
      return from <= at && at < to;
    }
  }

  /** Draws the incidents of a device. */
  static Incidents draw(FaultSpec faults, long device, long site, Days.Day day) {
    List<Span> cuts = spans(faults, Fault.POWER_CUTS, site, day, MINUTE);
    List<Span> warm = spans(faults, Fault.RESTARTS, device, day, 1_000);
    List<Span> cold = spans(faults, Fault.COLD_RESTARTS, device, day, 1_000);
    List<Span> resets = spans(faults, Fault.RESETS, device, day, 1_000);
    List<Span> silences = new ArrayList<>(spans(faults, Fault.GAPS, device, day, 1_000));
    silences.addAll(cuts);
    silences.addAll(warm);
    silences.addAll(cold);
    List<Long> zeros = new ArrayList<>();
    resets.forEach(reset -> zeros.add(reset.from));
    cold.forEach(restart -> zeros.add(restart.from));
    if (Math.floorMod(Draw.hash(device, 5), 5) == 0) {
      cuts.forEach(cut -> zeros.add(cut.from));
    }
    zeros.sort(null);
    return new Incidents(
        cuts,
        zeros,
        silences,
        spans(faults, Fault.BURSTS, device, day, 1_000),
        spans(faults, Fault.CLOCK_STEPS, device, day, 1_000));
  }

  private static List<Span> spans(
      FaultSpec faults, Fault fault, long seed, Days.Day day, long step) {
    double rate = faults.rate(fault);
    if (rate == 0) {
      return new ArrayList<>();
    }
    Draw draw = Draw.of(seed, 100 + Arrays.asList(Fault.values()).indexOf(fault), day.start());
    List<Span> spans = new ArrayList<>();
    long steps = day.minutes() * MINUTE / step;
    for (int left = draw.count(rate); left > 0; left--) {
      long from = draw.between(0, steps - 1);
      long length = Math.max(1, draw.between(least(fault), most(faults, fault)) / step);
      long to = Math.min(steps, from + length);
      long most = faults.longest(fault);
      long value = fault == Fault.CLOCK_STEPS ? draw.between(-most, most) : 0;
      spans.add(new Span(day.start() + from * step, day.start() + to * step, value));
    }
    return spans;
  }

  private static long least(Fault fault) {
    return switch (fault) {
      case RESTARTS, COLD_RESTARTS -> 20_000;
      case CLOCK_STEPS -> 10 * MINUTE;
      default -> MINUTE;
    };
  }

  private static long most(FaultSpec faults, Fault fault) {
    return switch (fault) {
      case RESTARTS, COLD_RESTARTS -> 3 * MINUTE;
      case CLOCK_STEPS -> 120 * MINUTE;
      case RESETS -> MINUTE;
      default -> faults.longest(fault);
    };
  }

  boolean silent(long at) {
    for (Span span : silences) {
      if (span.holds(at)) {
        return true;
      }
    }
    return false;
  }

  /** When a message of this instant leaves the device. */
  long released(long at) {
    long released = at;
    for (Span span : bursts) {
      if (span.holds(at)) {
        released = Math.max(released, span.to);
      }
    }
    return released;
  }

  /** Milliseconds by which the device's clock is ahead. */
  long clockError(long at) {
    for (Span span : wrongClocks) {
      if (span.holds(at)) {
        return span.value;
      }
    }
    return 0;
  }
}
