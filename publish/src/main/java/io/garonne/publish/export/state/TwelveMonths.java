package io.garonne.publish.export.state;

import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Twelve whole months: only of these anything is called the consumption of a year.
 *
 * @param last the last one
 */
public record TwelveMonths(YearMonth last) {
  static final int COUNT = 12;

  YearMonth first() {
    return last.minusMonths(COUNT - 1);
  }

  /** Which of the twelve a month is, from 0 on; −1: none of them. */
  int index(YearMonth month) {
    long index = ChronoUnit.MONTHS.between(first(), month);
    return index < 0 || index >= COUNT ? -1 : (int) index;
  }

  /** Their beginning in a zone, milliseconds since 1970 UTC. */
  long from(ZoneId zone) {
    return first().atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** Their end in a zone, exclusive, milliseconds since 1970 UTC. */
  long to(ZoneId zone) {
    return last.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** As the source of a figure says it: {@code 2025-10-2026-09}. */
  public String label() {
    return first() + "-" + last;
  }
}
