package io.garonne.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DaysTest {
  @Test
  void frenchHolidaysAreKnown() {
    assertThat(Days.easter(2026)).isEqualTo("2026-04-05");
    assertThat(Days.easter(2038)).isEqualTo("2038-04-25");
    for (String day : new String[] {"2026-04-06", "2026-05-14", "2026-05-25", "2026-07-14"}) {
      assertThat(Days.holiday(LocalDate.parse(day))).as(day).isTrue();
    }
    assertThat(Days.holiday(LocalDate.parse("2026-04-07"))).isFalse();
  }

  @Test
  void daysHaveTwentyThreeAndTwentyFiveHoursWhereTheClocksChange() {
    Days days =
        new Days(ZoneId.of("Europe/Paris"), Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
    for (int i = 0; i < 365; i++) {
      Days.Day day = days.day(i);
      int expected =
          switch (day.date().toString()) {
            case "2026-03-29" -> 23 * 60;
            case "2026-10-25" -> 25 * 60;
            default -> 24 * 60;
          };
      assertThat(day.minutes()).isEqualTo(expected);
      assertThat(days.indexOf(day.start())).isEqualTo(i);
      assertThat(days.indexOf(day.start() + day.minutes() * 60_000L - 1)).isEqualTo(i);
    }
  }
}
