package io.garonne.twin;

import io.garonne.model.Reading;
import io.garonne.model.advice.Timetable.Span;
import java.util.Arrays;
import java.util.List;

/**
 * A shared printer: asleep, woken by a job, ready until its timer runs out, asleep again. One in
 * eight has its timer switched off and stays ready all night; that is there to be found.
 *
 * <p>With times set it is off outside them, all but a little. When it is switched on, it heats up
 * for some seconds and is ready until its timer runs out. A job that finds it off is printed when
 * it is on again; who knows that it will not be on again that day prints shortly before.
 */
record PrinterLoad(PrinterSetting setting) implements Load {
  private static final int[] TIMERS = {5, 15, 15, 30, 30, 60, 60, Integer.MAX_VALUE / 2};
  private static final int QUARTER = 15;
  private static final int LAST_MINUTES = 5;

  @Override
  public void describe(LoadDay out, long seed, long person, Days.Day day) {
    Draw habits = Draw.of(seed, 1);
    long sleep = habits.between(1_200, 6_000);
    long ready = habits.between(28_000, 62_000);
    long printing = habits.between(300_000, 650_000);
    int pagesPerMinute = (int) habits.between(12, 40);
    int ownTimer = TIMERS[(int) habits.between(0, TIMERS.length - 1)];
    int jobsPerDay = (int) habits.between(6, 45);
    long off = habits.between(100, 500);
    long warmUp = habits.between(180_000, 480_000);
    int timer = setting.sleepTimer() == null ? ownTimer : setting.sleepTimer();
    Draw draw = Draw.of(seed, 2, day.date().toEpochDay());
    int[] jobs = new int[draw.count(jobsPerDay * day.presence())];
    for (int i = 0; i < jobs.length; i++) {
      jobs[i] = draw.around(7 * 60 + 45, 18 * 60 + 30);
    }
    List<Span> times = setting.times() == null ? List.of(Span.DAY) : setting.times().on(day.date());
    int last = times.isEmpty() ? 0 : times.get(times.size() - 1).to() * QUARTER - LAST_MINUTES;
    for (int i = 0; i < jobs.length; i++) {
      jobs[i] = Math.min(jobs[i], last);
    }
    Arrays.sort(jobs);
    boolean always = timer > 1440;
    out.from(0, off, Reading.State.OFF, 0);
    int next = 0;
    for (Span span : times) {
      int begin = span.from() * QUARTER;
      int end = span.to() == Span.DAY.to() ? day.minutes() : span.to() * QUARTER;
      int free = begin;
      if (begin == 0) {
        out.from(0, always ? ready : sleep, always ? Reading.State.IDLE : Reading.State.SLEEP, 0);
      } else {
        free = begin + 1;
        out.from(begin, warmUp, Reading.State.IDLE, 0);
        out.from(free, ready, Reading.State.IDLE, 0);
        int first = next < jobs.length ? Math.max(jobs[next], free) : Integer.MAX_VALUE;
        asleep(out, free, timer, Math.min(first, end), sleep, always);
      }
      for (; next < jobs.length && jobs[next] < end; next++) {
        int start = Math.max(jobs[next], free);
        free = start + (int) draw.between(1, 4);
        out.from(
            start,
            printing * draw.between(850, 1100) / 1000,
            Reading.State.PRINTING,
            pagesPerMinute);
        out.from(free, ready, Reading.State.IDLE, 0);
        int then = next + 1 < jobs.length ? Math.max(jobs[next + 1], free) : Integer.MAX_VALUE;
        asleep(out, free, timer, Math.min(then, end), sleep, always);
      }
      if (end < day.minutes()) {
        out.from(Math.max(end, free), off, Reading.State.OFF, 0);
      }
    }
  }

  /** It sleeps when its timer has run out, if nothing comes before. */
  private static void asleep(
      LoadDay out, int free, int timer, int before, long sleep, boolean always) {
    if (!always && free + timer < before) {
      out.from(free + timer, sleep, Reading.State.SLEEP, 0);
    }
  }
}
