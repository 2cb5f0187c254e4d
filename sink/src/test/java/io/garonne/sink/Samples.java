package io.garonne.sink;

import io.garonne.model.Assignment;
import io.garonne.model.Causes;
import io.garonne.model.Device;
import io.garonne.model.LivePower;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.carbon.GridIntensity;
import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Path;
import io.garonne.model.indicator.Publishable;
import io.garonne.model.indicator.Result;
import io.garonne.model.indicator.Span;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.withholding.OneByOne;
import io.garonne.service.Settings;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records and settings for tests. */
final class Samples {
  static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  static final Scope SITE_CLASS = new Scope("mairie", "mairie", "printers", null);

  private Samples() {}

  static Scope siteClass(String site, String equipmentClass) {
    return new Scope(site, site, equipmentClass, null);
  }

  static Scope device(String site, String equipmentClass, String device) {
    return new Scope(site, site, equipmentClass, device);
  }

  /** A total of the period that {@code at} falls in; four fifths measured, one interpolated. */
  static Total total(Scope scope, Period period, Instant at, long millijoules) {
    return total(scope, period, at, millijoules, false);
  }

  static Total total(Scope scope, Period period, Instant at, long millijoules, boolean personal) {
    return total(scope, period, at, millijoules, personal, millijoules == 0 ? 0 : 1);
  }

  static Total total(
      Scope scope, Period period, Instant at, long millijoules, boolean personal, int devices) {
    long start = period.startOf(at.toEpochMilli(), PARIS);
    long end = period.endOf(start, PARIS);
    long interpolated = millijoules / 5;
    return new Total(
        scope,
        period,
        start,
        end,
        PARIS,
        millijoules - interpolated,
        interpolated,
        0,
        0,
        (end - start) / 2,
        (end - start) * 3 / 4,
        end - start,
        end - start,
        12,
        end - start,
        1,
        new PageKinds(3, 10, 1_350),
        devices,
        Math.max(devices, 1),
        millijoules + 7,
        0,
        Total.Status.PROVISIONAL,
        Total.METHOD,
        personal,
        Causes.UNKNOWN);
  }

  /** What tells of one person if these are all the devices there are. */
  static Supplier<OneByOne> inventory(Device... devices) {
    OneByOne rule = OneByOne.of(List.of(devices), 0);
    return () -> rule;
  }

  /** Somebody's own. */
  static Device desk(String device, String site, String equipmentClass) {
    return new Device(
        device,
        List.of(
            new Assignment(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                site,
                site,
                equipmentClass,
                PARIS,
                null,
                true,
                true,
                MeterProfile.DEFAULT)));
  }

  static LivePower live(String site, String equipmentClass, long milliwatts, Instant at) {
    return live(site, equipmentClass, milliwatts, at, 3);
  }

  static LivePower live(
      String site, String equipmentClass, long milliwatts, Instant at, int devices) {
    return new LivePower(
        LivePower.Kind.SITE_CLASS,
        null,
        null,
        site,
        equipmentClass,
        false,
        milliwatts,
        at.toEpochMilli(),
        devices);
  }

  static LivePower liveDevice(
      String device, @Nullable String rack, boolean personal, long milliwatts, Instant at) {
    return new LivePower(
        LivePower.Kind.DEVICE,
        device,
        rack,
        "mairie",
        "servers",
        personal,
        milliwatts,
        at.toEpochMilli(),
        1);
  }

  static LivePower liveChannel(
      String device, String channel, boolean personal, long milliwatts, Instant at) {
    return new LivePower(
        LivePower.Kind.CHANNEL,
        device,
        channel,
        null,
        "mairie",
        "servers",
        personal,
        milliwatts,
        at.toEpochMilli(),
        1,
        null,
        null,
        "gude");
  }

  static LivePower liveRack(String rack, long milliwatts, Instant at) {
    return new LivePower(
        LivePower.Kind.RACK, null, rack, "mairie", null, false, milliwatts, at.toEpochMilli(), 2);
  }

  static GridIntensity grid(Instant in, double gramsPerKwh, String nature) {
    return grid(in, gramsPerKwh, nature, false);
  }

  /** Of the quarter-hour that {@code in} falls in. */
  static GridIntensity grid(Instant in, double gramsPerKwh, String nature, boolean ambiguous) {
    long at = in.toEpochMilli() - Math.floorMod(in.toEpochMilli(), GridIntensity.QUARTER);
    return new GridIntensity(at, gramsPerKwh, nature, ambiguous, "eco2mix.csv");
  }

  /** Settings from alternating keys and values. */
  static SinkSettings settings(String... pairs) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    Settings settings = Settings.of(values);
    SinkSettings result = SinkSettings.from(settings);
    settings.check();
    return result;
  }

  /** The headline of a month: −18.5 % between −20 and −17, or (null) not computable. */
  static Figure headline(YearMonth month, @Nullable Double change) {
    return new Figure(
        Indicator.ELECTRICITY,
        Span.ROLLING_12,
        month,
        Figure.ALL,
        new Figure.Reference(YearMonth.of(2022, 1), 1, "aa"),
        true,
        change == null ? null : value(month, change),
        change == null ? new Result.NotComputable(Result.Reason.NO_USERS, month.toString()) : null);
  }

  /** A month's prints. */
  static Figure prints(YearMonth month) {
    return new Figure(
        Indicator.PRINTS,
        Span.MONTH,
        month,
        Figure.ALL,
        new Figure.Reference(YearMonth.of(2022, 1), 1, "aa"),
        true,
        value(month, -0.2),
        null);
  }

  private static Figure.Value value(YearMonth month, double change) {
    Comparison.Change chosen = new Comparison.Change(1e12, change, 0.015);
    Comparison.Change unknown = new Comparison.Change(1e12, change, Double.POSITIVE_INFINITY);
    return new Figure.Value(
        month.minusMonths(11),
        12,
        815_000_000_000L,
        600_000_000_000L,
        820_000_000_000L,
        1,
        0.98,
        chosen,
        chosen,
        unknown,
        chosen,
        0,
        false,
        0,
        -0.15,
        Path.Status.AHEAD,
        Publishable.YES,
        List.of("city"),
        List.of(),
        null,
        null,
        null,
        new PageKinds(3, 10, 1_350),
        null);
  }
}
