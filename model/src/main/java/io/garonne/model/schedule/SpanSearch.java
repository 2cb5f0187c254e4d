package io.garonne.model.schedule;

import io.garonne.model.advice.Timetable;
import io.garonne.model.advice.Timetable.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The best spans of a day in which something is on: at most two, on the grid of quarter-hours.
 * Exact, by dynamic programming over the quarter-hours and the five phases off, on, off, on, off.
 */
final class SpanSearch {
  private static final int PHASES = 5;

  private SpanSearch() {}

  /**
   * The spans with the greatest gain; of equal ones those that are on longer.
   *
   * @param off what it gains to be off in each of 96 quarter-hours, may be below 0
   * @param start what it costs to begin a span
   */
  static List<Span> best(double[] off, double start) {
    int quarters = Timetable.QUARTERS;
    double[][] gain = new double[quarters + 1][PHASES];
    int[][] from = new int[quarters][PHASES];
    for (int q = quarters - 1; q >= 0; q--) {
      for (int phase = 0; phase < PHASES; phase++) {
        boolean isOn = phase % 2 == 1;
        double stay = gain[q + 1][phase] + (isOn ? 0 : off[q]);
        from[q][phase] = phase;
        gain[q][phase] = stay;
      }
      // A phase may begin here, and the next one too: from the last on, as each looks at the next.
      for (int phase = PHASES - 2; phase >= 0; phase--) {
        boolean intoOn = phase % 2 == 0;
        // What is on from midnight on has been on: nothing is switched.
        double change = gain[q][phase + 1] - (intoOn && q > 0 ? start : 0);
        if (intoOn ? change >= gain[q][phase] : change > gain[q][phase]) {
          gain[q][phase] = change;
          from[q][phase] = from[q][phase + 1];
        }
      }
    }
    int[] phases = new int[quarters];
    int phase = 0;
    for (int q = 0; q < quarters; q++) {
      phase = from[q][phase];
      phases[q] = phase;
    }
    return spans(phases);
  }

  private static List<Span> spans(int[] phases) {
    List<Span> spans = new ArrayList<>();
    int begin = -1;
    for (int q = 0; q <= phases.length; q++) {
      boolean isOn = q < phases.length && phases[q] % 2 == 1;
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
    boolean[] on = new boolean[Timetable.QUARTERS];
    for (Span span : spans) {
      Arrays.fill(on, span.from(), span.to(), true);
    }
    return on;
  }
}
