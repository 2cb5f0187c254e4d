package io.garonne.model.calendar;

import static io.garonne.model.calendar.CalendarLineTest.line;
import static io.garonne.model.calendar.SiteCalendar.DayKind.CLOSED;
import static io.garonne.model.calendar.SiteCalendar.DayKind.HOLIDAY;
import static io.garonne.model.calendar.SiteCalendar.DayKind.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SiteCalendarTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long HOUR = 3_600_000L;

  @Test
  void withoutAnyLineASiteIsOpenFromMondayToFridayFromEightToSix() {
    SiteCalendar calendar = calendar();

    assertThat(offHours(calendar, "2026-03-02")).isEqualTo(14 * HOUR);
    assertThat(offHours(calendar, "2026-03-07")).isEqualTo(24 * HOUR);
    assertThat(calendar.isOffHours(at("2026-03-02T07:59:59.999"))).isTrue();
    assertThat(calendar.isOffHours(at("2026-03-02T08:00"))).isFalse();
    assertThat(calendar.isOffHours(at("2026-03-02T17:59:59.999"))).isFalse();
    assertThat(calendar.isOffHours(at("2026-03-02T18:00"))).isTrue();
    assertThat(calendar.kindOf(day("2026-03-02"))).isEqualTo(OPEN);
    assertThat(calendar.kindOf(day("2026-03-07"))).isEqualTo(CLOSED);
  }

  @Test
  void aPublicHolidayIsOffHoursAllDay() {
    assertThat(calendar().kindOf(day("2026-07-14"))).isEqualTo(HOLIDAY);
    assertThat(offHours(calendar(), "2026-07-14")).isEqualTo(24 * HOUR);
  }

  @Test
  void goodFridayIsAHolidayInAlsaceAndMoselleOnly() {
    SiteCalendar metz =
        SiteCalendar.of("metz", null, null, PARIS, PublicHolidays.ALSACE_MOSELLE, List.of());

    assertThat(metz.kindOf(day("2026-04-03"))).isEqualTo(HOLIDAY);
    assertThat(calendar().kindOf(day("2026-04-03"))).isEqualTo(OPEN);
  }

  @Test
  void theDaysOnWhichTheClocksChangeHave23And25Hours() {
    SiteCalendar sundays = calendar(opening("s", "sun", "01:00", "04:00"));

    assertThat(offHours(sundays, "2026-03-29")).isEqualTo(21 * HOUR);
    assertThat(offHours(sundays, "2026-10-25")).isEqualTo(21 * HOUR);
    assertThat(offHours(calendar(), "2026-03-29")).isEqualTo(23 * HOUR);
    assertThat(offHours(calendar(), "2026-10-25")).isEqualTo(25 * HOUR);
  }

  @Test
  void anOpeningOfWhichTheChangeOfClocksLeavesNothingIsNone() {
    SiteCalendar calendar = calendar(opening("s", "sun", "02:30", "03:00"));

    assertThat(offHours(calendar, "2026-03-29")).isEqualTo(23 * HOUR);
    assertThat(calendar.kindOf(day("2026-03-29"))).isEqualTo(CLOSED);
  }

  @Test
  void aNightShiftRunsIntoTheNextDay() {
    SiteCalendar nights = calendar(opening("s", "fri,sat", "22:00", "06:00"));

    assertThat(offHours(nights, "2026-03-06")).isEqualTo(22 * HOUR);
    assertThat(offHours(nights, "2026-03-07")).isEqualTo(16 * HOUR);
    assertThat(offHours(nights, "2026-03-08")).isEqualTo(18 * HOUR);
    assertThat(nights.isOffHours(at("2026-03-08T05:59"))).isFalse();
    assertThat(nights.isOffHours(at("2026-03-08T06:00"))).isTrue();
    // The night of 25 October has an hour more, and that of 29 March one less.
    assertThat(nights.millisOffHours(at("2026-10-24T22:00"), at("2026-10-25T08:00")))
        .isEqualTo(2 * HOUR);
    assertThat(nights.millisOffHours(at("2026-03-28T22:00"), at("2026-03-29T08:00")))
        .isEqualTo(2 * HOUR);
    assertThat(at("2026-10-25T08:00") - at("2026-10-24T22:00")).isEqualTo(11 * HOUR);
  }

  @Test
  void aNightShiftThatBeganBeforeAHolidayRunsOn() {
    SiteCalendar nights = calendar(opening("s", "", "22:00", "06:00"));

    assertThat(nights.isOffHours(at("2026-07-14T05:00"))).isFalse();
    assertThat(nights.isOffHours(at("2026-07-14T23:00"))).isTrue();
    assertThat(nights.isOffHours(at("2026-07-15T05:00"))).isTrue();
  }

  @Test
  void aSiteMayBeOpenRoundTheClock() {
    SiteCalendar always = calendar(opening("s", "mon-sun", "00:00", "24:00"));

    assertThat(offHours(always, "2026-03-29")).isZero();
    assertThat(offHours(always, "2026-10-25")).isZero();
  }

  @Test
  void theSitesOpeningBeatsItsGroupsAndTheGroupsTheDefault() {
    CalendarLine group = opening("group:schools", "mon-fri", "07:00", "19:00");
    CalendarLine site = opening("s", "mon,tue,thu,fri", "08:00", "16:00");
    CalendarLine other = opening("t", "mon-sun", "00:00", "24:00");

    assertThat(offHours(calendar(group, other), "2026-03-02")).isEqualTo(12 * HOUR);
    assertThat(offHours(calendar(group, site, other), "2026-03-02")).isEqualTo(16 * HOUR);
    // Its own week has no Wednesday, whatever the group's has.
    assertThat(calendar(group, site).kindOf(day("2026-03-04"))).isEqualTo(CLOSED);
    assertThat(
            SiteCalendar.of("u", null, null, PARIS, List.of(group, site)).kindOf(day("2026-03-04")))
        .isEqualTo(OPEN);
  }

  @Test
  void anOpeningWithDatesBeatsOneWithout() {
    SiteCalendar calendar =
        calendar(
            opening("s", "mon-fri", "08:00", "18:00"),
            dated(opening("s", "mon-fri", "09:00", "13:00"), "2026-07-01", "2026-09-01"));

    assertThat(offHours(calendar, "2026-06-30")).isEqualTo(14 * HOUR);
    assertThat(offHours(calendar, "2026-07-01")).isEqualTo(20 * HOUR);
    assertThat(offHours(calendar, "2026-08-31")).isEqualTo(20 * HOUR);
    assertThat(offHours(calendar, "2026-09-01")).isEqualTo(14 * HOUR);
  }

  @Test
  void theSitesOpeningWithoutDatesBeatsItsGroupsWithDates() {
    SiteCalendar calendar =
        calendar(
            opening("s", "mon-fri", "08:00", "18:00"),
            dated(
                opening("group:schools", "mon-fri", "09:00", "10:00"), "2026-03-01", "2026-04-01"));

    assertThat(offHours(calendar, "2026-03-02")).isEqualTo(14 * HOUR);
  }

  @Test
  void aLunchBreakIsTwoLinesAndOverlappingOnesCountOnce() {
    SiteCalendar calendar =
        calendar(
            opening("s", "mon", "08:00", "12:00"),
            opening("s", "mon", "14:00", "18:00"),
            opening("s", "mon", "17:00", "19:00"));

    assertThat(offHours(calendar, "2026-03-02")).isEqualTo(15 * HOUR);
  }

  @Test
  void anOpeningForASingleDateCountsOnAHolidayAndAWholeSeasonsDoesNot() {
    CalendarLine season = dated(opening("s", "", "10:00", "18:00"), "2026-07-01", "2026-09-01");
    CalendarLine thatDay = dated(opening("s", "", "10:00", "12:00"), "2026-07-14", "2026-07-15");

    assertThat(calendar(season).kindOf(day("2026-07-14"))).isEqualTo(HOLIDAY);
    assertThat(calendar(thatDay).kindOf(day("2026-07-14"))).isEqualTo(OPEN);
    assertThat(offHours(calendar(thatDay), "2026-07-14")).isEqualTo(22 * HOUR);
  }

  @Test
  void overlappingClosuresOfSiteAndGroupAreTakenAwayOnce() {
    SiteCalendar calendar =
        calendar(
            dated(
                line("site", "s", "kind", "closure", "opens", "10:00", "closes", "13:00"),
                "2026-03-02",
                "2026-03-03"),
            line(
                "site",
                "group:schools",
                "kind",
                "closure",
                "from",
                "2026-03-02T12:00:00+01:00",
                "to",
                "2026-03-02T15:00:00+01:00"));

    assertThat(offHours(calendar, "2026-03-02")).isEqualTo(19 * HOUR);
    assertThat(calendar.kindOf(day("2026-03-02"))).isEqualTo(OPEN);
    assertThat(calendar.isClosed(day("2026-03-02"))).isFalse();
    assertThat(offHours(calendar, "2026-03-03")).isEqualTo(14 * HOUR);
  }

  @Test
  void aClosureBeatsEveryOpeningAndAHoliday() {
    SiteCalendar calendar =
        calendar(
            dated(line("site", "s", "kind", "closure"), "2026-12-24", "2027-01-02"),
            dated(opening("s", "", "10:00", "12:00"), "2026-12-28", "2026-12-29"));

    assertThat(calendar.kindOf(day("2026-12-28"))).isEqualTo(CLOSED);
    assertThat(calendar.kindOf(day("2026-12-25"))).isEqualTo(CLOSED);
    assertThat(calendar.isClosed(day("2027-01-01"))).isTrue();
    assertThat(calendar.isClosed(day("2027-01-02"))).isFalse();
    assertThat(calendar.isOffHours(at("2026-12-28T11:00"))).isTrue();
  }

  @Test
  void aSundayAndAHolidayAreNotClosedInTheSenseOfSilence() {
    assertThat(calendar().isClosed(day("2026-03-08"))).isFalse();
    assertThat(calendar().isClosed(day("2026-07-14"))).isFalse();
  }

  @Test
  void schoolHolidaysCountForTheSitesOfTheirZone() {
    List<CalendarLine> lines =
        List.of(
            dated(
                line(
                    "site",
                    "zone:A",
                    "kind",
                    "school-holiday",
                    "from",
                    "2026-02-07",
                    "to",
                    "2026-02-23"),
                "2026-02-07",
                "2026-02-23"));

    assertThat(SiteCalendar.of("s", null, "a", PARIS, lines).kindOf(day("2026-02-10")))
        .isEqualTo(HOLIDAY);
    assertThat(SiteCalendar.of("s", null, "A", PARIS, lines).kindOf(day("2026-02-23")))
        .isEqualTo(OPEN);
    assertThat(SiteCalendar.of("s", null, "B", PARIS, lines).kindOf(day("2026-02-10")))
        .isEqualTo(OPEN);
    assertThat(SiteCalendar.of("s", null, null, PARIS, lines).kindOf(day("2026-02-10")))
        .isEqualTo(OPEN);
  }

  @Test
  void aBridgeDayIsWrittenAsALine() {
    SiteCalendar calendar =
        calendar(
            line(
                "site",
                "group:schools",
                "kind",
                "holiday",
                "from",
                "2026-05-15",
                "to",
                "2026-05-16"));

    assertThat(calendar.kindOf(day("2026-05-15"))).isEqualTo(HOLIDAY);
    assertThat(offHours(calendar, "2026-05-15")).isEqualTo(24 * HOUR);
  }

  @Test
  void plannedWorksAreToldAndOpenAndCloseNothing() {
    CalendarLine works =
        line(
            "site",
            "s",
            "kind",
            "works",
            "opens",
            "20:00",
            "closes",
            "02:00",
            "from",
            "2026-03-02",
            "to",
            "2026-03-04",
            "note",
            "onduleur");
    SiteCalendar calendar = calendar(works);

    assertThat(calendar.works(at("2026-03-02T19:59"))).isEmpty();
    assertThat(calendar.works(at("2026-03-02T20:00"))).containsExactly(works);
    assertThat(calendar.works(at("2026-03-03T01:59"))).containsExactly(works);
    assertThat(calendar.works(at("2026-03-03T02:00"))).isEmpty();
    assertThat(offHours(calendar, "2026-03-02")).isEqualTo(14 * HOUR);
  }

  @Test
  void datesAreThoseOfTheSitesZone() {
    SiteCalendar island = SiteCalendar.of("s", null, null, ZoneId.of("Indian/Reunion"), List.of());

    assertThat(island.isOffHours(at("2026-03-02T05:00"))).isFalse();
    assertThat(calendar().isOffHours(at("2026-03-02T05:00"))).isTrue();
  }

  @Test
  void nothingIsOffHoursInNoTimeAndTimeDoesNotRunBackwards() {
    assertThat(calendar().millisOffHours(5, 5)).isZero();
    assertThatThrownBy(() -> calendar().millisOffHours(6, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Off-hours of a time are the sum of those of its parts, however it is cut. */
  @Test
  void theWholeIsTheSumOfItsQuarterHours() {
    SiteCalendar calendar =
        calendar(
            opening("s", "mon-sat", "22:15", "06:30"),
            opening("s", "tue", "09:00", "12:00"),
            line(
                "site", "s", "kind", "closure", "days", "wed", "opens", "23:00", "closes", "03:00"),
            dated(line("site", "s", "kind", "closure"), "2026-10-20", "2026-10-22"));
    long from = at("2026-10-12T00:00");
    long to = at("2026-11-03T00:00");
    long sum = 0;
    for (long slot = from; slot < to; slot += Period.SLOT) {
      long off = calendar.millisOffHours(slot, slot + Period.SLOT);
      assertThat(off).isEqualTo(calendar.isOffHours(slot) ? Period.SLOT : 0);
      sum += off;
    }

    assertThat(calendar.millisOffHours(from, to)).isEqualTo(sum);
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      long cut = random.nextLong(from, to);
      assertThat(calendar.millisOffHours(from, cut) + calendar.millisOffHours(cut, to))
          .isEqualTo(sum);
    }
  }

  private static SiteCalendar calendar(CalendarLine... lines) {
    return SiteCalendar.of("s", "schools", null, PARIS, List.of(lines));
  }

  private static CalendarLine opening(String site, String days, String opens, String closes) {
    return line("site", site, "kind", "opening", "days", days, "opens", opens, "closes", closes);
  }

  private static CalendarLine dated(CalendarLine line, String from, String to) {
    return new CalendarLine(
        line.target(),
        line.kind(),
        line.days(),
        line.opens(),
        line.closes(),
        new CalendarLine.Edge.Midnight(day(from)),
        new CalendarLine.Edge.Midnight(day(to)),
        line.note());
  }

  private static long offHours(SiteCalendar calendar, String date) {
    LocalDate day = day(date);
    return calendar.millisOffHours(
        day.atStartOfDay(PARIS).toInstant().toEpochMilli(),
        day.plusDays(1).atStartOfDay(PARIS).toInstant().toEpochMilli());
  }

  private static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  private static long at(String local) {
    return LocalDateTime.parse(local).atZone(PARIS).toInstant().toEpochMilli();
  }
}
