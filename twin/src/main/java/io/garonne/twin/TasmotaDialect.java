package io.garonne.twin;

import io.garonne.model.Reading;
import io.garonne.model.Units;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A smart plug with Tasmota: {@code tele/<device>/SENSOR}, kWh with three decimals, whole watts,
 * whole seconds.
 *
 * @param offset whether its local time carries the offset (SetOption52 1); without, the hour that
 *     occurs twice in autumn can only be told apart by the time of arrival
 */
record TasmotaDialect(boolean offset) implements Dialect {
  /** The register's step: EnergyRes 3, in millijoules. */
  static final long RESOLUTION = Units.MILLIJOULES_PER_WH;

  @Override
  public long clockStep() {
    return 1_000;
  }

  @Override
  public TwinMessage message(Point point, Sample s, ZoneId zone, long sentAt) {
    ZoneOffset shift = zone.getRules().getOffset(Instant.ofEpochMilli(s.stamp()));
    String suffix = !offset ? "" : shift.getTotalSeconds() == 0 ? "+00:00" : shift.getId();
    long watts = (s.power() + 500) / 1000;
    long volts = (s.voltage() + 500) / 1000;
    long factor = (s.powerFactor() + 5) / 10;
    long apparent = watts * 100 / factor;
    long reactive = Math.round(Math.sqrt((double) (apparent * apparent - watts * watts)));
    long milliamperes = apparent * 1000 / volts;
    PayloadText text =
        new PayloadText()
            .time("Time", s.stamp(), shift, suffix, false)
            .open("ENERGY")
            .text("TotalStartTime", "2025-01-06T08:12:44");
    Long register = s.register();
    if (register != null) {
      text.number("Total", register / RESOLUTION, 3);
    }
    text.number("Yesterday", s.yesterday() / RESOLUTION, 3)
        .number("Today", s.today() / RESOLUTION, 3)
        .number("Power", watts, 0)
        .number("ApparentPower", apparent, 0)
        .number("ReactivePower", reactive, 0)
        .number("Factor", factor, 2)
        .number("Voltage", volts, 0)
        .number("Current", milliamperes, 3)
        .close();
    Reading reading =
        new Reading(
            point.device(),
            Reading.ONLY_CHANNEL,
            s.stamp(),
            offset ? Reading.AtSource.PAYLOAD : Reading.AtSource.SITE_ZONE,
            sentAt,
            register,
            watts * 1000,
            volts * 1000,
            milliamperes,
            factor * 10,
            null,
            null,
            RESOLUTION,
            "tasmota");
    return new TwinMessage(
        sentAt, "tele/" + point.device() + "/SENSOR", text.bytes(), false, point.device(), reading);
  }
}
