package io.garonne.twin;

import io.garonne.model.load.DayCurve;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The true quarter-hours of one shared printer, without messages and meters between: so a year of
 * it is there in a moment, as it is and as it would be with other settings.
 */
public final class PrinterYears {
  /** As other equipment of the twin. */
  private static final int UNREST_PERMILLE = 60;

  private PrinterYears() {}

  /**
   * Load curves of days, energy cut to whole millijoules.
   *
   * @param seed of everything drawn: printers of two seeds are two printers
   * @param from first day
   * @param to day after the last
   * @param zone the site's
   */
  public static SortedMap<LocalDate, DayCurve> curves(
      long seed, LocalDate from, LocalDate to, ZoneId zone, PrinterSetting setting) {
    long epoch = from.atStartOfDay(zone).toInstant().toEpochMilli();
    Days days = new Days(zone, epoch);
    LoadDay load = new LoadDay();
    Load printer = new PrinterLoad(setting);
    SortedMap<LocalDate, DayCurve> curves = new TreeMap<>();
    for (int i = 0; days.day(i).date().isBefore(to); i++) {
      Days.Day day = days.day(i);
      load.begin(day, Draw.hash(seed, 3), UNREST_PERMILLE);
      printer.describe(load, seed, seed, day);
      load.end();
      int quarters = (int) (day.minutes() * 60_000L / DayCurve.QUARTER);
      long[] energies = new long[quarters];
      long[] booked = new long[quarters];
      long[] pages = new long[quarters];
      for (int q = 0; q < quarters; q++) {
        long start = q * DayCurve.QUARTER;
        boolean last = q + 1 == quarters;
        long energy = last ? load.energy() : load.energyUntil(start + DayCurve.QUARTER);
        long printed = last ? load.pages() : load.pagesUntil(start + DayCurve.QUARTER);
        energies[q] = energy / 1000 - load.energyUntil(start) / 1000;
        booked[q] = DayCurve.QUARTER;
        pages[q] = printed - load.pagesUntil(start);
      }
      curves.put(day.date(), DayCurve.of(day.date(), zone, energies, booked, pages));
    }
    return curves;
  }
}
