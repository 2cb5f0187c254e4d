package io.garonne.model.indicator;

import io.garonne.model.Attribution;
import io.garonne.model.PageKinds;
import io.garonne.model.inventory.Family;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The figures of one indicator against one reference, with the lines of their arithmetic. */
final class Comparisons {
  private static final String FACILITY = Family.SERVER_ROOM_FACILITY.label();

  private final Indicator indicator;
  private final Programme programme;
  private final NavigableMap<Cell, CellState> states;
  private final ReferenceYear reference;
  private final boolean current;
  private final Baseline baseline;
  private final Evidence evidence;
  private final Map<String, Predicate<String>> parts;
  private final SortedMap<YearMonth, List<Line>> lines = new TreeMap<>();
  private final SortedMap<YearMonth, Long> whole = new TreeMap<>();

  Comparisons(
      Indicator indicator,
      Programme programme,
      NavigableMap<Cell, CellState> states,
      ReferenceYear reference,
      boolean current,
      List<Entity> entities) {
    this.indicator = indicator;
    this.programme = programme;
    this.states = states;
    this.reference = reference;
    this.current = current;
    boolean prints = indicator == Indicator.PRINTS;
    this.baseline = prints ? reference.impressions() : reference.electricity();
    NavigableMap<Cell, Estimate> now = prints ? impressions() : electricity();
    Set<Cell> gone = new HashSet<>();
    states.forEach(
        (cell, state) -> {
          if (state.isGone()) {
            gone.add(cell);
          }
        });
    this.evidence =
        prints
            ? new Evidence(
                baseline,
                now,
                gone,
                entities,
                programme.users(),
                allFixed(now),
                List.of(),
                List.of())
            : new Evidence(
                baseline,
                now,
                gone,
                entities,
                programme.users(),
                programme.fixedShares(),
                programme.adjustments().stream()
                    .map(Programme.DecidedAdjustment::adjustment)
                    .toList(),
                programme.externalised());
    this.parts = parts();
  }

  private NavigableMap<Cell, Estimate> electricity() {
    NavigableMap<Cell, Estimate> now = new TreeMap<>();
    states.forEach((cell, state) -> now.put(cell, state.estimate()));
    return now;
  }

  private NavigableMap<Cell, Estimate> impressions() {
    NavigableMap<Cell, Estimate> now = new TreeMap<>();
    states.forEach(
        (cell, state) -> {
          Estimate.Known known = state.impressions();
          if (known != null) {
            now.put(cell, known);
          }
        });
    return now;
  }

  /** The programme's target for prints is their raw number: nothing depends on users. */
  private Map<String, Double> allFixed(NavigableMap<Cell, Estimate> now) {
    Map<String, Double> shares = new HashMap<>();
    now.keySet().forEach(cell -> shares.put(cell.family(), 1.0));
    baseline.cells().keySet().forEach(cell -> shares.put(cell.family(), 1.0));
    return shares;
  }

  /** Adds every figure of the months up to one, and the lines. */
  void addTo(YearMonth last, List<Figure> figures, List<Line> all) {
    ComparedMonths headline = new ComparedMonths(evidence);
    Map<String, ComparedMonths> evidences = new LinkedHashMap<>();
    parts.forEach(
        (part, families) ->
            evidences.put(part, part.equals(Figure.ALL) ? headline : headline.only(families)));
    CarbonOfUse carbon = new CarbonOfUse(programme, reference);
    for (YearMonth month = reference.firstCompared();
        !month.isAfter(last);
        month = month.plusMonths(1)) {
      List<Line> ofMonth =
          new CellLines(indicator, headline, states, Figure.Reference.of(reference), current)
              .of(month);
      lines.put(month, ofMonth);
      all.addAll(ofMonth);
      ComparedMonths.Month compared = headline.month(month);
      whole.put(month, compared.wholeAdjustments() - compared.wholeExternalised());
      int headlines = figures.size();
      for (Span span : Span.values()) {
        YearMonth end = month;
        evidences.forEach((part, of) -> figures.add(figure(part, of, span, end, carbon)));
      }
      if (indicator == Indicator.ELECTRICITY && current) {
        // The first span is the twelve months, the first part is everything.
        Figure electricity = figures.get(headlines);
        Programme.Target target = programme.targets().get(Indicator.CARBON);
        figures.add(carbon.figure(electricity, compare(headline, Span.ROLLING_12, month), target));
      }
    }
  }

  private Map<String, Predicate<String>> parts() {
    Map<String, Predicate<String>> made = new LinkedHashMap<>();
    made.put(Figure.ALL, family -> true);
    if (indicator == Indicator.PRINTS) {
      return made;
    }
    // What meters measure beyond others may be either.
    made.put(
        Figure.IT,
        family -> !family.equals(FACILITY) && !family.equals(Attribution.UNMETERED_FAMILY));
    made.put(Figure.FACILITY, FACILITY::equals);
    TreeSet<String> families = new TreeSet<>();
    states.keySet().forEach(cell -> families.add(cell.family()));
    baseline.cells().keySet().forEach(cell -> families.add(cell.family()));
    families.remove(FACILITY);
    families.forEach(family -> made.put(family, family::equals));
    return made;
  }

  private YearMonth from(Span span, YearMonth month) {
    YearMonth first = span.firstMonth(month);
    return first.isBefore(reference.firstCompared()) ? reference.firstCompared() : first;
  }

  private Result compare(ComparedMonths of, Span span, YearMonth month) {
    if (of.evidence().baseline().cells().isEmpty()) {
      return new Result.NotComputable(
          indicator == Indicator.PRINTS
              ? Result.Reason.NO_IMPRESSIONS
              : Result.Reason.NOTHING_COMPARABLE,
          month.toString());
    }
    YearMonth from = from(span, month);
    return Comparison.of(of, from, (int) from.until(month, ChronoUnit.MONTHS) + 1);
  }

