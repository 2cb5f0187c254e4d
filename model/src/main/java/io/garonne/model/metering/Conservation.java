package io.garonne.model.metering;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was booked for a register is what it moved by, over a stretch of metering within one
 * unbroken segment: booked = last − first. What waits unconfirmed is held back and has booked
 * nothing, and what is voided is taken back, so neither may show here. Pure.
 *
 * <p>It does not trust how the meter came to its bookings, only where the register stood before and
 * after; so it sees what is lost between a step and its slots, between blocks, or in a store.
 *
 * @param moved millijoules by which the register moved, rollovers counted
 * @param booked millijoules that were booked, net of what was taken back
 */
public record Conservation(long moved, long booked) {

  /** Whether both are the same. */
  public boolean holds() {
    return moved == booked;
  }

  /**
   * Holds a stretch of metering against its bookings.
   *
   * @param from state from which it was metered (again)
   * @param before the channel's state before
   * @param after the channel's state after
   * @param profile the meter's
   * @param changes what was booked, of all slots
   * @return null if it cannot be said: there was no register yet, or more than one segment counts,
   *     as for a horizon after a reset. The caller sees to it that none was opened or voided.
   */
  public static @Nullable Conservation of(
      MeterState from,
      MeterState before,
      MeterState after,
      MeterProfile profile,
      Collection<SlotEnergy> changes) {
    if (profile.register() == MeterProfile.Register.NO || Meter.register(from, profile) == null) {
      return null;
    }
    Long first = Meter.register(before, profile);
    Long last = Meter.register(after, profile);
    if (first == null || last == null) {
      return null;
    }
    long booked = 0;
    for (SlotEnergy change : changes) {
      booked += change.measured() + change.interpolated();
    }
    long moved = last - first;
    Long modulus = profile.modulus();
    if (modulus != null && booked != moved && (booked - moved) % modulus == 0) {
      moved = booked;
    }
    return new Conservation(moved, booked);
  }
}
