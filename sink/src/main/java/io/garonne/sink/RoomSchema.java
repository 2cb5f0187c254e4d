package io.garonne.sink;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.garonne.model.advice.GeneratorMonth;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.Kept;
import io.garonne.model.advice.LeastHeadroom;
import io.garonne.model.advice.PeakLoad;
import io.garonne.model.advice.PowerUsage;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Points about rooms, among what is advised: peaks, headroom, PUE and generators, each at the
 * beginning of its last month in UTC, and idle servers, since when they are. Numbers that are not
 * known are left out, and a flag beside them says so.
 */
final class RoomSchema {
  static final String PUE = "pue";
  static final String PEAK = "power_peak";
  static final String GENERATOR = "generator";
  static final String HEADROOM = "headroom";
  static final String IDLE = "idle_server";

  private static final int PARTS_OF_PUE_KEY = 5;

  private RoomSchema() {}

  /**
   * The point that takes the place of one that is no more: of a ratio whose span has changed, or of
   * a room that has gone. A peak was true, and stays.
   *
   * @return null if it is that of no ratio
   */
  static @Nullable Point gone(String key) {
    List<String> parts = parts(key);
    if (!parts.get(0).equals("pue") || parts.size() != PARTS_OF_PUE_KEY) {
      return null;
    }
    String room = parts.get(2);
    return place(
            parts.get(1),
            room.isEmpty() ? null : room,
            YearMonth.parse(parts.get(3)),
            YearMonth.parse(parts.get(4)))
        .addField("computable", 0L)
        .addField("why", "gone");
  }

  private static Point place(String site, @Nullable String room, YearMonth first, YearMonth last) {
    return Point.measurement(PUE)
        .addTag("site", site)
        .addTag("room", room)
        .addTag("months", Long.toString(first.until(last, ChronoUnit.MONTHS) + 1))
        .time(time(last), WritePrecision.MS);
  }

  static Point point(PowerUsage usage) {
    Point point = place(usage.site(), usage.room(), usage.first(), usage.last());
    PowerUsage.Value value = usage.value();
    point.addField("computable", value == null ? 0L : 1L).addField("name", label(usage.name()));
    if (value == null) {
      return point.addField("why", usage.why() == null ? "" : label(usage.why()));
    }
    Double ratio = value.ratio();
    Double high = value.high();
    point
        .addField("why", "")
        .addField("e_dc_mj", value.dc())
        .addField("e_it_mj", value.it())
        .addField("low", value.low())
        .addField("ratio_known", ratio == null ? 0L : 1L)
        .addField("high_known", high == null ? 0L : 1L)
        .addField("category", (long) value.category())
        .addField("full_months", (long) value.fullMonths())
        .addField("known_percent", value.knownPpm() / 1e4)
        .addField("generator_mj", value.generator())
        .addField("fuel_mj", value.fuel());
    if (ratio != null) {
      point.addField("ratio", ratio);
    }
    if (high != null) {
      point.addField("high", high);
    }
    return point;
  }

  static Point point(PeakLoad peak) {
    Long limit = peak.limit();
    Point point =
        Point.measurement(PEAK)
            .addTag("scope", peak.device() == null ? "rack" : "device")
            .addTag("site", peak.site())
            .addTag("room", peak.room())
            .addTag("rack", peak.rack())
            .addTag("device", peak.device())
            .addField("power_mw", peak.power())
            .addField("at_ms", peak.at())
            .addField("known_percent", peak.knownPpm() / 1e4)
            .addField("limit_known", limit == null ? 0L : 1L)
            .time(time(peak.month()), WritePrecision.MS);
    return limit == null ? point : point.addField("limit_mw", limit);
  }

  static Point point(LeastHeadroom least) {
    return Point.measurement(HEADROOM)
        .addTag("site", least.site())
        .addTag("group", least.group())
        .addTag("phase", least.phase())
        .addTag("unit", least.unit())
        .addField("left", least.left())
        .addField("limit", least.limit())
        .addField("load_a", least.loadA())
        .addField("load_b", least.loadB())
        .addField("at_ms", least.at())
        .addField("at_most", least.atLeast() ? 1L : 0L)
        .addField("known_percent", least.knownPpm() / 1e4)
        .time(time(least.month()), WritePrecision.MS);
  }

  /** Since when it is at its floor; nobody's own, so it may be named. */
  static Point point(IdleServer idle) {
    String asset = idle.asset();
    Kept kept = idle.kept();
    Point point =
        Point.measurement(IDLE)
            .addTag("site", idle.site())
            .addTag("rack", idle.rack())
            .addTag("server", asset == null ? String.join(" ", idle.devices()) : asset)
            .addField("finding", label(idle.kind()))
            .addField("days", (long) idle.days())
            .addField("floor_mw", idle.floor())
            .addField("top_mw", idle.top())
            .addField("yearly_mj", idle.yearly())
            .addField("kept", kept == null ? 0L : 1L)
            .addField("kept_until", kept == null ? "" : kept.until().toString())
            .time(
                idle.since().atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli(),
                WritePrecision.MS);
    Worths.add(point, "yearly", idle.worth(), idle.yearly());
    return point;
  }

  static Point point(GeneratorMonth month) {
    Long energy = month.energy();
    Point point =
        Point.measurement(GENERATOR)
            .addTag("site", month.site())
            .addTag("room", month.room())
            .addField("metered", energy == null ? 0L : 1L)
            .addField("known_percent", month.knownPpm() / 1e4)
            .addField(
                "fuel_mj", month.fuels().stream().mapToLong(GeneratorMonth.Burnt::energy).sum())
            .time(time(month.month()), WritePrecision.MS);
    return energy == null ? point : point.addField("energy_mj", energy);
  }

  private static long time(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The parts of a key; a bar or backslash within one is behind a backslash. */
  private static List<String> parts(String key) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '\\' && i + 1 < key.length()) {
        part.append(key.charAt(++i));
      } else if (c == '|') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
