package io.garonne.publish.report;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.withholding.SmallGroups;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Totals of the period and of the same a year before, without those that would tell of a person.
 *
 * @param estate everything, or null: none, or withheld
 * @param before everything a year before, or null
 * @param sites of each site, the greatest first
 * @param families of each family, the greatest first
 * @param months everything in each of the twelve months, the oldest first
 * @param moves sites and classes with both, the greatest change first
 * @param withheld how many sites and classes of the period are left out
 */
record PeriodTotals(
    @Nullable Total estate,
    @Nullable Total before,
    List<Total> sites,
    List<Total> families,
    List<Total> months,
    List<Move> moves,
    int withheld) {
  private static final Comparator<Total> GREATEST =
      Comparator.comparingLong(Total::energy)
          .reversed()
          .thenComparing(t -> String.valueOf(t.scope().site()))
          .thenComparing(t -> String.valueOf(t.scope().entity()))
          .thenComparing(t -> String.valueOf(t.scope().family()));

  /**
   * A site and class in both.
   *
   * @param then a year before
   * @param now in the period
   */
  record Move(Total then, Total now) {
    /** Millijoules more than a year before; less: below 0. */
    long difference() {
      return now.energy() - then.energy();
    }
  }

  static PeriodTotals of(ReportData data) {
    ReportPeriod period = data.period();
    SmallGroups small = data.small();
    Predicate<Total> tooFew = small.withheldOf(data.totals().stream());
    List<Total> metered = data.totals().stream().filter(t -> t.devices() > 0).toList();
    List<Total> shown = metered.stream().filter(tooFew.negate()).toList();
    List<Total> now = shown.stream().filter(period::isOf).toList();
    List<Total> then = shown.stream().filter(period.aYearBefore()::isOf).toList();
    return new PeriodTotals(
        estate(now),
        estate(then),
        now.stream().filter(t -> isSite(t.scope())).sorted(GREATEST).toList(),
        now.stream().filter(t -> isFamily(t.scope())).sorted(GREATEST).toList(),
        shown.stream()
            .filter(t -> t.scope().equals(Scope.ESTATE) && period.isOneOfTheMonths(t))
            .sorted(Comparator.comparingLong(Total::start))
            .toList(),
        moves(then, now),
        (int)
            metered.stream()
                .filter(period::isOf)
                .filter(t -> isSiteClass(t.scope()) && tooFew.test(t))
                .count());
  }

  private static @Nullable Total estate(List<Total> totals) {
    return totals.stream().filter(t -> t.scope().equals(Scope.ESTATE)).findFirst().orElse(null);
  }

  private static List<Move> moves(List<Total> then, List<Total> now) {
    Map<Scope, Total> before = new HashMap<>();
    then.forEach(t -> before.put(t.scope(), t));
    return now.stream()
        .filter(t -> isSiteClass(t.scope()) && before.containsKey(t.scope()))
        .map(t -> new Move(before.getOrDefault(t.scope(), t), t))
        .filter(move -> move.difference() != 0)
        .sorted(
            Comparator.comparingLong((Move move) -> Math.abs(move.difference()))
                .reversed()
                .thenComparing(move -> String.valueOf(move.now().scope())))
        .toList();
  }

  private static boolean isSite(Scope scope) {
    return scope.site() != null && scope.equipmentClass() == null;
  }

  private static boolean isSiteClass(Scope scope) {
    return scope.site() != null && scope.equipmentClass() != null && scope.family() == null;
  }

  private static boolean isFamily(Scope scope) {
    return scope.family() != null && scope.entity() == null && scope.site() == null;
  }
}
