package io.garonne.streams;

import io.garonne.model.PageKinds;
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
 * @param pages impressions
 * @param pagesBooked milliseconds inside booked steps of page counters
 * @param pageCounters devices with such time
 * @param pageKinds what is known of pages beside their number
 * @param channels of a device's row, booked time by channel
 * @param further milliseconds that are expected of channels beyond the first of each device
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
    PowerHistogram powers,
    long pages,
    long pagesBooked,
    int pageCounters,
    PageKinds pageKinds,
    ChannelTimes channels,
    long further) {

  /** More booked time than any correction can take away. */
  private static final long PRESENT = 1L << 50;

  static final Sums ZERO =
      new Sums(
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          PowerHistogram.EMPTY,
          0,
          0,
          0,
          PageKinds.NONE,
          ChannelTimes.NONE,
          0);

  /** Where a histogram's size is expected: no size is negative. Most sums have no pages. */
  private static final int PAGES_FOLLOW = -1;

  /** The same where channels stand before what may be pages. */
  private static final int CHANNELS_FOLLOW = -2;

  /**
   * What one slot of one channel adds to a row, but for its energies.
   *
   * @param slot start of the slot
   * @param energy what the slot holds
   * @param periodStart start of the row's period, at most {@code slot}
   */
  static Sums timesOf(long slot, SlotEnergy energy, long periodStart) {
    boolean crossingIsInside = slot - energy.crossedBefore() >= periodStart;
    return new Sums(
        0,
        0,
        0,
        0,
        energy.covered(),
        energy.booked(),
        energy.registered()
            + (crossingIsInside ? energy.crossedBefore() + energy.crossedInside() : 0),
        0,
        energy.covered() == Period.SLOT
            ? PowerHistogram.of(energy.measured() * 1000 / energy.covered())
            : PowerHistogram.EMPTY,
        0,
        0,
        0,
        PageKinds.NONE,
        ChannelTimes.NONE,
        0);
  }

  /** Impressions and what is known of them, and nothing else. */
  static Sums ofPages(long pages, PageKinds kinds) {
    return new Sums(
        0, 0, 0, 0, 0, 0, 0, 0, PowerHistogram.EMPTY, pages, 0, 0, kinds, ChannelTimes.NONE, 0);
  }

  /** Milliseconds inside booked steps of page counters, and nothing else. */
  static Sums ofPageTime(long booked) {
    return new Sums(
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        PowerHistogram.EMPTY,
        0,
        booked,
        0,
        PageKinds.NONE,
        ChannelTimes.NONE,
        0);
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
        powers.plus(other.powers),
        pages + other.pages,
        pagesBooked + other.pagesBooked,
        pageCounters + other.pageCounters,
        pageKinds.plus(other.pageKinds),
        channels.plus(other.channels),
        further + other.further);
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
        powers.minus(other.powers),
        pages - other.pages,
        pagesBooked - other.pagesBooked,
        pageCounters - other.pageCounters,
        pageKinds.minus(other.pageKinds),
        channels.minus(other.channels),
        further - other.further);
  }

  /** Without any energy, power or pages: how long it was metered, and whether. */
  Sums timeOnly() {
    return new Sums(
        0,
        0,
        0,
        0,
        0,
        booked,
        0,
        devices,
        PowerHistogram.EMPTY,
        0,
        pagesBooked,
        pageCounters,
        PageKinds.NONE,
        channels,
        further);
  }

  /** Only whether there was anything; no correction makes it nothing again. */
  Sums presenceOnly() {
    return new Sums(
        0,
        0,
        0,
        0,
        0,
        devices > 0 ? PRESENT : 0,
        0,
        devices,
        PowerHistogram.EMPTY,
        0,
        pageCounters > 0 ? PRESENT : 0,
        pageCounters,
        PageKinds.NONE,
        channels.presenceOnly(PRESENT),
        further);
  }

  /** The same sums of so many devices, and of them with page counters. */
  Sums withDevices(int count, int withPages) {
    return new Sums(
        measured,
        interpolated,
        estimated,
        allocated,
        covered,
        booked,
        registered,
        count,
        powers,
        pages,
        pagesBooked,
        withPages,
        pageKinds,
        channels,
        further);
  }

  /** Booked time of a channel that has no line of its own, and nothing else. */
  static Sums ofChannel(String channel, long booked) {
    return ZERO.with(ChannelTimes.of(channel, booked), 0);
  }

  /** The same with other time that is expected of channels beyond the first of each device. */
  Sums withFurther(long millis) {
    return with(channels, millis);
  }

  private Sums with(ChannelTimes otherChannels, long otherFurther) {
    return new Sums(
        measured,
        interpolated,
        estimated,
        allocated,
        covered,
        booked,
        registered,
        devices,
        powers,
        pages,
        pagesBooked,
        pageCounters,
        pageKinds,
        otherChannels,
        otherFurther);
  }

  /** Energies and nothing else. */
  static Sums of(Energies energies) {
    return new Sums(
        energies.measured(),
        energies.interpolated(),
        energies.estimated(),
        energies.allocated(),
        0,
        0,
        0,
        0,
        PowerHistogram.EMPTY,
        0,
        0,
        0,
        PageKinds.NONE,
        ChannelTimes.NONE,
        0);
  }

  private Sums with(
      PowerHistogram otherPowers,
      long otherPages,
      long otherPagesBooked,
      int otherPageCounters,
      PageKinds otherPageKinds) {
    return new Sums(
        measured,
        interpolated,
        estimated,
        allocated,
        covered,
        booked,
        registered,
        devices,
        otherPowers,
        otherPages,
        otherPagesBooked,
        otherPageCounters,
        otherPageKinds,
        channels,
        further);
  }

  /** Milliseconds inside booked steps, of which something is still known. */
  long bookedTime() {
    return timeIn(booked);
  }

  /** The same of page counters. */
  long pagesBookedTime() {
    return timeIn(pagesBooked);
  }

  private static long timeIn(long time) {
    return time < PRESENT / 2 ? time : Math.max(0, time - PRESENT);
  }

  boolean isZero() {
    return equals(ZERO);
  }

  void pack(Packer out) {
    out.number(measured).number(interpolated).number(estimated).number(allocated);
    out.number(covered).number(booked).number(registered).number(devices);
    if (!channels.equals(ChannelTimes.NONE) || further != 0) {
      out.number(CHANNELS_FOLLOW).number(further);
      channels.pack(out);
    }
    if (pages != 0 || pagesBooked != 0 || pageCounters != 0 || !pageKinds.isNone()) {
      out.number(PAGES_FOLLOW).number(pages).number(pagesBooked).number(pageCounters);
      out.number(pageKinds.colour()).number(pageKinds.toldApart()).number(pageKinds.estimated());
    }
    powers.pack(out);
  }

  static Sums unpack(Unpacker in) {
    Sums withoutPages =
        new Sums(
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.integer(),
            PowerHistogram.EMPTY,
            0,
            0,
            0,
            PageKinds.NONE,
            ChannelTimes.NONE,
            0);
    int next = in.integer();
    ChannelTimes channels = ChannelTimes.NONE;
    long further = 0;
    if (next == CHANNELS_FOLLOW) {
      further = in.number();
      channels = ChannelTimes.unpack(in);
      next = in.integer();
    }
    boolean hasPages = next == PAGES_FOLLOW;
    long pages = hasPages ? in.number() : 0;
    long pagesBooked = hasPages ? in.number() : 0;
    int pageCounters = hasPages ? in.integer() : 0;
    PageKinds pageKinds =
        hasPages ? new PageKinds(in.number(), in.number(), in.number()) : PageKinds.NONE;
    PowerHistogram powers = PowerHistogram.unpack(hasPages ? in.integer() : next, in);
    return withoutPages
        .with(powers, pages, pagesBooked, pageCounters, pageKinds)
        .with(channels, further);
  }
}
