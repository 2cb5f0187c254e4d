package io.garonne.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarLineTest {

  @Test
  void everyColumnIsRead() {
    assertThat(
            line(
                "site",
                " mairie ",
                "kind",
                "Opening",
                "days",
                "mon-wed, fri",
                "opens",
                "08:30",
                "closes",
                "17:00",
                "from",
                "2026-03-02",
                "to",
                "2026-06-01",
                "note",
                "travaux"))
        .isEqualTo(
            new CalendarLine(
                new CalendarLine.Target.Site("mairie"),
                CalendarLine.Kind.OPENING,
                EnumSet.of(
                    DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY),
                LocalTime.of(8, 30),
                LocalTime.of(17, 0),
                new CalendarLine.Edge.Midnight(LocalDate.of(2026, 3, 2)),
                new CalendarLine.Edge.Midnight(LocalDate.of(2026, 6, 1)),
                "travaux"));
  }

  @Test
  void anInstantIsCutToTheQuarterHour() {
    assertThat(line("site", "s", "kind", "works", "from", "2026-03-02T10:07:00+01:00").from())
        .isEqualTo(new CalendarLine.Edge.At(Instant.parse("2026-03-02T09:00:00Z").toEpochMilli()));
  }

  @Test
  void aLineIsForASiteAGroupOrAZoneOfSchoolHolidays() {
    assertThat(line("site", "group:écoles", "kind", "closure").target())
        .isEqualTo(new CalendarLine.Target.Group("écoles"));
    assertThat(
            line(
                    "site",
                    "zone:corse",
                    "kind",
                    "school-holiday",
                    "from",
                    "2026-07-04",
                    "to",
                    "2026-09-01")
                .target())
        .isEqualTo(new CalendarLine.Target.SchoolZone("CORSE"));
  }

  @Test
  void aRangeOfDaysMayRunOverTheWeeksEnd() {
    assertThat(line("site", "s", "kind", "closure", "days", "sat-mon").days())
        .containsExactlyInAnyOrder(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY);
  }

  @Test
  void noDaysAreEveryDay() {
    assertThat(line("site", "s", "kind", "closure").days()).hasSize(7);
  }

  @Test
  void everyProblemOfALineIsSaidAtOnce() {
    assertThat(
            problems(
                "kind",
                "open",
                "days",
                "mo-fr",
                "opens",
                "8h",
                "closes",
                "",
                "from",
                "2026-02-30",
                "to",
                "soon"))
        .hasSize(7)
        .anyMatch(text -> text.equals("site is empty"))
        .anyMatch(text -> text.startsWith("kind \"open\" is not one of [opening, closure"))
        .anyMatch(text -> text.startsWith("days \"mo-fr\" is not like"))
        .anyMatch(text -> text.startsWith("opens \"8h\" is no time"))
        .anyMatch(text -> text.startsWith("opens and closes go together"))
        .anyMatch(text -> text.startsWith("from \"2026-02-30\" is neither"))
        .anyMatch(text -> text.startsWith("to \"soon\" is neither"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "opening|||| | an opening needs opens and closes",
        "opening|08:00|08:00|| | opens and closes are both 08:00",
        "opening|24:00|06:00|| | opens \"24:00\" is 00:00 of the next day: write that",
        "closure|||2026-03-02|2026-03-02 | from (inclusive) is not before to (exclusive)",
        "closure|||2026-03-02|2026-03-09T10:00:00Z"
            + " | from and to are a date and an instant: write both as the same",
        "holiday|08:00|12:00|2026-05-15|2026-05-16"
            + " | a holiday is a whole day: opens and closes must be empty",
        "school-holiday|||2026-07-04| | a school-holiday needs a date in to"
      })
  void aLineThatCannotBeMeantIsRefused(
      String kind, String opens, String closes, String from, String to, String problem) {
    assertThat(
            problems(
                "site",
                "s",
                "kind",
                kind,
                "opens",
                or(opens),
                "closes",
                or(closes),
                "from",
                or(from),
                "to",
                or(to)))
        .containsExactly(problem);
  }

  @Test
  void onlySchoolHolidaysAreWrittenForAZone() {
    assertThat(problems("site", "zone:B", "kind", "closure"))
        .containsExactly("zone: is for school-holiday, not for closure");
    assertThat(problems("site", "zone:D", "kind", "closure")).hasSize(1);
    assertThat(problems("site", "group:", "kind", "closure")).hasSize(1);
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }

  static CalendarLine line(String... cells) {
    CalendarLine.Parsed parsed = CalendarLine.parse(cells(cells));
    assertThat(parsed).isInstanceOf(CalendarLine.Parsed.Line.class);
    return ((CalendarLine.Parsed.Line) parsed).line();
  }

  private static List<String> problems(String... cells) {
    CalendarLine.Parsed parsed = CalendarLine.parse(cells(cells));
    assertThat(parsed).isInstanceOf(CalendarLine.Parsed.Refused.class);
    return ((CalendarLine.Parsed.Refused) parsed).problems();
  }

  private static Map<String, String> cells(String... cells) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      map.put(cells[i], cells[i + 1]);
    }
    return map;
  }
}
