package io.garonne.publish.export;

import io.garonne.model.Total;
import io.garonne.model.withholding.SmallGroups;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Takes out of a stream of short totals those that would tell of one person, as the command {@code
 * totals} does. Which ones these are is known once all sites have had the same local time; so it
 * holds back a little more than a day of the stream.
 */
final class Withholding {
  /** Between the first place on Earth that has a local time, and the last one. */
  private static final long EARTH = Duration.ofHours(26).toMillis();

  private final SmallGroups groups;
  private final Predicate<Total> wanted;
  private final Taker next;
  private final ArrayDeque<Total> waiting = new ArrayDeque<>();
  private final TreeMap<LocalDateTime, List<Total>> siteClasses = new TreeMap<>();
  private final Map<LocalDateTime, Judge> judges = new HashMap<>();
  private int withheld;

  /** Takes a total that may be shown. */
  interface Taker {
    /** In the order in which they came. */
    void take(Total total) throws IOException;
  }

  private record Judge(Predicate<Total> withholds, UnaryOperator<Total> pages) {}

  /**
   * Nothing held back yet.
   *
   * @param wanted which totals go on; others are only judged by
   */
  Withholding(SmallGroups groups, Predicate<Total> wanted, Taker next) {
    this.groups = groups;
    this.wanted = wanted;
    this.next = next;
  }

  /** A total of the one kind of period that is asked for; in the order of their starts. */
  void take(Total total) throws IOException {
    goOn(total.start() - EARTH);
    if (total.scope().site() != null
        && total.scope().equipmentClass() != null
        && total.scope().device() == null) {
      siteClasses.computeIfAbsent(local(total), at -> new ArrayList<>()).add(total);
    }
    if (wanted.test(total)) {
      waiting.add(total);
    }
  }

  /** That was the last one. */
  void end() throws IOException {
    goOn(Long.MAX_VALUE);
  }

  /** How many wanted totals were kept back. */
  int withheld() {
    return withheld;
  }

  private void goOn(long before) throws IOException {
    Total total = waiting.peek();
    while (total != null && total.start() < before) {
      waiting.remove();
      Judge judge = judges.computeIfAbsent(local(total), this::judge);
      if (judge.withholds().test(total)) {
        withheld++;
      } else {
        next.take(judge.pages().apply(total));
      }
      total = waiting.peek();
    }
    long first = total == null ? before : total.start();
    if (first != Long.MAX_VALUE) {
      LocalDateTime past =
          LocalDateTime.ofInstant(Instant.ofEpochMilli(first - EARTH), ZoneOffset.UTC);
      siteClasses.headMap(past).clear();
      judges.keySet().removeIf(at -> at.isBefore(past));
    }
  }

  private Judge judge(LocalDateTime at) {
    List<Total> then = siteClasses.getOrDefault(at, List.of());
    return new Judge(groups.withheldOf(then.stream()), groups.withPagesOf(then.stream()));
  }

  private static LocalDateTime local(Total total) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(total.start()), total.zone());
  }
}
