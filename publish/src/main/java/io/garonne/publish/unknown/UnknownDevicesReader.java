package io.garonne.publish.unknown;

import io.garonne.model.Assignment;
import io.garonne.model.Reading;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.Sightings;
import io.garonne.model.inventory.UnknownDevice;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.StatementJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.publish.TotalsReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the devices that report and are not in the inventory: who they are from the newest
 * readings, how they behave from the hourly totals of the site {@code unassigned}.
 */
public final class UnknownDevicesReader {
  /** Readings looked at in each partition, newest first: enough for what a device is. */
  private static final long NEWEST = 100_000;

  private static final long DAYS_OF_HOURS = 14 * 86_400_000L;

  private UnknownDevicesReader() {}

  /**
   * All of them, by name.
   *
   * @param now milliseconds since 1970 UTC; hours older than 14 days are not looked at
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer or a topic is missing
   */
  public static List<UnknownDevice> read(String bootstrap, long now) {
    Sightings sightings = new Sightings(described(bootstrap));
    TotalsReader.read(
            bootstrap,
            Topics.TOTALS_DEVICE_FINE,
            total -> isUnassignedHour(total, now - DAYS_OF_HOURS))
        .forEach(
            hour -> {
              String device = hour.scope().device();
              if (device != null) {
                sightings.hour(device, hour.start(), hour.energy(), hour.coveredMillis());
              }
            });
    TopicReader.newest(
        bootstrap,
        Topics.READINGS,
        NEWEST,
        record -> {
          if (record.value() != null
              && StatementJson.read(record.value()) instanceof Reading reading) {
            sightings.reading(reading);
          }
        });
    return sightings.unknown();
  }

  private static boolean isUnassignedHour(Total total, long from) {
    return total.period() == Period.HOUR
        && Assignment.UNASSIGNED_SITE.equals(total.scope().site())
        && total.start() >= from;
  }

  private static Set<String> described(String bootstrap) {
    Set<String> described = new HashSet<>();
    TopicReader.all(
        bootstrap,
        Topics.DEVICES,
        record -> {
          String device = new String(record.key(), StandardCharsets.UTF_8);
          byte[] value = record.value();
          if (value == null || DeviceJson.read(value).assignments().isEmpty()) {
            described.remove(device);
          } else {
            described.add(device);
          }
        });
    return described;
  }
}
