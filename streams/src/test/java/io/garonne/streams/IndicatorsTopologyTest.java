package io.garonne.streams;

import static io.garonne.streams.IndicatorsDriver.day;
import static io.garonne.streams.IndicatorsDriver.line;
import static io.garonne.streams.IndicatorsDriver.month;
import static io.garonne.streams.IndicatorsDriver.pages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.StratumSampleJson;
import io.garonne.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten desktops of a city, four of them metered, and a reference year that was decided. */
class IndicatorsTopologyTest {
  @TempDir Path directory;

  private static List<IndicatorsDriver.Input> tables() {
    List<IndicatorsDriver.Input> in = new ArrayList<>();
    in.add(line(EstateTable.ENTITIES, "entity=city"));
    in.add(line(EstateTable.SITES, "site=site", "zone=Europe/Paris", "entity=city"));
    for (int i = 0; i < 10; i++) {
      in.add(line(EstateTable.ASSETS, "asset=pc-" + i, "equipment_class=desktop", "site=site"));
    }
    for (int i = 0; i < 4; i++) {
      in.add(line(EstateTable.CONNECTIONS, "asset=pc-" + i, "device=plug-" + i));
    }
    in.add(line(EstateTable.TARGETS, "setting=reference.first_month", "value=2025-01"));
    in.add(line(EstateTable.TARGETS, "setting=users", "value=agent"));
    in.add(line(EstateTable.TARGETS, "setting=targets.electricity", "value=-15", "due=2026-12-31"));
    in.add(
        line(
            EstateTable.BASELINE,
            "period=2025",
            "entity=city",
            "family=workstations",
            "kwh=3650",
            "method=measured",
            "uncertainty_percent=0",
            "source=meters",
            "decided_by=board",
            "decided_on=2026-01-15"));
    for (YearMonth month = YearMonth.of(2025, 1);
        month.isBefore(YearMonth.of(2026, 4));
        month = month.plusMonths(1)) {
      in.add(line(EstateTable.USERS, "month=" + month, "entity=city", "kind=agent", "users=10"));
    }
    return in;
  }

  /** Days of the four plugs, 0.7 to 0.9 kWh each; the plug of pc-3 is not there before the 9th. */
  private static List<IndicatorsDriver.Input> january() {
    List<IndicatorsDriver.Input> in = new ArrayList<>();
    double[] kwh = {0.7, 0.75, 0.85, 0.9};
    double sum = 0;
    for (LocalDate day = LocalDate.of(2026, 1, 1);
        day.isBefore(LocalDate.of(2026, 2, 1));
        day = day.plusDays(1)) {
      for (int i = 0; i < 4; i++) {
        if (i < 3 || day.getDayOfMonth() >= 9) {
          in.add(day("city", "desktop", "plug-" + i, "pc-" + i, day, kwh[i]));
          sum += kwh[i];
        }
      }
    }
    in.add(month("city", "workstations", "2026-01", sum, 4));
    in.add(month("city", "workstations", "2026-02", 90, 4));
    return in;
  }

  /** As it comes: each half of January in its time, then what is final on 10 February. */
  private static void live(IndicatorsDriver driver) {
    tables().forEach(driver::put);
    List<IndicatorsDriver.Input> all = january();
    all.stream().filter(in -> in.key().compareTo("day|2026-01-15T12") < 0).forEach(driver::put);
    driver.settle();
    driver.advance(Duration.ofDays(21));
    all.stream().filter(in -> in.key().compareTo("day|2026-01-15T12") > 0).forEach(driver::put);
    driver.settle();
  }

