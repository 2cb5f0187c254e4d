package io.garonne.model.schedule;

import io.garonne.model.advice.PrinterAdvice.HourOfWeek;
import io.garonne.model.calendar.SiteCalendar.DayKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Use and power by hour of the week and kind of day. */
final class HourProfile {
  private static final int HOURS = 168;

  private HourProfile() {}

  /** Those hours of which something is known. */
  static List<HourOfWeek> of(PrinterLog log) {
    Map<DayKind, long[][]> sums = new EnumMap<>(DayKind.class);
    for (int d = 0; d < log.days().size(); d++) {
      PrinterDay day = log.days().get(d);
      long[][] of = sums.computeIfAbsent(day.type().kind(), any -> new long[HOURS][3]);
      int midnight = (day.date().getDayOfWeek().getValue() - 1) * 24;
      for (int q = 0; q < day.quarters(); q++) {
        long[] hour = of[midnight + day.slot(q) / 4];
        if (day.isKnown(q)) {
          hour[0]++;
          hour[1] += log.isUsed(d, q) ? 1 : 0;
          hour[2] += day.power(q);
        }
      }
    }
    List<HourOfWeek> hours = new ArrayList<>();
    sums.forEach(
        (kind, of) -> {
          for (int h = 0; h < HOURS; h++) {
            if (of[h][0] > 0) {
              hours.add(
                  new HourOfWeek(
                      kind,
                      h,
                      Math.toIntExact(of[h][0]),
                      Math.toIntExact(of[h][1]),
                      of[h][2] / of[h][0]));
            }
          }
        });
    return hours;
  }
}
