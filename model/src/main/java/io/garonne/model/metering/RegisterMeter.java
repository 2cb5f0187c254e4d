package io.garonne.model.metering;

import io.garonne.model.Finding;
import io.garonne.model.Units;
import java.util.ArrayList;
import java.util.List;

/**
 * M3 to M7 for one channel, reading after reading: a stack of segments, the newest on top. Counts
 * and bookings are deltas: what is voided later is taken back.
 */
final class RegisterMeter {
  /**
   * So many segments below the top may wait for a reading. Of more, the oldest that nothing has
   * confirmed is forgotten (else the oldest): a register that shows noise must not grow the state.
   */
  static final int MOST_WAITING = 32;

  private final MeterProfile profile;
  private final Cap cap;
  private final long horizon;
  private final SlotBook book;
  private final List<MeterEvent> events;
  private final List<Segment> stack = new ArrayList<>(2);
  private long resets;
  private long glitches;
  private long discontinuities;
  private long voided;

  RegisterMeter(
      MeterProfile profile, Cap cap, long horizon, SlotBook book, List<MeterEvent> events) {
    this.profile = profile;
    this.cap = cap;
    this.horizon = horizon;
    this.book = book;
    this.events = events;
  }

  Counts counts() {
    return new Counts(resets, glitches, discontinuities);
  }

  /** Millijoules that segments had booked within themselves until they were voided. */
  long voided() {
    return voided;
  }

  /** Where the register stands. */
  Standing standing() {
    if (stack.isEmpty()) {
      return Standing.NONE;
    }
    Segment counting = null;
    boolean several = false;
    for (Segment segment : stack) {
      several |= segment.counting && counting != null;
      counting = segment.counting ? segment : counting;
    }
    Segment top = stack.get(stack.size() - 1);
    boolean restarts =
        counting != null
            && !top.counting
            && Fit.isRestart(
                counting.last, top.last, top.lastAt - counting.lastAt, cap, top.firstResolution);
    return new Standing(
        true,
        counting == null || several ? null : counting.last,
        !top.counting,
        restarts ? top.last : 0);
  }

  /** Takes the next reading that has energy, or the exchange of the meter. */
  void accept(Sample b) {
    if (b.isExchange()) {
      take(b.endOfOldMeter());
      if (!stack.get(stack.size() - 1).counting) {
        glitches++;
      }
      // Nothing that the new meter says can continue the old one.
      stack.clear();
    }
    take(b);
  }

  private void take(Sample b) {
    if (stack.isEmpty()) {
      Segment first = Segment.startingWith(b, cap.resolution(b), profile.interval());
      first.counting = true;
      stack.add(first);
      return;
    }
    if (stack.size() > 1) {
      prune(b.at());
    }
    int top = stack.size() - 1;
    Fit fit = Fit.of(stack.get(top), b, cap, profile.modulus());
    int taker = top;
    while (fit == null && taker > 0 && mayTryBelow(taker, b)) {
      taker--;
      fit = Fit.of(stack.get(taker), b, cap, profile.modulus());
    }
    if (fit == null) {
      open(b);
    } else {
      if (taker < top) {
        voidAbove(taker);
      }
      extend(taker, b, fit);
    }
  }

  /** M4: whether the segment below {@code above} is still to be tried. */
  private boolean mayTryBelow(int above, Sample b) {
    Segment upper = stack.get(above);
    boolean restart =
        upper.grown
            && Fit.isRestart(upper.last, b.energy(), b.at() - upper.lastAt, cap, cap.resolution(b));
    return !restart && b.at() - stack.get(above - 1).lastAt <= horizon;
  }

  private void open(Sample b) {
    if (!stack.get(stack.size() - 1).counting) {
      glitches++;
    }
    stack.add(Segment.startingWith(b, cap.resolution(b), profile.interval()));
    int lowest = lowestWaiting(b.at());
    if (stack.size() - 1 - lowest > MOST_WAITING) {
      int forgotten = lowest;
      while (forgotten < stack.size() - 1 && stack.get(forgotten).counting) {
        forgotten++;
      }
      stack.remove(forgotten < stack.size() - 1 ? forgotten : lowest);
      prune(b.at());
    }
  }

  private void voidAbove(int taker) {
    int top = stack.size() - 1;
    for (int i = top; i > taker; i--) {
      Segment segment = stack.remove(i);
      if (segment.counting) {
        glitches++;
        revoke(segment);
      } else if (i == top) {
        glitches++;
      }
    }
    if (!stack.get(taker).counting) {
      // It was counted when it was overtaken, and turns out to be right.
      glitches--;
    }
  }

