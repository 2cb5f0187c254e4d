package io.garonne.publish.report;

import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * What a report is about.
 *
 * @param kind a month or a year
 * @param first its first month
 * @param last its last month; the first for a month
 */
public record ReportPeriod(Period kind, YearMonth first, YearMonth last) {
  private static final int MONTHS = 12;

  public ReportPeriod {
    if (kind == Period.MONTH ? !first.equals(last) : kind != Period.YEAR) {
      throw new IllegalArgumentException("a report is of a month or a year");
    }
  }

  public static ReportPeriod of(YearMonth month) {
    return new ReportPeriod(Period.MONTH, month, month);
  }

  /** A calendar year. */
  public static ReportPeriod of(int year) {
    return new ReportPeriod(Period.YEAR, YearMonth.of(year, 1), YearMonth.of(year, MONTHS));
  }

  public boolean isYear() {
    return kind == Period.YEAR;
  }

  /** The same a year before. */
  public ReportPeriod aYearBefore() {
    return new ReportPeriod(kind, first.minusMonths(MONTHS), last.minusMonths(MONTHS));
  }

  /** Whether it is a total of this period, by the clocks of its place. */
  boolean isOf(Total total) {
    return total.period() == kind && start(total).equals(first);
  }

  /** Whether it is a total of one of the months that are shown beside each other: twelve. */
  boolean isOneOfTheMonths(Total total) {
    YearMonth start = start(total);
    return total.period() == Period.MONTH
        && !start.isAfter(last)
        && start.isAfter(last.minusMonths(MONTHS));
  }

  /** Whether a report of it needs this total. */
  public boolean needs(Total total) {
    return total.scope().device() == null
        && (isOf(total) || aYearBefore().isOf(total) || isOneOfTheMonths(total));
  }

  /** Its last millisecond, since 1970 UTC. */
  public long end(ZoneId zone) {
    return last.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().toEpochMilli() - 1;
  }

  static YearMonth start(Total total) {
    return YearMonth.from(Instant.ofEpochMilli(total.start()).atZone(total.zone()));
  }
}
