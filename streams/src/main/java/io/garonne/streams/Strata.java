package io.garonne.streams;

import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.MeteredUnits;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.indicator.UnitsInService;
import io.garonne.model.inventory.Estate;
import io.garonne.model.wire.StratumSampleJson;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Samples of strata: made of single units while these may be kept, and kept for ever. Once the
 * units of somebody's own are gone, a sample with any stays as it is. One thread.
 */
final class Strata {
  /** Days after the beginning of a half in which single units of somebody's own are kept. */
  static final long PERSONAL_DAYS = 28;

  /** Days for which days of devices are surely in their topic. */
  private static final long SURE_DAYS = 365;

  /** Halves that are made at once: each takes a while in a large estate. */
  private static final int AT_ONCE = 8;

  /** Days after which a sample of them stays as it is, before any of them is gone. */
  private static final long CLOSED_DAYS = PERSONAL_DAYS - 1;

  /** The same for what is nobody's own: as long as its totals are. */
  static final long KEPT_DAYS = 1826;

  private final KeyValueStore<String, byte[]> samples;
  private final UnitHalves units;
  private final BiConsumer<String, byte @Nullable []> out;
  private final TreeSet<HalfMonth> changed = new TreeSet<>();

  /**
   * @param samples key of a sample → the sample, as it was published
   * @param out publishes a sample, or (null) takes one back
   */
  Strata(
      KeyValueStore<String, byte[]> samples,
      UnitHalves units,
      BiConsumer<String, byte @Nullable []> out) {
    this.samples = samples;
    this.units = units;
    this.out = out;
    changed.addAll(units.halves());
  }

  /** Units of a half changed. */
  void change(HalfMonth half) {
    changed.add(half);
  }

  /** The tables changed: any half may be another. */
  void changeAll() {
    changed.addAll(units.halves());
  }

  /**
   * A sample as the topic has it.
   *
   * @return whether it was not known
   */
  boolean read(String key, byte @Nullable [] sample) {
    return Stored.keep(samples, key, sample);
  }

  /**
   * Makes the samples of the halves that have ended and changed.
   *
   * @param zone of the estate: when a half has ended
   * @param now wall clock, milliseconds since 1970 UTC
   * @return whether any sample is another
   */
  boolean make(Estate estate, UnitsInService inService, ZoneId zone, long now) {
    boolean any = false;
    MeteredUnits metered = new MeteredUnits(estate);
    Map<HalfMonth, List<StratumSample>> known = new HashMap<>();
    all().forEach(s -> known.computeIfAbsent(s.half(), h -> new ArrayList<>()).add(s));
    int left = AT_ONCE;
    for (HalfMonth half : List.copyOf(changed)) {
      if (!hasEnded(half, zone, now)) {
        continue;
      }
      if (left-- == 0) {
        break;
      }
      changed.remove(half);
      any |=
          make(
              half,
              known.getOrDefault(half, List.of()),
              StratumSample.of(half, metered.in(half, units.in(half))),
              inService,
              zone,
              now);
    }
    return any;
  }

  /** Whether a half has ended and changed. */
  boolean isDue(ZoneId zone, long now) {
    return changed.stream().anyMatch(half -> hasEnded(half, zone, now));
  }

  private static boolean hasEnded(HalfMonth half, ZoneId zone, long now) {
    return half.endIn(zone) <= now;
  }

  private boolean make(
      HalfMonth half,
      List<StratumSample> known,
      Collection<StratumSample> made,
      UnitsInService inService,
      ZoneId zone,
      long now) {
    Set<List<String>> closed = new HashSet<>();
    if (isPast(half, CLOSED_DAYS, zone, now)) {
      known.stream().filter(StratumSample::isPersonal).forEach(s -> closed.add(cell(s)));
      made.stream()
          .filter(s -> known.stream().noneMatch(k -> cell(k).equals(cell(s))))
          .filter(s -> s.isPersonal() || inService.hasPersonal(s.entity(), s.family(), half))
          .forEach(s -> closed.add(cell(s)));
    }
    Map<String, byte @Nullable []> wanted = new TreeMap<>();
    Map<String, Long> before = new HashMap<>();
    for (StratumSample sample : known) {
      if (!closed.contains(cell(sample))) {
        wanted.put(StratumSampleJson.key(sample), null);
        before.put(StratumSampleJson.key(sample), sample.sums().millis());
      }
    }
    for (StratumSample sample : made) {
      if (!closed.contains(cell(sample))) {
        wanted.put(StratumSampleJson.key(sample), StratumSampleJson.write(sample));
        before.merge(StratumSampleJson.key(sample), -sample.sums().millis(), Long::sum);
      }
    }
    if (isPast(half, SURE_DAYS, zone, now)) {
      // The days of devices may be gone from their topic: what is less is only what is left of it.
      wanted.keySet().removeIf(key -> before.getOrDefault(key, 0L) > 0);
    }
    boolean any = false;
    for (Map.Entry<String, byte @Nullable []> one : wanted.entrySet()) {
      if (read(one.getKey(), one.getValue())) {
        any = true;
        out.accept(one.getKey(), one.getValue());
      }
    }
    return any;
  }

  private static List<String> cell(StratumSample sample) {
    return List.of(sample.entity(), sample.family());
  }

  private static boolean isPast(HalfMonth half, long days, ZoneId zone, long now) {
    return half.dayIn(days, zone) <= now;
  }

  /** Every sample, in the order of their keys. */
  List<StratumSample> all() {
    List<StratumSample> all = new ArrayList<>();
    Stored.each(samples, (key, sample) -> all.add(StratumSampleJson.read(sample)));
    return all;
  }

  /**
   * Forgets single units; samples stay.
   *
   * @param keptDays how long days of what is nobody's own are kept
   * @param now wall clock, milliseconds since 1970 UTC
   */
  void forget(long keptDays, long now) {
    units.forget(keptDays, now);
  }
}
