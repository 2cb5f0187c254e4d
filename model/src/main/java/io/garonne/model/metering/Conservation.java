package io.garonne.model.metering;

import java.util.Collection;

/**
 * Whether what was booked for a register is what it moved by, over a stretch of metering within one
 * unbroken segment: booked = last − first. What waits unconfirmed is held back and has booked
 * nothing, and what is voided is taken back, so neither may show here. Pure.
 *
 * <p>It does not trust how the meter came to its bookings, only where the register stood before and
 * after; so it sees what is lost between a step and its slots, between blocks, or in a store.
 *
 * @param verdict what can be said
 * @param moved millijoules by which the register moved, rollovers counted; 0 unless it was held
 *     against what was booked
 * @param booked millijoules that were booked, net of what was taken back; 0 as for {@code moved}
 */
public record Conservation(Verdict verdict, long moved, long booked) {
  /** Nothing to hold anything against: no register, or none that moved. */
  public static final Conservation NOTHING = new Conservation(Verdict.NOTHING, 0, 0);

  /** It moved, but it cannot be said whether that was booked. */
  public static final Conservation OPEN = new Conservation(Verdict.OPEN, 0, 0);

  /** What can be said of a stretch of metering. */
  public enum Verdict {
    NOTHING,
    /**
     * A segment opened or was voided, more than one counts, as for a horizon after a reset, or it
     * is the quarter-hour in which the register began.
     */
    OPEN,
    CONSERVED,
    MISMATCHED
  }

  /**
   * Holds a stretch of metering against its bookings.
   *
   * @param from state from which it was metered (again)
   * @param before the channel's state before
   * @param after the channel's state after
   * @param profile the meter's
   * @param unbroken whether in the stretch no segment was opened or voided and no meter exchanged
   * @param changes what was booked, of all slots
   */
  public static Conservation of(
      MeterState from,
      MeterState before,
      MeterState after,
      MeterProfile profile,
      boolean unbroken,
      Collection<SlotEnergy> changes) {
    if (profile.register() == MeterProfile.Register.NO) {
      return NOTHING;
    }
    Standing first = Meter.standing(before, profile);
    Standing last = Meter.standing(after, profile);
    if (!first.isThere() || !last.isThere()) {
      return NOTHING;
    }
    Long start = first.counting();
    Long end = last.counting();
    if (!unbroken
        || start == null
        || end == null
        || Meter.standing(from, profile).counting() == null) {
      return OPEN;
    }
    long booked = 0;
    for (SlotEnergy change : changes) {
      booked += change.measured() + change.interpolated();
    }
    long moved = end - start;
    Long modulus = profile.modulus();
    if (modulus != null && booked != moved && (booked - moved) % modulus == 0) {
      moved = booked;
    }
    return new Conservation(
        moved == booked ? Verdict.CONSERVED : Verdict.MISMATCHED, moved, booked);
  }
}
