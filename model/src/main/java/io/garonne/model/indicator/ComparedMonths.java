package io.garonne.model.indicator;

import io.garonne.model.indicator.Comparison.LeftOut;
import io.garonne.model.indicator.Comparison.Line;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Months beside those of the reference year; each is looked at once. One thread. */
final class ComparedMonths {
  private final Evidence evidence;
  private final @Nullable ComparedMonths whole;
  private final Map<YearMonth, Month> months = new HashMap<>();

  ComparedMonths(Evidence evidence) {
    this(evidence, null);
  }

  private ComparedMonths(Evidence evidence, @Nullable ComparedMonths whole) {
    this.evidence = evidence;
    this.whole = whole;
  }

  /** The part of it that is about some families; what says nothing as a whole has no parts. */
  ComparedMonths only(Predicate<String> families) {
    return new ComparedMonths(evidence.only(families), this);
  }

  /**
   * One month.
   *
   * @param withoutUsers the month, this or that of the reference, of which the number of users is
   *     not known or 0, or null; then there is nothing else
   * @param isNobody whether that number is known
   * @param isSilent whether nothing of what the reference month has was measured: what is 0 because
   *     nothing is left of it, and would be all that there is, is not compared either
   * @param isMeasured whether anything in the perimeter was measured
   * @param lines what is compared
   * @param leftOut what is not
   * @param wholeAdjustments millijoules decided for the whole perimeter
   * @param absoluteAdjustments millijoules decided for it and for its lines, whichever way: what is
   *     added does not make up for what is taken away
   * @param wholeExternalised millijoules of the whole perimeter that run elsewhere, as far as they
   *     were subtracted
   */
  record Month(
      @Nullable YearMonth withoutUsers,
      boolean isNobody,
      boolean isSilent,
      boolean isMeasured,
      List<Line> lines,
      List<LeftOut> leftOut,
      long wholeAdjustments,
      long absoluteAdjustments,
      long wholeExternalised) {}

  Evidence evidence() {
    return evidence;
  }

  Month month(YearMonth month) {
    return months.computeIfAbsent(month, this::compared);
  }

  private Month compared(YearMonth month) {
    YearMonth then = evidence.baseline().monthFor(month);
    List<String> perimeter =
        evidence.entities().stream()
            .filter(e -> e.isInPerimeter(evidence.baseline().firstMonth(), month))
            .map(Entity::name)
            .sorted()
            .toList();
    Long usersNow = users(month, perimeter);
    Long usersThen = users(then, perimeter);
    if (usersNow == null || usersThen == null) {
      return withoutUsers(usersNow == null ? month : then, false);
    }
    if (usersNow == 0 || usersThen == 0) {
      // No users are no measure: everything per user would be compared with nothing.
      return withoutUsers(usersNow == 0 ? month : then, true);
    }
    double users = (double) usersNow / usersThen;
    List<Line> lines = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    perimeter.forEach(entity -> compare(entity, month, then, users, lines, leftOut));
    boolean silent =
        whole != null ? whole.month(month).isSilent() : isSilent(evidence, lines, leftOut);
    if (silent) {
      lines.forEach(
          line -> leftOut.add(new LeftOut(line.cell(), false, line.reference().energy())));
      lines.clear();
    }
    // What is decided for the whole has nothing to be compared with where nothing is compared.
    List<Evidence.Adjustment> ofTheWhole =
        lines.isEmpty() ? List.of() : evidence.adjustmentsOfTheWhole(month);
    long adjustments = sum(ofTheWhole);
    long there = Math.round(lines.stream().mapToDouble(line -> line.base(true)).sum());
    return new Month(
        null,
        false,
        silent,
        perimeter.stream().anyMatch(entity -> isMeasured(entity, month)),
        lines,
        leftOut,
        adjustments,
        absolute(ofTheWhole)
            + lines.stream().mapToLong(line -> absolute(evidence.adjustmentsOf(line.cell()))).sum(),
        externalised(e -> e.entity() == null, month, then, there + adjustments));
  }

  private static Month withoutUsers(YearMonth month, boolean isNobody) {
    return new Month(month, isNobody, false, false, List.of(), List.of(), 0, 0, 0);
  }

