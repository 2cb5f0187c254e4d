package io.garonne.streams;

import static io.garonne.streams.IndicatorsDriver.PARIS;
import static io.garonne.streams.IndicatorsDriver.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Causes;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.advice.AdviceMade;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.AdviceJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight weeks of a shared printer that never sleeps, on a plug that is read every quarter-hour. */
class AdviceOfAllRulesTest {
  private static final String NOW = "2026-03-30T03:00:00Z";

  @TempDir Path directory;

  private static List<IndicatorsDriver.Input> estate() {
    return List.of(
        line(EstateTable.SITES, "site=hall", "zone=Europe/Paris", "entity=city"),
        line(
            EstateTable.ASSETS,
            "asset=copier",
            "equipment_class=printer",
            "site=hall",
            "users=40",
            "model=M1"),
        line(EstateTable.CONNECTIONS, "asset=copier", "device=plug"),
        line(
            EstateTable.TARIFFS,
            "site=hall",
            "from=2026-01-01",
            "price_per_kwh=0.2",
            "source=invoice"));
  }

  /** 60 W day and night; 40 pages in each quarter-hour from nine to five on working days. */
  private static List<IndicatorsDriver.Input> weeks() {
    List<IndicatorsDriver.Input> all = new ArrayList<>();
    ZonedDateTime at = LocalDate.of(2026, 2, 1).atStartOfDay(PARIS);
    ZonedDateTime end = LocalDate.of(2026, 3, 29).atStartOfDay(PARIS);
    while (at.isBefore(end)) {
      boolean weekend =
          at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
      boolean used = !weekend && at.getHour() >= 9 && at.getHour() < 17;
      all.add(quarterHour(at, used ? 90_000_000 : 54_000_000, used ? 40 : 0));
      at = at.plusMinutes(15);
    }
    return all;
  }

  private static IndicatorsDriver.Input quarterHour(ZonedDateTime at, long energy, long pages) {
    Scope scope = new Scope("city", "hall", "printer", "plug", null, "copier");
    long start = at.toInstant().toEpochMilli();
    Total total =
        new Total(
            scope,
            Period.QUARTER_HOUR,
            start,
            start + Period.SLOT,
            PARIS,
            energy,
            0,
            0,
            0,
            Period.SLOT,
            Period.SLOT,
            Period.SLOT,
            Period.SLOT,
            pages,
            Period.SLOT,
            1,
            PageKinds.NONE,
            1,
            1,
            energy,
            0,
            Total.Status.FINAL,
            Total.METHOD,
            false,
            Causes.UNKNOWN);
    return new IndicatorsDriver.Input(
        TotalJson.topic(total),
        TotalJson.key(scope, Period.QUARTER_HOUR, start),
        TotalJson.write(total));
  }

  private Map<String, String> advised(String name, List<IndicatorsDriver.Input> in) {
    try (IndicatorsDriver driver = new IndicatorsDriver(directory.resolve(name), NOW)) {
      in.forEach(driver::put);
      driver.settle();
      return driver.latest(Topics.ADVICE);
    }
  }

  private static <T> T read(Map<String, String> advised, String key, Class<T> kind) {
    String json = Objects.requireNonNull(advised.get(key), () -> key + " of " + advised.keySet());
    return Objects.requireNonNull(
        kind.cast(AdviceJson.read(key, json.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void fromQuarterHoursToATimetableAndToNights() {
    List<IndicatorsDriver.Input> in = new ArrayList<>(estate());
    in.addAll(weeks());
    Map<String, String> advised = advised("a", in);
    PrinterAdvice printer = read(advised, "printer|hall|copier", PrinterAdvice.class);
    assertThat(printer.usePages()).isTrue();
    AdviceMade made = read(advised, "made|", AdviceMade.class);
    ZonedDateTime end = LocalDate.of(2026, 3, 29).atStartOfDay(PARIS);
    assertThat(made.until()).isEqualTo(end.toInstant().toEpochMilli());
    assertThat(made.at()).isGreaterThanOrEqualTo(made.until());
    PrinterAdvice.Proposal timetable =
        printer.proposals().stream()
            .filter(p -> p.measure() == PrinterAdvice.Measure.TIMETABLE)
            .findFirst()
            .orElseThrow();
    assertThat(timetable.why()).isNull();
    // 40 of 168 hours are of use: at most 128 at 60 W could be saved, and much of that.
    double kilowattHours = Objects.requireNonNull(timetable.saving()).mid() / 3.6e9;
    assertThat(kilowattHours).isBetween(330.0, 128 * 0.06 * 365.25 / 7);
    OffHours february = read(advised, "off-hours|hall|printing|2026-02", OffHours.class);
    assertThat(february.energy()).isEqualTo(28 * 96 * 54_000_000L + 20 * 32 * 36_000_000L);
    assertThat(february.provisional()).isFalse();
  }

  @Test
  void neitherOrderNorRepetitionNorANewStateShowsInAdvice() {
    List<IndicatorsDriver.Input> in = new ArrayList<>(estate());
    in.addAll(weeks());
    Map<String, String> expected = advised("in-order", in);
    List<IndicatorsDriver.Input> other = new ArrayList<>(in);
    other.addAll(in.subList(0, 1000));
    Collections.shuffle(other, new Random(3));
    assertThat(advised("shuffled", other)).isEqualTo(expected);
    // The state is gone, and what was advised is in the topic.
    expected.forEach(
        (key, json) ->
            in.add(
                new IndicatorsDriver.Input(
                    Topics.ADVICE, key, json.getBytes(StandardCharsets.UTF_8))));
    try (IndicatorsDriver again = new IndicatorsDriver(directory.resolve("again"), NOW)) {
      in.forEach(again::put);
      again.settle();
      assertThat(again.latest(Topics.ADVICE)).as("nothing else is said").isEmpty();
      again.advance(Duration.ofHours(3));
      again.settle();
      assertThat(again.latest(Topics.ADVICE)).isEmpty();
    }
  }
}
