package io.garonne.model.indicator;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The lines of a month: what is compared, and what is not, and why. */
final class CellLines {
  private final Indicator indicator;
  private final ComparedMonths compared;
  private final Evidence evidence;
  private final NavigableMap<Cell, CellState> states;
  private final Figure.Reference reference;
  private final boolean current;

  CellLines(
      Indicator indicator,
      ComparedMonths compared,
      NavigableMap<Cell, CellState> states,
      Figure.Reference reference,
      boolean current) {
    this.indicator = indicator;
    this.compared = compared;
    this.evidence = compared.evidence();
    this.states = states;
    this.reference = reference;
    this.current = current;
  }

  /** Those of a month, sorted by cell. */
  List<Line> of(YearMonth month) {
    YearMonth then = evidence.baseline().monthFor(month);
    Map<Cell, Comparison.Line> byCell = new HashMap<>();
    ComparedMonths.Month of = compared.month(month);
    Line.Out users =
        of.withoutUsers() == null ? null : of.isNobody() ? Line.Out.NOBODY : Line.Out.NO_USERS;
    if (users != null) {
      of = new ComparedMonths(evidence.withoutUsers()).month(month);
    }
    of.lines().forEach(line -> byCell.put(line.cell(), line));
    TreeSet<Cell> cells = new TreeSet<>(byCell.keySet());
    evidence.baseline().cells().keySet().stream()
        .filter(cell -> cell.month().equals(then))
        .forEach(cell -> cells.add(cell.in(month)));
    evidence
        .now()
        .subMap(new Cell("", "", month), new Cell("", "", month.plusMonths(1)))
        .keySet()
        .forEach(cells::add);
    if (indicator == Indicator.PRINTS) {
      // Where printers count paper only, nothing is compared, and what is estimated stands beside.
      states
          .subMap(new Cell("", "", month), new Cell("", "", month.plusMonths(1)))
          .forEach(
              (cell, state) -> {
                if (state.pageKinds().estimated() != 0) {
                  cells.add(cell);
                }
              });
    }
    evidence
        .entities()
        .forEach(
            entity ->
                evidence
                    .adjustedFamilies(entity.name(), month)
                    .forEach(family -> cells.add(new Cell(entity.name(), family, month))));
    List<Line> lines = new ArrayList<>();
    for (Cell cell : cells) {
      lines.add(line(cell, then, byCell.get(cell), users));
    }
    return lines;
  }

  private Line line(
      Cell cell,
      YearMonth then,
      Comparison.@Nullable Line compared,
      Line.@Nullable Out withoutUsers) {
    Baseline.Reference known = evidence.baseline().cells().get(cell.in(then));
    boolean needsUsers = indicator == Indicator.ELECTRICITY;
    return new Line(
        indicator,
        cell,
        reference,
        current,
        states.get(cell),
        compared != null
            ? (Long) compared.reference().energy()
            : known == null ? null : (Long) known.energy(),
        known == null ? 0 : known.uncertainty(),
        compared == null ? 0 : compared.adjusted(),
        compared == null ? 0 : compared.externalised(),
        compared == null || withoutUsers != null ? null : (Double) compared.users(),
        evidence.fixedShares().getOrDefault(cell.family(), 0.0),
        compared == null ? out(cell, known) : needsUsers ? withoutUsers : null);
  }

  private Line.Out out(Cell cell, Baseline.@Nullable Reference then) {
    boolean served =
        evidence.entities().stream()
            .anyMatch(
                entity ->
                    entity.name().equals(cell.entity())
                        && entity.isInPerimeter(evidence.baseline().firstMonth(), cell.month()));
    return !served
        ? Line.Out.OUT_OF_PERIMETER
        : then == null && evidence.adjustmentsOf(cell).isEmpty()
            ? Line.Out.NO_REFERENCE
            : evidence.now().get(cell) instanceof Estimate.Known
                ? Line.Out.NOTHING_MEASURED
                : Line.Out.NOT_MEASURED;
  }
}
