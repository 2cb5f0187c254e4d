package io.garonne.model.calendar;

import java.time.LocalDate;
import java.time.Month;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The public holidays that can be computed: those of article L3133-1 of the French labour code.
 * Whit Monday is one, whether or not an employer has chosen it for the day of solidarity; those of
 * the overseas departments are not among them (write lines of kind {@code holiday}).
 */
public enum PublicHolidays {
  /** None: sites elsewhere, whose holidays are written as lines. */
  NONE,
  /** The eleven of France. */
  FRANCE,
  /** Those, Good Friday and 26 December: Bas-Rhin, Haut-Rhin and Moselle. */
  ALSACE_MOSELLE;

  /**
   * Names (in French, as in the code) by date, sorted; unmodifiable.
   *
   * @param year of the Gregorian calendar, from 1583 on; the list is that of today, which holds
   *     since 1982
   * @throws IllegalArgumentException if there was no such year
   */
  public SortedMap<LocalDate, String> of(int year) {
    SortedMap<LocalDate, String> days = new TreeMap<>();
    LocalDate easter = easter(year);
    if (this != NONE) {
      days.put(LocalDate.of(year, Month.JANUARY, 1), "1er janvier");
      days.put(LocalDate.of(year, Month.MAY, 1), "1er mai");
      days.put(LocalDate.of(year, Month.MAY, 8), "8 mai");
      days.put(LocalDate.of(year, Month.JULY, 14), "14 juillet");
      days.put(LocalDate.of(year, Month.AUGUST, 15), "Assomption");
      days.put(LocalDate.of(year, Month.NOVEMBER, 1), "Toussaint");
      days.put(LocalDate.of(year, Month.NOVEMBER, 11), "11 novembre");
      days.put(LocalDate.of(year, Month.DECEMBER, 25), "Noël");
      // Ascension Day may fall on 1 or 8 May: one holiday with two names.
      days.put(easter.plusDays(1), "lundi de Pâques");
      days.merge(easter.plusDays(39), "Ascension", (fixed, moving) -> fixed + ", " + moving);
      days.put(easter.plusDays(50), "lundi de Pentecôte");
    }
    if (this == ALSACE_MOSELLE) {
      days.put(easter.minusDays(2), "Vendredi saint");
      days.put(LocalDate.of(year, Month.DECEMBER, 26), "26 décembre");
    }
    return Collections.unmodifiableSortedMap(days);
  }

  /** Whether a date is one of them. */
  public boolean isHoliday(LocalDate date) {
    return this != NONE && of(date.getYear()).containsKey(date);
  }

  /**
   * Easter Sunday by the Gregorian computus (the "anonymous" one: Butcher 1876, Meeus, Astronomical
   * Algorithms, chapter 8).
   *
   * @throws IllegalArgumentException if the year is before 1583
   */
  public static LocalDate easter(int year) {
    if (year < 1583) {
      throw new IllegalArgumentException("no Gregorian Easter before 1583");
    }
    int golden = year % 19;
    int century = year / 100;
    int inCentury = year % 100;
    int epact =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (inCentury / 4) - epact - inCentury % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int month = (epact + weekday - 7 * late + 114) / 31;
    int day = (epact + weekday - 7 * late + 114) % 31 + 1;
    return LocalDate.of(year, month, day);
  }
}
