package io.garonne.model.metering;

/**
 * What one channel adds to one slot: a vector that is summed over channels and slots. Energies in
 * millijoules, times in milliseconds. A delta may have negative fields.
 *
 * <p>A register step lies wholly in a period if it starts in it and ends in it. Within one slot
 * that is {@code registered}. A step that starts before the slot and ends in it, {@code (start,
 * end]}, is booked here with {@code crossings} 1, so that a longer period can add it when it holds
 * both ends; at most one step crosses a slot's start to end in it, so sums tell it exactly.
 *
 * @param measured energy whose shape is known
 * @param interpolated energy whose sum is known and whose shape is not
 * @param estimated integral of power where the register was silent; in no sum
 * @param covered time inside measured steps
 * @param booked time inside booked steps, measured or interpolated
 * @param registered time inside booked register steps that lie wholly in this slot
 * @param crossings 1 if a booked register step that started before this slot ends in it, else 0
 * @param crossedBefore time of that step before this slot
 * @param crossedInside time of that step in this slot
 */
public record SlotEnergy(
    long measured,
    long interpolated,
    long estimated,
    long covered,
    long booked,
    long registered,
    long crossings,
    long crossedBefore,
    long crossedInside) {

  /** Adds nothing. */
  public static final SlotEnergy ZERO = new SlotEnergy(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Measured plus interpolated millijoules. */
  public long energy() {
    return measured + interpolated;
  }

  public SlotEnergy plus(SlotEnergy other) {
    return new SlotEnergy(
        measured + other.measured,
        interpolated + other.interpolated,
        estimated + other.estimated,
        covered + other.covered,
        booked + other.booked,
        registered + other.registered,
        crossings + other.crossings,
        crossedBefore + other.crossedBefore,
        crossedInside + other.crossedInside);
  }

  public SlotEnergy minus(SlotEnergy other) {
    return new SlotEnergy(
        measured - other.measured,
        interpolated - other.interpolated,
        estimated - other.estimated,
        covered - other.covered,
        booked - other.booked,
        registered - other.registered,
        crossings - other.crossings,
        crossedBefore - other.crossedBefore,
        crossedInside - other.crossedInside);
  }

  public boolean isZero() {
    return (measured
            | interpolated
            | estimated
            | covered
            | booked
            | registered
            | crossings
            | crossedBefore
            | crossedInside)
        == 0;
  }
}
