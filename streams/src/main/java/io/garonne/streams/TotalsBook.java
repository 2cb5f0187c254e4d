package io.garonne.streams;

import io.garonne.model.Causes;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The totals of one task: their rows, which of them are still to be published and which are not yet
 * final (M11). All of it is in stores, so that what was committed is published after a restart even
 * if no further record ever arrives. One thread.
 */
final class TotalsBook {
  /** How long a total must have been unchanged before it may become final. */
  static final long QUIET = 3_600_000L;

  /** Quarter-hours and hours older than this are neither kept nor corrected. */
  static final long FINE_RETENTION = 35L * 86_400_000L;

  /** Sends on what becomes of a total. */
  interface Publisher {
    /**
     * A total, or that there is none under this key any more.
     *
     * @param id which it is
     * @param total null takes back what was published
     */
    void send(String key, RowId id, @Nullable Total total);
  }

  private final KeyValueStore<String, byte[]> rows;
  private final KeyValueStore<String, byte[]> due;
  private final KeyValueStore<String, byte[]> open;
  private final ForgottenQuarters forgotten;
  private final long settleAfter;
  private final Publisher publish;

  /**
   * @param rows key of a total → its row
   * @param due keys of totals that changed and are not published yet → why
   * @param open end and key of totals that are not final → the replay that touched it, if any
   * @param settleAfter milliseconds after its end before a total may become final
   * @param publish sends totals on
   */
  TotalsBook(
      KeyValueStore<String, byte[]> rows,
      KeyValueStore<String, byte[]> due,
      KeyValueStore<String, byte[]> open,
      long settleAfter,
      Publisher publish) {
    this.rows = rows;
    this.forgotten = new ForgottenQuarters(rows);
    this.due = due;
    this.open = open;
    this.settleAfter = settleAfter;
    this.publish = publish;
  }

  /** The row of this key, or null. */
  @Nullable Row row(String key) {
    byte[] bytes = rows.get(key);
    return bytes == null ? null : Row.unpack(bytes);
  }

  /** Whether a row was published and is not corrected any more. */
  boolean isForgotten(RowId id) {
    return forgotten.has(id);
  }

  /**
   * Keeps a changed row; it is published by the next {@link #publishDue}.
   *
   * @param replay name of the replay under way, or empty
   * @param causes why it changed
   * @param now wall clock, milliseconds since 1970 UTC
   */
  void put(String key, Row changed, String replay, Causes causes, long now) {
    boolean goesOn = replay.isEmpty() && changed.id().end() > now;
    Row row = goesOn && changed.status() == Total.Status.FINAL ? changed.reopened() : changed;
    rows.put(key, row.pack());
    isDue(key, causes);
    if (row.status() != Total.Status.FINAL || !replay.isEmpty()) {
      open.put(openKey(row.id().end(), key), new Packer().text(replay).toBytes());
    }
  }

  private void isDue(String key, Causes causes) {
    due.put(key, Because.bytes(Because.of(due.get(key)).plus(causes)));
  }

  /** Keeps a row that is for counting only. */
  void putUnpublished(String key, Row row) {
    rows.put(key, row.pack());
  }

