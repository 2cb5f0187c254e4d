package io.garonne.publish.indicator;

import io.garonne.model.Scope;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Figure.LeftOut;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Line;
import io.garonne.publish.TotalsQuery.By;
import io.garonne.publish.persons.Division;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which figures and lines may be shown beside the totals: what a family used, less what its rows
 * say, is what its equipment without a row used. The figures of everything are always shown.
 */
public final class ToldFigures {
  private static final Set<String> OF_EVERYTHING = Set.of(Figure.ALL, Figure.IT, Figure.FACILITY);

  private static final int MONTHS = 12;

  private final Division division;

  /** By who is where. */
  public ToldFigures(Division division) {
    this.division = division;
  }

  /** Those that may be shown, without quantities of what is left out and may not be. */
  public List<Figure> of(Collection<Figure> figures) {
    return figures.stream().filter(this::isTold).map(this::told).toList();
  }

  /** Whether a figure may be shown; one without a value may. */
  public boolean isTold(Figure figure) {
    return figure.value() == null
        || OF_EVERYTHING.contains(figure.part())
        || years(figure)
            .allMatch(
                year ->
                    division.isToldApart(
                        year,
                        By.FAMILY,
                        Scope.ofFamily(null, figure.part()),
                        figure.indicator() == Indicator.PRINTS));
  }

  /** Whether a line may be shown by itself. */
  public boolean isTold(Line line) {
    YearMonth month = line.cell().month();
    return IntStream.concat(IntStream.of(month.getYear()), years(line.reference()))
        .allMatch(
            year -> isTold(year, line.cell().entity(), line.cell().family(), line.indicator()));
  }

  private boolean isTold(int year, String entity, String family, Indicator indicator) {
    return division.isToldApart(
        year, By.ENTITY_FAMILY, Scope.ofFamily(entity, family), indicator == Indicator.PRINTS);
  }

  /** Years that a figure tells something of: a reference may be what was measured, too. */
  private static IntStream years(Figure figure) {
    Figure.Value value = figure.value();
    YearMonth from = value == null ? figure.month() : value.from();
    IntStream compared = IntStream.rangeClosed(from.getYear(), figure.month().getYear());
    Figure.Reference reference = figure.reference();
    return reference == null ? compared : IntStream.concat(compared, years(reference));
  }

  private static IntStream years(Figure.Reference reference) {
    YearMonth first = reference.firstMonth();
    return IntStream.rangeClosed(first.getYear(), first.plusMonths(MONTHS - 1).getYear());
  }

  /** The figure without quantities that may not be shown. */
  public Figure told(Figure figure) {
    Figure.Value value = figure.value();
    if (value == null) {
      return figure;
    }
    List<LeftOut> leftOut =
        value.leftOut().stream()
            .map(
                left ->
                    years(figure)
                            .allMatch(
                                year ->
                                    isTold(year, left.entity(), left.family(), figure.indicator()))
                        ? left
                        : new LeftOut(left.entity(), left.family(), left.why(), null))
            .toList();
    return leftOut.equals(value.leftOut()) ? figure : figure.with(value.with(leftOut));
  }
}
