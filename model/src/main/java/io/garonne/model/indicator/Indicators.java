package io.garonne.model.indicator;

import io.garonne.model.Assignment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Every figure of the programme, with the lines of its arithmetic, from what was metered, what is
 * there and what was decided. The same gives the same, down to the last digit.
 *
 * @param figures in the order of their months
 * @param lines the cells that they are made of
 */
public record Indicators(List<Figure> figures, List<Line> lines) {

  public Indicators {
    figures = List.copyOf(figures);
    lines = List.copyOf(lines);
  }

  /**
   * What there is to compute from.
   *
   * @param programme what was decided
   * @param totals months of entities and families
   * @param samples of halves of months
   * @param inService units by the inventory
   * @param zone of the estate's calendar
   * @param asOf when it is asked: months that have ended by then have figures
   */
  public record Inputs(
      Programme programme,
      Map<Cell, CellTotal> totals,
      Collection<StratumSample> samples,
      UnitsInService inService,
      ZoneId zone,
      Instant asOf) {}

  /** Computes them all. */
  public static Indicators of(Inputs in) {
    LocalDate today = in.asOf().atZone(in.zone()).toLocalDate();
    YearMonth last = YearMonth.from(today).minusMonths(1);
    List<Figure> figures = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    if (in.totals().isEmpty()) {
      nothing(last, Result.Reason.NOTHING_MEASURED, "", figures);
      return new Indicators(figures, lines);
    }
    YearMonth first = new TreeSet<>(in.totals().keySet()).first().month();
    NavigableMap<Cell, CellState> states =
        new Measurements(in.totals(), in.samples(), in.inService(), in.zone(), in.asOf())
            .between(first, last);
    List<ReferenceYear> references = references(in.programme(), states, today);
    if (references.isEmpty()) {
      nothing(last, Result.Reason.NO_BASELINE, "", figures);
    }
    for (int i = 0; i < references.size(); i++) {
      ReferenceYear reference = references.get(i);
      boolean current = i == 0;
      if (reference.firstCompared().isAfter(last)) {
        if (current) {
          nothing(
              last,
              Result.Reason.REFERENCE_NOT_OVER,
              reference.firstCompared().toString(),
              figures);
        }
        continue;
      }
      List<Entity> entities = entities(in.programme(), states, reference);
      for (Indicator indicator : List.of(Indicator.ELECTRICITY, Indicator.PRINTS)) {
        Comparisons of =
            new Comparisons(indicator, in.programme(), states, reference, current, entities);
        of.addTo(last, figures, lines);
      }
    }
    return new Indicators(figures, lines);
  }

  /** The place of the headline says why it is not there. */
  private static void nothing(
      YearMonth last, Result.Reason reason, String detail, List<Figure> figures) {
    for (Indicator indicator : Indicator.values()) {
      figures.add(
          new Figure(
              indicator,
              Span.ROLLING_12,
              last,
              Figure.ALL,
              null,
              true,
              null,
              new Result.NotComputable(reason, detail)));
    }
  }

  /** The one that holds; for a year also the version before it. */
  private static List<ReferenceYear> references(
      Programme programme, NavigableMap<Cell, CellState> states, LocalDate today) {
    List<Programme.BaselineVersion> decided = programme.baselines();
    if (decided.isEmpty()) {
      return ReferenceYear.proxy(states).map(List::of).orElse(List.of());
    }
    List<ReferenceYear> references = new ArrayList<>();
    references.add(ReferenceYear.of(decided.get(0)));
    if (decided.size() > 1 && today.isBefore(decided.get(0).decidedOn().plusYears(1))) {
      references.add(ReferenceYear.of(decided.get(1)));
    }
    return references;
  }

  /** Those that are listed; if none is, whoever has equipment or a reference, always. */
  private static List<Entity> entities(
      Programme programme, NavigableMap<Cell, CellState> states, ReferenceYear reference) {
    if (!programme.entities().isEmpty()) {
      return programme.entities();
    }
    SortedSet<String> names = new TreeSet<>();
    states.keySet().forEach(cell -> names.add(cell.entity()));
    reference.electricity().cells().keySet().forEach(cell -> names.add(cell.entity()));
    names.remove(Assignment.UNASSIGNED_SITE);
    return names.stream().map(name -> new Entity(name, null, null)).toList();
  }
}