  private void revoke(Segment segment) {
    if (segment.revocable != null) {
      book.subtract(segment.revocable);
      for (SlotEnergy taken : segment.revocable.sums().values()) {
        voided += taken.measured() + taken.interpolated();
      }
    }
    if (segment.opening == Segment.Opening.RESET) {
      resets--;
      bookStep(book, segment.openedFrom, segment.openedTo, segment.openedWith, -1);
    } else if (segment.opening == Segment.Opening.DISCONTINUITY) {
      discontinuities--;
    }
  }

  private void extend(int index, Sample b, Fit fit) {
    Segment segment = stack.get(index);
    boolean canBeVoided = index > 0 && b.at() - stack.get(index - 1).lastAt <= horizon;
    if (!segment.counting) {
      confirm(index, segment, canBeVoided);
    }
    bookStep(book, segment.lastAt, b.at(), fit.energy(), 1);
    if (segment.revocable != null) {
      bookStep(segment.revocable, segment.lastAt, b.at(), fit.energy(), 1);
    }
    segment.take(b, fit.energy(), fit.jitter(), cap.resolution(b));
  }

  /** M5 to M7: a second reading continues a segment; from now on it counts. */
  private void confirm(int index, Segment segment, boolean canBeVoided) {
    int below = index - 1;
    while (!stack.get(below).counting) {
      below--;
    }
    Segment before = stack.get(below);
    long millis = segment.lastAt - before.lastAt;
    boolean reset = Fit.isRestart(before.last, segment.last, millis, cap, segment.firstResolution);
    if (reset) {
      resets++;
      bookStep(book, before.lastAt, segment.lastAt, segment.last, 1);
    } else {
      discontinuities++;
    }
    events.add(opened(reset, before, segment));
    segment.counting = true;
    if (canBeVoided) {
      segment.revocable = new SlotBook();
      segment.opening = reset ? Segment.Opening.RESET : Segment.Opening.DISCONTINUITY;
      segment.openedFrom = before.lastAt;
      segment.openedTo = segment.lastAt;
      segment.openedWith = reset ? segment.last : 0;
    }
  }

  private void bookStep(SlotBook into, long from, long to, long energy, int sign) {
    into.register(from, to, energy, cap.isInterpolated(to - from), sign);
  }

  private MeterEvent opened(boolean reset, Segment before, Segment segment) {
    String jump =
        profile.counted() == MeterProfile.Counted.IMPRESSIONS
            ? "page counter went from %d to %d".formatted(before.last, segment.last)
            : "register went from %s kWh to %s kWh".formatted(kWh(before.last), kWh(segment.last));
    return reset
        ? new MeterEvent(
            Finding.Kind.RESET, segment.lastAt, jump + ", which counts since the reset")
        : new MeterEvent(
            Finding.Kind.DISCONTINUITY, segment.lastAt, jump + "; nothing is booked over the jump");
  }

  private static String kWh(long millijoules) {
    return Units.kilowattHours(millijoules).stripTrailingZeros().toPlainString();
  }

  /** Index of the oldest segment that can still take a reading newer than {@code now}. */
  private int lowestWaiting(long now) {
    int top = stack.size() - 1;
    for (int i = 0; i < top; i++) {
      if (now - stack.get(i).lastAt <= horizon) {
        return i;
      }
    }
    return top;
  }

  /**
   * Forgets segments that can take no reading newer than {@code now}. One of them stays if it is
   * what an unconfirmed one would be opened from (M6).
   */
  private void prune(long now) {
    int lowest = lowestWaiting(now);
    stack.get(lowest).settle();
    int opener = lowest;
    while (!stack.get(opener).counting) {
      opener--;
    }
    if (opener < lowest) {
      stack.get(opener).retire();
      stack.subList(opener + 1, lowest).clear();
    }
    stack.subList(0, opener).clear();
  }

  void writeTo(VarintWriter out, long newest) {
    if (stack.size() > 1) {
      prune(newest);
    }
    out.unsigned(stack.size());
    for (Segment segment : stack) {
      segment.writeTo(out, newest);
    }
  }

  void readFrom(VarintReader in, long newest) {
    int size = in.count();
    for (int i = 0; i < size; i++) {
      stack.add(Segment.readFrom(in, newest, profile.interval()));
    }
  }
}
