package io.garonne.streams;

import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.MeteredUnits;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.indicator.UnitsInService;
import io.garonne.model.inventory.Estate;
import io.garonne.model.wire.StratumSampleJson;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Samples of strata: made of single units while these may be kept, and kept for ever. Once the
 * units of somebody's own are gone, a sample with any stays as it is. One thread.
 */
final class Strata {
  /** Days after the beginning of a half in which single units of somebody's own are kept. */
  static final long PERSONAL_DAYS = 28;

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
    byte[] known = samples.get(key);
    if (Arrays.equals(known, sample)) {
      return false;
    }
    if (sample == null) {
      samples.delete(key);
    } else {
      samples.put(key, sample);
    }
    return true;
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
    for (HalfMonth half : List.copyOf(changed)) {
      if (!hasEnded(half, zone, now)) {
        continue;
      }
      changed.remove(half);
      any |=
          make(
              half, StratumSample.of(half, metered.in(half, units.in(half))), inService, zone, now);
    }
    return any;
  }

  /** Whether a half has ended and changed. */
  boolean isDue(ZoneId zone, long now) {
    return changed.stream().anyMatch(half -> hasEnded(half, zone, now));
  }

  private static boolean hasEnded(HalfMonth half, ZoneId zone, long now) {
    return half.end().atStartOfDay(zone).toInstant().toEpochMilli() <= now;
  }

  private boolean make(
      HalfMonth half,
      Collection<StratumSample> made,
      UnitsInService inService,
      ZoneId zone,
      long now) {
    boolean closed =
        half.start().plusDays(CLOSED_DAYS).atStartOfDay(zone).toInstant().toEpochMilli() <= now;
    Map<String, byte @Nullable []> wanted = new TreeMap<>();
    for (StratumSample sample : all()) {
      if (sample.half().equals(half) && !(closed && isPersonal(sample, inService))) {
        wanted.put(StratumSampleJson.key(sample), null);
      }
    }
    for (StratumSample sample : made) {
      if (!(closed && isPersonal(sample, inService))) {
        wanted.put(StratumSampleJson.key(sample), StratumSampleJson.write(sample));
      }
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

  private static boolean isPersonal(StratumSample sample, UnitsInService inService) {
    return inService.hasPersonal(sample.entity(), sample.family(), sample.half());
  }

  /** Every sample, in the order of their keys. */
  List<StratumSample> all() {
    List<StratumSample> all = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> entries = samples.all()) {
      entries.forEachRemaining(entry -> all.add(StratumSampleJson.read(entry.value)));
    }
    return all;
  }

  /** Forgets single units; samples stay. */
  void forget(long now) {
    units.forget(now);
  }
}
