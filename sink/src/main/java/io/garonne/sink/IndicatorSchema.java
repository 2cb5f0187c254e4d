package io.garonne.sink;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Outlook;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The measurement {@code indicator}, as {@code docs/influxdb.md} describes it. What is not known
 * has no field, as no number stands for it: where {@code computable} is 0, other fields are left
 * from an earlier time and mean nothing.
 */
final class IndicatorSchema {
  static final String INDICATOR = "indicator";

  private IndicatorSchema() {}

  /** The point of a figure, at the beginning of its last month in UTC. */
  static Point point(Figure figure) {
    Figure.Reference reference = figure.reference();
    Figure.Value value = figure.value();
    Point point =
        Point.measurement(INDICATOR)
            .addTag("indicator", figure.indicator().label())
            .addTag("span", figure.span().label())
            .addTag("part", figure.part())
            .addTag("baseline", figure.isCurrent() ? "current" : "earlier")
            .addField("computable", value == null ? 0L : 1L)
            .addField("proxy", reference != null && reference.isProxy() ? 1L : 0L)
            .addField("baseline_version", reference == null ? 0L : (long) reference.version())
            .time(
                figure.month().atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli(),
                WritePrecision.MS);
    if (value == null) {
      return point.addField("why", figure.why() == null ? "" : label(figure.why().reason()));
    }
    add(point, "change", value.chosen());
    add(point, "all_fixed", value.allFixed());
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
        .addField("status", value.status() == null ? "" : label(value.status()));
    if (value.due() != null) {
      point.addField("due_percent", value.due() * 100);
    }
    quantities(point, figure.indicator(), value);
    outlook(point, value.outlook());
    return point;
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
    if (value.carbon() != null && value.carbon().carbon() != null) {
      point
          .addField("use_g", value.carbon().carbon().atReferenceFactor())
          .addField("grid_effect_g", value.carbon().carbon().gridEffect());
    }
  }

  private static void outlook(Point point, @Nullable Outlook outlook) {
    if (outlook == null || outlook.change() == null) {
      return;
    }
    point.addField("outlook_percent", outlook.change() * 100);
    if (outlook.low() != null && outlook.high() != null) {
      point
          .addField("outlook_low_percent", outlook.low() * 100)
          .addField("outlook_high_percent", outlook.high() * 100);
    }
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
