package io.garonne.model.inventory;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long equipment is used, and what becomes of it: figures of a period, overall and by class.
 *
 * <p>A unit counts as retired in the period if its day of retirement is in it, and as in service at
 * the period's end if it came into use before that and is not retired before it. A unit without a
 * date of commissioning or purchase is in service as long as it is not retired. Every number is one
 * of units: a line with quantity 5 counts five times. What is not known is counted as unknown,
 * beside the figure that it is missing from.
 *
 * @param from first day of the period
 * @param to day after its last
 * @param overall of all classes
 * @param byClass of those that have any unit, sorted by name; unmodifiable
 */
public record Lifetimes(
    LocalDate from, LocalDate to, Figures overall, SortedMap<String, Figures> byClass) {

  /**
   * Target ages, and the targets of Bordeaux Métropole's strategy for responsible computing.
   *
   * @param targetYears by class, above 0; each stands in for what the units of the class say
   * @param mostEarlyPercent what the share of units retired too early should not be above
   * @param leastReconditionedPercent what the share of reconditioned units should not be below
   */
  public record Settings(
      Map<String, BigDecimal> targetYears,
      BigDecimal mostEarlyPercent,
      BigDecimal leastReconditionedPercent) {
    /** The units' own target ages; at most 10 % too early, at least 50 % reconditioned. */
    public static final Settings DEFAULT =
        new Settings(Map.of(), BigDecimal.valueOf(10), BigDecimal.valueOf(50));

    public Settings {
      targetYears = Map.copyOf(targetYears);
      if (targetYears.values().stream().anyMatch(years -> years.signum() <= 0)) {
        throw new IllegalArgumentException("target years must be above 0");
      }
    }

    /** Years a unit should be used; null if nobody has said. */
    @Nullable BigDecimal targetYears(Unit unit) {
      BigDecimal stated = targetYears.get(unit.equipmentClass());
      return stated == null ? unit.targetYears() : stated;
    }
  }

  /**
   * Figures of some units.
   *
   * @param inService units in service at the end of the period
   * @param retired units retired in it
   * @param retiredOnUnknownDay units that are retired, nobody knows since when: in no other figure
   * @param early of the units retired in the period, those below their target age; unknown: age or
   *     target not known
   * @param reconditioned of the functional units retired in the period, those that went to reuse or
   *     donation; one whose destination is not known is not said to be reconditioned and counts
   *     against. Unknown: not known whether they were functional
   * @param destinationUnknown functional units retired in the period whose destination is not known
   * @param ageInService mean age, at the end of the period, of the units in service then
   * @param ageRetired mean age of the units retired in the period, on their day of retirement
   */
  public record Figures(
      long inService,
      long retired,
      long retiredOnUnknownDay,
      Share early,
      Share reconditioned,
      long destinationUnknown,
      MeanAge ageInService,
      MeanAge ageRetired) {}

  public Lifetimes {
    byClass = Collections.unmodifiableSortedMap(new TreeMap<>(byClass));
  }

  /** The figures of a calendar year. */
  public static Lifetimes of(Year year, Collection<Unit> units, Settings settings) {
    return of(year.atDay(1), year.plusYears(1).atDay(1), units, settings);
  }

  /**
   * The figures of a period.
   *
   * @param from first day
   * @param to day after the last
   * @throws IllegalArgumentException if {@code from} is not before {@code to}
   */
  public static Lifetimes of(
      LocalDate from, LocalDate to, Collection<Unit> units, Settings settings) {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from is not before to");
    }
    SortedMap<String, List<Unit>> classes = new TreeMap<>();
    for (Unit unit : units) {
      classes.computeIfAbsent(unit.equipmentClass(), name -> new ArrayList<>()).add(unit);
    }
    SortedMap<String, Figures> byClass = new TreeMap<>();
    classes.forEach((name, some) -> byClass.put(name, figures(from, to, some, settings)));
    return new Lifetimes(from, to, figures(from, to, units, settings), byClass);
  }

  private static Figures figures(
      LocalDate from, LocalDate to, Collection<Unit> units, Settings settings) {
    LifetimeCount count = new LifetimeCount(from, to, settings);
    units.forEach(count::add);
    return count.figures();
  }
}
