package io.garonne.model.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example in docs/method.md, computed. */
class MethodExamplesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```example (\\d+)\n(.*?)```", Pattern.DOTALL);
  private static final long DAY = 86_400_000L;
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static String method() throws IOException {
    return Files.readString(Path.of("../docs/method.md"));
  }

  /** An example of the document. */
  record Example(int number, List<String> lines) {
    @Override
    public String toString() {
      return "example " + number;
    }
  }

  static Stream<Example> examples() throws IOException {
    return EXAMPLE
        .matcher(method())
        .results()
        .map(
            m ->
                new Example(
                    Integer.parseInt(m.group(1)), m.group(2).lines().map(String::strip).toList()));
  }

  @Test
  void thereAreAtLeastSixteenAndEachIsExplainedInBothLanguages() throws IOException {
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(16);
    Matcher titles = Pattern.compile("### (\\d+)\\. .+ / .+").matcher(method());
    assertThat(titles.results().map(m -> Integer.valueOf(m.group(1))).toList())
        .isEqualTo(examples().map(Example::number).toList());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsComputedAsTheMethodSays(Example example) {
    Calculation calculation = new Calculation();
    for (String line : example.lines()) {
      if (!line.isEmpty()) {
        calculation.line(Arrays.asList(line.replace("%", "").strip().split(" +", -1)));
      }
    }
  }

  /** Takes in what is given and checks what is said to follow. */
  private static final class Calculation {
    private YearMonth reference = YearMonth.of(2025, 1);
    private YearMonth from = YearMonth.of(2026, 1);
    private int months = 12;
    private final Map<Cell, Baseline.Reference> baseline = new HashMap<>();
    private final TreeMap<Cell, Estimate> now = new TreeMap<>();
    private final Set<Cell> gone = new HashSet<>();
    private final List<Entity> entities = new ArrayList<>();
    private final Map<YearMonth, Map<String, Long>> users = new TreeMap<>();
    private final Map<String, Double> fixed = new HashMap<>();
    private final List<Evidence.Adjustment> adjustments = new ArrayList<>();
    private final List<Evidence.Externalised> externalised = new ArrayList<>();
    private final Map<Integer, Double> factors = new HashMap<>();

    void line(List<String> w) {
      switch (w.get(0)) {
        case "reference" -> reference = YearMonth.parse(w.get(1));
        case "months" -> {
          from = YearMonth.parse(w.get(1));
          months = Integer.parseInt(w.get(2));
        }
        case "entity" -> entities.add(new Entity(w.get(1), after(w, "joined"), after(w, "left")));
        case "users" -> users(w.get(1), Long.parseLong(w.get(2)), Long.parseLong(w.get(3)));
        case "baseline" -> baseline(w);
        case "now" -> now(w);
        case "fixed" -> fixed.put(w.get(1), number(w.get(2)) / 100);
        case "adjustment" ->
            adjustments.add(
                new Evidence.Adjustment(
                    "a", from, from.plusMonths(11), w.get(1), w.get(2), kwh(w.get(3))));
        case "externalised" ->
            externalised.add(
                new Evidence.Externalised(
                    "load", YearMonth.parse(w.get(4)), w.get(1), w.get(2), kwh(w.get(3))));
        case "factor" -> factors.put(Integer.valueOf(w.get(1)), number(w.get(2)));
        case "=" -> check(w.subList(1, w.size()));
        default -> throw new IllegalArgumentException("no such line: " + w);
      }
    }

    private static @Nullable YearMonth after(List<String> w, String word) {
      int at = w.indexOf(word);
      return at < 0 ? null : YearMonth.parse(w.get(at + 1));
    }

    private static double number(String text) {
      return Double.parseDouble(text.replace("−", "-"));
    }

    private static long kwh(String text) {
      return Math.round(number(text) * 3_600_000_000.0);
    }

    private void users(String entity, long then, long since) {
      for (int i = 0; i < 12; i++) {
        of(reference.plusMonths(i)).put(entity, then);
        of(from.plusMonths(i)).put(entity, since);
      }
    }

    private Map<String, Long> of(YearMonth month) {
      return users.computeIfAbsent(month, m -> new HashMap<>());
    }

    /** {@code baseline ENTITY FAMILY KWH ± PERCENT}, or as {@link #energies} says. */
    private void baseline(List<String> w) {
      int uncertain = w.indexOf("±");
      double share = uncertain < 0 ? 0 : number(w.get(uncertain + 1)) / 100;
      energies(reference, w)
          .forEach(
              (month, estimate) -> {
                if (estimate instanceof Estimate.Known known) {
                  double sampled =
                      known.energy() == 0 ? 0 : known.halfWidth() / (double) known.energy();
                  baseline.put(
                      new Cell(w.get(1), w.get(2), month),
                      new Baseline.Reference(known.energy(), Math.max(share, sampled)));
                }
              });
    }

    private void now(List<String> w) {
      if (w.get(3).equals("gone")) {
        for (int i = 0; i < 12; i++) {
          gone.add(new Cell(w.get(1), w.get(2), from.plusMonths(i)));
        }
      }
      energies(from, w)
          .forEach((month, estimate) -> now.put(new Cell(w.get(1), w.get(2), month), estimate));
    }

    /**
     * {@code KWH} in a year, {@code KW kW} all the time, {@code unmeasured}, {@code gone}, or
     * {@code UNITS units, METERED metered KWH...} in a year each; a single figure is that of every
     * metered unit.
     */
    private static Map<YearMonth, Estimate> energies(YearMonth first, List<String> w) {
      Map<YearMonth, Estimate> months = new TreeMap<>();
      for (int i = 0; i < 12; i++) {
        YearMonth month = first.plusMonths(i);
        months.put(month, energy(first, month, w.subList(3, w.size())));
      }
      return months;
    }

    private static Estimate energy(YearMonth first, YearMonth month, List<String> said) {
      if (said.get(0).equals("unmeasured")) {
        return new Estimate.NotMeasured();
      }
      if (said.get(0).equals("gone")) {
        return Estimate.Known.ZERO;
      }
      if (said.size() > 1 && said.get(1).equals("kW")) {
        long hours =
            ChronoUnit.HOURS.between(
                month.atDay(1).atStartOfDay(PARIS),
                month.plusMonths(1).atDay(1).atStartOfDay(PARIS));
        return new Estimate.Known(Math.round(number(said.get(0)) * hours * 3.6e9), 0, 0);
      }
      if (said.size() > 1 && said.get(1).equals("units,")) {
        int metered = Integer.parseInt(said.get(2));
        List<String> each = said.subList(4, said.size());
        List<Stratum.MeteredUnit> units = new ArrayList<>();
        for (int i = 0; i < metered; i++) {
          long year = kwh(each.get(each.size() == 1 ? 0 : i));
          units.add(
              new Stratum.MeteredUnit(1, inMonth(first, month, year), month.lengthOfMonth() * DAY));
        }
        int all = Integer.parseInt(said.get(0));
        return Stratum.estimate(all, DAY * month.lengthOfMonth() * all, units);
      }
      return new Estimate.Known(inMonth(first, month, kwh(said.get(0))), 0, 0);
    }

    private static long inMonth(YearMonth first, YearMonth month, long year) {
      return Objects.requireNonNull(Baseline.inMonths(first, year).get(month));
    }

    private Result result() {
      return Comparison.of(
          new Evidence(
              Baseline.of(reference, baseline),
              now,
              gone,
              entities,
              users,
              fixed,
              adjustments,
              externalised),
          from,
          months);
    }

    private void check(List<String> w) {
      Result result = result();
      if (w.get(0).equals("not-computable")) {
        assertThat(result).isInstanceOf(Result.NotComputable.class);
        assertThat(((Result.NotComputable) result).reason().name()).isEqualTo(w.get(1));
        return;
      }
      assertThat(result).isInstanceOf(Comparison.class);
      Comparison c = (Comparison) result;
      switch (w.get(0)) {
        case "change" -> percent(c.chosen().value(), w.get(1));
        case "all-fixed" -> percent(c.allFixed().value(), w.get(1));
        case "all-per-user" -> percent(c.allPerUser().value(), w.get(1));
        case "unadjusted" -> percent(c.unadjusted().value(), w.get(1));
        case "half-width" -> percent(c.chosen().halfWidth(), w.get(1));
        case "measured" -> percent(c.shareMeasured(), w.get(1));
        case "not-saved" ->
            assertThat(c.notSaved() / 3.6e9).isCloseTo(number(w.get(1)), within(0.5));
        case "adjusted-much" -> assertThat(c.isAdjustedMuch()).isEqualTo(w.get(1).equals("yes"));
        case "left-out" ->
            assertThat(
                    c.leftOut().stream()
                            .filter(l -> l.cell().family().equals(w.get(1)))
                            .mapToLong(Comparison.LeftOut::energy)
                            .sum()
                        / 3.6e9)
                .isCloseTo(number(w.get(2)), within(0.5));
        case "status" -> {
          io.garonne.model.indicator.Path path =
              new io.garonne.model.indicator.Path(
                  reference.plusYears(1).atDay(1),
                  LocalDate.parse(w.get(3)),
                  number(w.get(2)) / 100);
          assertThat(path.status(c).name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .isEqualTo(w.get(1));
        }
        case "carbon-kg" -> {
          Map<YearMonth, Long> energy =
              c.lines().stream()
                  .collect(
                      Collectors.toMap(l -> l.cell().month(), l -> l.actual().energy(), Long::sum));
          Carbon carbon = Objects.requireNonNull(Carbon.of(energy, reference.getYear(), factors));
          assertThat(carbon.atReferenceFactor() / 1000).isCloseTo(number(w.get(1)), within(0.05));
          assertThat(carbon.gridEffect() / 1000).isCloseTo(number(w.get(3)), within(0.05));
        }
        default -> throw new IllegalArgumentException("nothing is called " + w.get(0));
      }
    }

    private static void percent(double value, String said) {
      assertThat(value * 100).isCloseTo(number(said), within(0.051));
    }
  }
}
