package io.garonne.model.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.load.DayCurve;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuartersTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private record Day(String curve, DayCurve of) {}

  private static Day day(String curve, LocalDate date, int quarter, long power) {
    DayCurve unknown = DayCurve.unknown(date, PARIS);
    return new Day(
        curve, unknown.with(unknown.startOf(quarter), power * 900, DayCurve.QUARTER, -1));
  }

  private static List<String> seen(List<Day> days) {
    Quarters quarters = new Quarters(0);
    days.forEach(day -> quarters.add(day.curve, day.of, start -> true));
    List<String> seen = new ArrayList<>();
    quarters.each((start, power, whole) -> seen.add(start + " " + power + " " + whole));
    return seen;
  }

  @Test
  void daysInAnyOrderAddUpToTheSameAlsoWhenTheClockChanges() {
    LocalDate spring = LocalDate.of(2026, 3, 29);
    List<Day> days =
        new ArrayList<>(
            List.of(
                day("a", spring.minusDays(9), 95, 1_000),
                day("a", spring, 91, 2_000),
                day("b", spring, 91, 3_000),
                day("b", spring.plusDays(30), 0, 4_000)));
    List<String> seen = seen(days);
    long last = spring.atStartOfDay(PARIS).toInstant().toEpochMilli() + 91 * DayCurve.QUARTER;
    assertThat(seen).hasSize(3).contains(last + " 5000 true");
    Random random = new Random(3);
    for (int i = 0; i < 24; i++) {
      Collections.shuffle(days, random);
      assertThat(seen(days)).isEqualTo(seen);
    }
  }
}