  private Figure figure(
      String part, ComparedMonths of, Span span, YearMonth month, CarbonOfUse carbon) {
    Result result = compare(of, span, month);
    boolean withUsers = true;
    if (indicator == Indicator.PRINTS
        && result instanceof Result.NotComputable none
        && (none.reason() == Result.Reason.NO_USERS || none.reason() == Result.Reason.NOBODY)) {
      // The headline of prints needs no users.
      withUsers = false;
      result = compare(new ComparedMonths(of.evidence().withoutUsers()), span, month);
    }
    return new Figure(
        indicator,
        span,
        month,
        part,
        Figure.Reference.of(reference),
        current,
        result instanceof Comparison known ? value(known, part, span, withUsers, carbon) : null,
        result instanceof Result.NotComputable none ? none : null);
  }

  private Figure.Value value(
      Comparison c, String part, Span span, boolean withUsers, CarbonOfUse carbon) {
    long high = 0;
    long accuracy = 0;
    double known = 0;
    Publishable publishable = Publishable.YES;
    for (Comparison.Line line : c.lines()) {
      CellState state = states.get(line.cell());
      if (state != null) {
        high += Math.max(state.high(), line.actual().measured());
        accuracy += state.accuracy();
        known += state.knownShare() * line.actual().measured();
        publishable = publishable.and(state.publishable());
      }
    }
    boolean electricity = indicator == Indicator.ELECTRICITY;
    boolean headline = span == Span.ROLLING_12 && part.equals(Figure.ALL) && current;
    Programme.Target target = programme.targets().get(indicator);
    Path path =
        target == null || !part.equals(Figure.ALL)
            ? null
            : Path.to(target, reference.firstCompared());
    return new Figure.Value(
        c.from(),
        c.monthsCompared(),
        c.actual(),
        c.measured(),
        electricity ? high : c.actual(),
        electricity ? accuracy : 0,
        !electricity || c.measured() <= 0 ? 1 : Math.min(1, known / c.measured()),
        c.chosen(),
        c.allFixed(),
        withUsers ? c.allPerUser() : null,
        c.unadjusted(),
        c.adjustments(),
        c.isAdjustedMuch(),
        c.notSaved(),
        path == null ? null : (Double) path.on(c.from().plusMonths(c.months()).atDay(1)),
        path == null ? null : electricity ? path.status(c) : path.status(c, c.chosen()),
        publishable,
        c.lines().stream().map(line -> line.cell().entity()).distinct().sorted().toList(),
        leftOut(c, part),
        electricity ? carbon.of(c) : null,
        null,
        electricity && headline && target != null
            ? KnownMonths.of(lines, whole, reference, baseline)
                .outlook(YearMonth.from(target.due()), c)
            : null,
        electricity ? PageKinds.NONE : pageKinds(c),
        electricity && headline && !programme.degreeDays().isEmpty() ? cooling(c) : null);
  }

  /**
   * Colour is known of impressions that are compared. What is estimated is in no sum, so it is
   * shown of whoever is in the perimeter.
   */
  private PageKinds pageKinds(Comparison c) {
    PageKinds kinds = PageKinds.NONE;
    for (List<Line> ofMonth : lines.subMap(c.from(), c.from().plusMonths(c.months())).values()) {
      for (Line line : ofMonth) {
        CellState state = line.state();
        if (state != null && line.out() != Line.Out.OUT_OF_PERIMETER) {
          PageKinds of = state.pageKinds();
          kinds = kinds.plus(line.out() == null ? of : new PageKinds(0, 0, of.estimated()));
        }
      }
    }
    return kinds;
  }

  private List<Figure.LeftOut> leftOut(Comparison c, String part) {
    Predicate<String> families = parts.getOrDefault(part, family -> true);
    Map<List<String>, Long> sums = new TreeMap<>(StratumSample.BY_NAMES);
    lines
        .subMap(c.from(), c.from().plusMonths(c.months()))
        .values()
        .forEach(
            ofMonth ->
                ofMonth.stream()
                    .filter(line -> families.test(line.cell().family()))
                    .forEach(line -> addLeftOut(line, sums)));
    List<Figure.LeftOut> all = new ArrayList<>();
    sums.forEach(
        (key, quantity) ->
            all.add(
                new Figure.LeftOut(
                    key.get(0), key.get(1), Line.Out.valueOf(key.get(2)), quantity)));
    return all;
  }

  private static void addLeftOut(Line line, Map<List<String>, Long> sums) {
    if (line.out() != null) {
      Long then = line.referenceQuantity();
      long quantity = then == null ? line.quantity() : then;
      sums.merge(
          List.of(line.cell().entity(), line.cell().family(), line.out().name()),
          quantity,
          Long::sum);
    }
  }

  private Cooling cooling(Comparison c) {
    SortedMap<YearMonth, Long> then = new TreeMap<>();
    SortedMap<YearMonth, YearMonth> months = new TreeMap<>();
    for (int i = 0; i < c.months(); i++) {
      YearMonth month = c.from().plusMonths(i);
      months.put(month, baseline.monthFor(month));
    }
    TreeSet<String> entities = new TreeSet<>();
    c.lines().stream()
        .filter(line -> line.cell().family().equals(FACILITY))
        .forEach(line -> entities.add(line.cell().entity()));
    baseline
        .cells()
        .forEach(
            (cell, energy) -> {
              if (cell.family().equals(FACILITY) && entities.contains(cell.entity())) {
                then.merge(cell.month(), energy.energy(), Long::sum);
              }
            });
    return Cooling.of(then, months, programme.degreeDays(), c.actual(), c.chosen().reference());
  }
}
