package io.garonne.sink;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.garonne.model.indicator.Carbon;
import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Outlook;
import io.garonne.model.indicator.Span;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The measurement {@code indicator}, as {@code docs/influxdb.md} describes it. What is not known
 * has no field, as no number stands for it: where {@code computable} is 0, other fields are left
 * from an earlier time and mean nothing; where it is 1, so are those whose {@code …_known} is 0.
 */
final class IndicatorSchema {
  static final String INDICATOR = "indicator";

  private static final String CURRENT = "current";

  /** {@link Figure#id}: indicator, span, month, part, version of an earlier baseline. */
  private static final Pattern ID =
      Pattern.compile(
          "([^/]+)/([^/]+)/(\\d{4}-(?:0[1-9]|1[0-2]))(?:/([^/]+))??(?:/baseline-(\\d+))?");

  private IndicatorSchema() {}

  /** The point of a figure, at the beginning of its last month in UTC. */
  static Point point(Figure figure) {
    Figure.Reference reference = figure.reference();
    Figure.Value value = figure.value();
    int version = reference == null ? 0 : reference.version();
    Point point =
        place(
                figure.indicator(),
                figure.span(),
                figure.month(),
                figure.part(),
                figure.isCurrent() ? CURRENT : Integer.toString(version))
            .addField("computable", value == null ? 0L : 1L)
            .addField("proxy", reference != null && reference.isProxy() ? 1L : 0L)
            .addField("baseline_version", (long) version);
    if (value == null) {
      return point.addField("why", figure.why() == null ? "" : label(figure.why().reason()));
    }
    add(point, "change", value.chosen());
    add(point, "all_fixed", value.allFixed());
    point.addField("all_per_user_known", value.allPerUser() == null ? 0L : 1L);
    if (value.allPerUser() != null) {
      add(point, "all_per_user", value.allPerUser());
    }
    add(point, "unadjusted", value.unadjusted());
    point
        .addField("why", "")
        .addField("months", (long) value.months())
        .addField("share_measured_percent", value.shareMeasured() * 100)
        .addField("known_percent", value.knownShare() * 100)
        .addField("quality", value.quality().label())
        .addField("publishable", value.publishable().label())
        .addField("status", value.status() == null ? "" : label(value.status()))
        .addField("due_known", value.due() == null ? 0L : 1L);
    if (value.due() != null) {
      point.addField("due_percent", value.due() * 100);
    }
    quantities(point, figure.indicator(), value);
    outlook(point, value.outlook());
    return point;
  }

  /**
   * The point that takes the place of a figure that is no more, such as one of a family that has
   * been renamed.
   *
   * @param id the figure's, the key of its record
   * @return null if it is that of no figure: lines have no point
   */
  static @Nullable Point gone(String id) {
    Matcher parts = ID.matcher(id);
    if (!parts.matches()) {
      return null;
    }
    Indicator indicator = Indicator.ofLabel(parts.group(1));
    Span span = Span.ofLabel(parts.group(2));
    if (indicator == null || span == null) {
      return null;
    }
    String part = parts.group(4);
    String version = parts.group(5);
    return place(
            indicator,
            span,
            YearMonth.parse(parts.group(3)),
            part == null ? Figure.ALL : part.replace("%2F", "/").replace("%25", "%"),
            version == null ? CURRENT : version)
        .addField("computable", 0L)
        .addField("why", "gone");
  }

  /**
   * Tags and time: a point for each id. The version is in them, or what goes of one earlier version
   * would fall on the point of another.
   */
  private static Point place(
      Indicator indicator, Span span, YearMonth month, String part, String baseline) {
    return Point.measurement(INDICATOR)
        .addTag("indicator", indicator.label())
        .addTag("span", span.label())
        .addTag("part", part)
        .addTag("baseline", baseline)
        .time(time(month), WritePrecision.MS);
  }

  private static long time(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static void add(Point point, String name, Comparison.Change change) {
    boolean known = Double.isFinite(change.halfWidth());
    point.addField(name + "_percent", change.value() * 100);
    point.addField(name + "_interval_known", known ? 1L : 0L);
    if (known) {
      point.addField(name + "_low_percent", change.low() * 100);
      point.addField(name + "_high_percent", change.high() * 100);
    }
  }

  private static void quantities(Point point, Indicator indicator, Figure.Value value) {
    String unit =
        switch (indicator) {
          case ELECTRICITY -> "_mj";
          case CARBON -> "_g";
          case PRINTS -> "_impressions";
        };
    point
        .addField("actual" + unit, value.actual())
        .addField("measured" + unit, value.measured())
        .addField("reference" + unit, Math.round(value.chosen().reference()))
        .addField("adjustments" + unit, value.adjustments())
        .addField("not_saved" + unit, value.notSaved());
    if (indicator == Indicator.PRINTS) {
      point
          .addField("colour_impressions", value.pageKinds().colour())
          .addField("colour_known_impressions", value.pageKinds().toldApart())
          .addField("estimated_impressions", value.pageKinds().estimated() / 100.0);
    }
    Carbon use = value.carbon() == null ? null : value.carbon().carbon();
    point.addField("use_known", use == null ? 0L : 1L);
    if (use != null) {
      point.addField("use_g", use.atReferenceFactor()).addField("grid_effect_g", use.gridEffect());
    }
  }

  private static void outlook(Point point, @Nullable Outlook outlook) {
    Double change = outlook == null ? null : outlook.change();
    Double low = outlook == null ? null : outlook.low();
    Double high = outlook == null ? null : outlook.high();
    boolean range = change != null && low != null && high != null;
    point
        .addField("outlook_known", change == null ? 0L : 1L)
        .addField("outlook_range_known", range ? 1L : 0L);
    if (change != null) {
      point.addField("outlook_percent", change * 100);
    }
    if (change != null && low != null && high != null) {
      point.addField("outlook_low_percent", low * 100).addField("outlook_high_percent", high * 100);
    }
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
