package io.garonne.model.metering;

import io.garonne.model.calendar.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the rules make of a trace; energies in millijoules, times in milliseconds.
 *
 * @param sum over all slots
 * @param counts how often the register did what it should not
 * @param byLocalDay energy of each local day in which something was booked
 * @param byLocalMonth likewise of each month
 * @param zone whose days and months they are
 * @param lines lines of the trace
 * @param instants different instants among them that said anything
 * @param voidFields fields that said something that cannot be
 */
public record MeterReport(
    SlotEnergy sum,
    Counts counts,
    SortedMap<LocalDate, Long> byLocalDay,
    SortedMap<YearMonth, Long> byLocalMonth,
    ZoneId zone,
    long lines,
    long instants,
    long voidFields) {

  /** Meters a trace by the plain definition. */
  public static MeterReport of(
      MeterTrace trace, MeterProfile profile, ZoneId zone, long horizonMillis) {
    List<Sample> samples = trace.samples(profile);
    PlainMeter.Result result = PlainMeter.of(samples, profile, horizonMillis);
    return of(
        result.slots(),
        result.counts(),
        zone,
        trace.lines().size(),
        samples.size(),
        trace.voidFields(profile));
  }

  /** The report of slots that were metered in whatever way. */
  public static MeterReport of(
      SortedMap<Long, SlotEnergy> slots,
      Counts counts,
      ZoneId zone,
      long lines,
      long instants,
      long voidFields) {
    SlotEnergy sum = SlotEnergy.ZERO;
    SortedMap<LocalDate, Long> byDay = new TreeMap<>();
    SortedMap<YearMonth, Long> byMonth = new TreeMap<>();
    for (var entry : slots.entrySet()) {
      SlotEnergy slot = entry.getValue();
      sum = sum.plus(slot);
      if (slot.booked() != 0) {
        long start = Period.DAY.startOf(entry.getKey(), zone);
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(start), zone);
        byDay.merge(day, slot.energy(), Long::sum);
        byMonth.merge(YearMonth.from(day), slot.energy(), Long::sum);
      }
    }
    return new MeterReport(sum, counts, byDay, byMonth, zone, lines, instants, voidFields);
  }
}
