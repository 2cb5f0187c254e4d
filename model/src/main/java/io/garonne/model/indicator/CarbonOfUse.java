package io.garonne.model.indicator;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carbon of electricity use beside each figure, and the programme's figure of carbon: use at the
 * reference year's factor and manufacturing, of a calendar year.
 */
final class CarbonOfUse {
  private static final double MILLIJOULES_PER_KWH = 3.6e9;
  private static final int JANUARY = 1;
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
   * The programme's figure for a month: of the calendar year that ends with it. Manufacturing is
   * known by year, so the reference has to be a calendar year, too: then a December that can be
   * compared at all ends twelve months that are.
   *
   * @param electricity the headline of the twelve months that end with the month
   * @param headline what that was made of
   * @param target the programme's, or null
   */
  Figure figure(Figure electricity, Result headline, Programme.@Nullable Target target) {
    YearMonth month = electricity.month();
    Figure.Value used = electricity.value();
    Figure.Value value = null;
    Result.NotComputable why = why(month);
    Programme.Factor factor = programme.factors().get(reference.firstMonth().getYear());
    if (why == null && headline instanceof Comparison c && used != null && factor != null) {
      why = manufacturingOfOneYear(month.getYear(), used.perimeter());
      value = why == null ? value(c, used, factor.grams(), month.getYear(), target) : null;
    } else if (why == null) {
      why = electricity.why();
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

  /** Why there is none, whatever the electricity is. */
  private Result.@Nullable NotComputable why(YearMonth month) {
    YearMonth first = reference.firstMonth();
    int then = first.getYear();
    if (!hasManufacturing(then)) {
      return none(Result.Reason.NO_MANUFACTURING, Integer.toString(then));
    }
    if (!hasManufacturing(month.getYear())) {
      return none(Result.Reason.NO_MANUFACTURING, Integer.toString(month.getYear()));
    }
    if (first.getMonthValue() != JANUARY) {
      return none(Result.Reason.REFERENCE_IN_TWO_YEARS, first.toString());
    }
    if (month.getMonthValue() != DECEMBER) {
      return none(Result.Reason.YEAR_NOT_OVER, Integer.toString(month.getYear()));
    }
    return programme.factors().containsKey(then)
        ? null
        : none(Result.Reason.NO_FACTOR, Integer.toString(then));
  }

  private static Result.NotComputable none(Result.Reason reason, String detail) {
    return new Result.NotComputable(reason, detail);
  }

  private boolean hasManufacturing(int year) {
    return programme.embodied().stream().anyMatch(one -> one.year() == year);
  }

  /** What one of the two years has and the other has not would look like a change. */
  private Result.@Nullable NotComputable manufacturingOfOneYear(int year, List<String> perimeter) {
    int then = reference.firstMonth().getYear();
    SortedSet<String> before = manufactured(then, perimeter);
    SortedSet<String> now = manufactured(year, perimeter);
    if (before.isEmpty() && now.isEmpty()) {
      return none(Result.Reason.NO_MANUFACTURING, Integer.toString(then));
    }
    for (String one : before) {
      if (!now.contains(one)) {
        return none(Result.Reason.NO_MANUFACTURING, year + " " + one);
      }
    }
    return now.stream()
        .filter(one -> !before.contains(one))
        .findFirst()
        .map(one -> none(Result.Reason.NO_MANUFACTURING, then + " " + one))
        .orElse(null);
  }

  /** Entities and families; a family alone is that of the whole perimeter. */
  private SortedSet<String> manufactured(int year, List<String> perimeter) {
    SortedSet<String> names = new TreeSet<>();
    manufacturing(year, perimeter)
        .forEach(
            one ->
                names.add(one.entity() == null ? one.family() : one.entity() + " " + one.family()));
    return names;
  }

  private Figure.Value value(
      Comparison c,
      Figure.Value used,
      double gramsPerKwh,
      int year,
      Programme.@Nullable Target target) {
    List<String> perimeter = used.perimeter();
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
        Math.round(grams((double) used.high(), gramsPerKwh)),
        Math.round(grams((double) used.accuracy(), gramsPerKwh)),
        used.knownShare(),
        chosen,
        fixed,
        perUser,
        change(c.unadjusted(), gramsPerKwh, use, made, madeThen(perimeter, users, null)),
        Math.round(grams((double) c.adjustments(), gramsPerKwh)),
        c.isAdjustedMuch(),
        Math.round(grams((double) c.notSaved(), gramsPerKwh)),
        path == null ? null : (Double) path.on(c.from().plusMonths(c.months()).atDay(1)),
        path == null ? null : path.status(c.months(), c.from(), chosen, fixed, perUser),
        used.publishable(),
        perimeter,
        used.leftOut().stream()
            .map(
                out ->
                    new Figure.LeftOut(
                        out.entity(),
                        out.family(),
                        out.why(),
                        Math.round(grams((double) out.quantity(), gramsPerKwh))))
            .toList(),
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

  private double made(int year, List<String> perimeter, ToDoubleFunction<String> weight) {
    return manufacturing(year, perimeter)
        .mapToDouble(one -> one.grams() * weight.applyAsDouble(one.family()))
        .sum();
  }

  private Stream<Programme.Embodied> manufacturing(int year, List<String> perimeter) {
    return programme.embodied().stream()
        .filter(one -> one.year() == year)
        .filter(one -> one.entity() == null || perimeter.contains(one.entity()));
  }
}
