package io.garonne.model.metering;

import org.jspecify.annotations.Nullable;

/**
 * Readings of a register that follow one another without a break (M4), as far as the future can
 * still ask for them. Mutable; lives within one run of the meter.
 */
final class Segment {
  /** How a segment that counts came to count, as far as that can still be taken back. */
  enum Opening {
    /** Nothing to take back: it is the first, or no older segment can take a reading any more. */
    NONE,
    RESET,
    DISCONTINUITY
  }

  private static final int COUNTING = 1;
  private static final int GROWN = 1 << 1;
  private static final int REVOCABLE = 1 << 2;
  private static final int OPENED_BY_RESET = 1 << 3;
  private static final int OPENED_BY_DISCONTINUITY = 1 << 4;

  /** M5. A segment that does not count has exactly one reading. */
  boolean counting;

  /** Instant of the last reading, milliseconds since 1970 UTC. */
  long lastAt;

  /** Register at the last reading in millijoules; after jitter, the reading it is read as. */
  long last;

  /** Resolution of the first reading in millijoules; meaningful until the segment counts. */
  long firstResolution;

  /** Whether it has booked more than 3 × resolution; then {@link #booked} is 0. */
  boolean grown;

  /** Millijoules booked by its steps, until it has grown. */
  long booked;

  Opening opening = Opening.NONE;
  long openedFrom;
  long openedTo;
  long openedWith;

  /** What it booked after its opening, while it can still be voided; else null. */
  @Nullable SlotBook revocable;

  final Recent recent;

  private Segment(Recent recent) {
    this.recent = recent;
  }

  /** A segment with this one reading. */
  static Segment startingWith(Sample first, long resolution, long interval) {
    Segment segment = new Segment(new Recent(interval));
    segment.lastAt = first.at();
    segment.last = first.energy();
    segment.firstResolution = resolution;
    segment.recent.begin(first.at());
    return segment;
  }

  /** Takes a reading that fits and adds so many millijoules. Jitter is read as the one before. */
  void take(Sample next, long energy, boolean jitter, long resolution) {
    lastAt = next.at();
    if (!jitter) {
      last = next.energy();
    }
    recent.step(next.at(), energy);
    if (!grown) {
      booked += energy;
      if (Cap.isMoreThanJitter(booked, resolution)) {
        grown = true;
        booked = 0;
      }
    }
  }

  /** Forgets how to take back what it booked. */
  void settle() {
    opening = Opening.NONE;
    openedFrom = 0;
    openedTo = 0;
    openedWith = 0;
    revocable = null;
  }

  /** Takes no reading any more: remembers only where it ended. */
  void retire() {
    settle();
    grown = true;
    booked = 0;
    recent.forget(Long.MAX_VALUE);
  }

  void writeTo(VarintWriter out, long newest) {
    recent.forget(newest);
    out.unsigned(
        (counting ? COUNTING : 0)
            | (grown ? GROWN : 0)
            | (revocable != null ? REVOCABLE : 0)
            | (opening == Opening.RESET ? OPENED_BY_RESET : 0)
            | (opening == Opening.DISCONTINUITY ? OPENED_BY_DISCONTINUITY : 0));
    out.unsigned(newest - lastAt);
    out.unsigned(last);
    if (!grown) {
      out.unsigned(booked);
    }
    if (!counting) {
      out.unsigned(firstResolution);
    }
    if (opening != Opening.NONE) {
      out.unsigned(newest - openedFrom);
      out.unsigned(openedTo - openedFrom);
      out.unsigned(openedWith);
    }
    if (revocable != null) {
      revocable.writeTo(out);
    }
    recent.writeTo(out);
  }

  static Segment readFrom(VarintReader in, long newest, long interval) {
    int flags = (int) in.unsigned();
    long lastAt = newest - in.unsigned();
    long last = in.unsigned();
    boolean grown = (flags & GROWN) != 0;
    boolean counting = (flags & COUNTING) != 0;
    long booked = grown ? 0 : in.unsigned();
    long firstResolution = counting ? 0 : in.unsigned();
    Opening opening =
        (flags & OPENED_BY_RESET) != 0
            ? Opening.RESET
            : (flags & OPENED_BY_DISCONTINUITY) != 0 ? Opening.DISCONTINUITY : Opening.NONE;
    boolean opened = opening != Opening.NONE;
    long openedFrom = opened ? newest - in.unsigned() : 0;
    long openedTo = opened ? openedFrom + in.unsigned() : 0;
    long openedWith = opened ? in.unsigned() : 0;
    SlotBook revocable = (flags & REVOCABLE) != 0 ? SlotBook.readFrom(in) : null;
    Segment segment = new Segment(Recent.readFrom(in, lastAt, interval));
    segment.counting = counting;
    segment.lastAt = lastAt;
    segment.last = last;
    segment.firstResolution = firstResolution;
    segment.grown = grown;
    segment.booked = booked;
    segment.opening = opening;
    segment.openedFrom = openedFrom;
    segment.openedTo = openedTo;
    segment.openedWith = openedWith;
    segment.revocable = revocable;
    return segment;
  }
}
