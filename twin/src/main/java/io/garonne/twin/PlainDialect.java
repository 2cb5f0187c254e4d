package io.garonne.twin;

import io.garonne.model.Reading;
import io.garonne.model.Units;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Garonne's own plain JSON: {@code garonne/<device>[/<channel>]}, tenths of watts, milliseconds in
 * UTC, and either whole Wh or kWh with two decimals.
 *
 * @param inKilowattHours whether the register is in kWh with two decimals, as coarse PDUs have it
 */
record PlainDialect(boolean inKilowattHours) implements Dialect {

  /** The register's step in millijoules. */
  long resolution() {
    return inKilowattHours ? 10 * Units.MILLIJOULES_PER_WH : Units.MILLIJOULES_PER_WH;
  }

  @Override
  public long clockStep() {
    return 1;
  }

  @Override
  public TwinMessage message(Point point, Sample s, ZoneId zone, long sentAt) {
    PayloadText text = new PayloadText().time("at", s.stamp(), ZoneOffset.UTC, "Z", true);
    Long register = s.register();
    if (register != null && inKilowattHours) {
      text.number("energyKwh", register / resolution(), 2);
    } else if (register != null) {
      text.number("energyWh", register / resolution(), 0);
    }
    long deciwatts = (s.power() + 50) / 100;
    long decivolts = (s.voltage() + 50) / 100;
    long factor = (s.powerFactor() + 5) / 10;
    long milliamperes = deciwatts * 100_000 / (decivolts * factor);
    text.number("powerW", deciwatts, 1)
        .number("voltageV", decivolts, 1)
        .number("currentA", milliamperes, 3)
        .number("powerFactor", factor, 2);
    Long pages = s.pages();
    if (pages != null) {
      text.number("pages", pages, 0);
    }
    Reading.State state = s.state();
    if (state != null) {
      text.text("state", state.name().toLowerCase(Locale.ROOT));
    }
    String channel = point.channel();
    Reading reading =
        new Reading(
            point.device(),
            channel == null ? Reading.ONLY_CHANNEL : channel,
            s.stamp(),
            Reading.AtSource.PAYLOAD,
            sentAt,
            register,
            deciwatts * 100,
            decivolts * 100,
            milliamperes,
            factor * 10,
            pages,
            state,
            register == null ? null : resolution(),
            "garonne");
    String topic = "garonne/" + point.device() + (channel == null ? "" : "/" + channel);
    return new TwinMessage(sentAt, topic, text.bytes(), false, point.device(), reading);
  }
}
