package io.garonne.model.indicator;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Carbon of electricity use beside each figure, and the programme's figure of carbon: use at the
 * reference year's factor and manufacturing, of a calendar year.
 */
final class CarbonOfUse {
  private static final double MILLIJOULES_PER_KWH = 3.6e9;
  private static final int DECEMBER = 12;

  private final Programme programme;
  private final ReferenceYear reference;

  CarbonOfUse(Programme programme, ReferenceYear reference) {
    this.programme = programme;
    this.reference = reference;
  }

  /** Of what is compared; null if nobody has stated any factor. */
  @Nullable UseCarbon of(Comparison c) {
    if (programme.factors().isEmpty()) {
      return null;
    }
    Map<YearMonth, Long> energy = new TreeMap<>();
    c.lines().forEach(line -> energy.merge(line.cell().month(), line.actual().energy(), Long::sum));
    TreeSet<Integer> years = new TreeSet<>();
    years.add(reference.firstMonth().getYear());
    energy.keySet().forEach(month -> years.add(month.getYear()));
    List<UseCarbon.YearFactor> factors = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    Map<Integer, Double> grams = new TreeMap<>();
    for (Integer year : years) {
      Programme.Factor factor = programme.factors().get(year);
      if (factor == null) {
        missing.add(year);
      } else {
        factors.add(new UseCarbon.YearFactor(year, factor.grams(), factor.source()));
        grams.put(year, factor.grams());
      }
    }
    return new UseCarbon(
        Carbon.of(energy, reference.firstMonth().getYear(), grams), factors, missing);
  }

  /**
   * The programme's figure for a month: of the calendar year that ends with it.
   *
   * @param headline electricity of the twelve months that end with it
   * @param target the programme's, or null
   */
  Figure figure(Result headline, YearMonth month, Programme.@Nullable Target target) {
    Result.NotComputable why = null;
    Figure.Value value = null;
    int then = reference.firstMonth().getYear();
    Programme.Factor factor = programme.factors().get(then);
    Integer missing =
        !hasManufacturing(then)
            ? (Integer) then
            : !hasManufacturing(month.getYear()) ? (Integer) month.getYear() : null;
    if (missing != null) {
      why = none(Result.Reason.NO_MANUFACTURING, missing.toString());
    } else if (month.getMonthValue() != DECEMBER) {
      why = none(Result.Reason.YEAR_NOT_OVER, Integer.toString(month.getYear()));
    } else if (factor == null) {
      why = none(Result.Reason.NO_FACTOR, Integer.toString(then));
    } else if (headline instanceof Comparison c) {
      value = value(c, factor.grams(), month.getYear(), target);
    } else if (headline instanceof Result.NotComputable none) {
      why = none;
    }
    return new Figure(
        Indicator.CARBON,
        Span.ROLLING_12,
        month,
        Figure.ALL,
        Figure.Reference.of(reference),
        true,
        value,
        why);
  }

  private static Result.NotComputable none(Result.Reason reason, String detail) {
    return new Result.NotComputable(reason, detail);
  }

  private boolean hasManufacturing(int year) {
    return programme.embodied().stream().anyMatch(one -> one.year() == year);
  }

  private Figure.Value value(
      Comparison c, double gramsPerKwh, int year, Programme.@Nullable Target target) {
    List<String> perimeter =
        c.lines().stream().map(line -> line.cell().entity()).distinct().sorted().toList();
    double users = c.lines().stream().mapToDouble(Comparison.Line::users).average().orElse(1);
    double made = made(year, perimeter, family -> 1.0);
    double use = grams((double) c.actual(), gramsPerKwh);
    Comparison.Change chosen =
        change(c.chosen(), gramsPerKwh, use, made, madeThen(perimeter, users, null));
    Comparison.Change fixed =
        change(c.allFixed(), gramsPerKwh, use, made, madeThen(perimeter, users, 1.0));
    Comparison.Change perUser =
        change(c.allPerUser(), gramsPerKwh, use, made, madeThen(perimeter, users, 0.0));
    Path path =
        target == null || !reference.firstCompared().atDay(1).isBefore(target.due().plusDays(1))
            ? null
            : new Path(
                reference.firstCompared().atDay(1), target.due().plusDays(1), target.change());
    return new Figure.Value(
        c.from(),
        c.months(),
        Math.round(use + made),
        Math.round(grams((double) c.measured(), gramsPerKwh)),
        Math.round(use + made),
        0,
        1,
        chosen,
        fixed,
        perUser,
        change(c.unadjusted(), gramsPerKwh, use, made, madeThen(perimeter, users, null)),
        Math.round(grams((double) c.adjustments(), gramsPerKwh)),
        c.isAdjustedMuch(),
        Math.round(grams((double) c.notSaved(), gramsPerKwh)),
        path == null ? null : (Double) path.on(c.from().plusMonths(c.months()).atDay(1)),
        path == null ? null : path.status(c.months(), c.from(), chosen, fixed, perUser),
        Publishable.YES,
        perimeter,
        List.of(),
        null,
        null,
        null);
  }

  private static double grams(double millijoules, double gramsPerKwh) {
    return millijoules / MILLIJOULES_PER_KWH * gramsPerKwh;
  }

  private static Comparison.Change change(
      Comparison.Change electricity, double gramsPerKwh, double use, double made, double madeThen) {
    double useThen = grams(electricity.reference(), gramsPerKwh);
    double then = useThen + madeThen;
    return new Comparison.Change(
        then, (use + made) / then - 1, electricity.halfWidth() * useThen / then);
  }

  private double madeThen(List<String> perimeter, double users, @Nullable Double fixedShare) {
    return made(
        reference.firstMonth().getYear(),
        perimeter,
        family -> {
          double fixed =
              fixedShare != null ? fixedShare : programme.fixedShares().getOrDefault(family, 0.0);
          return fixed + (1 - fixed) * users;
        });
  }

  private double made(
      int year, List<String> perimeter, java.util.function.ToDoubleFunction<String> weight) {
    return programme.embodied().stream()
        .filter(one -> one.year() == year)
        .filter(one -> one.entity() == null || perimeter.contains(one.entity()))
        .mapToDouble(one -> one.grams() * weight.applyAsDouble(one.family()))
        .sum();
  }
}
