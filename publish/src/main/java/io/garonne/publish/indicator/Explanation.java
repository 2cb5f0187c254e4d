package io.garonne.publish.indicator;

import io.garonne.model.indicator.Arithmetic;
import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Line;
import io.garonne.model.indicator.Manufacturing;
import io.garonne.model.indicator.Result;
import io.garonne.publish.persons.People;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of a figure in full, down to the months of entities and families, and whether it
 * leads to what is published. Never names a device: nothing below a family is known here.
 */
public final class Explanation {
  private static final int FACTOR_DECIMALS = 2;
  private static final int USERS_DECIMALS = 6;

  private final FigureTexts texts;
  private final ExplainedLines lines;
  private final ExactNumbers numbers;
  private final Agreement agreement;
  private final Predicate<Line> told;

  /** In one language, with all lines. */
  public Explanation(Texts texts) {
    this(texts, line -> true);
  }

  /**
   * In one language.
   *
   * @param told which lines may be shown by themselves; the others are shown in one sum
   */
  public Explanation(Texts texts, Predicate<Line> told) {
    this.texts = new FigureTexts(texts);
    this.told = told;
    this.lines = new ExplainedLines(this.texts, told);
    this.numbers = new ExactNumbers(this.texts);
    this.agreement = new Agreement(this.texts, numbers);
  }

