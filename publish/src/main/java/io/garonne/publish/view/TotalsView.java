package io.garonne.publish.view;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import io.garonne.publish.persons.CellMonths;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Days, months and years, the latest of each key: every month and year, and the days that ended in
 * the last {@link #DAYS_KEPT} days. Beside them each scope's newest day that saw a device, however
 * old, so that a page over recorded history is not empty.
 */
public final class TotalsView implements View {
  /** How long a day is remembered. */
  public static final int DAYS_KEPT = 62;

  private static final int TAKEN_BETWEEN_CLEARINGS = 10_000;

  private final InstantSource clock;
  private final ConcurrentHashMap<String, Total> latest = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Scope, Total> newestDays = new ConcurrentHashMap<>();
  private final AtomicLong changesOfMonths = new AtomicLong();
  private long clearedAt;
  private int takenSince;

  public TotalsView(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Topics topic() {
    return Topics.TOTALS;
  }

  @Override
  public void take(String key, byte[] value) {
    Total total = TotalJson.read(value);
    if (total.period() == Period.DAY) {
      rememberNewest(total);
    }
    if (isKept(total)) {
      Total before = latest.put(key, total);
      if (CellMonths.tellsOtherwise(before, total)) {
        changesOfMonths.incrementAndGet();
      }
    } else {
      latest.remove(key);
    }
    clearSometimes();
  }

  private void rememberNewest(Total day) {
    Total newest = newestDays.get(day.scope());
    if (newest != null && newest.start() > day.start()) {
      return;
    }
    if (day.devices() > 0) {
      newestDays.put(day.scope(), day);
    } else if (newest != null && newest.start() == day.start()) {
      // What it had has moved elsewhere; an older day is not looked for.
      newestDays.remove(day.scope());
    }
  }

  @Override
  public void remove(String key) {
    if (CellMonths.tellsOtherwise(latest.remove(key), null)) {
      changesOfMonths.incrementAndGet();
    }
  }

  @Override
  public int size() {
    return latest.size();
  }

  /** Grows with every change of how many are measured in a month. */
  long changesOfMonths() {
    return changesOfMonths.get();
  }

  /** Every remembered total except the {@linkplain #newestDays() newest days}, in no order. */
  public Stream<Total> all() {
    return latest.values().stream().filter(this::isKept);
  }

  /** The newest day of each scope, however old. */
  public Stream<Total> newestDays() {
    return newestDays.values().stream();
  }

  /** Days that ended before this instant (ms since 1970 UTC) are not remembered. */
  public long daysKeptFrom() {
    return clock.millis() - Duration.ofDays(DAYS_KEPT).toMillis();
  }

  private boolean isKept(Total total) {
    return total.period() != Period.DAY || total.end() > daysKeptFrom();
  }

  private void clearSometimes() {
    long now = clock.millis();
    if (++takenSince > TAKEN_BETWEEN_CLEARINGS || now - clearedAt > 3_600_000L) {
      latest.values().removeIf(total -> !isKept(total));
      clearedAt = now;
      takenSince = 0;
    }
  }
}
