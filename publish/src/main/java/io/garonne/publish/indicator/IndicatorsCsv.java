package io.garonne.publish.indicator;

import io.garonne.model.PageKinds;
import io.garonne.model.indicator.Carbon;
import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Cooling;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Outlook;
import io.garonne.model.indicator.Result;
import io.garonne.model.indicator.UseCarbon;
import io.garonne.publish.TotalsCsv;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Figures as CSV for machines (RFC 4180, UTF-8, comma, decimal point, line feed). The header is a
 * promise: columns may be added at the end, never renamed or moved. Changes are ratios: −0.15 is
 * {@code -0.15}; quantities are in the unit of the column {@code unit}. A field is empty where
 * nothing is known: that is not 0.
 */
public final class IndicatorsCsv {
  /** The columns, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "id",
          "indicator",
          "span",
          "month",
          "part",
          "reference_first_month",
          "reference_version",
          "reference_hash",
          "reference_proxy",
          "current",
          "not_computable",
          "detail",
          "from",
          "months",
          "unit",
          "actual",
          "measured",
          "measured_share",
          "high",
          "accuracy",
          "reference",
          "change",
          "half_width",
          "low_change",
          "high_change",
          "all_fixed_change",
          "all_fixed_half_width",
          "all_per_user_change",
          "all_per_user_half_width",
          "unadjusted_change",
          "unadjusted_half_width",
          "adjustments",
          "adjusted_much",
          "not_saved",
          "due_change",
          "status",
          "publishable",
          "perimeter",
          "left_out",
          "carbon_at_reference_factor_grams",
          "carbon_at_each_years_factor_grams",
          "grid_effect_grams",
          "outlook_month",
          "outlook_change",
          "outlook_low",
          "outlook_high",
          "cooling_change",
          "cooling_fit",
          "known_share",
          "quality",
          "method",
          "colour_impressions",
          "colour_known_impressions",
          "estimated_impressions");

  /** Columns behind those of a value. */
  private static final int BEHIND_VALUE = 4;

  private IndicatorsCsv() {}

  /** Writes the header and a line for each figure, by month, indicator, span and part. */
  public static void write(Collection<Figure> figures, Appendable out) throws IOException {
    write(figures, TotalsCsv.LineEnd.LF, out);
  }

  /** The same with lines that end so. */
  public static void write(Collection<Figure> figures, TotalsCsv.LineEnd lineEnd, Appendable out)
      throws IOException {
    out.append(String.join(",", COLUMNS)).append(lineEnd.characters());
    List<Figure> sorted =
        figures.stream()
            .sorted(
                Comparator.comparing(Figure::month)
                    .thenComparing(Figure::indicator)
                    .thenComparing(Figure::span)
                    .thenComparing(Figure::id))
            .toList();
    for (Figure figure : sorted) {
      out.append(line(figure)).append(lineEnd.characters());
    }
  }

  private static String line(Figure figure) {
    List<String> cells = new ArrayList<>();
    Figure.Reference reference = figure.reference();
    Result.NotComputable why = figure.why();
    cells.add(TotalsCsv.field(figure.id()));
    cells.add(figure.indicator().label());
    cells.add(figure.span().label());
    cells.add(figure.month().toString());
    cells.add(TotalsCsv.field(figure.part()));
    cells.add(reference == null ? "" : reference.firstMonth().toString());
    cells.add(reference == null ? "" : Integer.toString(reference.version()));
    cells.add(reference == null ? "" : TotalsCsv.field(reference.hash()));
    cells.add(reference == null ? "" : Boolean.toString(reference.isProxy()));
    cells.add(Boolean.toString(figure.isCurrent()));
    cells.add(why == null ? "" : FigureTexts.label(why.reason()));
    cells.add(why == null ? "" : TotalsCsv.field(why.detail()));
    Figure.Value value = figure.value();
    if (value == null) {
      while (cells.size() < COLUMNS.size() - BEHIND_VALUE) {
        cells.add("");
      }
    } else {
      addValue(cells, value, figure.indicator());
    }
    cells.add(Figure.METHOD);
    cells.add(TotalsCsv.kinds(value == null ? PageKinds.NONE : value.pageKinds()));
    return String.join(",", cells);
  }

  private static void addValue(List<String> cells, Figure.Value value, Indicator indicator) {
    cells.add(value.from().toString());
    cells.add(Integer.toString(value.months()));
    cells.add(unit(indicator));
    cells.add(Long.toString(value.actual()));
    cells.add(Long.toString(value.measured()));
    cells.add(number(value.shareMeasured()));
    cells.add(Long.toString(value.high()));
    cells.add(Long.toString(value.accuracy()));
    cells.add(quantity(value.chosen().reference()));
    addChange(cells, value.chosen());
    boolean known = Double.isFinite(value.chosen().halfWidth());
    cells.add(known ? number(value.chosen().low()) : "");
    cells.add(known ? number(value.chosen().high()) : "");
    addChange(cells, value.allFixed());
    addChange(cells, value.allPerUser());
    addChange(cells, value.unadjusted());
    cells.add(Long.toString(value.adjustments()));
    cells.add(Boolean.toString(value.isAdjustedMuch()));
    cells.add(Long.toString(value.notSaved()));
    cells.add(number(value.due()));
    cells.add(value.status() == null ? "" : FigureTexts.label(value.status()));
    cells.add(value.publishable().label());
    cells.add(TotalsCsv.field(String.join(";", value.perimeter())));
    cells.add(
        TotalsCsv.field(
            value.leftOut().stream().map(IndicatorsCsv::leftOut).collect(Collectors.joining(";"))));
    UseCarbon use = value.carbon();
    Carbon carbon = use == null ? null : use.carbon();
    cells.add(carbon == null ? "" : quantity(carbon.atReferenceFactor()));
    cells.add(carbon == null ? "" : quantity(carbon.atEachYearsFactor()));
    cells.add(carbon == null ? "" : quantity(carbon.gridEffect()));
    Outlook outlook = value.outlook();
    cells.add(outlook == null ? "" : outlook.month().toString());
    cells.add(outlook == null ? "" : number(outlook.change()));
    cells.add(outlook == null ? "" : number(outlook.low()));
    cells.add(outlook == null ? "" : number(outlook.high()));
    Cooling cooling = value.cooling();
    cells.add(cooling == null ? "" : number(cooling.change()));
    cells.add(cooling == null ? "" : number(cooling.fit()));
    cells.add(number(value.knownShare()));
    cells.add(value.quality().label());
  }

  private static void addChange(List<String> cells, Comparison.@Nullable Change change) {
    cells.add(change == null ? "" : number(change.value()));
    cells.add(change == null ? "" : number(change.halfWidth()));
  }

  /** A quantity as on the wire: without an exponent. */
  private static String quantity(double quantity) {
    return Double.isFinite(quantity)
        ? BigDecimal.valueOf(quantity).stripTrailingZeros().toPlainString()
        : "";
  }

  /** As on the wire; nothing where there is no number. */
  private static String number(@Nullable Double number) {
    return number == null || !Double.isFinite(number) ? "" : number.toString();
  }

  private static String unit(Indicator indicator) {
    return switch (indicator) {
      case ELECTRICITY -> "millijoules";
      case CARBON -> "grams";
      case PRINTS -> "impressions";
    };
  }

  /** Nothing behind the sign where the quantity is withheld. */
  private static String leftOut(Figure.LeftOut left) {
    Long quantity = left.quantity();
    return "%s/%s=%s %s"
        .formatted(
            left.entity(), left.family(), quantity == null ? "" : quantity, left.why().label());
  }
}
