package io.garonne.publish.indicator;

import io.garonne.model.PageKinds;
import io.garonne.model.indicator.Carbon;
import io.garonne.model.indicator.Cooling;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Outlook;
import io.garonne.model.indicator.Result;
import io.garonne.model.indicator.Span;
import io.garonne.model.indicator.UseCarbon;
import io.garonne.publish.text.Columns;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A month's figures for a person: for each indicator the rolling twelve months, the year to date
 * and the month, what they are made of, and everything that has to be said beside them.
 */
public final class IndicatorsTable {
  private static final Set<Integer> RIGHT = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9);

  private final FigureTexts texts;

  /** A table in one language. */
  public IndicatorsTable(Texts texts) {
    this.texts = new FigureTexts(texts);
  }

  /**
   * Writes the figures of a month.
   *
   * @param figures of any months
   */
  public void write(Collection<Figure> figures, YearMonth month, Appendable out)
      throws IOException {
    List<Figure> ofMonth =
        figures.stream()
            .filter(figure -> figure.month().equals(month))
            .sorted(
                Comparator.comparingInt((Figure figure) -> figure.isCurrent() ? 0 : 1)
                    .thenComparingInt(IndicatorsTable::order)
                    .thenComparing(Figure::part)
                    .thenComparing(Figure::span))
            .toList();
    String between = "";
    for (Indicator indicator : Indicator.values()) {
      List<Figure> of = ofMonth.stream().filter(f -> f.indicator() == indicator).toList();
      if (!of.isEmpty()) {
        out.append(between);
        write(indicator, of, out);
        between = "\n";
      }
    }
  }

  private static int order(Figure figure) {
    int part = List.of(Figure.ALL, Figure.IT, Figure.FACILITY).indexOf(figure.part());
    return part < 0 ? Integer.MAX_VALUE : part;
  }

  private void write(Indicator indicator, List<Figure> figures, Appendable out) throws IOException {
    Figure headline = figures.get(0);
    out.append(texts.indicator(indicator)).append('\n');
    if (headline.reference() != null) {
      out.append(texts.reference(headline.reference())).append('\n');
    }
    // Of what cannot be computed only the reason is to be seen.
    boolean any = figures.stream().anyMatch(figure -> figure.value() != null);
    Columns table =
        new Columns(
            texts.indicator(indicator),
            !any
                ? List.of(texts.get("ind.what"), texts.get("ind.no-figure"))
                : List.of(
                    texts.get("ind.what"),
                    texts.get("ind.months"),
                    texts.unit(indicator),
                    texts.get("ind.change"),
                    texts.get("ind.interval"),
                    texts.get("ind.all-fixed"),
                    texts.get("ind.all-per-user"),
                    texts.get("ind.unadjusted"),
                    texts.get("ind.measured"),
                    texts.get("ind.due"),
                    texts.get("ind.status"),
                    texts.get("ind.publishable")),
            any ? RIGHT : Set.of());
    for (Figure figure : figures) {
      // Of what a figure is made of, twelve months are enough to look at.
      if (figure.part().equals(Figure.ALL) || figure.span() == Span.ROLLING_12) {
        table.add(figure.id(), row(figure));
      }
    }
    table.write(out);
    for (String line : beside(headline)) {
      out.append(line).append('\n');
    }
    out.append(texts.get("ind.more", FigureTexts.printable(headline.id()))).append('\n');
  }

  private List<String> row(Figure figure) {
    String what =
        figure.part().equals(Figure.ALL)
            ? texts.span(figure.span(), figure.month())
            : "  " + texts.part(figure.part());
    if (!figure.isCurrent() && figure.reference() != null) {
      what += ", " + texts.get("ind.beside", texts.referenceName(figure.reference()));
    }
    Figure.Value value = figure.value();
    if (value == null) {
      Result.NotComputable why = figure.why();
      return List.of(what, why == null ? "" : texts.notComputable(why));
    }
    String unadjusted = value.adjustments() == 0 ? "" : texts.change(value.unadjusted());
    return List.of(
        what,
        texts.texts().count(value.months()),
        texts.quantity(figure.indicator(), value.actual(), 0),
        texts.change(value.chosen()),
        texts.interval(value.chosen()),
        texts.change(value.allFixed()),
        texts.change(value.allPerUser()),
        value.isAdjustedMuch() ? texts.get("ind.adjusted-much", unadjusted) : unadjusted,
        texts.texts().percent(value.measured(), value.actual()),
        texts.change(value.due()),
        figure.part().equals(Figure.ALL) ? texts.status(value.status()) : "",
        texts.publishable(value.publishable()));
  }

  /** What has to be said beside a headline. */
  public List<String> beside(Figure headline) {
    List<String> lines = new ArrayList<>();
    Indicator indicator = headline.indicator();
    Figure.Value value = headline.value();
    if (value == null) {
      return lines;
    }
    String unit = texts.unit(indicator);
    if (value.adjustments() != 0) {
      lines.add(
          texts.get(
              value.isAdjustedMuch() ? "ind.adjustments-much" : "ind.adjustments",
              texts.quantity(indicator, value.adjustments(), 1),
              unit,
              texts.change(value.unadjusted())));
    }
    if (value.notSaved() != 0) {
      lines.add(texts.get("ind.not-saved", texts.quantity(indicator, value.notSaved(), 1), unit));
    }
    if (value.accuracy() != 0) {
      lines.add(texts.get("ind.accuracy", texts.quantity(indicator, value.accuracy(), 1), unit));
    }
    if (indicator == Indicator.ELECTRICITY) {
      lines.add(
          texts.get(
              "ind.quality",
              texts.texts().percent(Math.round(value.knownShare() * 1000), 1000),
              texts.get("quality." + value.quality().label())));
    }
    if (indicator == Indicator.PRINTS) {
      lines.addAll(pageKinds(value));
    }
    Outlook outlook = value.outlook();
    if (outlook != null) {
      lines.add(outlook(outlook));
    }
    Cooling cooling = value.cooling();
    if (cooling != null) {
      lines.add(cooling(cooling));
    }
    if (indicator == Indicator.ELECTRICITY) {
      lines.addAll(carbon(value.carbon(), headline));
    }
    lines.add(
        texts.get(
            "ind.perimeter",
            value.perimeter().stream()
                .map(FigureTexts::printable)
                .collect(Collectors.joining(", "))));
    lines.addAll(leftOut(indicator, value));
    return lines;
  }

  private List<String> pageKinds(Figure.Value value) {
    PageKinds kinds = value.pageKinds();
    List<String> lines = new ArrayList<>();
    lines.add(
        kinds.toldApart() <= 0
            ? texts.get("ind.colour-unknown")
            : texts.get(
                "ind.colour",
                texts.texts().percent(kinds.colour(), kinds.toldApart()),
                texts.texts().percent(kinds.toldApart(), value.measured())));
    if (kinds.estimated() != 0) {
      lines.add(
          texts.get("ind.sheets", texts.texts().count(Math.round(kinds.estimated() / 100.0))));
    }
    return lines;
  }

  private List<String> leftOut(Indicator indicator, Figure.Value value) {
    if (value.leftOut().isEmpty()) {
      return List.of(texts.get("ind.all-in"));
    }
    List<String> lines = new ArrayList<>();
    lines.add(texts.get("ind.left-out"));
    for (Figure.LeftOut left : value.leftOut()) {
      String entity = FigureTexts.printable(left.entity());
      String family = texts.family(left.family());
      String why = texts.out(left.why());
      Long quantity = left.quantity();
      String line =
          quantity == null
              ? texts.get("ind.left-out-withheld", entity, family, why)
              : texts.get(
                  "ind.left-out-line",
                  entity,
                  family,
                  texts.quantity(indicator, quantity, 1),
                  texts.unit(indicator),
                  why);
      lines.add("  " + line);
    }
    return lines;
  }

  private String outlook(Outlook outlook) {
    Result.NotComputable why = outlook.why();
    if (why != null) {
      return texts.get("ind.outlook-none", outlook.month(), texts.why(why));
    }
    return outlook.low() == null || outlook.high() == null
        ? texts.get("ind.outlook-no-range", texts.change(outlook.change()), outlook.month())
        : texts.get(
            "ind.outlook",
            texts.change(outlook.change()),
            texts.change(outlook.low()),
            texts.change(outlook.high()),
            outlook.month());
  }

  private String cooling(Cooling cooling) {
    Result.NotComputable why = cooling.why();
    Double slope = cooling.perDegreeDay();
    Double fit = cooling.fit();
    if (why != null || slope == null || fit == null) {
      return texts.get("ind.cooling-none", why == null ? "" : texts.why(why));
    }
    return texts.get(
        "ind.cooling",
        texts.change(cooling.change()),
        texts.quantity(Indicator.ELECTRICITY, slope, 1),
        texts.number(fit, 2));
  }

  private List<String> carbon(@Nullable UseCarbon use, Figure figure) {
    if (use == null) {
      return List.of(texts.get("ind.carbon-unstated"));
    }
    List<String> lines = new ArrayList<>();
    Carbon carbon = use.carbon();
    String span = texts.span(figure.span(), figure.month());
    if (carbon == null) {
      lines.add(
          texts.get(
              "ind.carbon-none",
              span,
              use.missing().stream().map(String::valueOf).collect(Collectors.joining(", "))));
    } else {
      lines.add(
          texts.get(
              "ind.carbon",
              span,
              texts.kilograms(carbon.atReferenceFactor()),
              texts.kilograms(carbon.atEachYearsFactor()),
              signedKilograms(carbon.gridEffect())));
    }
    for (UseCarbon.YearFactor factor : use.factors()) {
      lines.add(
          "  "
              + texts.get(
                  "ind.factor",
                  factor.year(),
                  texts.number(factor.grams(), 1),
                  FigureTexts.printable(factor.source())));
    }
    return lines;
  }

  private String signedKilograms(double grams) {
    return (grams < 0 ? "−" : "+") + texts.kilograms(Math.abs(grams));
  }
}
