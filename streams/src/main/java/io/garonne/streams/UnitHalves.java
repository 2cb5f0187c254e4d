package io.garonne.streams;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.MeteredUnits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Days of devices, by halves of months, for as long as they may be kept. A key is {@code
 * 2026-03/1|} and the device's scope. One thread.
 */
final class UnitHalves {
  /** What is packed of a device beside its days, as bits. */
  private static final long PERSONAL = 1;

  private static final long PAGES = 2;

  private final KeyValueStore<String, byte[]> store;

  UnitHalves(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /**
   * Takes in a day of a device, or that it was taken back.
   *
   * @param key key of its total, {@code day|start|entity|site|class|device|family|asset}
   * @param total the day, or null
   * @param now wall clock, milliseconds since 1970 UTC
   * @return the half that changed, or null: nothing did
   */
  @Nullable HalfMonth put(String key, @Nullable Total total, long now) {
    String[] parts = key.split("\\|", 3);
    if (total == null) {
      return takeBack(Instant.parse(parts[1]).toEpochMilli(), parts[2]);
    }
    LocalDate day = Instant.ofEpochMilli(total.start()).atZone(total.zone()).toLocalDate();
    HalfMonth half = HalfMonth.of(day);
    String storeKey = half + "|" + parts[2];
    byte[] before = store.get(storeKey);
    MeteredUnits.DeviceDays known =
        before == null
            ? new MeteredUnits.DeviceDays(
                total.scope(), total.zone(), total.personal(), false, new TreeMap<>())
            : unpack(before);
    TreeMap<LocalDate, MeteredUnits.Day> days = new TreeMap<>(known.days());
    days.put(day, new MeteredUnits.Day(total.energy(), total.bookedMillis()));
    MeteredUnits.DeviceDays changed =
        new MeteredUnits.DeviceDays(
            total.scope(),
            total.zone(),
            known.isPersonal() || total.personal(),
            known.hasPages() || total.hasPages(),
            days);
    if (isTooOld(half, changed, Strata.KEPT_DAYS, now)) {
      store.delete(storeKey);
      return null;
    }
    byte[] packed = pack(changed);
    store.put(storeKey, packed);
    return Arrays.equals(before, packed) ? null : half;
  }

  /** The local day is not in the key: it is one of at most three. */
  private @Nullable HalfMonth takeBack(long start, String scope) {
    LocalDate utc = Instant.ofEpochMilli(start).atZone(ZoneId.of("UTC")).toLocalDate();
    for (LocalDate guess : List.of(utc, utc.plusDays(1))) {
      String storeKey = HalfMonth.of(guess) + "|" + scope;
      byte[] before = store.get(storeKey);
      if (before == null) {
        continue;
      }
      MeteredUnits.DeviceDays known = unpack(before);
      LocalDate day = Instant.ofEpochMilli(start).atZone(known.zone()).toLocalDate();
      TreeMap<LocalDate, MeteredUnits.Day> days = new TreeMap<>(known.days());
      if (days.remove(day) != null) {
        if (days.isEmpty()) {
          store.delete(storeKey);
        } else {
          store.put(
              storeKey,
              pack(
                  new MeteredUnits.DeviceDays(
                      known.scope(), known.zone(), known.isPersonal(), known.hasPages(), days)));
        }
        return HalfMonth.of(day);
      }
    }
    return null;
  }

  /** Everything of half a month. */
  List<MeteredUnits.DeviceDays> in(HalfMonth half) {
    List<MeteredUnits.DeviceDays> all = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> range = store.range(half + "|", half + "}")) {
      range.forEachRemaining(entry -> all.add(unpack(entry.value)));
    }
    return all;
  }

  /** Halves of which anything is known, in order. */
  List<HalfMonth> halves() {
    List<HalfMonth> halves = new ArrayList<>();
    String from = "";
    while (true) {
      try (KeyValueIterator<String, byte[]> range = store.range(from, "~")) {
        if (!range.hasNext()) {
          return halves;
        }
        String half = range.peekNextKey().substring(0, range.peekNextKey().indexOf('|'));
        halves.add(HalfMonth.parse(half));
        from = half + "}";
      }
    }
  }

  /**
   * Forgets what may not be kept any longer.
   *
   * @param keptDays how long days of what is nobody's own are kept
   * @param now wall clock, milliseconds since 1970 UTC
   */
  void forget(long keptDays, long now) {
    List<String> old = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        HalfMonth half = HalfMonth.parse(entry.key.substring(0, entry.key.indexOf('|')));
        if (isTooOld(half, unpack(entry.value), keptDays, now)) {
          old.add(entry.key);
        }
      }
    }
    old.forEach(store::delete);
  }

  private static boolean isTooOld(
      HalfMonth half, MeteredUnits.DeviceDays of, long keptDays, long now) {
    long days = of.isPersonal() ? Strata.PERSONAL_DAYS : keptDays;
    return half.dayIn(days, of.zone()) <= now;
  }

  private static byte[] pack(MeteredUnits.DeviceDays of) {
    Packer out = new Packer();
    RowId.packScope(of.scope(), out);
    out.text(of.zone().getId())
        .number((of.isPersonal() ? PERSONAL : 0) + (of.hasPages() ? PAGES : 0))
        .number(of.days().size());
    of.days()
        .forEach(
            (day, what) ->
                out.number(day.toEpochDay()).number(what.energy()).number(what.bookedMillis()));
    return out.toBytes();
  }

  private static MeteredUnits.DeviceDays unpack(byte[] bytes) {
    Unpacker in = new Unpacker(bytes);
    Scope scope = RowId.unpackScope(in);
    ZoneId zone = ZoneId.of(in.text());
    long flags = in.number();
    TreeMap<LocalDate, MeteredUnits.Day> days = new TreeMap<>();
    for (int left = in.integer(); left > 0; left--) {
      days.put(LocalDate.ofEpochDay(in.number()), new MeteredUnits.Day(in.number(), in.number()));
    }
    return new MeteredUnits.DeviceDays(
        scope, zone, (flags & PERSONAL) != 0, (flags & PAGES) != 0, days);
  }
}
