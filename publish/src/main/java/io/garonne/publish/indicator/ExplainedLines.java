package io.garonne.publish.indicator;

import io.garonne.model.indicator.Arithmetic;
import io.garonne.model.indicator.CellState;
import io.garonne.model.indicator.Estimate;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Line;
import io.garonne.publish.text.Columns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The lines of a figure's arithmetic as a table. */
final class ExplainedLines {
  private static final int DECIMALS = 3;
  private static final String NOTHING = "–";
  private static final List<String> HEADERS =
      List.of(
          "explain.month",
          "table.entity",
          "table.family",
          "explain.metered",
          "ind.measured",
          "explain.extrapolated",
          "explain.plus-minus",
          "ind.actual",
          "explain.reference",
          "explain.adjusted",
          "explain.externalised",
          "explain.users",
          "explain.fixed",
          "explain.part-chosen",
          "explain.part-fixed",
          "explain.part-per-user");
  private static final Set<Integer> RIGHT = Set.of(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

  private final FigureTexts texts;

  private final Predicate<Line> told;

  /**
   * In one language.
   *
   * @param told which lines may be shown by themselves
   */
  ExplainedLines(FigureTexts texts, Predicate<Line> told) {
    this.texts = texts;
    this.told = told;
  }

  /** Those that are compared, with what each adds to the reference. */
  void write(Indicator indicator, Arithmetic arithmetic, Appendable out) throws IOException {
    out.append(texts.get("explain.lines", texts.unit(indicator))).append('\n');
    Columns table = table();
    List<Arithmetic.Term> together = new ArrayList<>();
    for (Arithmetic.Term term : arithmetic.terms()) {
      if (told.test(term.line())) {
        table.add(term.line().id(), row(term.line(), term));
      } else {
        together.add(term);
      }
    }
    if (!together.isEmpty()) {
      table.add(sums(indicator, texts.get("explain.together", together.size()), together));
    }
    table.add(sums(indicator, texts.get("explain.sum"), arithmetic.terms()));
    table.write(out);
    out.append(texts.get("explain.formula")).append('\n');
  }

  /** Those that there are where there is no figure. */
  void write(List<Line> lines, Appendable out) throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    Columns table = table();
    lines.stream().filter(told).forEach(line -> table.add(line.id(), row(line, null)));
    table.write(out);
    writeOut(lines, out);
  }

  /** Those that are left out, and why. */
  void writeOut(List<Line> lines, Appendable out) throws IOException {
    for (Line line : lines) {
      if (line.out() != null) {
        out.append("  ")
            .append(
                texts.get(
                    "explain.out",
                    line.cell().month(),
                    FigureTexts.printable(line.cell().entity()),
                    texts.family(line.cell().family()),
                    texts.out(line.out())))
            .append('\n');
      }
    }
  }

  /** One, a field a line. */
  void writeOne(Line line, Appendable out) throws IOException {
    List<String> row = row(line, null);
    for (int i = 0; i < HEADERS.size() - 3; i++) {
      out.append("  ").append(texts.get(HEADERS.get(i))).append(": ").append(row.get(i));
      out.append('\n');
    }
    CellState state = line.state();
    if (state != null) {
      out.append("  ")
          .append(texts.get("ind.publishable"))
          .append(": ")
          .append(texts.publishable(state.publishable()))
          .append('\n');
    }
    if (line.out() != null) {
      out.append("  ").append(texts.out(line.out())).append('\n');
    }
  }

  private Columns table() {
    return new Columns(HEADERS.stream().map(header -> texts.get(header)).toList(), RIGHT);
  }

  private List<String> row(Line line, Arithmetic.@Nullable Term term) {
    Indicator indicator = line.indicator();
    List<String> row = new ArrayList<>();
    row.add(line.cell().month().toString());
    row.add(FigureTexts.printable(line.cell().entity()));
    row.add(texts.family(line.cell().family()));
    CellState state = line.state();
    row.add(state == null ? NOTHING : texts.get("of", seen(line, state), state.units()));
    Estimate.Known known = line.known();
    if (known != null) {
      row.add(quantity(indicator, known.measured()));
      row.add(quantity(indicator, known.extrapolated()));
      row.add(
          Double.isFinite(known.halfWidth())
              ? quantity(indicator, known.halfWidth())
              : texts.get("ind.spread-unknown"));
      row.add(quantity(indicator, known.energy()));
    } else {
      row.addAll(List.of(NOTHING, NOTHING, NOTHING, NOTHING));
    }
    Long reference = line.referenceQuantity();
    row.add(reference == null ? NOTHING : quantity(indicator, reference));
    row.add(quantity(indicator, line.adjusted()));
    row.add(quantity(indicator, line.externalised()));
    row.add(line.users() == null ? NOTHING : texts.number(line.users(), 6));
    row.add(texts.number(line.fixedShare(), 2));
    row.add(term == null ? NOTHING : quantity(indicator, term.chosen()));
    row.add(term == null ? NOTHING : quantity(indicator, term.allFixed()));
    Double perUser = term == null ? null : term.allPerUser();
    row.add(perUser == null ? NOTHING : quantity(indicator, perUser));
    return row;
  }

  /** How many units its quantity was metered of: by page counters, or by meters. */
  private static int seen(Line line, CellState state) {
    return line.indicator() == Indicator.PRINTS ? state.pageCounters() : state.metered();
  }

  /** Sums under a name; the share per user is there only if all have one. */
  private List<String> sums(Indicator indicator, String name, List<Arithmetic.Term> terms) {
    List<Line> lines = terms.stream().map(Arithmetic.Term::line).toList();
    List<Estimate.Known> known = lines.stream().map(Line::known).filter(Objects::nonNull).toList();
    boolean users = terms.stream().allMatch(term -> term.allPerUser() != null);
    return List.of(
        name,
        "",
        "",
        "",
        quantity(indicator, known.stream().mapToLong(Estimate.Known::measured).sum()),
        quantity(indicator, known.stream().mapToLong(Estimate.Known::extrapolated).sum()),
        "",
        quantity(indicator, known.stream().mapToLong(Estimate.Known::energy).sum()),
        quantity(
            indicator,
            lines.stream()
                .map(Line::referenceQuantity)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum()),
        quantity(indicator, lines.stream().mapToLong(Line::adjusted).sum()),
        quantity(indicator, lines.stream().mapToLong(Line::externalised).sum()),
        "",
        "",
        quantity(indicator, terms.stream().mapToDouble(Arithmetic.Term::chosen).sum()),
        quantity(indicator, terms.stream().mapToDouble(Arithmetic.Term::allFixed).sum()),
        users
            ? quantity(
                indicator,
                terms.stream()
                    .map(Arithmetic.Term::allPerUser)
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .sum())
            : NOTHING);
  }

  private String quantity(Indicator indicator, double quantity) {
    return texts.quantity(indicator, quantity, DECIMALS);
  }

  private String quantity(Indicator indicator, long quantity) {
    return texts.quantity(indicator, quantity, DECIMALS);
  }
}
