package io.garonne.model.advice;

import io.garonne.model.calendar.SiteCalendar.DayKind;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When equipment should be on, by kind of day.
 *
 * @param lines one for each kind of day that was seen
 */
public record Timetable(List<Line> lines) {
  /** Quarter-hours of a day of 24 hours. */
  public static final int QUARTERS = 96;

  public Timetable {
    lines = List.copyOf(lines);
  }

  /**
   * One kind of day.
   *
   * @param kind open, holiday or closed
   * @param weekend whether Saturday and Sunday, else Monday to Friday
   * @param days such days that were seen
   * @param weeks calendar weeks with such days
   * @param used quarter-hours with use on them
   * @param missed those of them in which it would have been off
   * @param on when it should be on, at most two spans; none: off all day. All of the day if there
   *     is a reason
   * @param why why there is no timetable for such days, or null: there is one
   */
  public record Line(
      DayKind kind,
      boolean weekend,
      int days,
      int weeks,
      long used,
      long missed,
      List<Span> on,
      @Nullable Reason why) {
    public Line {
      on = List.copyOf(on);
    }
  }

  /**
   * A time of the day.
   *
   * @param from quarter-hours since local midnight, 0 to 95
   * @param to quarter-hours since local midnight, exclusive, up to 96
   */
  public record Span(int from, int to) {
    /** The whole day. */
    public static final Span DAY = new Span(0, QUARTERS);

    public Span {
      if (from < 0 || to > QUARTERS || from >= to) {
        throw new IllegalArgumentException("no span of a day: " + from + " to " + to);
      }
    }

    /** As people write it: {@code 07:45–18:30}. */
    @Override
    public String toString() {
      return time(from) + "–" + time(to);
    }

    private static String time(int quarter) {
      return "%02d:%02d".formatted(quarter / 4, quarter % 4 * 15);
    }
  }

  /** When it should be on, on such a day; all day if the timetable does not say. */
  public List<Span> on(DayKind kind, boolean weekend) {
    for (Line line : lines) {
      if (line.kind == kind && line.weekend == weekend) {
        return line.on;
      }
    }
    return List.of(Span.DAY);
  }

  /** Whether it would ever switch anything. */
  public boolean isAlwaysOn() {
    return lines.stream().allMatch(line -> line.on.equals(List.of(Span.DAY)));
  }

  /** As people write spans: {@code 07:45–12:00 13:30–18:30}. */
  public static String text(List<Span> on) {
    return on.stream().map(Span::toString).collect(Collectors.joining(" "));
  }
}
