package io.garonne.model.inventory;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Ages in years by the calendar: whole years, and the days since the last anniversary divided by
 * 365.25. Something of 29 February has its anniversary on the 28th in other years. So an age is a
 * whole number exactly on anniversaries, and below it on every day before.
 */
final class Age {
  private static final BigDecimal DAYS_OF_A_YEAR = new BigDecimal("365.25");

  /** Of a single age; a mean is rounded once more. */
  private static final int DECIMALS = 6;

  private Age() {}

  /**
   * Age on a day, in years with six decimals, rounded half to even.
   *
   * @throws IllegalArgumentException if the day is before the start
   */
  static BigDecimal years(LocalDate start, LocalDate day) {
    if (day.isBefore(start)) {
      throw new IllegalArgumentException("an age below 0");
    }
    int years = day.getYear() - start.getYear();
    if (start.plusYears(years).isAfter(day)) {
      years--;
    }
    long days = ChronoUnit.DAYS.between(start.plusYears(years), day);
    return BigDecimal.valueOf(years)
        .add(BigDecimal.valueOf(days).divide(DAYS_OF_A_YEAR, DECIMALS, RoundingMode.HALF_EVEN));
  }
}
