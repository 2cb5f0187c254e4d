package io.garonne.twin;

import io.garonne.model.Reading;
import java.util.Arrays;

/**
 * A shared printer: asleep, woken by a job, ready until its timer runs out, asleep again. One in
 * eight has its timer switched off and stays ready all night; that is there to be found.
 */
record PrinterLoad() implements Load {
  private static final int[] TIMERS = {5, 15, 15, 30, 30, 60, 60, Integer.MAX_VALUE / 2};

  @Override
  public void describe(LoadDay out, long seed, long person, Days.Day day) {
    Draw habits = Draw.of(seed, 1);
    long sleep = habits.between(1_200, 6_000);
    long ready = habits.between(28_000, 62_000);
    long printing = habits.between(300_000, 650_000);
    int pagesPerMinute = (int) habits.between(12, 40);
    int timer = TIMERS[(int) habits.between(0, TIMERS.length - 1)];
    int jobsPerDay = (int) habits.between(6, 45);
    Draw draw = Draw.of(seed, 2, day.date().toEpochDay());
    int[] jobs = new int[draw.count(jobsPerDay * day.presence())];
    for (int i = 0; i < jobs.length; i++) {
      jobs[i] = draw.around(7 * 60 + 45, 18 * 60 + 30);
    }
    Arrays.sort(jobs);
    boolean always = timer > 1440;
    out.from(0, always ? ready : sleep, always ? Reading.State.IDLE : Reading.State.SLEEP, 0);
    int free = 0;
    for (int i = 0; i < jobs.length; i++) {
      int start = Math.max(jobs[i], free);
      free = start + (int) draw.between(1, 4);
      out.from(
          start, printing * draw.between(850, 1100) / 1000, Reading.State.PRINTING, pagesPerMinute);
      out.from(free, ready, Reading.State.IDLE, 0);
      int next = i + 1 < jobs.length ? Math.max(jobs[i + 1], free) : Integer.MAX_VALUE;
      if (!always && free + timer < next) {
        out.from(free + timer, sleep, Reading.State.SLEEP, 0);
      }
    }
  }
}
