package io.garonne.streams;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongBiFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Load curves of devices, a record a local day, for as long as they may be kept. A key is the
 * device's scope as the totals' keys have it, a bar and the day: so all days of one scope stand
 * together. One thread.
 */
final class KeptCurves {
  private final KeyValueStore<String, byte[]> store;

  KeptCurves(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /** A day as it is kept. */
  private record Kept(Scope scope, ZoneId zone, boolean personal, DayCurve curve) {}

  /**
   * Takes in a quarter-hour of a device, or (null) that it was taken back.
   *
   * @param key key of its total, {@code quarter-hour|start|…}
   * @return whether anything is another
   */
  boolean put(String key, @Nullable Total total) {
    String[] parts = key.split("\\|", 3);
    if (total == null) {
      return takeBack(Instant.parse(parts[1]).toEpochMilli(), parts[2]);
    }
    LocalDate day = Instant.ofEpochMilli(total.start()).atZone(total.zone()).toLocalDate();
    String storeKey = parts[2] + "|" + day;
    byte[] before = store.get(storeKey);
    Kept known =
        new Kept(
            total.scope(), total.zone(), total.personal(), DayCurve.unknown(day, total.zone()));
    if (before != null) {
      Kept kept = unpack(before);
      // A day of another zone has other quarter-hours: its site's clock was set anew.
      known =
          kept.zone().equals(total.zone())
              ? kept
              : new Kept(known.scope(), known.zone(), kept.personal(), known.curve());
    }
    DayCurve curve =
        known
            .curve()
            .with(
                total.start(),
                total.energy(),
                // Of several channels more than one time is booked; the quarter-hour has only one.
                Math.min(total.bookedMillis(), Period.SLOT),
                total.hasPages() ? total.pages() : -1);
    boolean personal = known.personal() || total.personal();
    return keep(storeKey, before, new Kept(known.scope(), known.zone(), personal, curve));
  }

  /** The local day is not in the key: it is one of three. */
  private boolean takeBack(long start, String scope) {
    LocalDate utc = Instant.ofEpochMilli(start).atZone(ZoneOffset.UTC).toLocalDate();
    for (LocalDate guess : List.of(utc, utc.plusDays(1), utc.minusDays(1))) {
      String storeKey = scope + "|" + guess;
      byte[] before = store.get(storeKey);
      if (before == null) {
        continue;
      }
      Kept known = unpack(before);
      DayCurve curve = known.curve();
      if (curve.start() <= start && start < curve.startOf(curve.quarters())) {
        Kept without =
            new Kept(known.scope(), known.zone(), known.personal(), curve.with(start, 0, 0, -1));
        return keep(storeKey, before, without);
      }
    }
    return false;
  }

  private boolean keep(String key, byte @Nullable [] before, Kept changed) {
    if (changed.curve().isUnknown()) {
      store.delete(key);
      return before != null;
    }
    byte[] packed = pack(changed);
    if (Arrays.equals(before, packed)) {
      return false;
    }
    store.put(key, packed);
    return true;
  }

  /**
   * The histories behind a key, as many as have at least so many days together.
   *
   * @param histories in the order of their keys
   * @param last key of the last day read, to go on behind, or null: there are no more
   */
  record Some(List<LoadHistory> histories, @Nullable String last) {}

  /**
   * Reads on.
   *
   * <p>A history is never cut, and never of two zones: only the days of its newest are in it.
   *
   * @param behind {@link Some#last} of the part before, or null: from the beginning. A day of the
   *     same scope that has come since is left for the next time
   * @param days how many days are read before a part ends
   */
  Some behind(@Nullable String behind, int days) {
    List<LoadHistory> histories = new ArrayList<>();
    SortedMap<LocalDate, DayCurve> curves = new TreeMap<>();
    @Nullable Kept of = null;
    boolean personal = false;
    String last = "";
    int read = 0;
    try (KeyValueIterator<String, byte[]> range =
        behind == null ? store.all() : store.range(behind + '\0', null)) {
      while (range.hasNext()) {
        KeyValue<String, byte[]> entry = range.next();
        if (behind != null && scopeOf(entry.key).equals(scopeOf(behind))) {
          continue;
        }
        if (of != null && !scopeOf(entry.key).equals(scopeOf(last))) {
          histories.add(new LoadHistory(of.scope(), of.zone(), personal, curves));
          if (read >= days) {
            return new Some(histories, last);
          }
          curves.clear();
          personal = false;
        }
        Kept next = unpack(entry.value);
        if (of != null && !of.zone().equals(next.zone())) {
          curves.clear();
        }
        of = next;
        last = entry.key;
        personal |= of.personal();
        curves.put(of.curve().day(), of.curve());
        read++;
      }
    }
    if (of != null) {
      histories.add(new LoadHistory(of.scope(), of.zone(), personal, curves));
    }
    return new Some(histories, null);
  }

  private static String scopeOf(String key) {
    return key.substring(0, Math.max(0, key.lastIndexOf('|')));
  }

  /**
   * Forgets what may not, or need not, be kept any longer.
   *
   * @param keptDays how many days of a scope are kept, if it is nobody's or somebody's own
   * @param least the least that can be: what is younger is not unpacked
   * @param now wall clock, milliseconds since 1970 UTC
   * @return whether there was any
   */
  boolean forget(ToLongBiFunction<Scope, Boolean> keptDays, long least, long now) {
    List<String> old = new ArrayList<>();
    // No zone is a day ahead of UTC.
    String young =
        Instant.ofEpochMilli(now)
            .atOffset(ZoneOffset.UTC)
            .toLocalDate()
            .plusDays(1)
            .minusDays(least)
            .toString();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        if (entry.key.substring(entry.key.lastIndexOf('|') + 1).compareTo(young) >= 0) {
          continue;
        }
        Kept kept = unpack(entry.value);
        long days = keptDays.applyAsLong(kept.scope(), kept.personal());
        LocalDate today = Instant.ofEpochMilli(now).atZone(kept.zone()).toLocalDate();
        if (kept.curve().day().isBefore(today.minusDays(days))) {
          old.add(entry.key);
        }
      }
    }
    old.forEach(store::delete);
    return !old.isEmpty();
  }

  private static byte[] pack(Kept kept) {
    Packer out = new Packer();
    RowId.packScope(kept.scope(), out);
    DayCurve curve = kept.curve();
    out.text(kept.zone().getId())
        .number(kept.personal() ? 1 : 0)
        .number(curve.day().toEpochDay())
        .number(curve.quarters());
    for (int i = 0; i < curve.quarters(); i++) {
      out.number(curve.energy(i)).number(curve.booked(i)).number(curve.pages(i));
    }
    return out.toBytes();
  }

  private static Kept unpack(byte[] bytes) {
    Unpacker in = new Unpacker(bytes);
    Scope scope = RowId.unpackScope(in);
    ZoneId zone = ZoneId.of(in.text());
    boolean personal = in.number() == 1;
    LocalDate day = LocalDate.ofEpochDay(in.number());
    int quarters = in.integer();
    long[] energy = new long[quarters];
    long[] booked = new long[quarters];
    long[] pages = new long[quarters];
    for (int i = 0; i < quarters; i++) {
      energy[i] = in.number();
      booked[i] = in.number();
      pages[i] = in.number();
    }
    return new Kept(scope, zone, personal, DayCurve.of(day, zone, energy, booked, pages));
  }
}
