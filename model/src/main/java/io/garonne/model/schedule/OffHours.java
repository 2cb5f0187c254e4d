package io.garonne.model.schedule;

import io.garonne.model.advice.Band;
import io.garonne.model.advice.Reason;
import io.garonne.model.advice.Timetable;
import io.garonne.model.advice.Timetable.Span;
import io.garonne.model.calendar.SiteCalendar.DayKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The cheapest timetable for printers that are switched off outside it, and what it saves.
 *
 * <p>In a quarter-hour off, what the printer drew is saved, but for what it draws when it is off;
 * and what it drew beyond sleep for a job is not, as the job is done later. At the beginning of a
 * span it is heated up, and stays awake until its sleep timer has run out.
 *
 * <p>Used quarter-hours outside the timetable are missed jobs. Each gets a price, the same in all
 * types of days; the lowest price is taken at which not more are missed than is tolerated.
 */
final class OffHours {
  private static final int STEPS = 50;

  private final ScheduleSettings settings;
  private final List<One> printers;
  private final Map<DayType, Integer> year;
  private final Map<DayType, Seen> seen = new TreeMap<>();

  /** A printer, and how it would be off and on again. */
  private record One(PrinterLog log, long off, boolean offAssumed, WakeTail tail) {}

  /** A type of days: what is to be gained and lost in each quarter-hour of the clock. */
  private static final class Seen {
    private final double[] gain = new double[Timetable.QUARTERS];
    private final long[] used = new long[Timetable.QUARTERS];
    private final Set<LocalDate> weeks = new TreeSet<>();
    private final Set<LocalDate> days = new TreeSet<>();

    long used() {
      return Arrays.stream(used).sum();
    }
  }

  /**
   * What several printers would gain from one timetable, or one.
   *
   * @param year days of each type in the year that savings are stated for
   */
  OffHours(List<PrinterLog> logs, Map<DayType, Integer> year, ScheduleSettings settings) {
    this.settings = settings;
    this.year = year;
    this.printers =
        logs.stream()
            .map(
                log -> {
                  Levels.Level off = log.levels().off();
                  return new One(
                      log,
                      off == null ? settings.offPower() : off.power(),
                      off == null,
                      WakeTail.of(log));
                })
            .toList();
    for (One one : printers) {
      Map<DayType, double[]> gains = new TreeMap<>();
      Map<DayType, int[]> counts = new TreeMap<>();
      for (int d = 0; d < one.log.days().size(); d++) {
        PrinterDay day = one.log.days().get(d);
        Seen of = seen.computeIfAbsent(day.type(), any -> new Seen());
        if (day.known() > 0) {
          of.days.add(day.date());
          of.weeks.add(day.week());
        }
        double[] gain = gains.computeIfAbsent(day.type(), any -> new double[Timetable.QUARTERS]);
        int[] count = counts.computeIfAbsent(day.type(), any -> new int[Timetable.QUARTERS]);
        for (int q = 0; q < day.quarters(); q++) {
          of.used[day.slot(q)] += one.log.isUsed(d, q) ? 1 : 0;
          if (day.isKnown(q)) {
            gain[day.slot(q)] += gain(one, d, q);
            count[day.slot(q)]++;
          }
        }
      }
      gains.forEach(
          (type, gain) -> {
            Seen of = seen.getOrDefault(type, new Seen());
            int[] count = counts.getOrDefault(type, new int[Timetable.QUARTERS]);
            for (int slot = 0; slot < gain.length; slot++) {
              of.gain[slot] += count[slot] == 0 ? 0 : gain[slot] / count[slot];
            }
          });
    }
  }

  /** Millijoules that are saved if it is off in a quarter-hour. */
  private static double gain(One one, int d, int q) {
    long power = one.log.days().get(d).power(q);
    Levels levels = one.log.levels();
    Levels.Level rest = levels.sleep() != null ? levels.sleep() : levels.top();
    long saved = one.log.isUsed(d, q) && rest != null ? Math.min(power, rest.power()) : power;
    return Math.max(0, saved - one.off) * (double) PrinterDay.SECONDS;
  }

  /** The timetable. */
  Timetable timetable() {
    Map<DayType, List<Span>> best = spans(0);
    long tolerated = (long) Math.floor(settings.tolerated() * used());
    if (missed(best) > tolerated) {
      double low = 0;
      double high = 1_000;
      best = spans(high);
      while (missed(best) > tolerated) {
        high *= 10;
        best = spans(high);
      }
      for (int i = 0; i < STEPS; i++) {
        double price = (low + high) / 2;
        Map<DayType, List<Span>> spans = spans(price);
        if (missed(spans) > tolerated) {
          low = price;
        } else {
          high = price;
          best = spans;
        }
      }
    }
    List<Timetable.Line> lines = new ArrayList<>();
    for (Map.Entry<DayType, Seen> type : seen.entrySet()) {
      Seen of = type.getValue();
      List<Span> on = best.getOrDefault(type.getKey(), List.of(Span.DAY));
      DayKind kind = type.getKey().kind();
      lines.add(
          new Timetable.Line(
              kind,
              type.getKey().weekend(),
              of.days.size(),
              of.weeks.size(),
              of.used(),
              missed(of, on),
              on,
              isKnown(of) ? null : Reason.FEW_WEEKS));
    }
    return new Timetable(lines);
  }

  private boolean isKnown(Seen of) {
    return of.weeks.size() >= settings.leastWeeks();
  }

  private long used() {
    return seen.values().stream().filter(this::isKnown).mapToLong(Seen::used).sum();
  }

