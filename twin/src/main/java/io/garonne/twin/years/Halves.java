package io.garonne.twin.years;

import io.garonne.model.indicator.HalfMonth;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/** The halves of the months of two years, by number. */
final class Halves {
  static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  static final YearMonth FIRST = YearMonth.of(2025, 1);
  static final int MONTHS = 24;

  /** How many; as the end of something: after the two years. */
  static final int COUNT = 2 * MONTHS;

  private static final List<HalfMonth> ALL =
      IntStream.range(0, COUNT)
          .mapToObj(i -> new HalfMonth(FIRST.plusMonths(i / 2), i % 2 == 1))
          .toList();
  private static final long[] MILLIS =
      ALL.stream().mapToLong(half -> startOf(half.end()) - startOf(half.start())).toArray();

  private Halves() {}

  private static long startOf(LocalDate day) {
    return day.atStartOfDay(ZONE).toInstant().toEpochMilli();
  }

  static HalfMonth get(int number) {
    return ALL.get(number);
  }

  static long millis(int number) {
    return MILLIS[number];
  }

  /** The half with which a month begins. */
  static int of(int year, int month) {
    return 2 * (int) FIRST.until(YearMonth.of(year, month), ChronoUnit.MONTHS);
  }

  static LocalDate start(int number) {
    return number == COUNT ? FIRST.plusMonths(MONTHS).atDay(1) : get(number).start();
  }
}
