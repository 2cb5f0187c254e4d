package io.garonne.publish.view;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Device;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The inventory, to know what is personal. */
public final class DevicesView implements View {
  private final ConcurrentHashMap<String, Device> latest = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  /**
   * The inventory as it is.
   *
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer
   */
  public static DevicesView read(String bootstrap) {
    DevicesView devices = new DevicesView();
    TopicReader.all(
        bootstrap,
        Topics.DEVICES,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          byte[] value = record.value();
          if (value == null) {
            devices.remove(key);
          } else {
            devices.take(key, value);
          }
        });
    return devices;
  }

  @Override
  public Topics topic() {
    return Topics.DEVICES;
  }

  @Override
  public void take(String key, byte[] value) {
    Device device = DeviceJson.read(value);
    if (!device.equals(latest.put(key, device))) {
      changes.incrementAndGet();
    }
  }

  @Override
  public void remove(String key) {
    latest.remove(key);
    changes.incrementAndGet();
  }

  /** Grows with every change. */
  long changes() {
    return changes.get();
  }

  @Override
  public int size() {
    return latest.size();
  }

  /** What is measured at a site, as long as nobody says otherwise: classes, sorted. */
  public SortedSet<String> classesAt(String site) {
    return hereNow(site)
        .flatMap(a -> Attribution.of(a).stream().map(Attribution::equipmentClass))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether any of that is one person's. */
  public boolean isAnyPersonalAt(String site) {
    return hereNow(site).anyMatch(Assignment::personal);
  }

  private Stream<Assignment> hereNow(String site) {
    return latest.values().stream()
        .flatMap(device -> device.at(Long.MAX_VALUE - 1).stream())
        .filter(assignment -> assignment.site().equals(site));
  }

  /** Every device, in no order. */
  public Collection<Device> all() {
    return Collections.unmodifiableCollection(latest.values());
  }

  /** A device, or null: nobody has described it. */
  public @Nullable Device of(String device) {
    return latest.get(device);
  }

  /** Whether the device belonged to one person's desk at an instant (ms since 1970 UTC). */
  public boolean isPersonalAt(String device, long at) {
    Device known = latest.get(device);
    return known != null && known.at(at).stream().anyMatch(Assignment::personal);
  }
}
