package io.garonne.publish.indicator;

import io.garonne.model.indicator.Arithmetic;
import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Line;
import io.garonne.model.indicator.Result;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of a figure in full, down to the months of entities and families, and whether it
 * leads to what is published. Never names a device: nothing below a family is known here.
 */
public final class Explanation {
  private static final int DECIMALS = 3;
  private static final int PERCENT_DECIMALS = 4;

  private final FigureTexts texts;
  private final ExplainedLines lines;

  /** In one language. */
  public Explanation(Texts texts) {
    this.texts = new FigureTexts(texts);
    this.lines = new ExplainedLines(this.texts);
  }

  /**
   * Writes a figure's arithmetic.
   *
   * @param all what is published, the figure's lines among it
   * @return whether what follows from the lines is what is published, to the last digit shown
   */
  public boolean write(Figure figure, PublishedIndicators all, Appendable out) throws IOException {
    head(figure, out);
    List<Line> of = Arithmetic.linesOf(figure, all.lines());
    Figure.Value value = figure.value();
    if (value == null) {
      Result.NotComputable why = figure.why();
      line(out, why == null ? "" : texts.notComputable(why));
      lines.write(of, out);
      return true;
    }
    if (figure.indicator() == Indicator.CARBON) {
      return carbon(figure, value, out);
    }
    Arithmetic arithmetic = Arithmetic.of(value, of);
    lines.write(figure.indicator(), arithmetic, out);
    line(out, "");
    sums(figure.indicator(), value, arithmetic, out);
    halfWidth(figure.indicator(), arithmetic, out);
    around(figure, value, out);
    lines.writeOut(of, out);
    return verdict(differences(figure.indicator(), value, arithmetic), out);
  }

  /** Writes a line, and of which figures it is. */
  public void write(Line line, PublishedIndicators all, Appendable out) throws IOException {
    line(out, FigureTexts.printable(line.id()));
    line(out, texts.reference(line.reference()));
    lines.writeOne(line, out);
    line(out, "");
    line(out, texts.get("explain.line-of"));
    for (Figure figure : all.figures()) {
      if (Arithmetic.linesOf(figure, List.of(line)).size() == 1) {
        line(out, "  " + FigureTexts.printable(figure.id()));
      }
    }
  }

  private void head(Figure figure, Appendable out) throws IOException {
    line(out, FigureTexts.printable(figure.id()));
    line(
        out,
        texts.indicator(figure.indicator())
            + ", "
            + texts.span(figure.span(), figure.month())
            + ", "
            + texts.part(figure.part()));
    line(out, texts.get("explain.method", Figure.METHOD));
    if (figure.reference() != null) {
      line(out, texts.reference(figure.reference()));
    }
    if (!figure.isCurrent()) {
      line(out, texts.get("explain.earlier"));
    }
    line(out, "");
  }

  private void sums(Indicator indicator, Figure.Value value, Arithmetic a, Appendable out)
      throws IOException {
    String unit = texts.unit(indicator);
    line(out, texts.get("explain.actual", quantity(indicator, a.actual()), unit));
    line(
        out,
        texts.get(
            "explain.measured",
            quantity(indicator, a.measured()),
            unit,
            texts.texts().percent(a.measured(), a.actual())));
    if (a.wholeAdjustments() != 0) {
      line(
          out,
          texts.get("explain.whole-adjusted", quantity(indicator, a.wholeAdjustments()), unit));
    }
    if (a.wholeExternalised() != 0) {
      line(
          out,
          texts.get(
              "explain.whole-externalised", quantity(indicator, a.wholeExternalised()), unit));
    }
    side("explain.chosen", indicator, a, a.chosen(), out);
    side("explain.all-fixed", indicator, a, a.allFixed(), out);
    side("explain.all-per-user", indicator, a, a.allPerUser(), out);
    if (value.adjustments() != 0) {
      side("explain.unadjusted", indicator, a, a.unadjusted(), out);
    }
  }

  private void side(
      String name,
      Indicator indicator,
      Arithmetic a,
      Arithmetic.@Nullable Side side,
      Appendable out)
      throws IOException {
    if (side == null) {
      line(out, texts.get("explain.no-users", texts.get(name)));
      return;
    }
    line(
        out,
        texts.get(
            "explain.change",
            texts.get(name),
            quantity(indicator, side.change().reference()),
            texts.unit(indicator),
            quantity(indicator, a.actual()),
            percent(side.change().value()),
            halfWidth(side.change())));
  }

  private void halfWidth(Indicator indicator, Arithmetic a, Appendable out) throws IOException {
    line(out, "");
    line(out, texts.get("explain.errors"));
    for (Arithmetic.StratumError error : a.errors()) {
      if (error.actual() != 0 || error.reference() != 0) {
        line(
            out,
            "  "
                + texts.get(
                    "explain.error",
                    FigureTexts.printable(error.entity()),
                    texts.family(error.family()),
                    known(indicator, error.actual()),
                    known(indicator, error.reference()),
                    texts.unit(indicator)));
      }
    }
    Comparison.Change chosen = a.chosen().change();
    line(
        out,
        texts.get(
            "explain.half-width",
            known(indicator, a.actualHalfWidth()),
            points(a.actualHalfWidth() / chosen.reference()),
            known(indicator, a.chosen().referenceHalfWidth()),
            points((chosen.value() + 1) * a.chosen().referenceHalfWidth() / chosen.reference()),
            halfWidth(chosen),
            texts.unit(indicator)));
    line(out, "");
  }