  /** Publishes what changed since the last time. */
  void publishDue() {
    List<KeyValue<String, byte[]>> changed = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = due.all()) {
      all.forEachRemaining(changed::add);
    }
    for (KeyValue<String, byte[]> one : changed) {
      Row row = row(one.key);
      if (row != null) {
        publish(one.key, row, Because.of(one.value));
      }
      due.delete(one.key);
    }
  }

  private void publish(String key, Row row, Causes causes) {
    if (row.status() == Total.Status.FINAL) {
      row = row.nextRevision();
      rows.put(key, row.pack());
    }
    publish.send(key, row.id(), row.total(causes));
  }

  /**
   * Makes final what ended long enough ago and has been quiet. Not to be called while a replay runs
   * or the task lags.
   *
   * @param now wall clock, milliseconds since 1970 UTC
   */
  void settle(long now) {
    close("", openKey(now - settleAfter, ""), row -> row.changedAt() <= now - QUIET);
  }

  /** Makes final what a replay touched, whatever its age. */
  void closeReplay(String replay) {
    close(replay, "~", row -> true);
  }

  private void close(String replay, String before, Predicate<Row> ripe) {
    // The iterator sees the store as it was: closing while walking is safe.
    try (KeyValueIterator<String, byte[]> range = open.range("", before)) {
      while (range.hasNext()) {
        KeyValue<String, byte[]> entry = range.next();
        String touchedBy = new Unpacker(entry.value).text();
        if (replay.isEmpty() || touchedBy.equals(replay)) {
          close(entry.key, ripe);
        }
      }
    }
  }

  private void close(String openKey, Predicate<Row> ripe) {
    String key = openKey.substring(openKey.indexOf(' ') + 1);
    Row row = row(key);
    if (row != null && !ripe.test(row)) {
      return;
    }
    if (row != null) {
      closeRow(key, row);
    }
    open.delete(openKey);
  }

  private void closeRow(String key, Row row) {
    if (row.status() == Total.Status.FINAL) {
      return;
    }
    Row closed = row.asFinal();
    rows.put(key, closed.pack());
    Causes causes = Because.of(due.get(key)).plus(Causes.of(Causes.Cause.FINAL));
    due.delete(key);
    publish.send(key, row.id(), closed.total(causes));
  }

  /**
   * Forgets quarter-hours and hours that nobody has changed for {@link #FINE_RETENTION}.
   *
   * @param now wall clock, milliseconds since 1970 UTC
   * @param gone is told the keys of the forgotten rows
   */
  void forgetOldFineRows(long now, Consumer<String> gone) {
    eachRow(
        (key, row) -> {
          if (row.id().isFine() && row.changedAt() < now - FINE_RETENTION) {
            rows.delete(key);
            forgotten.add(row.id());
            gone.accept(key);
          }
        });
  }

  /**
   * Every row as it is now. It may be changed meanwhile: the iterator sees the store as it was, and
   * there may be more rows than fit into memory.
   */
  private void eachRow(BiConsumer<String, Row> each) {
    try (KeyValueIterator<String, byte[]> all = rows.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        if (!ForgottenQuarters.isKey(entry.key)) {
          each.accept(entry.key, Row.unpack(entry.value));
        }
      }
    }
  }

  /**
   * Takes back the figures of personal devices that have become too old; what remains in the store
   * is that there was something, so that devices are still counted right.
   *
   * @param now wall clock, milliseconds since 1970 UTC
   */
  void forgetPersonal(long now) {
    eachRow(
        (key, row) -> {
          if (row.isTooPersonal(now)
              && row.id().period().compareTo(Period.DAY) <= 0
              && !row.sums().equals(row.sums().presenceOnly())) {
            takeBack(key, row.with(row.sums().presenceOnly()));
          }
        });
  }

  /**
   * What was published of devices that turned out to be somebody's own: from now on it lives as
   * short as if that had been known, also what is not in the store any more.
   *
   * @param isPersonal whether it was somebody's own in a period
   * @param now wall clock, milliseconds since 1970 UTC
   */
  void becomePersonal(Predicate<RowId> isPersonal, long now) {
    eachRow(
        (key, row) -> {
          if (!row.personal() && isPersonal.test(row.id())) {
            becomePersonal(key, row, now);
          }
        });
  }

  private void becomePersonal(String key, Row row, long now) {
    Row personal =
        row.withSums(row.sums(), row.expected(), row.expectedMillis(), true, row.changedAt());
    if (personal.isTooPersonal(now)) {
      takeBack(key, personal.with(personal.sums().timeOnly()));
      takeBackWithin(row.id());
    } else {
      rows.put(key, personal.pack());
      if (key.equals(row.id().key())) {
        isDue(key, Causes.of(Causes.Cause.INVENTORY));
      }
    }
  }

  /** Quarter-hours and hours of a day that the topic may still have. */
  private void takeBackWithin(RowId day) {
    if (day.period() == Period.DAY) {
      for (Period period : List.of(Period.QUARTER_HOUR, Period.HOUR)) {
        for (long at = day.start(); at < day.end(); at = period.endOf(at, day.zone())) {
          RowId id = new RowId(day.scope(), period, at, day.zone());
          publish.send(id.key(), id, null);
        }
      }
    }
  }

  /**
   * Takes back the figures of one device in periods that begin before an instant; that it was there
   * is still known, so that it is not counted twice.
   *
   * @param renamed scopes whose own name is to go, and the name under which it was there
   */
  void forgetDevice(String device, long before, Map<Scope, Scope> renamed) {
    eachRow(
        (key, row) -> {
          if (device.equals(row.id().scope().device()) && row.id().start() < before) {
            takeBack(key, row.with(row.sums().presenceOnly()));
            rename(key, row, renamed.get(row.id().scope()));
          }
        });
  }

  private void rename(String key, Row row, @Nullable Scope scope) {
    if (scope != null) {
      rows.delete(key);
      RowId id = new RowId(scope, row.id().period(), row.id().start(), row.id().zone());
      String calendar = key.substring(0, key.length() - row.id().key().length());
      rows.put(calendar + id.key(), row.as(id).with(row.sums().presenceOnly()).pack());
    }
  }

  /** Keeps a row whose figures may not be published, or no longer. */
  void takeBack(String key, Row remains) {
    rows.put(key, remains.pack());
    due.delete(key);
    open.delete(openKey(remains.id().end(), key));
    if (key.equals(remains.id().key())) {
      publish.send(key, remains.id(), null);
    }
  }

  private static String openKey(long end, String key) {
    // Sorts by end: 0 is year 1, so that the number is never negative.
    return String.format(Locale.ROOT, "%016d %s", end + 62_135_596_800_000L, key);
  }
}
