package io.garonne.sink;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.garonne.model.Ledger;
import io.garonne.model.LivePower;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.Units;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.AdviceMade;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.Candidate;
import io.garonne.model.advice.GeneratorMonth;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.LeastHeadroom;
import io.garonne.model.advice.ModelEnergy;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.PeakLoad;
import io.garonne.model.advice.PowerUsage;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.UnusedPersonal;
import io.garonne.model.alert.Alert;
import io.garonne.model.calendar.Period;
import io.garonne.model.carbon.GridIntensity;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Published;
import io.garonne.model.wire.AdviceJson;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The measurements, tags and fields, as {@code docs/influxdb.md} describes them. Pure. Every field
 * has one type for ever, and every point of a measurement has all fields, so that writing a point
 * again replaces the whole of it.
 */
final class Schema {
  static final String ENERGY = "energy";
  static final String ENERGY_DEVICE = "energy_device";
  static final String POWER = "power";
  static final String POWER_DEVICE = "power_device";
  static final String POWER_CHANNEL = "power_channel";
  static final String GRID_INTENSITY = "grid_intensity";

  /** Longest tag value; InfluxDB 1 refuses keys from 64 KiB, and no name is that long. */
  static final int LONGEST_TAG = 1000;

  private Schema() {}

  static Conversion of(Total total) {
    Scope scope = total.scope();
    if (scope.device() != null && total.personal()) {
      return new Conversion.Ignored(SinkMetrics.PERSONAL);
    }
    Point point =
        Point.measurement(scope.device() == null ? ENERGY : ENERGY_DEVICE)
            .addTag("period", total.period().label())
            .addTag("scope", scope.device() == null ? shape(scope) : null)
            .addTag("entity", scope.entity())
            .addTag("site", scope.site())
            .addTag("class", scope.equipmentClass())
            .addTag("device", scope.device())
            .addTag("family", scope.family())
            .addTag("asset", scope.asset())
            .addField("energy_mj", total.energy())
            .addField("measured_mj", total.measured())
            .addField("interpolated_mj", total.interpolated())
            .addField("estimated_mj", total.estimated())
            .addField("allocated_mj", total.allocated())
            .addField("low_mj", total.low())
            .addField("high_mj", total.high())
            .addField("kwh", Units.kilowattHours(total.energy()).doubleValue())
            .addField("covered_s", total.coveredMillis() / 1000.0)
            .addField("booked_s", total.bookedMillis() / 1000.0)
            .addField("registered_s", total.registeredMillis() / 1000.0)
            .addField("expected_s", total.expectedMillis() / 1000.0)
            .addField("pages", total.pages())
            .addField("pages_booked_s", total.pagesBookedMillis() / 1000.0)
            .addField("page_counters", (long) total.pageCounters())
            .addField("colour_pages", total.pageKinds().colour())
            .addField("colour_known_pages", total.pageKinds().toldApart())
            .addField("estimated_pages", total.pageKinds().estimated() / 100.0)
            .addField("devices", (long) total.devices())
            .addField("expected", (long) total.expected())
            .addField("hour_of_week", hourOfWeek(total))
            .addField("revision", (long) total.revision())
            .addField("final", total.status() == Total.Status.FINAL ? 1L : 0L)
            .addField("method", total.method())
            .time(total.start(), WritePrecision.MS);
    if (total.causes().bits() != 0) {
      // Of the record that is there now: a field, so that the next one takes its place.
      point.addField("cause", total.causes().text());
    }
    return line(bucket(total), point, total.start());
  }

  static Conversion of(LivePower live) {
    boolean device = live.device() != null;
    if (device && live.personal()) {
      return new Conversion.Ignored(SinkMetrics.PERSONAL);
    }
    Point point =
        Point.measurement(measurement(live.kind()))
            .addTag("scope", scope(live.kind()))
            .addTag("site", live.site())
            .addTag("class", live.equipmentClass())
            .addTag("rack", live.rack())
            .addTag("device", live.device())
            .addTag("channel", live.kind() == LivePower.Kind.CHANNEL ? live.channel() : null)
            .addField("power_mw", live.power())
            .addField("watts", live.power() / 1000.0)
            .addField("devices", (long) live.devices())
            .time(live.at(), WritePrecision.MS);
    return line(Bucket.LIVE, point, live.at());
  }

  /**
   * No tags: with the nature as one, a final value would stand beside the provisional one, not in
   * its place.
   */
  static Conversion of(GridIntensity grid) {
    Point point =
        Point.measurement(GRID_INTENSITY)
            .addField("gco2_per_kwh", grid.gramsPerKwh())
            .addField("nature", grid.nature())
            .addField("ambiguous", grid.ambiguous() ? 1L : 0L)
            .time(grid.at(), WritePrecision.MS);
    return line(Bucket.FINE, point, grid.at());
  }

  static Conversion of(Published published) {
    return switch (published) {
      case io.garonne.model.indicator.Line arithmetic ->
          new Conversion.Ignored(SinkMetrics.ARITHMETIC);
      case Figure figure -> ofMonths(IndicatorSchema.point(figure));
    };
  }

  /**
   * What becomes of a tombstone of the indicators' topic.
   *
   * @param id of what is no more
   */
  static Conversion gone(String id) {
    Point point = IndicatorSchema.gone(id);
    return point == null ? new Conversion.Ignored(SinkMetrics.TOMBSTONE) : ofMonths(point);
  }

  static Conversion of(Alert alert) {
    return alert.place().personal()
        ? new Conversion.Ignored(SinkMetrics.PERSONAL)
        : in(Bucket.DEVICE, AlertSchema.point(alert));
  }

