package io.garonne.deploy.sums;

import io.garonne.model.calendar.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Energy as one place says it: whole millijoules by period and scope. Adding is all that is done to
 * them here, so that two of them that are equal agree to the millijoule.
 *
 * @param millijoules of each period and scope
 */
record Sums(SortedMap<Cell, Long> millijoules) {
  static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /**
   * What a number is of.
   *
   * @param when the period by the clocks of Paris: {@code 2025}, {@code 2025-10}, {@code
   *     2025-10-26}, {@code 2025-10-26T02:00+02:00}
   * @param scope names of site, class, family, entity
   */
  record Cell(String when, String scope) implements Comparable<Cell> {
    private static final Comparator<Cell> ORDER =
        Comparator.comparing(Cell::when).thenComparing(Cell::scope);

    static Cell of(Period period, Instant start, String scope) {
      return new Cell(cut(start.atZone(PARIS).toOffsetDateTime().toString(), period), scope);
    }

    private static String cut(String when, Period period) {
      return switch (period) {
        case QUARTER_HOUR -> when;
        case HOUR -> when.substring(0, 13) + ":00" + when.substring(16);
        case DAY -> when.substring(0, 10);
        case MONTH -> when.substring(0, 7);
        case YEAR -> when.substring(0, 4);
      };
    }

    @Override
    public int compareTo(Cell other) {
      return ORDER.compare(this, other);
    }
  }

  Sums {
    millijoules = Collections.unmodifiableSortedMap(new TreeMap<>(millijoules));
  }

  /** Takes numbers in; those of the same cell are added. */
  static final class Making {
    private final SortedMap<Cell, Long> millijoules = new TreeMap<>();

    Making add(Cell cell, long energy) {
      millijoules.merge(cell, energy, Math::addExact);
      return this;
    }

    Sums made() {
      return new Sums(millijoules);
    }
  }

  /** Added up to longer periods. */
  Sums to(Period longer) {
    return each(cell -> new Cell(Cell.cut(cell.when(), longer), cell.scope()));
  }

  /** Added up to the scopes that this says. */
  Sums by(UnaryOperator<String> scope) {
    return each(cell -> new Cell(cell.when(), scope.apply(cell.scope())));
  }

  private Sums each(UnaryOperator<Cell> as) {
    Making making = new Making();
    millijoules.forEach((cell, energy) -> making.add(as.apply(cell), energy));
    return making.made();
  }

  Sums only(Predicate<Cell> wanted) {
    SortedMap<Cell, Long> some = new TreeMap<>(millijoules);
    some.keySet().removeIf(wanted.negate());
    return new Sums(some);
  }

  /** And those of others. */
  Sums plus(Sums other) {
    Making making = new Making();
    millijoules.forEach(making::add);
    other.millijoules().forEach(making::add);
    return making.made();
  }

  Sums withoutZeros() {
    return only(cell -> of(cell.when(), cell.scope()) != 0);
  }

  Set<String> scopes() {
    return named(Cell::scope);
  }

  Set<String> periods() {
    return named(Cell::when);
  }

  private Set<String> named(Function<Cell, String> name) {
    Set<String> names = new TreeSet<>();
    millijoules.keySet().forEach(cell -> names.add(name.apply(cell)));
    return names;
  }

  /** All of it. */
  long total() {
    return millijoules.values().stream().mapToLong(Long::longValue).sum();
  }

  long of(String when, String scope) {
    return millijoules.getOrDefault(new Cell(when, scope), 0L);
  }
}
