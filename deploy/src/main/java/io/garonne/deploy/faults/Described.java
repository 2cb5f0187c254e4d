package io.garonne.deploy.faults;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Reading;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the inventory says of the devices that publish. */
final class Described {
  private final Map<String, Device> inventory = new TreeMap<>();

  Described(List<Device> devices) {
    devices.forEach(device -> inventory.put(device.device(), device));
  }

  /** What a reading tells the meter, whoever has decoded it. */
  Told told(Reading reading) {
    return new Told(
        reading.device(),
        reading.channel(),
        Sample.of(reading, profile(reading.device(), reading.channel(), reading.at())));
  }

  /** How a channel is metered. */
  MeterProfile profile(String device, String channel, long at) {
    Device described = inventory.get(device);
    Assignment assignment = described == null ? null : described.at(channel, at);
    if (assignment == null) {
      throw new IllegalStateException(
          "the twin did not describe " + device + ", channel " + channel);
    }
    return assignment.profile();
  }
}
