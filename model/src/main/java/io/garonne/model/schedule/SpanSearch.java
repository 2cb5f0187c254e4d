package io.garonne.model.schedule;

import io.garonne.model.advice.Timetable;
import io.garonne.model.advice.Timetable.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The best spans of a day in which something is on: at most two, on the grid of quarter-hours, with
 * a pause of at least two hours between, as nobody is served by shorter ones. Exact, by dynamic
 * programming over the quarter-hours and the five phases off, on, pause, on, off.
 */
final class SpanSearch {
  /** Quarter-hours. */
  static final int LEAST_PAUSE = 8;

  private static final int QUARTERS = Timetable.QUARTERS;
  private static final int BEFORE = 0;
  private static final int FIRST = 1;
  private static final int PAUSE = 2;
  private static final int SECOND = 3;
  private static final int AFTER = 4;
  private static final double NEVER = -1e300;

  private final double[] off;
  private final double start;
  private final double startAtMidnight;
  private final double[][] gain = new double[QUARTERS + 1][AFTER + 1];
  private final int[][] next = new int[QUARTERS][AFTER + 1];

  private SpanSearch(double[] off, double start, double startAtMidnight) {
    this.off = off;
    this.start = start;
    this.startAtMidnight = startAtMidnight;
  }

  /**
   * The spans with the greatest gain; of equal ones those that are on longer.
   *
   * @param off what it gains to be off in each of 96 quarter-hours, may be below 0
   * @param start what it costs to begin a span. One that begins at midnight goes on from the day
   *     before, which is alike, if that was on at its end
   */
  static List<Span> best(double[] off, double start) {
    SpanSearch any = new SpanSearch(off, start, start);
    double gain = any.run();
    double[] ends = off.clone();
    ends[0] = NEVER;
    ends[QUARTERS - 1] = NEVER;
    SpanSearch overMidnight = new SpanSearch(ends, start, 0);
    return overMidnight.run() >= gain ? overMidnight.spans() : any.spans();
  }

  private double run() {
    for (int q = QUARTERS - 1; q >= 0; q--) {
      for (int phase = AFTER; phase >= BEFORE; phase--) {
        boolean isOn = phase == FIRST || phase == SECOND;
        gain[q][phase] = gain[q + 1][phase] + (isOn ? 0 : off[q]);
        next[q][phase] = phase;
      }
      // From the last phase on, as each may at once become one that follows.
      leave(q, SECOND);
      enter(q, PAUSE, SECOND);
      leave(q, FIRST);
      if (q + LEAST_PAUSE <= QUARTERS) {
        double pause = gain[q + LEAST_PAUSE][PAUSE];
        for (int i = 0; i < LEAST_PAUSE; i++) {
          pause += off[q + i];
        }
        if (pause > gain[q][FIRST]) {
          gain[q][FIRST] = pause;
          next[q][FIRST] = PAUSE;
        }
      }
      enter(q, BEFORE, FIRST);
    }
    return gain[0][BEFORE];
  }

  /** Off for the rest of the day, if that is better than to stay on. */
  private void leave(int q, int from) {
    if (gain[q][AFTER] > gain[q][from]) {
      gain[q][from] = gain[q][AFTER];
      next[q][from] = AFTER;
    }
  }

  /** On from here on, if that is no worse than to stay off. */
  private void enter(int q, int from, int to) {
    double change = gain[q][to] - (q == 0 ? startAtMidnight : start);
    if (change >= gain[q][from]) {
      gain[q][from] = change;
      next[q][from] = next[q][to];
    }
  }

  private List<Span> spans() {
    boolean[] on = new boolean[QUARTERS];
    int phase = BEFORE;
    for (int q = 0; q < QUARTERS; ) {
      int now = next[q][phase];
      int length = now == PAUSE && phase != PAUSE ? LEAST_PAUSE : 1;
      Arrays.fill(on, q, q + length, now == FIRST || now == SECOND);
      phase = now;
      q += length;
    }
    List<Span> spans = new ArrayList<>();
    int begin = -1;
    for (int q = 0; q <= QUARTERS; q++) {
      boolean isOn = q < QUARTERS && on[q];
      if (isOn && begin < 0) {
        begin = q;
      } else if (!isOn && begin >= 0) {
        spans.add(new Span(begin, q));
        begin = -1;
      }
    }
    return spans;
  }

  /** Whether each of 96 quarter-hours is in one of the spans. */
  static boolean[] isOn(List<Span> spans) {
    boolean[] on = new boolean[QUARTERS];
    for (Span span : spans) {
      Arrays.fill(on, span.from(), span.to(), true);
    }
    return on;
  }

  /** Whether it is switched on in this quarter-hour, on a day between days that are alike. */
  static boolean isStart(boolean[] on, int quarter) {
    return on[quarter] && !on[(quarter + QUARTERS - 1) % QUARTERS];
  }
}
