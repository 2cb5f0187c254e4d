package io.garonne.sink;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.garonne.model.Units;
import io.garonne.model.advice.Action;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.Cost;
import io.garonne.model.advice.ModelEnergy;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.UnusedPersonal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * The measurements of nights, of what is unused, of actions and of models, as {@code
 * docs/influxdb.md} describes them. Where something may be missing, a field that ends with {@code
 * _known} says whether it is of now; what is not known has no field.
 */
final class NightsSchema {
  static final String OFF_HOURS = "off_hours";
  static final String BEFORE_AFTER = "before_after";
  static final String UNUSED = "unused";
  static final String UNUSED_PERSONAL = "unused_personal";
  static final String MODEL_ENERGY = "model_energy";

  private static final double MICROS = 1e6;

  private NightsSchema() {}

  /** At the beginning of the month, UTC. */
  static Point point(OffHours month) {
    NoFigure withheld = month.withheld();
    Point point =
        Point.measurement(OFF_HOURS)
            .addTag("site", month.site())
            .addTag("family", month.family())
            .time(time(month.month().atDay(1)), WritePrecision.MS)
            .addField("computable", withheld == null ? 1L : 0L)
            .addField("why", withheld == null ? "" : withheld.label())
            .addField("provisional", month.provisional() ? 1L : 0L);
    if (withheld != null) {
      return point;
    }
    point
        .addField("units", (long) month.units())
        .addField("personal_left_out", month.personalLeftOut() ? 1L : 0L)
        .addField("known_percent", month.knownShare() * 100)
        .addField("energy_mj", month.energy())
        .addField("off_hours_mj", month.offHours())
        .addField("off_hours_kwh", kilowattHours(month.offHours()))
        .addField("base_known", month.isBaseKnown() ? 1L : 0L);
    add(point, "off_hours_cost", month.offHoursCost());
    if (month.isBaseKnown()) {
      point
          .addField("base_mw", month.basePower())
          .addField("base_mj", month.base())
          .addField("base_kwh", kilowattHours(month.base()));
      add(point, "base_cost", month.baseCost());
    }
    switch (month.avoidable()) {
      case OffHours.Avoidable.Known known -> {
        point
            .addField("avoidable_known", 1L)
            .addField("avoidable_why", "")
            .addField("avoidable_mj", known.energy())
            .addField("avoidable_kwh", kilowattHours(known.energy()));
        add(point, "avoidable_cost", known.cost());
      }
      case OffHours.Avoidable.NotComputable(NoFigure why) ->
          point.addField("avoidable_known", 0L).addField("avoidable_why", why.label());
    }
    return point;
  }

  /** At the time of the action. */
  static Point point(BeforeAfter of) {
    Action action = of.action();
    Point point =
        Point.measurement(BEFORE_AFTER)
            .addTag("action", action.id())
            .addTag("site", action.site())
            .time(action.at(), WritePrecision.MS)
            .addField("kind", action.kind().label())
            .addField("provisional", of.provisional() ? 1L : 0L)
            .addField("other_actions", (long) of.otherActions());
    switch (of.result()) {
      case BeforeAfter.Result.Known known -> {
        Long halfWidth = known.halfWidth();
        point
            .addField("computable", 1L)
            .addField("why", "")
            .addField("days_before", (long) known.daysBefore())
            .addField("days_after", (long) known.daysAfter())
            .addField("before_mj_per_day", known.before())
            .addField("saved_mj_per_day", known.saved())
            .addField("interval_known", halfWidth == null ? 0L : 1L);
        if (halfWidth != null) {
          point
              .addField("saved_low_mj_per_day", known.saved() - halfWidth)
              .addField("saved_high_mj_per_day", known.saved() + halfWidth);
        }
      }
      case BeforeAfter.Result.NotComputable none ->
          point
              .addField("computable", 0L)
              .addField("why", none.why().label())
              .addField("days_before", (long) none.daysBefore())
              .addField("days_after", (long) none.daysAfter());
    }
    return point;
  }

  /** On the first day that was looked at, UTC: nobody's own, so it may be named. */
  static Point point(Unused unit) {
    String asset = unit.asset();
    Point point =
        Point.measurement(UNUSED)
            .addTag("site", unit.site())
            .addTag("family", unit.family())
            .addTag("unit", asset == null ? unit.device() : asset)
            .time(time(unit.from()), WritePrecision.MS)
            .addField("days", (long) unit.days())
            .addField("known_percent", unit.knownShare() * 100)
            .addField("power_mw", unit.power())
            .addField("yearly_mj", unit.yearly());
    add(point, "yearly_cost", unit.cost());
    return point;
  }

  /** On the first day that was looked at, UTC. */
  static Point point(UnusedPersonal count) {
    return Point.measurement(UNUSED_PERSONAL)
        .addTag("site", count.site())
        .addTag("family", count.family())
        .time(time(count.from()), WritePrecision.MS)
        .addField("days", (long) count.days())
        .addField("of", (long) count.of())
        .addField("unused", (long) count.unused());
  }

  /** At the beginning of its last month, UTC. */
  static Point point(ModelEnergy model) {
    Long width = model.weeklyHalfWidth();
    Long yearly = model.yearly();
    Long declared = model.declaredWeekly();
    YearMonth last = model.to();
    Point point =
        Point.measurement(MODEL_ENERGY)
            .addTag("family", model.family())
            .addTag("model", model.model())
            .time(time(last.atDay(1)), WritePrecision.MS)
            .addField("units", (long) model.units())
            .addField("in_service", (long) model.inService())
            .addField("months", (long) model.months())
            .addField("weekly_mj", model.weekly())
            .addField("interval_known", width == null ? 0L : 1L)
            .addField("yearly_known", yearly == null ? 0L : 1L)
            .addField("declared_known", declared == null ? 0L : 1L);
    if (width != null) {
      point
          .addField("weekly_low_mj", model.weekly() - width)
          .addField("weekly_high_mj", model.weekly() + width);
    }
    if (yearly != null) {
      point.addField("yearly_mj", yearly);
    }
    if (declared != null) {
      point.addField("declared_weekly_mj", declared);
    }
    return point;
  }

  private static long time(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private static double kilowattHours(long millijoules) {
    return Units.kilowattHours(millijoules).doubleValue();
  }

  private static void add(Point point, String name, Cost cost) {
    switch (cost) {
      case Cost.Known(long micros, String currency) ->
          point
              .addField(name + "_known", 1L)
              .addField(name, micros / MICROS)
              .addField("currency", currency);
      case Cost.Unknown unknown -> point.addField(name + "_known", 0L);
    }
  }
}
