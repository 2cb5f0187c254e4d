package io.garonne.model.indicator;

import java.time.YearMonth;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison with the reference year is made of.
 *
 * @param baseline the reference year
 * @param now what is known since then; a cell without equipment is {@link Estimate.Known#ZERO}, one
 *     that is not in here was not measured
 * @param gone cells of {@code now} that are 0 because nothing is left of them, which no meter said
 * @param entities who is served, and from when to when
 * @param users equipped persons at the end of each month, by entity; of one kind: agents and pupils
 *     are never added
 * @param fixedShares by family: which share of its energy does not depend on the number of users,
 *     from 0 to 1; a family that is not in here depends on it wholly
 * @param adjustments decided changes of the baseline
 * @param externalised loads that moved to somebody else's machines
 */
public record Evidence(
    Baseline baseline,
    NavigableMap<Cell, Estimate> now,
    Set<Cell> gone,
    List<Entity> entities,
    Map<YearMonth, Map<String, Long>> users,
    Map<String, Double> fixedShares,
    List<Adjustment> adjustments,
    List<Externalised> externalised) {

  public Evidence {
    now = Collections.unmodifiableNavigableMap(new TreeMap<>(now));
    gone = Set.copyOf(gone);
    entities = List.copyOf(entities);
    users = Map.copyOf(users);
    fixedShares = Map.copyOf(fixedShares);
    adjustments = List.copyOf(adjustments);
    externalised = List.copyOf(externalised);
  }

  /** Whether a meter or a counter said what a cell used. */
  boolean isMeasured(Cell cell) {
    return now.get(cell) instanceof Estimate.Known && !gone.contains(cell);
  }

  /** Adjustments of a cell's own, in its month. */
  List<Adjustment> adjustmentsOf(Cell cell) {
    return adjustments.stream()
        .filter(a -> cell.entity().equals(a.entity()) && cell.family().equals(a.family()))
        .filter(a -> a.holdsIn(cell.month()))
        .toList();
  }

  /** Adjustments of the whole perimeter in a month. */
  List<Adjustment> adjustmentsOfTheWhole(YearMonth month) {
    return adjustments.stream().filter(a -> a.entity() == null && a.holdsIn(month)).toList();
  }

  /** Families of an entity of which the baseline is adjusted in a month. */
  Set<String> adjustedFamilies(String entity, YearMonth month) {
    return adjustments.stream()
        .filter(a -> entity.equals(a.entity()) && a.holdsIn(month))
        .map(Adjustment::family)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /**
   * The part of it that is about some families. What is decided for the whole perimeter is not in
   * it.
   */
  Evidence only(Predicate<String> families) {
    NavigableMap<Cell, Baseline.Reference> then = new TreeMap<>(baseline.cells());
    then.keySet().removeIf(cell -> !families.test(cell.family()));
    NavigableMap<Cell, Estimate> since = new TreeMap<>(now);
    since.keySet().removeIf(cell -> !families.test(cell.family()));
    return new Evidence(
        new Baseline(baseline.firstMonth(), then),
        since,
        gone,
        entities,
        users,
        fixedShares,
        adjustments.stream().filter(a -> a.family() != null && families.test(a.family())).toList(),
        externalised.stream()
            .filter(e -> e.family() != null && families.test(e.family()))
            .toList());
  }

  /** The same as if there had been as many users at any time. */
  Evidence withoutUsers() {
    Map<YearMonth, Map<String, Long>> one = new HashMap<>();
    Map<String, Long> each = new HashMap<>();
    entities.forEach(entity -> each.put(entity.name(), 1L));
    baseline.cells().keySet().forEach(cell -> one.put(cell.month(), each));
    for (int i = 0; i < 12; i++) {
      one.put(baseline.firstMonth().plusMonths(i), each);
    }
    now.keySet().forEach(cell -> one.put(cell.month(), each));
    return new Evidence(baseline, now, gone, entities, one, fixedShares, adjustments, externalised);
  }

  /**
   * A non-routine adjustment of the baseline (IPMVP), approved by a second person.
   *
   * @param id name of it
   * @param from first month
   * @param to last month
   * @param entity whose, or null: of the whole perimeter, not depending on users
   * @param family of which equipment, or null with {@code entity}
   * @param perMonth millijoules that a month of the baseline gets, below 0 to take away
   */
  public record Adjustment(
      String id,
      YearMonth from,
      YearMonth to,
      @Nullable String entity,
      @Nullable String family,
      long perMonth) {

    boolean holdsIn(YearMonth month) {
      return !month.isBefore(from) && !month.isAfter(to);
    }
  }

  /**
   * A load that runs on somebody else's machines: not saved, so it leaves the baseline as well.
   *
   * @param what name of it
   * @param from first month without it
   * @param entity whose, or null: of the whole perimeter, not depending on users
   * @param family of which equipment, or null with {@code entity}
   * @param lastTwelveMonths millijoules of its last twelve months here
   */
  public record Externalised(
      String what,
      YearMonth from,
      @Nullable String entity,
      @Nullable String family,
      long lastTwelveMonths) {}
}