  /**
   * Writes a figure's arithmetic.
   *
   * @param all what is published, the figure's lines among it
   * @return whether what follows from the lines is what is published, to the last digit shown; of
   *     carbon from those of electricity and from manufacturing
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
      return carbon(figure, value, all, of, out);
    }
    Arithmetic arithmetic = Arithmetic.of(value, of);
    lines.write(figure.indicator(), arithmetic, out);
    line(out, "");
    sums(figure.indicator(), value, arithmetic, out);
    halfWidth(figure.indicator(), arithmetic, out);
    around(figure, value, out);
    lines.writeOut(of, out);
    return verdict(
        "explain.lines", agreement.differences(figure.indicator(), value, arithmetic), out);
  }

  /** Writes a line, and of which figures it is. */
  public void write(Line line, PublishedIndicators all, Appendable out) throws IOException {
    line(out, FigureTexts.printable(line.id()));
    line(out, texts.reference(line.reference()));
    if (told.test(line)) {
      lines.writeOne(line, out);
    } else {
      line(out, texts.get("explain.few", People.DEFAULT_LEAST));
    }
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
    line(out, texts.get("explain.actual", numbers.quantity(indicator, a.actual()), unit));
    line(
        out,
        texts.get(
            "explain.measured",
            numbers.quantity(indicator, a.measured()),
            unit,
            texts.texts().percent(a.measured(), a.actual())));
    if (a.wholeAdjustments() != 0) {
      line(
          out,
          texts.get(
              "explain.whole-adjusted", numbers.quantity(indicator, a.wholeAdjustments()), unit));
    }
    if (a.wholeExternalised() != 0) {
      line(
          out,
          texts.get(
              "explain.whole-externalised",
              numbers.quantity(indicator, a.wholeExternalised()),
              unit));
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
    change(name, indicator, a.actual(), side.change(), out);
  }

  private void change(
      String name, Indicator indicator, long actual, Comparison.Change change, Appendable out)
      throws IOException {
    line(
        out,
        texts.get(
            "explain.change",
            texts.get(name),
            numbers.quantity(indicator, change.reference()),
            texts.unit(indicator),
            numbers.quantity(indicator, actual),
            numbers.percent(change.value()),
            numbers.halfWidth(change)));
  }

  private void halfWidth(Indicator indicator, Arithmetic a, Appendable out) throws IOException {
    line(out, "");
    line(out, texts.get("explain.errors"));
    double actual = 0;
    double reference = 0;
    for (Arithmetic.StratumError error : a.errors()) {
      if (!isTold(error, a)) {
        actual = Math.hypot(actual, error.actual());
        reference = Math.hypot(reference, error.reference());
      } else if (error.actual() != 0 || error.reference() != 0) {
        line(
            out,
            "  "
                + texts.get(
                    "explain.error",
                    FigureTexts.printable(error.entity()),
                    texts.family(error.family()),
                    numbers.known(indicator, error.actual()),
                    numbers.known(indicator, error.reference()),
                    texts.unit(indicator)));
      }
    }
    if (actual != 0 || reference != 0) {
      line(
          out,
          "  "
              + texts.get(
                  "explain.errors-together",
                  numbers.known(indicator, actual),
                  numbers.known(indicator, reference),
                  texts.unit(indicator)));
    }
    Comparison.Change chosen = a.chosen().change();
    line(
        out,
        texts.get(
            "explain.half-width",
            numbers.known(indicator, a.actualHalfWidth()),
            numbers.points(a.actualHalfWidth() / chosen.reference()),
            numbers.known(indicator, a.chosen().referenceHalfWidth()),
            numbers.points(
                (chosen.value() + 1) * a.chosen().referenceHalfWidth() / chosen.reference()),
            numbers.halfWidth(chosen),
            texts.unit(indicator)));
    line(out, "");
  }

  private boolean isTold(Arithmetic.StratumError error, Arithmetic a) {
    return a.terms().stream()
        .map(Arithmetic.Term::line)
        .filter(line -> line.cell().entity().equals(error.entity()))
        .filter(line -> line.cell().family().equals(error.family()))
        .allMatch(told);
  }

  private void around(Figure figure, Figure.Value value, Appendable out) throws IOException {
    Indicator indicator = figure.indicator();
    line(
        out,
        texts.get(
            "explain.published",
            numbers.percent(value.chosen().value()),
            numbers.halfWidth(value.chosen()),
            numbers.percent(value.due()),
            texts.status(value.status()),
            texts.publishable(value.publishable())));
    for (String said : new IndicatorsTable(texts.texts()).beside(figure)) {
      line(out, said);
    }
    line(
        out,
        texts.get(
            "explain.high", numbers.quantity(indicator, value.high()), texts.unit(indicator)));
  }

  /** Use is the electricity's lines at the reference year's factor; manufacturing stands beside. */
  private boolean carbon(
      Figure figure, Figure.Value value, PublishedIndicators all, List<Line> of, Appendable out)
      throws IOException {
    Manufacturing made = value.manufacturing();
    String id = figure.id().replace(figure.indicator().label(), Indicator.ELECTRICITY.label());
    if (made == null
        || !(all.byId().get(id) instanceof Figure electricity)
        || electricity.value() == null) {
      return verdict("explain.lines", List.of(texts.get("explain.carbon-missing", id)), out);
    }
    Arithmetic arithmetic = Arithmetic.of(electricity.value(), of);
    Manufacturing.Sums sums = made.with(arithmetic);
    line(out, texts.get("explain.carbon-of", id));
    lines.write(Indicator.ELECTRICITY, arithmetic, out);
    line(out, "");
    manufacturing(made, arithmetic, out);
    for (var side :
        List.of(
            Map.entry("explain.chosen", sums.chosen()),
            Map.entry("explain.all-fixed", sums.allFixed()),
            Map.entry("explain.all-per-user", sums.allPerUser()),
            Map.entry("explain.unadjusted", sums.unadjusted()))) {
      change(side.getKey(), Indicator.CARBON, sums.actual(), side.getValue(), out);
    }
    line(out, "");
    around(figure, value, out);
    lines.writeOut(of, out);
    return verdict("explain.lines", agreement.ofCarbon(value, sums), out);
  }

  private void manufacturing(Manufacturing made, Arithmetic electricity, Appendable out)
      throws IOException {
    Indicator of = Indicator.CARBON;
    String unit = texts.unit(of);
    line(
        out,
        texts.get(
            "explain.carbon-use",
            numbers.quantity(Indicator.ELECTRICITY, electricity.actual()),
            texts.unit(Indicator.ELECTRICITY),
            texts.number(made.factor().grams(), FACTOR_DECIMALS),
            made.factor().year(),
            FigureTexts.printable(made.factor().source()),
            numbers.quantity(of, made.grams((double) electricity.actual())),
            unit));
    for (Manufacturing.Item item : made.items()) {
      String entity = item.entity();
      line(
          out,
          "  "
              + texts.get(
                  made.isThen(item) ? "explain.made-then" : "explain.made-now",
                  item.year(),
                  entity == null
                      ? texts.get("explain.decided-whole")
                      : FigureTexts.printable(entity),
                  texts.family(item.family()),
                  numbers.quantity(of, item.grams()),
                  unit,
                  FigureTexts.printable(item.source()),
                  texts.number(item.fixedShare(), FACTOR_DECIMALS)));
    }
    line(
        out,
        texts.get(
            "explain.made",
            numbers.quantity(of, made.now()),
            numbers.quantity(of, made.then()),
            unit,
            texts.number(made.users(), USERS_DECIMALS)));
  }

  private boolean verdict(String said, List<String> wrong, Appendable out) throws IOException {
    line(out, "");
    if (wrong.isEmpty()) {
      line(out, texts.get(said + "-agrees"));
      return true;
    }
    line(out, texts.get(said + "-disagrees"));
    for (String one : wrong) {
      line(out, "  " + one);
    }
    return false;
  }

  private static void line(Appendable out, String line) throws IOException {
    out.append(line).append('\n');
  }
}
