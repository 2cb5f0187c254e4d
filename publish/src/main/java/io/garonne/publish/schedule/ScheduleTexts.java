package io.garonne.publish.schedule;

import io.garonne.model.Units;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.Reason;
import io.garonne.model.advice.Timetable;
import io.garonne.model.advice.Timetable.Span;
import io.garonne.model.advice.Worth;
import io.garonne.publish.text.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words and numbers about printers in one language. */
final class ScheduleTexts {
  private final Texts texts;

  ScheduleTexts(Texts texts) {
    this.texts = texts;
  }

  String get(String key, Object... arguments) {
    return texts.get("sched." + key, arguments);
  }

  Texts texts() {
    return texts;
  }

  /** A name without characters that a terminal obeys. */
  static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  /** One timetable for all printers of a site. */
  String all(int printers) {
    return switch (printers) {
      case 0 -> get("all.none");
      case 1 -> get("all.one");
      default -> get("all", printers);
    };
  }

  String reason(Reason reason) {
    return get("reason." + reason.label());
  }

  /** Watts of a level, or a dash: never seen. */
  String watts(@Nullable Long milliwatts) {
    return milliwatts == null
        ? get("never-seen")
        : texts.decimal(BigDecimal.valueOf(milliwatts, 3), 1);
  }

  String kilowattHours(long millijoules) {
    return texts.decimal(Units.kilowattHours(millijoules), 0);
  }

  String range(Band band) {
    return kilowattHours(band.low()) + " … " + kilowattHours(band.high());
  }

  String cost(Worth worth, long millijoules) {
    BigDecimal cost = worth.cost(millijoules);
    return cost == null || worth.currency() == null
        ? get("no-tariff")
        : texts.decimal(cost, 0) + " " + printable(worth.currency());
  }

  String carbon(Worth worth, long millijoules) {
    BigDecimal kilograms = worth.kilograms(millijoules);
    return kilograms == null ? get("no-factor") : texts.decimal(kilograms, 1);
  }

  /** A line for each kind of day. */
  List<String> timetable(Timetable timetable) {
    List<String> lines = new ArrayList<>();
    for (Timetable.Line line : timetable.lines()) {
      String days = get("kind." + line.kind().label());
      String week = get(line.weekend() ? "weekend" : "weekdays");
      Reason why = line.why();
      if (why != null) {
        lines.add(get("all-day-on", days, week, reason(why)));
      } else {
        String on =
            line.on().isEmpty()
                ? days + ", " + week + ": " + get("all-day-off")
                : get(
                    "on",
                    days,
                    week,
                    line.on().equals(List.of(Span.DAY))
                        ? get("always")
                        : Timetable.text(line.on()));
        lines.add(
            line.used() == 0
                ? on
                : on + " " + get("missed", texts.count(line.missed()), texts.count(line.used())));
      }
    }
    return lines;
  }
}
