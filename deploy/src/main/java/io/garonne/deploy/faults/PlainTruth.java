package io.garonne.deploy.faults;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Reading;
import io.garonne.model.Units;
import io.garonne.model.metering.Meter;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.PlainMeter;
import io.garonne.model.metering.Sample;
import io.garonne.model.metering.Samples;
import io.garonne.model.metering.SlotEnergy;
import io.garonne.twin.Twin;
import io.garonne.twin.TwinMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the totals must be: the plain definition of the metering rules, applied to the set of
 * messages that the broker has acknowledged. Messages are added from one thread at a time.
 */
final class PlainTruth {
  private final Map<String, Device> inventory = new TreeMap<>();
  private final Map<String, Map<String, List<Sample>>> samples = new TreeMap<>();
  private long messages;

  PlainTruth(List<Device> devices) {
    devices.forEach(device -> inventory.put(device.device(), device));
  }

  /** The broker has acknowledged it. */
  synchronized void add(TwinMessage message) {
    messages++;
    Reading reading = message.reading();
    Assignment assignment = assignment(reading.device(), reading.channel(), reading.at());
    Sample sample = Sample.of(reading, assignment.profile());
    if (!sample.isVoid()) {
      samples
          .computeIfAbsent(reading.device(), device -> new TreeMap<>())
          .computeIfAbsent(reading.channel(), channel -> new ArrayList<>())
          .add(sample);
    }
  }

  /** Acknowledged messages. */
  synchronized long messages() {
    return messages;
  }

  /** Energy by device and quarter-hour, without those where it is zero. */
  synchronized Map<String, SortedMap<Long, SlotEnergy>> slots() {
    Map<String, SortedMap<Long, SlotEnergy>> slots = new TreeMap<>();
    samples.forEach(
        (device, channels) ->
            channels.forEach(
                (channel, said) -> {
                  List<Sample> sorted = Samples.sorted(said);
                  MeterProfile profile = assignment(device, channel, sorted.get(0).at()).profile();
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
  synchronized List<String> farFromTheTruth(Twin twin, List<String> compared) {
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
              assignment(device, channels.keySet().iterator().next(), sorted.get(0).at()).profile();
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

  private Assignment assignment(String device, String channel, long at) {
    Device described = inventory.get(device);
    Assignment assignment = described == null ? null : described.at(channel, at);
    if (assignment == null) {
      throw new IllegalStateException(
          "the twin did not describe " + device + ", channel " + channel);
    }
    return assignment;
  }
}