  private static Figure figure(Map<String, String> published, String id) {
    return (Figure)
        IndicatorJson.read(
            Objects.requireNonNull(published.get(id), id).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void fromDaysOfPlugsToThePublishedChange() {
    try (IndicatorsDriver driver =
        new IndicatorsDriver(directory.resolve("a"), "2026-01-20T03:00:00Z")) {
      live(driver);
      Map<String, String> published = driver.latest(Topics.INDICATORS);
      Figure figure = figure(published, "electricity/month/2026-01");
      Figure.Value value = Objects.requireNonNull(figure.value(), String.valueOf(figure.why()));
      // 4 plugs, 116 plug-days of 310: 92.3 kWh measured, the rest by the mean of each half.
      double first = 15 * (0.7 + 0.75 + 0.85) + 7 * 0.9;
      double second = 16 * (0.7 + 0.75 + 0.85 + 0.9);
      double expected = first / (45 + 7) * 150 + second / 64 * 160;
      assertThat(value.actual() / 3.6e9).isCloseTo(expected, within(1e-6));
      assertThat(value.measured() / 3.6e9).isCloseTo(first + second, within(1e-6));
      Comparison.Change change = value.chosen();
      assertThat(change.value()).isCloseTo(expected / 310 - 1, within(1e-9));
      assertThat(change.halfWidth()).isBetween(0.05, 0.3);
      assertThat(figure.reference()).isNotNull();
      assertThat(published).containsKey("electricity/line/2026-01/city/workstations");
      assertThat(figure(published, "electricity/rolling-12/2026-01").value()).isNotNull();
      assertThat(Objects.requireNonNull(figure(published, "carbon/rolling-12/2026-01").why()))
          .asString()
          .contains("NO_MANUFACTURING");
    }
  }

  @Test
  void whatOnlyCountsPagesIsNoMeterThatIsSilent() {
    try (IndicatorsDriver driver =
        new IndicatorsDriver(directory.resolve("p"), "2026-01-20T03:00:00Z")) {
      driver.put(line(EstateTable.CONNECTIONS, "asset=pc-0", "device=counter"));
      for (LocalDate day = LocalDate.of(2026, 1, 1);
          day.isBefore(LocalDate.of(2026, 1, 16));
          day = day.plusDays(1)) {
        driver.put(pages("city", "desktop", "counter", "pc-0", day, 100));
      }
      live(driver);
      // The plug of pc-0 metered 15 days of 15, and with those of the others 52 of 150.
      StratumSample sample =
          StratumSampleJson.read(
              driver.latest(Topics.STRATA).values().stream()
                  .filter(one -> one.contains("2026-01/1"))
                  .findFirst()
                  .orElseThrow()
                  .getBytes(StandardCharsets.UTF_8));
      assertThat(sample.sums().millis()).isEqualTo(52 * 86_400_000L);
    }
  }

  @Test
  void neitherOrderNorRepetitionShows() {
    List<IndicatorsDriver.Input> in = new ArrayList<>(tables());
    in.addAll(january());
    Map<String, String> expected = run("in-order", in);
    for (int seed = 0; seed < 3; seed++) {
      List<IndicatorsDriver.Input> other = new ArrayList<>(in);
      other.addAll(in.subList(0, in.size() / 2));
      Collections.shuffle(other, new Random(seed));
      assertThat(run("shuffled-" + seed, other)).isEqualTo(expected);
    }
  }

  private Map<String, String> run(String name, List<IndicatorsDriver.Input> in) {
    try (IndicatorsDriver driver =
        new IndicatorsDriver(directory.resolve(name), "2026-02-10T03:00:00Z")) {
      in.forEach(driver::put);
      driver.settle();
      assertThat(driver.latest(Topics.INDICATORS)).isNotEmpty();
      return driver.latest(Topics.INDICATORS);
    }
  }

  @Test
  void whatIsKnownOfSingleDesksGoesAndTheFigureStays() {
    List<IndicatorsDriver.Input> kept = new ArrayList<>(tables());
    january().stream().filter(in -> in.topic() == Topics.TOTALS).forEach(kept::add);
    Map<String, String> before;
    List<IndicatorsDriver.Input> samples;
    try (IndicatorsDriver driver =
        new IndicatorsDriver(directory.resolve("a"), "2026-01-20T03:00:00Z")) {
      live(driver);
      driver.advance(Duration.ofDays(20));
      before = driver.latest(Topics.INDICATORS);
      // The totals take the days back when they are 29 days old.
      january().stream()
          .filter(in -> in.topic() == Topics.TOTALS_DEVICE)
          .forEach(in -> driver.put(new IndicatorsDriver.Input(in.topic(), in.key(), null)));
      driver.settle();
      assertThat(driver.latest(Topics.INDICATORS)).isEqualTo(before);
      samples = driver.samples();
      assertThat(samples).hasSize(2);
      StratumSample sample = StratumSampleJson.read(Objects.requireNonNull(samples.get(0).value()));
      assertThat(sample.sums().units()).isEqualTo(4);
    }
    // The state is gone: what the topics still have gives the same, byte for byte.
    try (IndicatorsDriver again =
        new IndicatorsDriver(directory.resolve("b"), "2026-03-02T03:00:00Z")) {
      kept.forEach(again::put);
      samples.forEach(again::put);
      again.settle();
      assertThat(again.latest(Topics.INDICATORS)).isEqualTo(before);
      assertThat(again.samples()).as("nothing is made anew of what is not there").isEmpty();
    }
  }

  @Test
  void aCorrectedBaselineStandsBesideTheEarlierOne() {
    try (IndicatorsDriver driver =
        new IndicatorsDriver(directory.resolve("a"), "2026-01-20T03:00:00Z")) {
      live(driver);
      driver.put(
          line(
              EstateTable.BASELINE,
              "version=2",
              "period=2025",
              "entity=city",
              "family=workstations",
              "kwh=3500",
              "method=measured",
              "uncertainty_percent=0",
              "source=meters, corrected",
              "decided_by=board",
              "decided_on=2026-02-01"));
      driver.settle();
      Map<String, String> published = driver.latest(Topics.INDICATORS);
      Figure now = figure(published, "electricity/rolling-12/2026-01");
      Figure earlier = figure(published, "electricity/rolling-12/2026-01/baseline-1");
      assertThat(Objects.requireNonNull(now.reference()).version()).isEqualTo(2);
      assertThat(Objects.requireNonNull(earlier.reference()).version()).isEqualTo(1);
      assertThat(Objects.requireNonNull(now.value()).chosen().value())
          .isGreaterThan(Objects.requireNonNull(earlier.value()).chosen().value());
      driver.advance(Duration.ofDays(370));
      driver.settle();
      assertThat(driver.latest(Topics.INDICATORS).keySet())
          .noneMatch(id -> id.endsWith("baseline-1"));
    }
  }

  @Test
  void withoutABaselineThePlaceOfTheFigureSaysSo() {
    try (IndicatorsDriver driver =
        new IndicatorsDriver(directory.resolve("a"), "2026-02-10T03:00:00Z")) {
      january().forEach(driver::put);
      driver.settle();
      Figure figure = figure(driver.latest(Topics.INDICATORS), "electricity/rolling-12/2026-01");
      assertThat(figure.value()).isNull();
      assertThat(Objects.requireNonNull(figure.why()).reason().name()).isEqualTo("NO_BASELINE");
    }
  }

  @Test
  void aRecordThatCannotBeReadStopsNothing() {
    try (IndicatorsDriver driver =
        new IndicatorsDriver(directory.resolve("a"), "2026-01-20T03:00:00Z")) {
      live(driver);
      Map<String, String> before = driver.latest(Topics.INDICATORS);
      byte[] broken = "{\"table\":\"of-a-later-garonne\"}".getBytes(StandardCharsets.UTF_8);
      driver.put(new IndicatorsDriver.Input(Topics.ESTATE, "of-a-later-garonne|x", broken));
      driver.put(new IndicatorsDriver.Input(Topics.STRATA, "city|desktops||2026-01/1", broken));
      driver.put(new IndicatorsDriver.Input(Topics.TOTALS_DEVICE, "day|what", broken));
      driver.put(
          new IndicatorsDriver.Input(
              Topics.TOTALS, "month|2026-03-01T00:00:00Z|city||||printing|", broken));
      driver.settle();
      assertThat(driver.latest(Topics.INDICATORS)).isEqualTo(before);
    }
  }

  @Test
  void aCorrectionOfTheInventoryLeavesTheSamplesOfDesksThatAreGone() {
    try (IndicatorsDriver driver =
        new IndicatorsDriver(directory.resolve("a"), "2026-01-20T03:00:00Z")) {
      live(driver);
      driver.advance(Duration.ofDays(30));
      driver.settle();
      Map<String, String> before = driver.latest(Topics.STRATA);
      assertThat(before).hasSize(2);
      for (int i = 0; i < 4; i++) {
        driver.put(
            line(
                EstateTable.ASSETS,
                "asset=pc-" + i,
                "equipment_class=desktop",
                "site=site",
                "entity=other"));
      }
      driver.settle();
      assertThat(driver.latest(Topics.STRATA)).isEqualTo(before);
    }
  }
}
