package io.garonne.model.calendar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Some time.
 *
 * @param from milliseconds since 1970 UTC, inclusive
 * @param to milliseconds since 1970 UTC, exclusive, after {@code from}
 */
record Span(long from, long to) {
  Span {
    if (from >= to) {
      throw new IllegalArgumentException("from is not before to");
    }
  }

  /** Adds what of a time is within limits, if anything is. */
  static void addWithin(long from, long to, long first, long last, List<Span> spans) {
    long start = Math.max(from, first);
    long end = Math.min(to, last);
    if (start < end) {
      spans.add(new Span(start, end));
    }
  }

  /** The same time as spans in order that neither overlap nor touch. */
  static List<Span> union(List<Span> spans) {
    List<Span> union = new ArrayList<>();
    for (Span span : spans.stream().sorted(Comparator.comparingLong(Span::from)).toList()) {
      Span last = union.isEmpty() ? null : union.get(union.size() - 1);
      if (last == null || last.to < span.from) {
        union.add(span);
      } else {
        union.set(union.size() - 1, new Span(last.from, Math.max(last.to, span.to)));
      }
    }
    return union;
  }

  /** The time that is in {@code spans} and not in {@code without}, as a union. */
  static List<Span> minus(List<Span> spans, List<Span> without) {
    List<Span> holes = union(without);
    List<Span> rest = new ArrayList<>();
    for (Span span : union(spans)) {
      long at = span.from;
      for (Span hole : holes) {
        addWithin(at, hole.from, span.from, span.to, rest);
        at = Math.max(at, hole.to);
      }
      addWithin(at, span.to, span.from, span.to, rest);
    }
    return rest;
  }

  /** Milliseconds in spans that do not overlap. */
  static long millis(List<Span> union) {
    return union.stream().mapToLong(span -> span.to - span.from).sum();
  }
}
