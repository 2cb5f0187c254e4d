package io.garonne.streams;

import io.garonne.model.calendar.Period;
import io.garonne.model.metering.SlotEnergy;

/**
 * What adds up over slots and devices: of a row of totals, or of a change to one.
 *
 * @param measured millijoules
 * @param interpolated millijoules
 * @param estimated millijoules
 * @param allocated millijoules of the energy that an estimate divided among rows
 * @param covered milliseconds
 * @param booked milliseconds inside booked steps, measured or interpolated
 * @param registered milliseconds of register steps wholly inside the row's period
 * @param devices devices with booked time
 * @param powers mean powers of the slots in it that are covered whole
 */
record Sums(
    long measured,
    long interpolated,
    long estimated,
    long allocated,
    long covered,
    long booked,
    long registered,
    int devices,
    PowerHistogram powers) {

  /** More booked time than any correction can take away. */
  private static final long PRESENT = 1L << 50;

  static final Sums ZERO = new Sums(0, 0, 0, 0, 0, 0, 0, 0, PowerHistogram.EMPTY);

  /**
   * What one slot of one channel adds to a row.
   *
   * @param slot start of the slot
   * @param energy what the slot holds
   * @param periodStart start of the row's period, at most {@code slot}
   */
  static Sums of(long slot, SlotEnergy energy, long periodStart) {
    boolean crossingIsInside = slot - energy.crossedBefore() >= periodStart;
    return new Sums(
        energy.measured(),
        energy.interpolated(),
        energy.estimated(),
        0,
        energy.covered(),
        energy.booked(),
        energy.registered()
            + (crossingIsInside ? energy.crossedBefore() + energy.crossedInside() : 0),
        0,
        energy.covered() == Period.SLOT
            ? PowerHistogram.of(energy.measured() * 1000 / energy.covered())
            : PowerHistogram.EMPTY);
  }

  Sums plus(Sums other) {
    return new Sums(
        measured + other.measured,
        interpolated + other.interpolated,
        estimated + other.estimated,
        allocated + other.allocated,
        covered + other.covered,
        booked + other.booked,
        registered + other.registered,
        devices + other.devices,
        powers.plus(other.powers));
  }

  Sums minus(Sums other) {
    return new Sums(
        measured - other.measured,
        interpolated - other.interpolated,
        estimated - other.estimated,
        allocated - other.allocated,
        covered - other.covered,
        booked - other.booked,
        registered - other.registered,
        devices - other.devices,
        powers.minus(other.powers));
  }

  /** Without any energy or power: how long it was metered, and whether. */
  Sums timeOnly() {
    return new Sums(0, 0, 0, 0, 0, booked, 0, devices, PowerHistogram.EMPTY);
  }

  /** Only whether there was anything; no correction makes it nothing again. */
  Sums presenceOnly() {
    return new Sums(0, 0, 0, 0, 0, devices > 0 ? PRESENT : 0, 0, devices, PowerHistogram.EMPTY);
  }

  /** The same sums of so many devices. */
  Sums withDevices(int count) {
    return new Sums(
        measured, interpolated, estimated, allocated, covered, booked, registered, count, powers);
  }

  /** The same times with other energies. */
  Sums with(Energies energies) {
    return new Sums(
        energies.measured(),
        energies.interpolated(),
        energies.estimated(),
        energies.allocated(),
        covered,
        booked,
        registered,
        devices,
        powers);
  }

  boolean isZero() {
    return equals(ZERO);
  }

  void pack(Packer out) {
    out.number(measured).number(interpolated).number(estimated).number(allocated);
    out.number(covered).number(booked).number(registered).number(devices);
    powers.pack(out);
  }

  static Sums unpack(Unpacker in) {
    return new Sums(
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.integer(),
        PowerHistogram.unpack(in));
  }
}