  /** Whether there are lines and none is measured, while something else should have been. */
  static boolean isSilent(Evidence evidence, List<Line> lines, List<LeftOut> leftOut) {
    return !lines.isEmpty()
        && lines.stream().noneMatch(line -> evidence.isMeasured(line.cell()))
        && leftOut.stream().anyMatch(left -> isMissing(evidence, left));
  }

  private static boolean isMissing(Evidence evidence, LeftOut left) {
    Baseline baseline = evidence.baseline();
    Cell cell = left.cell();
    return !left.measuredNow()
        && (baseline.cells().containsKey(cell.in(baseline.monthFor(cell.month())))
            || !evidence.adjustmentsOf(cell).isEmpty());
  }

  private boolean isMeasured(String entity, YearMonth month) {
    TreeSet<String> families = new TreeSet<>();
    addFamilies(evidence.now(), entity, month, families);
    return families.stream()
        .anyMatch(family -> evidence.isMeasured(new Cell(entity, family, month)));
  }

  private @Nullable Long users(YearMonth month, List<String> of) {
    Map<String, Long> known = evidence.users().getOrDefault(month, Map.of());
    long sum = 0;
    for (String entity : of) {
      Long users = known.get(entity);
      if (users == null) {
        return null;
      }
      sum += users;
    }
    return sum;
  }

  private void compare(
      String entity,
      YearMonth month,
      YearMonth then,
      double users,
      List<Line> lines,
      List<LeftOut> leftOut) {
    TreeSet<String> families = new TreeSet<>();
    addFamilies(evidence.baseline().cells(), entity, then, families);
    addFamilies(evidence.now(), entity, month, families);
    families.addAll(evidence.adjustedFamilies(entity, month));
    for (String family : families) {
      Cell cell = new Cell(entity, family, month);
      List<Evidence.Adjustment> decided = evidence.adjustmentsOf(cell);
      Baseline.Reference reference = evidence.baseline().cells().get(cell.in(then));
      if (reference == null && !decided.isEmpty()) {
        // A new service: the reference year did without, and what it needs has been decided.
        reference = new Baseline.Reference(0, 0);
      }
      Estimate now = evidence.now().get(cell);
      if (reference != null && now instanceof Estimate.Known known) {
        long adjusted = sum(decided);
        lines.add(
            new Line(
                cell,
                known,
                reference,
                adjusted,
                externalised(
                    e -> entity.equals(e.entity()) && family.equals(e.family()),
                    month,
                    then,
                    reference.energy() + adjusted),
                users,
                evidence.fixedShares().getOrDefault(family, 0.0)));
      } else if (reference != null) {
        leftOut.add(new LeftOut(cell, false, reference.energy()));
      } else {
        boolean measured = now instanceof Estimate.Known;
        leftOut.add(
            new LeftOut(cell, measured, now instanceof Estimate.Known known ? known.energy() : 0));
      }
    }
  }

  private static void addFamilies(
      NavigableMap<Cell, ?> cells, String entity, YearMonth month, Set<String> families) {
    for (Cell cell : cells.tailMap(new Cell(entity, "", month)).keySet()) {
      if (!cell.entity().equals(entity) || !cell.month().equals(month)) {
        return;
      }
      families.add(cell.family());
    }
  }

  private static long sum(List<Evidence.Adjustment> adjustments) {
    return adjustments.stream().mapToLong(Evidence.Adjustment::perMonth).sum();
  }

  private static long absolute(List<Evidence.Adjustment> adjustments) {
    return adjustments.stream().mapToLong(a -> Math.abs(a.perMonth())).sum();
  }

  /**
   * What ran elsewhere in a month, and here in its reference month: a month of the reference year
   * from which on it was gone already never had it. No more than was there.
   */
  private long externalised(
      Predicate<Evidence.Externalised> loads, YearMonth month, YearMonth then, long there) {
    long moved =
        evidence.externalised().stream()
            .filter(loads)
            .filter(e -> !month.isBefore(e.from()) && then.isBefore(e.from()))
            .mapToLong(e -> inMonth(e, then))
            .sum();
    return Math.min(moved, Math.max(0, there));
  }

  private long inMonth(Evidence.Externalised load, YearMonth then) {
    return Objects.requireNonNull(
        Baseline.inMonths(evidence.baseline().firstMonth(), load.lastTwelveMonths()).get(then));
  }
}