  /** Spans by type, if a missed quarter-hour costs so much of a year's energy. */
  private Map<DayType, List<Span>> spans(double price) {
    Map<DayType, List<Span>> spans = new TreeMap<>();
    seen.forEach(
        (type, of) -> {
          if (isKnown(of)) {
            int days = year.getOrDefault(type, 0);
            double[] off = new double[Timetable.QUARTERS];
            for (int slot = 0; slot < off.length; slot++) {
              off[slot] = of.gain[slot] * days - of.used[slot] * price;
            }
            spans.put(type, SpanSearch.best(off, start() * days));
          }
        });
    return spans;
  }

  private double start() {
    double sum = 0;
    for (One one : printers) {
      sum += settings.wake() + one.tail.energy();
    }
    return sum;
  }

  private long missed(Map<DayType, List<Span>> spans) {
    long missed = 0;
    for (Map.Entry<DayType, List<Span>> type : spans.entrySet()) {
      missed += missed(seen.getOrDefault(type.getKey(), new Seen()), type.getValue());
    }
    return missed;
  }

  private static long missed(Seen of, List<Span> spans) {
    boolean[] on = SpanSearch.isOn(spans);
    long missed = 0;
    for (int slot = 0; slot < on.length; slot++) {
      missed += on[slot] ? 0 : of.used[slot];
    }
    return missed;
  }

  /** Whether what it draws when it is off has not been seen of any of them. */
  boolean offAssumed() {
    return printers.stream().anyMatch(One::offAssumed);
  }

  /** Milliwatts that all of them draw off. */
  long off() {
    return printers.stream().mapToLong(One::off).sum();
  }

  /** What a timetable saves in a year, of all printers together. */
  Band saving(Timetable timetable) {
    Band sum = new Band(0, 0, 0);
    for (One one : printers) {
      sum = sum.plus(saving(one, timetable));
    }
    return sum;
  }

  private Band saving(One one, Timetable timetable) {
    DaySavings savings = new DaySavings();
    Map<DayType, Double> offQuarters = new TreeMap<>();
    Map<DayType, Double> starts = new TreeMap<>();
    for (Timetable.Line line : timetable.lines()) {
      DayType type = new DayType(line.kind(), line.weekend());
      boolean[] on = SpanSearch.isOn(line.on());
      double off = 0;
      double switched = 0;
      for (int slot = 0; slot < on.length; slot++) {
        off += on[slot] ? 0 : 1;
        switched += SpanSearch.isStart(on, slot) ? 1 : 0;
      }
      offQuarters.put(type, off);
      starts.put(type, switched);
      if (off > 0) {
        for (int d = 0; d < one.log.days().size(); d++) {
          if (one.log.days().get(d).type().equals(type)) {
            addDay(one, d, line.on(), savings);
          }
        }
      }
    }
    if (savings.isEmpty()) {
      return new Band(0, 0, 0);
    }
    double mid = savings.year(year);
    double[] draws = savings.draws(year);
    // What was not measured: it may draw nothing when it is off, and heating up may take less or
    // more.
    double time = one.offAssumed ? PrinterDay.SECONDS * year(offQuarters) : 0;
    double offMore = (settings.offMost() - settings.offPower()) * time;
    double offLess = settings.offPower() * time;
    double wakeLess = (settings.wake() - settings.wakeLow()) * year(starts);
    double wakeMore = (settings.wakeHigh() - settings.wake()) * year(starts);
    return new Band(
        Math.round(Math.min(mid, DaySavings.low(draws)) - wakeMore - offMore),
        Math.round(mid),
        Math.round(Math.max(mid, DaySavings.high(draws)) + wakeLess + offLess));
  }

  private double year(Map<DayType, Double> aDay) {
    double sum = 0;
    for (Map.Entry<DayType, Double> type : aDay.entrySet()) {
      sum += type.getValue() * year.getOrDefault(type.getKey(), 0);
    }
    return sum;
  }

  /** One day's saving, if at least half of its time off is known: the rest is taken to be alike. */
  private void addDay(One one, int d, List<Span> spans, DaySavings savings) {
    PrinterDay day = one.log.days().get(d);
    boolean[] on = SpanSearch.isOn(spans);
    int off = 0;
    int known = 0;
    double gain = 0;
    double cost = 0;
    for (int q = 0; q < day.quarters(); q++) {
      int slot = day.slot(q);
      if (!on[slot]) {
        off++;
        if (day.isKnown(q)) {
          known++;
          gain += gain(one, d, q);
        }
      } else if (SpanSearch.isStart(on, slot)) {
        cost += settings.wake() + tailEnergy(one, d, q);
      }
    }
    if (known * 2 >= off && known > 0) {
      savings.add(day, gain * off / known - cost);
    }
  }

  /** What it draws more for being awake at first, where it was asleep. */
  private static double tailEnergy(One one, int d, int start) {
    Levels.Level sleep = one.log.levels().sleep();
    if (sleep == null) {
      return 0;
    }
    PrinterDay day = one.log.days().get(d);
    double energy = one.tail.energy();
    int quarters = one.tail.quarters();
    for (int q = start; q < day.quarters() && q < start + quarters; q++) {
      // Where it was awake anyway; what it drew for work is none of it.
      double excess = Math.max(0, day.power(q) - sleep.power()) * (double) PrinterDay.SECONDS;
      energy -= Math.min(excess, (double) one.tail.energy() / quarters);
    }
    return Math.max(0, energy);
  }
}
