package io.garonne.deploy.faults;

import io.garonne.model.Units;
import io.garonne.model.metering.Meter;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.PlainMeter;
import io.garonne.model.metering.Sample;
import io.garonne.model.metering.Samples;
import io.garonne.model.metering.SlotEnergy;
import io.garonne.twin.Twin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the totals must be: the plain definition of the metering rules, applied to a set of
 * messages. Pure.
 */
final class PlainTruth {
  private final Described described;
  private final Map<String, Map<String, List<Sample>>> samples = new TreeMap<>();

  /**
   * @param said by each message; the order means nothing
   */
  PlainTruth(Described described, List<Told> said) {
    this.described = described;
    for (Told told : said) {
      if (!told.sample().isVoid()) {
        samples
            .computeIfAbsent(told.device(), device -> new TreeMap<>())
            .computeIfAbsent(told.channel(), channel -> new ArrayList<>())
            .add(told.sample());
      }
    }
  }

  /** Energy by device and quarter-hour, without those where it is zero. */
  Map<String, SortedMap<Long, SlotEnergy>> slots() {
    Map<String, SortedMap<Long, SlotEnergy>> slots = new TreeMap<>();
    samples.forEach(
        (device, channels) ->
            channels.forEach(
                (channel, said) -> {
                  List<Sample> sorted = Samples.sorted(said);
                  MeterProfile profile = described.profile(device, channel, sorted.get(0).at());
                  PlainMeter.of(sorted, profile, Meter.DEFAULT_HORIZON)
                      .slots()
                      .forEach(
                          (slot, energy) ->
                              slots
                                  .computeIfAbsent(device, d -> new TreeMap<>())
                                  .merge(slot, energy, SlotEnergy::plus));
                }));
    return slots;
  }

  /**
   * Devices whose register says something else than what they drew between its first and its last
   * reading, by more than twice its resolution. Only devices of one channel: the twin knows the
   * energy of devices.
   *
   * @param compared gets a line for each device that could be compared
   */
  List<String> farFromTheTruth(Twin twin, List<String> compared) {
    List<String> far = new ArrayList<>();
    Map<String, SortedMap<Long, SlotEnergy>> slots = slots();
    samples.forEach(
        (device, channels) -> {
          List<Sample> sorted = Samples.sorted(channels.values().iterator().next());
          if (channels.size() != 1
              || sorted.stream().anyMatch(sample -> sample.energy() == Sample.NONE)) {
            return;
          }
          compared.add(device);
          MeterProfile profile =
              described.profile(device, channels.keySet().iterator().next(), sorted.get(0).at());
          long drawn =
              twin.trueEnergy(device, sorted.get(0).at(), sorted.get(sorted.size() - 1).at());
          long booked =
              slots.getOrDefault(device, new TreeMap<>()).values().stream()
                  .mapToLong(SlotEnergy::energy)
                  .sum();
          if (Math.abs(booked - drawn) > 2 * resolution(profile, sorted)) {
            far.add(device + ": booked " + booked + " mJ, drew " + drawn + " mJ");
          }
        });
    return far;
  }

  /** Millijoules: the inventory's, else what the messages state, else a watt-hour. */
  private static long resolution(MeterProfile profile, List<Sample> samples) {
    Long stated = profile.resolution();
    long said = stated == null ? samples.get(0).resolution() : stated;
    return said == Sample.NONE ? Units.MILLIJOULES_PER_KWH / 1000 : said;
  }
}
