package io.garonne.model.alert;

import io.garonne.model.LivePower;
import io.garonne.model.PointRef;
import io.garonne.model.alert.Watched.Known;
import java.time.Duration;
import java.util.Objects;

/**
 * Sets aside currents that cannot be, as the meters do with powers (rule M1). A breaker opens
 * within a minute or two at 2.55 times its current (IEC 60898-1, conventional tripping): a meter
 * that says more than that has a glitch, unless the power that it says with it bears it out. Up to
 * there, a current above the breaker is an overload, however short.
 */
final class CurrentWatch {
  /** First part of what such an alert is about. */
  static final String ABOUT = "CURRENT";

  /** By the breaker's current. */
  private static final double MOST = 2.55;

  /** Millivolts of the grid, where a device does not say: IEC 60038. */
  private static final double NOMINAL_VOLTAGE = 230_000;

  /** Full loads have a power factor far above it; only what idles is below. */
  private static final double LEAST_POWER_FACTOR = 0.5;

  private static final Duration HOLDS = Duration.ofHours(1);

  private final AlertSettings settings;
  private final AlertBook book;

  CurrentWatch(AlertSettings settings, AlertBook book) {
    this.settings = settings;
    this.book = book;
  }

  /** The value, without its current if that cannot be: then people see which it was. */
  LivePower believed(LivePower p, Watched estate, long now) {
    Long current = p.current();
    String device = p.device();
    if (current == null || device == null) {
      return p;
    }
    Long breaker = estate.breaker(new PointRef(device, p.channel()), now);
    if (breaker == null || isPossible(p, current, breaker)) {
      return p;
    }
    if (p.at() >= now - settings.historyAfter().toMillis()) {
      Known known = estate.devices(now).get(device);
      Place place =
          known == null
              ? new Place(p.site(), null, null, device, p.channel(), p.personal())
              : known.place(p.channel());
      book.hold(
          new AlertBook.Held(
              Alert.Kind.IMPLAUSIBLE_READING,
              String.join("\t", ABOUT, device, Objects.requireNonNullElse(p.channel(), "")),
              place.personal() ? Severity.INFO : Severity.WARNING,
              place,
              Math.min(p.at(), now),
              current,
              breaker,
              "mA",
              "a current far above the breaker that the power does not bear out"),
          now + HOLDS.toMillis());
    }
    return p.withoutCurrent();
  }

  private static boolean isPossible(LivePower p, long current, long breaker) {
    if (current <= MOST * breaker) {
      return true;
    }
    Long said = p.voltage();
    boolean isVoltage = said != null && Math.abs(said - NOMINAL_VOLTAGE) <= NOMINAL_VOLTAGE / 10;
    double volts = isVoltage && said != null ? said : NOMINAL_VOLTAGE;
    return p.power() * 1000.0 >= LEAST_POWER_FACTOR * volts * current;
  }
}
