package io.garonne.model.indicator;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Energy of some months against the same calendar months of the reference year, at constant user
 * perimeter: R_adj = Σ_m (F_m + V_m × U_now,m / U_ref,m), the indicator is E / R_adj − 1.
 *
 * @param from first month
 * @param months how many, those among them of which nothing is compared
 * @param actual millijoules since then, inside the perimeter
 * @param measured millijoules of these that a meter saw
 * @param actualHalfWidth half-width of their 95 % interval, millijoules
 * @param chosen with the fixed shares of {@link Evidence#fixedShares}
 * @param allFixed as if nothing depended on users: the raw change
 * @param allPerUser as if everything did
 * @param unadjusted {@code chosen} without the decided adjustments
 * @param adjustments millijoules by which the baseline was adjusted, together
 * @param absoluteAdjustments the same, with those that take away counted as those that add
 * @param notSaved millijoules that run on somebody else's machines now, by the reference months
 * @param leftOut cells that are out of both, because one of the two was not measured
 * @param lines the arithmetic, a line for each cell and month
 */
public record Comparison(
    YearMonth from,
    int months,
    long actual,
    long measured,
    double actualHalfWidth,
    Change chosen,
    Change allFixed,
    Change allPerUser,
    Change unadjusted,
    long adjustments,
    long absoluteAdjustments,
    long notSaved,
    List<LeftOut> leftOut,
    List<Line> lines)
    implements Result {

  /** Above this share of the baseline the headline says that it was adjusted. */
  private static final double LARGE_ADJUSTMENT = 0.05;

  public Comparison {
    leftOut = List.copyOf(leftOut);
    lines = List.copyOf(lines);
  }

  /**
   * A change against a reference.
   *
   * @param reference millijoules, adjusted for users
   * @param value −0.15 is 15 % less
   * @param halfWidth of its 95 % interval; infinite if it cannot be known
   */
  public record Change(double reference, double value, double halfWidth) {
    /**
     * A change against a reference in millijoules or impressions, of which there are whole ones.
     *
     * @param reference adjusted for users, above 0
     * @param ratio what was used, by it as it was before it was rounded
     */
    static Change ofWhole(double reference, double ratio, double halfWidth) {
      return new Change(Math.rint(reference), ratio - 1, halfWidth);
    }

    /** Lower end of the interval. */
    public double low() {
      return value - halfWidth;
    }

    /** Upper end of the interval. */
    public double high() {
      return value + halfWidth;
    }
  }

  /**
   * What is not compared.
   *
   * @param cell now
   * @param measuredNow whether it is the reference that was not measured
   * @param energy millijoules of the side that is known; 0 if none is
   */
  public record LeftOut(Cell cell, boolean measuredNow, long energy) {}

  /**
   * One line of the arithmetic.
   *
   * @param cell now
   * @param actual what is known of it
   * @param reference millijoules of the reference month
   * @param adjusted millijoules that were added to it by decision
   * @param externalised millijoules that were taken away because they run elsewhere
   * @param users how many users there are for each of the reference month's
   * @param fixedShare which share of the energy does not depend on them
   */
  public record Line(
      Cell cell,
      Estimate.Known actual,
      Baseline.Reference reference,
      long adjusted,
      long externalised,
      double users,
      double fixedShare) {

    double base(boolean withAdjustments) {
      return reference.energy() - externalised + (withAdjustments ? adjusted : 0);
    }

    double weight(Split split) {
      return switch (split) {
        case CHOSEN -> fixedShare + (1 - fixedShare) * users;
        case ALL_FIXED -> 1;
        case ALL_PER_USER -> users;
      };
    }
  }

  /** How much of the energy depends on the number of users. */
  enum Split {
    CHOSEN,
    ALL_FIXED,
    ALL_PER_USER
  }

  /**
   * Whether the adjustments are so large that the headline has to say so: two that make up for each
   * other are two.
   */
  public boolean isAdjustedMuch() {
    return absoluteAdjustments > LARGE_ADJUSTMENT * unadjusted.reference();
  }

  /** Half-width of the reference, adjusted for users, millijoules. */
  double referenceHalfWidth(Split split) {
    return referenceHalfWidth(lines, split);
  }

  private static double referenceHalfWidth(List<Line> lines, Split split) {
    return halfWidth(
        lines,
        line -> line.reference().energy() * line.reference().uncertainty() * line.weight(split));
  }

  /** The same sample month after month: errors of a stratum add up, those of strata do not. */
  private static double halfWidth(List<Line> lines, ToDoubleFunction<Line> ofLine) {
    Map<List<String>, Double> strata = new LinkedHashMap<>();
    for (Line line : lines) {
      strata.merge(
          List.of(line.cell().entity(), line.cell().family()),
          ofLine.applyAsDouble(line),
          Double::sum);
    }
    return Math.sqrt(strata.values().stream().mapToDouble(sum -> sum * sum).sum());
  }

  /** Months of which anything is compared, at most {@link #months}. */
  public int monthsCompared() {
    return (int) lines.stream().map(line -> line.cell().month()).distinct().count();
  }

  /** Share of the energy that a meter saw, 0 to 1. */
  public double shareMeasured() {
    return actual == 0 ? 1 : (double) measured / actual;
  }

  /**
   * Compares months with the reference year.
   *
   * @param from first month, after the reference year
   * @param months how many, 1 to 12
   */
  public static Result of(Evidence evidence, YearMonth from, int months) {
    if (evidence.baseline().cells().isEmpty()) {
      return new Result.NotComputable(Result.Reason.NO_BASELINE, "");
    }
    return of(new ComparedMonths(evidence), from, months);
  }

  /** The same, of evidence whose months may have been compared before. */
  static Result of(ComparedMonths compared, YearMonth from, int months) {
    return new Comparing(compared, from, months).result();
  }

  private static final class Comparing {
    private final ComparedMonths compared;
    private final YearMonth from;
    private final int months;
    private final List<Line> lines = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private long wholeAdjustments;
    private long absoluteAdjustments;
    private long wholeExternalised;
    private boolean isMeasured;

    Comparing(ComparedMonths compared, YearMonth from, int months) {
      this.compared = compared;
      this.from = from;
      this.months = months;
    }

    Result result() {
      for (int i = 0; i < months; i++) {
        ComparedMonths.Month month = compared.month(from.plusMonths(i));
        if (month.withoutUsers() != null) {
          return new NotComputable(
              month.isNobody() ? Reason.NOBODY : Reason.NO_USERS, month.withoutUsers().toString());
        }
        lines.addAll(month.lines());
        leftOut.addAll(month.leftOut());
        wholeAdjustments += month.wholeAdjustments();
        absoluteAdjustments += month.absoluteAdjustments();
        wholeExternalised += month.wholeExternalised();
        isMeasured |= month.isMeasured();
      }
      if (reference(Split.CHOSEN, false) <= 0
          || ComparedMonths.isSilent(compared.evidence(), lines, leftOut)) {
        boolean silent = !isMeasured && leftOut.stream().anyMatch(left -> !left.measuredNow());
        return new NotComputable(
            silent ? Reason.NOTHING_MEASURED : Reason.NOTHING_COMPARABLE, from.toString());
      }
      for (Split split : Split.values()) {
        if (reference(split, true) <= 0) {
          return new NotComputable(Reason.REFERENCE_NOT_POSITIVE, from.toString());
        }
      }
      return new Comparison(
          from,
          months,
          actual(),
          lines.stream().mapToLong(line -> line.actual().measured()).sum(),
          Comparison.halfWidth(lines, line -> line.actual().halfWidth()),
          change(Split.CHOSEN, true),
          change(Split.ALL_FIXED, true),
          change(Split.ALL_PER_USER, true),
          change(Split.CHOSEN, false),
          wholeAdjustments + lines.stream().mapToLong(Line::adjusted).sum(),
          absoluteAdjustments,
          wholeExternalised + lines.stream().mapToLong(Line::externalised).sum(),
          leftOut,
          lines);
    }

    private long actual() {
      return lines.stream().mapToLong(line -> line.actual().energy()).sum();
    }

    private double reference(Split split, boolean adjusted) {
      double sum = 0;
      for (Line line : lines) {
        sum += line.base(adjusted) * line.weight(split);
      }
      return sum - wholeExternalised + (adjusted ? wholeAdjustments : 0);
    }

    private Change change(Split split, boolean adjusted) {
      double reference = reference(split, adjusted);
      double ratio = actual() / reference;
      double ofActual = Comparison.halfWidth(lines, line -> line.actual().halfWidth()) / reference;
      // Nothing used is nothing, however little is known of the reference.
      double ofReference =
          ratio == 0 ? 0 : ratio * Comparison.referenceHalfWidth(lines, split) / reference;
      return Change.ofWhole(reference, ratio, Math.hypot(ofActual, ofReference));
    }
  }
}
