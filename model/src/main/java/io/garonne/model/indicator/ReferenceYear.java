package io.garonne.model.indicator;

import java.time.YearMonth;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What months are compared with.
 *
 * @param firstMonth first of its twelve months
 * @param version of the decided baseline; 0: there is none, and the first twelve complete measured
 *     months stand in for it: a reference proxy, which says nothing of the years before
 * @param hash of the decided baseline's lines; of a proxy of its cells, as it is not frozen: what
 *     arrives late makes it another, with another hash
 * @param electricity millijoules
 * @param impressions printed sides
 */
public record ReferenceYear(
    YearMonth firstMonth, int version, String hash, Baseline electricity, Baseline impressions) {
  private static final int MONTHS = 12;

  /** Share of its energy whose time a month of a proxy has to know at least. */
  private static final double KNOWN_ENOUGH = 0.9;

  /**
   * Share of the units in service whose cells a month of a proxy has to measure at least: a pilot
   * is not the city. A setting of the method.
   */
  private static final double COVERED_ENOUGH = 0.8;

  /** Whether nobody has decided it. */
  public boolean isProxy() {
    return version == 0;
  }

  /** First month that can be compared. */
  YearMonth firstCompared() {
    return firstMonth.plusMonths(MONTHS);
  }

  /** A decided one. */
  static ReferenceYear of(Programme.BaselineVersion decided) {
    return new ReferenceYear(
        decided.electricity().firstMonth(),
        decided.version(),
        decided.hash(),
        decided.electricity(),
        decided.impressions());
  }

  /**
   * The first twelve complete months in a row, if there are any: of the energy that was metered,
   * nearly all is known, and what was metered stands for nearly all that is there.
   */
  static Optional<ReferenceYear> proxy(SortedMap<Cell, CellState> states) {
    SortedSet<YearMonth> waiting = new TreeSet<>();
    SortedMap<YearMonth, Double> energy = new TreeMap<>();
    SortedMap<YearMonth, Double> known = new TreeMap<>();
    SortedMap<YearMonth, Long> units = new TreeMap<>();
    SortedMap<YearMonth, Long> covered = new TreeMap<>();
    states.forEach(
        (cell, state) -> {
          units.merge(cell.month(), (long) state.units(), Long::sum);
          if (state.estimate() instanceof Estimate.Known of) {
            covered.merge(cell.month(), (long) state.units(), Long::sum);
            energy.merge(cell.month(), (double) of.energy(), Double::sum);
            known.merge(cell.month(), of.energy() * state.knownShare(), Double::sum);
            if (state.publishable().compareTo(Publishable.LOWER_BOUND) > 0) {
              waiting.add(cell.month());
            }
          }
        });
    // Of the whole: a gap of one meter in a small cell is no reason to have no reference.
    SortedSet<YearMonth> complete = new TreeSet<>(energy.keySet());
    complete.removeAll(waiting);
    complete.removeIf(
        month -> known.getOrDefault(month, 0.0) < KNOWN_ENOUGH * energy.getOrDefault(month, 0.0));
    complete.removeIf(
        month -> covered.getOrDefault(month, 0L) < COVERED_ENOUGH * units.getOrDefault(month, 0L));
    return complete.stream()
        .filter(first -> complete.subSet(first, first.plusMonths(MONTHS)).size() == MONTHS)
        .findFirst()
        .map(first -> proxy(states, first));
  }

  private static ReferenceYear proxy(SortedMap<Cell, CellState> states, YearMonth first) {
    TreeMap<Cell, Baseline.Reference> electricity = new TreeMap<>();
    TreeMap<Cell, Baseline.Reference> impressions = new TreeMap<>();
    states.forEach(
        (cell, state) -> {
          if (cell.month().isBefore(first) || !cell.month().isBefore(first.plusMonths(MONTHS))) {
            return;
          }
          if (state.estimate() instanceof Estimate.Known known) {
            electricity.put(cell, reference(known));
          }
          Estimate.Known printed = state.impressions();
          if (printed != null) {
            impressions.put(cell, reference(printed));
          }
        });
    return new ReferenceYear(
        first,
        0,
        BaselineVersions.hash(text(electricity) + "\n" + text(impressions)),
        new Baseline(first, electricity),
        new Baseline(first, impressions));
  }

  /** A line a cell, to the last digit. */
  private static String text(SortedMap<Cell, Baseline.Reference> cells) {
    StringBuilder text = new StringBuilder();
    cells.forEach(
        (cell, of) ->
            text.append(cell.month())
                .append('/')
                .append(Line.escaped(cell.entity()))
                .append('/')
                .append(Line.escaped(cell.family()))
                .append('=')
                .append(of.energy())
                .append('±')
                .append(of.uncertainty())
                .append('\n'));
    return text.toString();
  }

  private static Baseline.Reference reference(Estimate.Known known) {
    return new Baseline.Reference(
        known.energy(), known.energy() == 0 ? 0 : known.halfWidth() / known.energy());
  }
}
