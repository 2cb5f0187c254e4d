package io.garonne.streams;

import static io.garonne.streams.IndicatorsDriver.line;
import static io.garonne.streams.IndicatorsDriver.quarterHour;
import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.AdviceRule;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import io.garonne.model.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quarter-hours of devices become load curves, which rules look at. */
class AdviceTopologyTest {
  private static final Scope PRINTER = device("printer", "a");
  private static final Scope ANOTHER = device("printer-2", null);

  @TempDir Path directory;

  /** What rules were shown, and what they say of it. */
  private static final class Seen implements AdviceRule {
    private final List<LoadHistory> histories = new ArrayList<>();

    @Override
    public void look(LoadHistory history) {
      histories.add(history);
    }

    @Override
    public List<? extends Advice> advice() {
      return histories.stream().map(of -> (Advice) () -> "seen|" + of.scope().device()).toList();
    }
  }

  /** The runs there have been. */
  private final List<Seen> runs = new ArrayList<>();

  private List<AdviceRule> rules(
      Estate estate, List<StratumSample> samples, List<Total> months, Instant now) {
    Seen seen = new Seen();
    runs.add(seen);
    return List.of(seen);
  }

  private IndicatorsDriver driver(String name) {
    return new IndicatorsDriver(directory.resolve(name), "2026-03-30T10:00:00Z", this::rules);
  }

  private static Scope device(String device, @org.jspecify.annotations.Nullable String asset) {
    return new Scope("city", "site", "printer", device, null, asset);
  }

  private static List<IndicatorsDriver.Input> threeDays() {
    List<IndicatorsDriver.Input> in = new ArrayList<>();
    for (Scope scope : List.of(PRINTER, ANOTHER)) {
      // The clocks go forward on 29 March: 96, 92 and some quarter-hours.
      Instant at = Instant.parse("2026-03-27T23:00:00Z");
      for (int i = 0; at.isBefore(Instant.parse("2026-03-30T08:00:00Z")); i++) {
        in.add(quarterHour(scope, at, i));
        at = at.plus(Duration.ofMinutes(15));
      }
    }
    return in;
  }

  private List<LoadHistory> shown() {
    return runs.get(runs.size() - 1).histories;
  }

  @Test
  void curvesAreOfLocalDaysAndOfOneDeviceAndAsset() {
    try (IndicatorsDriver driver = driver("a")) {
      threeDays().forEach(driver::put);
      driver.settle();
      assertThat(shown()).extracting(LoadHistory::scope).containsExactly(ANOTHER, PRINTER);
      LoadHistory history = shown().get(1);
      assertThat(history.days().values())
          .extracting(DayCurve::quarters)
          .containsExactly(96, 92, 96);
      DayCurve spring = Objects.requireNonNull(history.days().get(LocalDate.of(2026, 3, 29)));
      assertThat(spring.energy(0)).isEqualTo(96);
      assertThat(spring.energy(91)).isEqualTo(187);
      assertThat(driver.latest(Topics.ADVICE)).containsOnlyKeys("seen|printer", "seen|printer-2");
    }
  }

  @Test
  void neitherOrderNorRepetitionShowsInCurves() {
    try (IndicatorsDriver driver = driver("in-order")) {
      threeDays().forEach(driver::put);
      driver.settle();
    }
    List<LoadHistory> expected = shown();
    List<IndicatorsDriver.Input> other = new ArrayList<>(threeDays());
    other.addAll(threeDays().subList(0, 100));
    Collections.shuffle(other, new Random(7));
    try (IndicatorsDriver driver = driver("shuffled")) {
      other.forEach(driver::put);
      driver.settle();
    }
    assertThat(shown()).isEqualTo(expected);
  }

  @Test
  void whatIsTakenBackLeavesNoCurveAndNoAdvice() {
    try (IndicatorsDriver driver = driver("a")) {
      threeDays().forEach(driver::put);
      driver.settle();
      threeDays().stream()
          .filter(in -> in.key().contains("|printer-2"))
          .forEach(in -> driver.put(new IndicatorsDriver.Input(in.topic(), in.key(), null)));
      driver.advance(Duration.ofHours(1));
      driver.settle();
      assertThat(shown()).extracting(LoadHistory::scope).containsExactly(PRINTER);
      assertThat(driver.latest(Topics.ADVICE)).containsOnlyKeys("seen|printer");
    }
  }

  @Test
  void adviceIsMadeAnewAtOnceAfterTheTables() {
    try (IndicatorsDriver driver = driver("a")) {
      threeDays().forEach(driver::put);
      driver.settle();
      int made = runs.size();
      driver.put(line(EstateTable.SITES, "site=site", "zone=Europe/Paris"));
      driver.advance(Duration.ofSeconds(2));
      driver.advance(Duration.ofSeconds(2));
      assertThat(runs).hasSize(made + 1);
    }
  }

  @Test
  void adviceIsMadeAnewOnceAnHourWhileCurvesGoOn() {
    try (IndicatorsDriver driver = driver("a")) {
      for (int i = 0; i < 10 * 60; i++) {
        driver.put(quarterHour(PRINTER, Instant.parse("2026-03-30T08:00:00Z"), i));
        for (int look = 0; look < 3; look++) {
          driver.advance(Duration.ofSeconds(20));
        }
      }
      assertThat(runs).hasSizeBetween(10, 20);
    }
  }

  @Test
  void curvesAreKeptForFourteenWeeksAndOfPrintersForFourHundredDays() {
    try (IndicatorsDriver driver = driver("a")) {
      driver.put(line(EstateTable.CLASSES, "equipment_class=printer", "family=printing"));
      driver.put(line(EstateTable.CLASSES, "equipment_class=nas", "family=server-room-it"));
      Scope nas = new Scope("city", "site", "nas", "nas", null, null);
      for (String day : List.of("2025-01-10", "2025-06-01", "2025-12-01", "2026-03-01")) {
        driver.put(quarterHour(PRINTER, Instant.parse(day + "T12:00:00Z"), 5));
        driver.put(quarterHour(nas, Instant.parse(day + "T12:00:00Z"), 5));
      }
      driver.settle();
      driver.advance(Duration.ofHours(2));
      driver.settle();
      assertThat(shown())
          .extracting(of -> of.scope().device() + " " + of.days().keySet())
          .containsExactly("nas [2026-03-01]", "printer [2025-06-01, 2025-12-01, 2026-03-01]");
    }
  }
}