  private void around(Figure figure, Figure.Value value, Appendable out) throws IOException {
    Indicator indicator = figure.indicator();
    line(
        out,
        texts.get(
            "explain.published",
            percent(value.chosen().value()),
            halfWidth(value.chosen()),
            percent(value.due()),
            texts.status(value.status()),
            texts.publishable(value.publishable())));
    for (String said : new IndicatorsTable(texts.texts()).beside(figure)) {
      line(out, said);
    }
    line(out, texts.get("explain.high", quantity(indicator, value.high()), texts.unit(indicator)));
  }

  /** Of what manufacturing takes, only the rest that is not use can be told from here. */
  private boolean carbon(Figure figure, Figure.Value value, Appendable out) throws IOException {
    Indicator of = Indicator.CARBON;
    String unit = texts.unit(of);
    Comparison.Change chosen = value.chosen();
    line(out, texts.get("explain.carbon", quantity(of, value.actual()), unit));
    line(
        out,
        texts.get(
            "explain.change",
            texts.get("explain.chosen"),
            quantity(of, chosen.reference()),
            unit,
            quantity(of, value.actual()),
            percent(chosen.value()),
            halfWidth(chosen)));
    line(
        out,
        texts.get(
            "explain.carbon-of", figure.id().replace(of.label(), Indicator.ELECTRICITY.label())));
    List<String> wrong = new ArrayList<>();
    compare(
        "explain.chosen",
        percent((double) value.actual() / chosen.reference() - 1),
        percent(chosen.value()),
        wrong);
    return verdict(wrong, out);
  }

  private List<String> differences(Indicator indicator, Figure.Value value, Arithmetic a) {
    List<String> wrong = new ArrayList<>();
    compare(
        "ind.actual", quantity(indicator, a.actual()), quantity(indicator, value.actual()), wrong);
    compare(
        "ind.measured",
        quantity(indicator, a.measured()),
        quantity(indicator, value.measured()),
        wrong);
    compare("explain.chosen", indicator, a.chosen(), value.chosen(), wrong);
    compare("explain.all-fixed", indicator, a.allFixed(), value.allFixed(), wrong);
    compare("explain.all-per-user", indicator, a.allPerUser(), value.allPerUser(), wrong);
    compare("explain.unadjusted", indicator, a.unadjusted(), value.unadjusted(), wrong);
    return wrong;
  }

  private void compare(
      String name,
      Indicator indicator,
      Arithmetic.@Nullable Side side,
      Comparison.@Nullable Change published,
      Collection<String> wrong) {
    if (side != null && published != null) {
      compare(name, shown(indicator, side.change()), shown(indicator, published), wrong);
    }
  }

  private String shown(Indicator indicator, Comparison.Change change) {
    return "R_adj "
        + quantity(indicator, change.reference())
        + " "
        + texts.unit(indicator)
        + ", "
        + percent(change.value())
        + " ± "
        + halfWidth(change);
  }

  private void compare(String name, String computed, String published, Collection<String> wrong) {
    if (!computed.equals(published)) {
      wrong.add(texts.get("explain.differs", texts.get(name), computed, published));
    }
  }

  private boolean verdict(List<String> wrong, Appendable out) throws IOException {
    line(out, "");
    if (wrong.isEmpty()) {
      line(out, texts.get("explain.agrees"));
      return true;
    }
    line(out, texts.get("explain.disagrees"));
    for (String one : wrong) {
      line(out, "  " + one);
    }
    return false;
  }

  private String quantity(Indicator indicator, double quantity) {
    return texts.quantity(indicator, quantity, DECIMALS);
  }

  private String quantity(Indicator indicator, long quantity) {
    return texts.quantity(indicator, quantity, DECIMALS);
  }

  private String known(Indicator indicator, double halfWidth) {
    return Double.isFinite(halfWidth)
        ? quantity(indicator, halfWidth)
        : texts.get("ind.spread-unknown");
  }

  private String percent(@Nullable Double ratio) {
    return texts.texts().change(ratio == null ? Double.NaN : ratio, PERCENT_DECIMALS);
  }

  private String halfWidth(Comparison.Change change) {
    return points(change.halfWidth());
  }

  private String points(double ratio) {
    return Double.isFinite(ratio)
        ? texts.get("points", texts.number(100 * ratio, PERCENT_DECIMALS))
        : texts.get("ind.spread-unknown");
  }

  private static void line(Appendable out, String line) throws IOException {
    out.append(line).append('\n');
  }
}
