package io.garonne.publish.night;

import io.garonne.model.Units;
import io.garonne.model.advice.Action;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.Cost;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.UnusedPersonal;
import io.garonne.publish.AsOf;
import io.garonne.publish.TotalsCsv;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nights for machines: a line each, RFC 4180, UTF-8, comma, decimal point, line feed. The columns
 * are a promise: some may be added at the end, never renamed or moved. A field is empty where
 * nothing is known, which is not 0; {@code why} says why.
 */
public final class NightsCsv {
  /** The columns, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "kind",
          "site",
          "family",
          "name",
          "model",
          "from",
          "days",
          "provisional",
          "units",
          "known_percent",
          "kwh",
          "off_hours_kwh",
          "off_hours_cost",
          "base_w",
          "base_kwh",
          "base_percent",
          "base_cost",
          "avoidable_kwh",
          "avoidable_cost",
          "watts",
          "yearly_kwh",
          "yearly_cost",
          "unused",
          "days_before",
          "days_after",
          "before_kwh_per_day",
          "saved_kwh_per_day",
          "saved_half_width_kwh_per_day",
          "currency",
          "why",
          "made",
          "curves_until");

  private NightsCsv() {}

  /** Writes header and lines; models are in another file. */
  public static void write(NightAdvice advice, Appendable out) throws IOException {
    out.append(String.join(",", COLUMNS)).append('\n');
    List<String> asOf = AsOf.of(advice.all()).cells();
    for (Advice one : advice.all()) {
      Map<String, String> cells =
          switch (one) {
            case OffHours month -> cells(month);
            case Unused unit -> cells(unit);
            case UnusedPersonal count -> cells(count);
            case BeforeAfter action -> cells(action);
            default -> Map.of();
          };
      if (!cells.isEmpty()) {
        List<String> line = new ArrayList<>();
        COLUMNS
            .subList(0, COLUMNS.size() - AsOf.COLUMNS.size())
            .forEach(column -> line.add(cells.getOrDefault(column, "")));
        line.addAll(asOf);
        out.append(String.join(",", line)).append('\n');
      }
    }
  }

  private static Map<String, String> cells(String kind, String site, @Nullable String family) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("kind", kind);
    cells.put("site", TotalsCsv.field(site));
    cells.put("family", TotalsCsv.field(family));
    return cells;
  }

  private static Map<String, String> cells(OffHours month) {
    Map<String, String> cells = cells(OffHours.KIND, month.site(), month.family());
    cells.put("from", month.month().toString());
    cells.put("provisional", month.provisional() ? "1" : "0");
    NoFigure withheld = month.withheld();
    if (withheld != null) {
      cells.put("why", withheld.label());
      return cells;
    }
    cells.put("units", Integer.toString(month.units()));
    cells.put("known_percent", percent(month.knownShare()));
    cells.put("kwh", kilowattHours(month.energy()));
    cells.put("off_hours_kwh", kilowattHours(month.offHours()));
    cost(cells, "off_hours_cost", month.offHoursCost());
    if (month.isBaseKnown()) {
      cells.put("base_w", watts(month.basePower()));
      cells.put("base_kwh", kilowattHours(month.base()));
      Double share = month.baseShare();
      cells.put("base_percent", share == null ? "" : percent(share));
      cost(cells, "base_cost", month.baseCost());
    }
    switch (month.avoidable()) {
      case OffHours.Avoidable.Known known -> {
        cells.put("avoidable_kwh", kilowattHours(known.energy()));
        cost(cells, "avoidable_cost", known.cost());
      }
      case OffHours.Avoidable.NotComputable(NoFigure why) -> why(cells, why);
    }
    return cells;
  }

  private static Map<String, String> cells(Unused unit) {
    Map<String, String> cells = cells(Unused.KIND, unit.site(), unit.family());
    String asset = unit.asset();
    cells.put("name", TotalsCsv.field(asset == null ? unit.device() : asset));
    cells.put("model", TotalsCsv.field(unit.model()));
    cells.put("from", unit.from().toString());
    cells.put("days", Integer.toString(unit.days()));
    cells.put("known_percent", percent(unit.knownShare()));
    cells.put("watts", watts(unit.power()));
    cells.put("yearly_kwh", kilowattHours(unit.yearly()));
    cost(cells, "yearly_cost", unit.cost());
    return cells;
  }

  private static Map<String, String> cells(UnusedPersonal count) {
    Map<String, String> cells = cells(UnusedPersonal.KIND, count.site(), count.family());
    cells.put("from", count.from().toString());
    cells.put("days", Integer.toString(count.days()));
    cells.put("units", Integer.toString(count.of()));
    cells.put("unused", Integer.toString(count.unused()));
    return cells;
  }

  private static Map<String, String> cells(BeforeAfter of) {
    Action action = of.action();
    Map<String, String> cells = cells(BeforeAfter.KIND, action.site(), action.family());
    cells.put("name", TotalsCsv.field(action.asset()));
    cells.put("from", Instant.ofEpochMilli(action.at()).toString());
    cells.put("provisional", of.provisional() ? "1" : "0");
    switch (of.result()) {
      case BeforeAfter.Result.Known known -> {
        cells.put("days_before", Integer.toString(known.daysBefore()));
        cells.put("days_after", Integer.toString(known.daysAfter()));
        cells.put("before_kwh_per_day", kilowattHours(known.before()));
        cells.put("saved_kwh_per_day", kilowattHours(known.saved()));
        Long halfWidth = known.halfWidth();
        if (halfWidth == null) {
          why(cells, NoFigure.SPREAD_UNKNOWN);
        } else {
          cells.put("saved_half_width_kwh_per_day", kilowattHours(halfWidth));
        }
      }
      case BeforeAfter.Result.NotComputable none -> {
        cells.put("days_before", Integer.toString(none.daysBefore()));
        cells.put("days_after", Integer.toString(none.daysAfter()));
        why(cells, none.why());
      }
    }
    if (of.personalLeftOut()) {
      why(cells, NoFigure.FEW_UNITS);
    }
    return cells;
  }

  private static void cost(Map<String, String> cells, String column, Cost cost) {
    switch (cost) {
      case Cost.Known(long micros, String currency) -> {
        cells.put(column, BigDecimal.valueOf(micros, 6).toPlainString());
        cells.put("currency", TotalsCsv.field(currency));
      }
      case Cost.Unknown(NoFigure why) -> why(cells, why);
    }
  }

  /** Several reasons stand behind each other. */
  private static void why(Map<String, String> cells, NoFigure why) {
    String before = cells.getOrDefault("why", "");
    if (!List.of(before.split(" ")).contains(why.label())) {
      cells.put("why", before.isEmpty() ? why.label() : before + " " + why.label());
    }
  }

  private static String kilowattHours(long millijoules) {
    return Units.kilowattHours(millijoules).toPlainString();
  }

  private static String watts(long milliwatts) {
    return BigDecimal.valueOf(milliwatts, 3).toPlainString();
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(100 * share).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
  }
}
