package io.garonne.model.inventory;

import io.garonne.model.Reading;
import io.garonne.model.Reading.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers what devices have said and drawn, to tell what the undescribed ones may be. */
public final class Sightings {
  private static final long DAY_HOURS = 24;

  /** Milliwatts; below that an hour counts as off. */
  private static final long OFF = 500;

  private final Set<String> described;
  private final Map<String, Seen> devices = new TreeMap<>();

  /**
   * Begins with nothing seen.
   *
   * @param described names of devices that are in the inventory; of them nothing is gathered
   */
  public Sightings(Set<String> described) {
    this.described = Set.copyOf(described);
  }

  /** Takes a reading. */
  public void reading(Reading reading) {
    if (!described.contains(reading.device())) {
      devices.computeIfAbsent(reading.device(), d -> new Seen()).reading(reading);
    }
  }

  /**
   * Takes an hour's total of a device.
   *
   * @param start of the hour, milliseconds since 1970 UTC
   * @param energy millijoules
   * @param covered milliseconds of the hour whose energy is known
   */
  public void hour(String device, long start, long energy, long covered) {
    if (!described.contains(device) && covered > 0) {
      devices.computeIfAbsent(device, d -> new Seen()).hour(start, energy, covered);
    }
  }

  /** The undescribed devices, by name. */
  public List<UnknownDevice> unknown() {
    List<UnknownDevice> unknown = new ArrayList<>();
    devices.forEach((device, seen) -> unknown.add(seen.as(device)));
    return unknown;
  }

  /** One device. */
  private static final class Seen {
    private final SortedSet<String> decoders = new TreeSet<>();
    private final Map<String, Powers> channels = new TreeMap<>();
    private final List<Long> hours = new ArrayList<>();
    private boolean register;
    private boolean printer;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void reading(Reading r) {
      decoders.add(r.decoder());
      register |= r.energy() != null;
      printer |= r.pages() != null || r.state() == State.PRINTING || r.state() == State.SLEEP;
      seen(r.at(), r.at());
      if (r.energy() != null || r.power() != null) {
        Powers powers = channels.computeIfAbsent(r.channel(), c -> new Powers());
        if (r.power() != null && r.power() >= 0) {
          powers.add(r.power());
        }
      }
    }

    void hour(long start, long energy, long covered) {
      // Some time in this hour: that it had begun is sure.
      seen(start, start);
      // mJ per ms is W, so this is mW.
      hours.add(Math.multiplyExact(energy, 1000L) / covered);
    }

    private void seen(long from, long to) {
      first = Math.min(first, from);
      last = Math.max(last, to);
    }

    UnknownDevice as(String device) {
      return new UnknownDevice(
          device,
          decoders,
          new TreeSet<>(channels.keySet()),
          register,
          printer,
          power(),
          hours.size() < DAY_HOURS ? null : (Boolean) alwaysOn(),
          first,
          last);
    }

    private boolean alwaysOn() {
      // A gap in the telemetry is no proof of being off; an hour without power is.
      return hours.stream().allMatch(milliwatts -> milliwatts > OFF);
    }

    private UnknownDevice.@Nullable Power power() {
      if (!hours.isEmpty()) {
        long[] sorted = hours.stream().mapToLong(h -> h).sorted().toArray();
        long burst = channels.size() == 1 ? channels.values().iterator().next().high() : 0;
        return new UnknownDevice.Power(
            sorted[0], sorted[sorted.length / 2], Math.max(burst, sorted[sorted.length - 1]));
      }
      UnknownDevice.Power sum = null;
      for (Powers channel : channels.values()) {
        UnknownDevice.Power one = channel.power();
        if (one != null) {
          sum =
              sum == null
                  ? one
                  : new UnknownDevice.Power(
                      sum.low() + one.low(),
                      sum.typical() + one.typical(),
                      sum.high() + one.high());
        }
      }
      return sum;
    }
  }

  /** Powers of one channel: every one of them, then every second, fourth … as they become many. */
  private static final class Powers {
    private static final int MOST = 256;

    private final long[] kept = new long[MOST];
    private int size;
    private int stride = 1;
    private int skipped;
    private long high;

    void add(long milliwatts) {
      high = Math.max(high, milliwatts);
      if (++skipped < stride) {
        return;
      }
      skipped = 0;
      if (size == MOST) {
        for (int i = 0; i < MOST / 2; i++) {
          kept[i] = kept[2 * i];
        }
        size = MOST / 2;
        stride *= 2;
      }
      kept[size++] = milliwatts;
    }

    long high() {
      return high;
    }

    UnknownDevice.@Nullable Power power() {
      if (size == 0) {
        return null;
      }
      long[] sorted = Arrays.copyOf(kept, size);
      Arrays.sort(sorted);
      return new UnknownDevice.Power(sorted[0], sorted[size / 2], high);
    }
  }
}
