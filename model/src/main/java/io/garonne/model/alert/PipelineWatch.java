package io.garonne.model.alert;

import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.alert.Remembered.DeadLetters;
import io.garonne.model.alert.Remembered.Side;
import io.garonne.model.alert.Remembered.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether Garonne itself does what it should, and its programme what it promised. One thread. */
final class PipelineWatch {
  private static final long MINUTE = 60_000L;

  private final AlertSettings settings;
  private final AlertBook book;

  /** Since when something has been the matter, by what. */
  private final Map<String, Long> since = new HashMap<>();

  PipelineWatch(AlertSettings settings, AlertBook book) {
    this.settings = settings;
    this.book = book;
  }

  /** Dead letters with one more. */
  DeadLetters with(DeadLetters before, long at) {
    TreeMap<Long, Integer> byMinute = new TreeMap<>(before.byMinute());
    byMinute.merge(at / MINUTE, 1, Integer::sum);
    byMinute.headMap(byMinute.lastKey() - settings.deadLettersWithin().toMinutes(), false).clear();
    return new DeadLetters(byMinute);
  }

  void deadLetters(Map<String, DeadLetters> byReason, long now) {
    long from = (now - settings.deadLettersWithin().toMillis()) / MINUTE;
    byReason.forEach(
        (reason, letters) -> {
          Map<Long, Integer> recent = new TreeMap<>(letters.byMinute()).tailMap(from, true);
          long count = recent.values().stream().mapToLong(Integer::longValue).sum();
          if (count >= settings.deadLetters()) {
            long first = recent.keySet().iterator().next() * MINUTE;
            book.hold(
                pipeline(
                    "dead-letters\t" + reason,
                    first,
                    count,
                    settings.deadLetters(),
                    "dead letters for the reason " + reason));
          }
        });
  }

  /** Looks at the ledger's sides. */
  void ledger(Map<String, Side> sides, long now) {
    if (sides.isEmpty()) {
      return;
    }
    long newest = sides.values().stream().mapToLong(Side::at).max().orElseThrow();
    List<Ledger> all = sides.values().stream().map(Side::ledger).toList();
    LedgerBalance balance = LedgerBalance.of(all, now - newest);
    Map<String, LedgerBalance.Mismatch> mismatches = new TreeMap<>();
    balance.mismatches().forEach(m -> mismatches.put("ledger\t" + m.instance(), m));
    boolean isLate = balance.readingsUnderWay() > settings.lateReadings();
    since
        .keySet()
        .removeIf(what -> !mismatches.containsKey(what) && !(isLate && what.equals("late")));
    mismatches.forEach(
        (about, m) -> {
          if (isSettled(about, now)) {
            book.hold(
                new AlertBook.Held(
                    Alert.Kind.LEDGER_MISMATCH,
                    about,
                    Severity.WARNING,
                    Place.ESTATE,
                    since.getOrDefault(about, now),
                    m.out(),
                    m.in(),
                    "count",
                    m.instance() + " does not account for what went in"));
          }
        });
    if (isLate && isSettled("late", now)) {
      book.hold(
          pipeline(
              "late",
              since.getOrDefault("late", now),
              balance.readingsUnderWay(),
              settings.lateReadings(),
              "readings are stored and not metered yet"));
    }
  }

  /** Counters of several instances are written one after the other: a moment means nothing. */
  private boolean isSettled(String what, long now) {
    return now - since.computeIfAbsent(what, key -> now) >= settings.settleFor().toMillis();
  }

  private static AlertBook.Held pipeline(
      String about, long since, long value, long limit, String detail) {
    return new AlertBook.Held(
        Alert.Kind.PIPELINE,
        about,
        Severity.WARNING,
        Place.ESTATE,
        since,
        value,
        limit,
        "count",
        detail);
  }

  /** Looks at the programme's indicators. */
  void target(Map<String, Standing> indicators, long now) {
    indicators.forEach(
        (indicator, standing) -> {
          if (standing.isBehind()) {
            book.hold(drift(indicator, standing, now));
          }
        });
  }

  private static AlertBook.Held drift(String indicator, Standing standing, long now) {
    return new AlertBook.Held(
        Alert.Kind.TARGET_DRIFT,
        indicator,
        Severity.WARNING,
        Place.ESTATE,
        now,
        standing.change(),
        standing.due(),
        "ppm",
        indicator + ": the twelve months to " + standing.month() + " are behind the path");
  }
}
