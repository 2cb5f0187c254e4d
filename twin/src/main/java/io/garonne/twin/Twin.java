package io.garonne.twin;

import io.garonne.model.Device;
import io.garonne.model.calendar.Period;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * An invented estate whose true energy is known: messages as its devices would send them, and
 * beside them the truth. Everything is a function of the specification and the time asked for; a
 * message is the same whatever was asked before. Not for several threads.
 */
public final class Twin {
  private final EstateSpec spec;
  private final List<Device> inventory;
  private final List<Channel> channels = new ArrayList<>();
  private final Map<String, List<Channel>> byDevice = new HashMap<>();

  /** Invents the estate of this specification. */
  public Twin(EstateSpec spec) {
    this.spec = spec;
    List<Point> points = Estate.points(spec);
    this.inventory = Estate.inventory(spec, points);
    Days days = new Days(spec.zone(), spec.epoch());
    Map<String, DeviceDays> devices = new HashMap<>();
    for (Point point : points) {
      DeviceDays device =
          devices.computeIfAbsent(
              point.device(),
              name ->
                  new DeviceDays(
                      spec.faults(),
                      Draw.hash(spec.seed(), name),
                      Draw.hash(spec.seed(), point.site()),
                      days));
      Channel channel = new Channel(point, device);
      channels.add(channel);
      byDevice.computeIfAbsent(point.device(), name -> new ArrayList<>()).add(channel);
    }
  }

  /** Its devices, sorted by name, with the profiles of their meters. */
  public List<Device> inventory() {
    return inventory;
  }

  /** Number of metering points: each sends one message per interval. */
  public int channels() {
    return channels.size();
  }

  /**
   * The messages with readings from {@code from} (inclusive) to {@code to} (exclusive), both in
   * milliseconds since 1970 UTC, in the order in which they are sent; late ones are sent after
   * {@code to}. Lazy: memory is that of the messages under way.
   */
  public Iterator<TwinMessage> messages(long from, long to) {
    return new Messages(channels, spec, from, to);
  }

  /** One message of every metering point that can speak at this instant, all sent then. */
  public List<TwinMessage> snapshot(long at) {
    return channels.stream()
        .filter(channel -> !channel.silent(at))
        .map(channel -> channel.message(at, at, false))
        .toList();
  }

  /**
   * Energy that a device really drew in millijoules, exact where both instants are whole seconds;
   * periods that adjoin always add up.
   *
   * @throws IllegalArgumentException if there is no such device
   */
  public long trueEnergy(String device, long from, long to) {
    List<Channel> own = byDevice.get(device);
    if (own == null) {
      throw new IllegalArgumentException("no such device: " + device);
    }
    long energy = 0;
    for (Channel channel : own) {
      energy += channel.trueEnergy(to) - channel.trueEnergy(from);
    }
    return energy;
  }

  /**
   * Writes the truth from one instant to another as CSV, a line per device and quarter-hour; the
   * first and the last cover only what is inside.
   */
  public void writeTruth(Appendable out, long from, long to) throws IOException {
    out.append("device,site,equipment_class,start,energy_millijoules\n");
    for (Device device : inventory) {
      String name = device.device();
      Point point = byDevice.getOrDefault(name, List.of()).get(0).point();
      String head = name + "," + point.site() + "," + point.equipment().label() + ",";
      for (long slot = Period.slotOf(from); slot < to; slot += Period.SLOT) {
        long energy = trueEnergy(name, Math.max(slot, from), Math.min(slot + Period.SLOT, to));
        out.append(head)
            .append(Instant.ofEpochMilli(slot).toString())
            .append(',')
            .append(Long.toString(energy))
            .append('\n');
      }
    }
  }
}
