package io.garonne.model.metering;

import org.jspecify.annotations.Nullable;

/**
 * M3: whether a reading continues a segment, and M6's: whether it can be its restart.
 *
 * @param energy millijoules that the step books
 * @param jitter whether the reading is read as the one before it
 */
record Fit(long energy, boolean jitter) {
  private static final Fit JITTER = new Fit(0, true);

  /** How {@code b} continues the segment, or null if it does not. */
  static @Nullable Fit of(Segment segment, Sample b, Cap cap, @Nullable Long modulus) {
    long millis = b.at() - segment.lastAt;
    if (millis > Cap.LONGEST_STEP) {
      return null;
    }
    long resolution = cap.resolution(b);
    long rise = b.energy() - segment.last;
    if (rise >= 0) {
      return isPossible(segment, b, rise, cap, resolution) ? new Fit(rise, false) : null;
    }
    if (-rise <= Cap.jitter(resolution)) {
      return JITTER;
    }
    if (modulus != null && segment.last <= modulus) {
      long over = modulus - segment.last + b.energy();
      return isPossible(segment, b, over, cap, resolution) ? new Fit(over, false) : null;
    }
    return null;
  }

  private static boolean isPossible(
      Segment segment, Sample b, long energy, Cap cap, long resolution) {
    if (energy <= cap.of(b.at() - segment.lastAt, resolution)) {
      return true;
    }
    Recent recent = segment.recent;
    int n = recent.referenceFor(b.at());
    return energy <= cap.of(b.at() - recent.at(n), resolution) - recent.bookedSince(n);
  }

  /** M6: whether a register that showed {@code last} can show {@code energy} since a restart. */
  static boolean isRestart(long last, long energy, long millis, Cap cap, long resolution) {
    return energy < last && millis <= Cap.LONGEST_STEP && energy <= cap.of(millis, resolution);
  }
}