  /**
   * What becomes of a record of the ledger.
   *
   * @param appended when Kafka took it, milliseconds since 1970 UTC: the record says no time
   */
  static Conversion of(Ledger ledger, long appended) {
    return in(Bucket.FINE, LedgerSchema.point(ledger, appended));
  }

  /** What becomes of a record of what is advised, by its key. */
  static Conversion advice(String key, byte[] value) {
    Advice advice = AdviceJson.read(key, value);
    // Devices, assets and racks are tags only where points expire.
    return switch (advice) {
      case BeforeAfter of -> in(Bucket.TOTALS, NightsSchema.point(of));
      case GeneratorMonth of -> in(Bucket.TOTALS, RoomSchema.point(of));
      case ModelEnergy of -> in(Bucket.TOTALS, NightsSchema.point(of));
      case OffHours of -> in(Bucket.TOTALS, NightsSchema.point(of));
      case PeakLoad of -> in(Bucket.DEVICE_TOTALS, RoomSchema.point(of));
      case PowerUsage of -> in(Bucket.TOTALS, RoomSchema.point(of));
      case PrinterAdvice of -> in(Bucket.DEVICE_TOTALS, PrinterSchema.point(of));
      case Unused of -> in(Bucket.DEVICE_TOTALS, NightsSchema.point(of));
      case UnusedPersonal of -> in(Bucket.TOTALS, NightsSchema.point(of));
      case Candidate of when of.last() != null ->
          in(Bucket.DEVICE_TOTALS, PrinterSchema.point(of, of.last()));
      case IdleServer of -> in(Bucket.DEVICE_TOTALS, RoomSchema.point(of));
      case LeastHeadroom of -> in(Bucket.DEVICE_TOTALS, RoomSchema.point(of));
      case SiteSchedule of when of.last() != null ->
          in(Bucket.TOTALS, PrinterSchema.point(of, of.last()));
      case AdviceMade of -> new Conversion.Ignored(SinkMetrics.NO_SERIES);
      // Said by an earlier version, without a day; or what a newer one says.
      case Candidate of -> new Conversion.Ignored(SinkMetrics.NO_SERIES);
      case SiteSchedule of -> new Conversion.Ignored(SinkMetrics.NO_SERIES);
      case null -> new Conversion.Ignored(SinkMetrics.NO_SERIES);
    };
  }

  /** What becomes of a tombstone of what is advised. */
  static Conversion adviceGone(String key) {
    Point point = RoomSchema.gone(key);
    return point == null ? new Conversion.Ignored(SinkMetrics.TOMBSTONE) : ofMonths(point);
  }

  private static Conversion ofMonths(Point point) {
    return in(Bucket.TOTALS, point);
  }

  private static Conversion in(Bucket bucket, Point point) {
    return line(bucket, point, point.getTime().longValue());
  }

  /** Hours since Monday, 00:00, of the site's clock, at the start: 0 to 167. */
  private static long hourOfWeek(Total total) {
    ZonedDateTime start = Instant.ofEpochMilli(total.start()).atZone(total.zone());
    return (start.getDayOfWeek().getValue() - 1) * 24L + start.getHour();
  }

  static Bucket bucket(Total total) {
    boolean fine = total.period().compareTo(Period.DAY) < 0;
    if (total.scope().device() != null) {
      return fine ? Bucket.DEVICE : Bucket.DEVICE_TOTALS;
    }
    return fine ? Bucket.FINE : Bucket.TOTALS;
  }

  /** The shape of an aggregate's scope, so that no query has to ask for absent tags. */
  private static String shape(Scope scope) {
    if (scope.site() != null) {
      return scope.equipmentClass() == null ? "site" : "site-class";
    }
    if (scope.family() != null) {
      return scope.entity() == null ? "family" : "entity-family";
    }
    if (scope.entity() != null) {
      return "entity";
    }
    return scope.equipmentClass() == null ? "estate" : "class";
  }

  private static String measurement(LivePower.Kind kind) {
    return switch (kind) {
      case DEVICE -> POWER_DEVICE;
      // Apart from devices, whose values have it in them: nobody adds up both.
      case CHANNEL -> POWER_CHANNEL;
      case RACK, SITE_CLASS -> POWER;
    };
  }

  private static @Nullable String scope(LivePower.Kind kind) {
    return switch (kind) {
      case DEVICE, CHANNEL -> null;
      case RACK -> "rack";
      case SITE_CLASS -> "site-class";
    };
  }

  private static Conversion line(Bucket bucket, Point point, long time) {
    for (var tag : point.getTags().entrySet()) {
      String problem = problem(tag.getValue());
      if (problem != null) {
        return new Conversion.Unwritable(SinkMetrics.UNWRITABLE, tag.getKey() + problem);
      }
    }
    String text = point.toLineProtocol();
    return new Conversion.Written(new Line(bucket, series(text), time, text));
  }

  /**
   * Line protocol cannot say a backslash before a comma, an equals sign, a blank or the end of a
   * tag: the point would be refused, or stored under another identity.
   */
  private static @Nullable String problem(@Nullable String value) {
    if (value == null) {
      return null;
    }
    if (value.length() > LONGEST_TAG) {
      return " has " + value.length() + " characters";
    }
    for (int i = value.indexOf('\\'); i >= 0; i = value.indexOf('\\', i + 1)) {
      if (i + 1 == value.length() || "\\,= \n\r\t".indexOf(value.charAt(i + 1)) >= 0) {
        return " has a backslash that line protocol cannot say";
      }
    }
    return null;
  }

  private static String series(String text) {
    int end = text.indexOf(' ');
    while (text.charAt(end - 1) == '\\') {
      end = text.indexOf(' ', end + 1);
    }
    return text.substring(0, end);
  }
}
