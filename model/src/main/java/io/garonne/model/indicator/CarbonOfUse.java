package io.garonne.model.indicator;

import io.garonne.model.PageKinds;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carbon of electricity use beside each figure, and the programme's figure of carbon: use at the
 * reference year's factor and manufacturing, of a calendar year.
 */
final class CarbonOfUse {
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
      value =
          why == null
              ? value(c, used, manufacturing(c, factor, month.getYear(), used.perimeter()), target)
              : null;
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

  private Manufacturing manufacturing(
      Comparison c, Programme.Factor factor, int year, List<String> perimeter) {
    int then = reference.firstMonth().getYear();
    Map<YearMonth, Double> users = new TreeMap<>();
    c.lines().forEach(line -> users.put(line.cell().month(), line.users()));
    return new Manufacturing(
        new UseCarbon.YearFactor(then, factor.grams(), factor.source()),
        // Of months, however many lines each has.
        users.values().stream().mapToDouble(Double::doubleValue).average().orElse(1),
        Stream.concat(manufacturing(then, perimeter), manufacturing(year, perimeter))
            .map(
                one ->
                    new Manufacturing.Item(
                        one.year(),
                        one.entity(),
                        one.family(),
                        one.grams(),
                        programme.fixedShares().getOrDefault(one.family(), 0.0),
                        one.source()))
            .toList());
  }

  private static Comparison.Change change(
      Manufacturing made, Comparison c, Comparison.Change electricity, Comparison.Split split) {
    return made.change(
        split,
        new Manufacturing.Use(
            c.actual(), c.actualHalfWidth(), electricity.reference(), c.referenceHalfWidth(split)));
  }

  private Figure.Value value(
      Comparison c, Figure.Value used, Manufacturing made, Programme.@Nullable Target target) {
    Comparison.Change chosen = change(made, c, c.chosen(), Comparison.Split.CHOSEN);
    Comparison.Change fixed = change(made, c, c.allFixed(), Comparison.Split.ALL_FIXED);
    Comparison.Change perUser = change(made, c, c.allPerUser(), Comparison.Split.ALL_PER_USER);
    Path path = target == null ? null : Path.to(target, reference.firstCompared());
    return new Figure.Value(
        c.from(),
        c.monthsCompared(),
        made.actual(c.actual()),
        grams(made, c.measured()),
        grams(made, used.high()),
        grams(made, used.accuracy()),
        used.knownShare(),
        chosen,
        fixed,
        perUser,
        change(made, c, c.unadjusted(), Comparison.Split.CHOSEN),
        grams(made, c.adjustments()),
        c.isAdjustedMuch(),
        grams(made, c.notSaved()),
        path == null ? null : (Double) path.on(c.from().plusMonths(c.months()).atDay(1)),
        path == null ? null : path.status(c, chosen, fixed, perUser),
        used.publishable(),
        used.perimeter(),
        used.leftOut().stream()
            .map(
                out ->
                    new Figure.LeftOut(
                        out.entity(),
                        out.family(),
                        out.why(),
                        out.quantity() == null ? null : (Long) grams(made, out.quantity())))
            .toList(),
        null,
        made,
        null,
        PageKinds.NONE,
        null);
  }

  private static long grams(Manufacturing made, long millijoules) {
    return Math.round(made.grams((double) millijoules));
  }

  private Stream<Programme.Embodied> manufacturing(int year, List<String> perimeter) {
    return programme.embodied().stream()
        .filter(one -> one.year() == year)
        .filter(one -> one.entity() == null || perimeter.contains(one.entity()));
  }
}
