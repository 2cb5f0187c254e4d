package io.garonne.model.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cells of one line of the table {@code calendar}; notes every problem there is. */
final class CalendarCells {
  private static final List<String> SCHOOL_ZONES = List.of("A", "B", "C", "CORSE");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

  private final Map<String, String> cells;
  private final List<String> problems = new ArrayList<>();

  CalendarCells(Map<String, String> cells) {
    this.cells = cells;
  }

  CalendarLine.Parsed line() {
    CalendarLine.Target target = target();
    CalendarLine.Kind kind = kind();
    Set<DayOfWeek> days = days();
    LocalTime opens = time("opens");
    LocalTime closes = time("closes");
    CalendarLine.Edge from = edge("from");
    CalendarLine.Edge to = edge("to");
    boolean halfHours = text("opens").isEmpty() != text("closes").isEmpty();
    if (halfHours) {
      problems.add("opens and closes go together, but one of them is empty");
    }
    // 00:00 to 24:00 is the whole day; 00:00 to 00:00 might mean none of it.
    if (opens != null && text("opens").equals(text("closes"))) {
      problems.add("opens and closes are both " + text("opens"));
    }
    if (text("opens").equals("24:00")) {
      problems.add("opens \"24:00\" is 00:00 of the next day: write that");
    }
    if (CalendarLine.isReversed(from, to)) {
      problems.add("from (inclusive) is not before to (exclusive)");
    }
    if (from != null && to != null && from.getClass() != to.getClass()) {
      problems.add("from and to are a date and an instant: write both as the same");
    }
    if (kind != null) {
      fits(kind, target);
    }
    return problems.isEmpty() && target != null && kind != null
        ? new CalendarLine.Parsed.Line(
            new CalendarLine(target, kind, days, opens, closes, from, to, text("note")))
        : new CalendarLine.Parsed.Refused(problems);
  }

  private void fits(CalendarLine.Kind kind, CalendarLine.@Nullable Target target) {
    boolean hours = !text("opens").isEmpty() || !text("closes").isEmpty();
    if (kind == CalendarLine.Kind.OPENING && !hours) {
      problems.add("an opening needs opens and closes");
    }
    if (CalendarLine.isHoliday(kind)) {
      if (hours) {
        problems.add("a " + kind.label() + " is a whole day: opens and closes must be empty");
      }
      for (String column : List.of("from", "to")) {
        if (text(column).length() != 10) {
          problems.add("a " + kind.label() + " needs a date in " + column);
        }
      }
    }
    if (target instanceof CalendarLine.Target.SchoolZone
        && kind != CalendarLine.Kind.SCHOOL_HOLIDAY) {
      problems.add("zone: is for school-holiday, not for " + kind.label());
    }
  }

  private String text(String column) {
    return cells.getOrDefault(column, "").strip();
  }

  private CalendarLine.@Nullable Target target() {
    String text = text("site");
    int colon = text.indexOf(':');
    String prefix = text.substring(0, colon + 1);
    String name = text.substring(colon + 1).strip();
    if (text.isEmpty()) {
      problems.add("site is empty");
    } else if (name.isEmpty()) {
      problems.add("site \"" + text + "\" names nothing after the colon");
    } else if (prefix.equals("group:")) {
      return new CalendarLine.Target.Group(name);
    } else if (prefix.equals("zone:")) {
      String zone = name.toUpperCase(Locale.ROOT);
      if (SCHOOL_ZONES.contains(zone)) {
        return new CalendarLine.Target.SchoolZone(zone);
      }
      problems.add("site \"" + text + "\" is not one of zone:A, zone:B, zone:C, zone:Corse");
    } else {
      return new CalendarLine.Target.Site(text);
    }
    return null;
  }

  private CalendarLine.@Nullable Kind kind() {
    String text = text("kind").toLowerCase(Locale.ROOT);
    for (CalendarLine.Kind kind : CalendarLine.Kind.values()) {
      if (kind.label().equals(text)) {
        return kind;
      }
    }
    problems.add(
        text.isEmpty()
            ? "kind is empty"
            : "kind \""
                + text("kind")
                + "\" is not one of "
                + Arrays.stream(CalendarLine.Kind.values()).map(CalendarLine.Kind::label).toList());
    return null;
  }

  /** Weekdays and ranges of them, which may run over the week's end; all if there are none. */
  private Set<DayOfWeek> days() {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    String text = text("days").toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    for (String part : text.split("[,;\\s]+", -1)) {
      String[] ends = part.split("-", -1);
      DayOfWeek first = day(ends[0]);
      DayOfWeek last = day(ends[ends.length - 1]);
      if (first == null || last == null || ends.length > 2) {
        problems.add("days \"" + text("days") + "\" is not like mon-fri or mon, wed, sat");
        return EnumSet.allOf(DayOfWeek.class);
      }
      for (DayOfWeek day = first; day != last; day = day.plus(1)) {
        days.add(day);
      }
      days.add(last);
    }
    return days;
  }

  private static @Nullable DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(text)) {
        return day;
      }
    }
    return null;
  }

  /** HH:MM; 24:00, the day's end, is midnight. */
  private @Nullable LocalTime time(String column) {
    String text = text(column);
    try {
      return text.isEmpty()
          ? null
          : text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text, TIME);
    } catch (DateTimeException e) {
      problems.add(column + " \"" + text + "\" is no time such as 08:30");
      return null;
    }
  }

  private CalendarLine.@Nullable Edge edge(String column) {
    String text = text(column);
    try {
      if (text.isEmpty()) {
        return null;
      }
      return text.length() == 10
          ? new CalendarLine.Edge.Midnight(LocalDate.parse(text))
          : new CalendarLine.Edge.At(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      problems.add(
          column
              + " \""
              + text
              + "\" is neither a date (2026-03-02) nor an instant with its zone"
              + " (2026-03-02T10:00:00Z)");
      return null;
    }
  }
}
