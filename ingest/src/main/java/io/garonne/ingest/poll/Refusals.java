package io.garonne.ingest.poll;

import io.garonne.ingest.decode.Reason;
import io.garonne.ingest.poll.Findings.Refused;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What each device said last and is not used: said in the log when it changes, a few times an hour
 * at most for each device, and counted by its reason. For several threads, one for each device.
 */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final long WINDOW_MILLIS = Duration.ofHours(1).toMillis();
  private static final int CHANGES_SAID = 6;

  private final Map<String, Device> devices = new ConcurrentHashMap<>();

  /**
   * A device's refusals.
   *
   * @param now by what and why; details have numbers in them that change each time
   * @param said the same, as the log has said it last
   * @param changes how often it has said something since {@code since}
   */
  private record Device(
      Map<String, Refused> now, Map<String, Refused> said, long since, int changes) {}

  /** Takes what a device's answer has that is not used; {@code at} in milliseconds. */
  void are(String device, Iterable<Refused> refused, long at) {
    Map<String, Refused> now = new LinkedHashMap<>();
    refused.forEach(
        each -> now.put(each.what() + " " + each.reason() + " " + each.doubtful(), each));
    Device before = devices.getOrDefault(device, new Device(Map.of(), Map.of(), at, 0));
    boolean over = at - before.since() >= WINDOW_MILLIS;
    long since = over ? at : before.since();
    int changes = over ? 0 : before.changes();
    if (now.keySet().equals(before.said().keySet()) || changes >= CHANGES_SAID) {
      devices.put(device, new Device(now, before.said(), since, changes));
      return;
    }
    now.forEach((key, each) -> sayIf(!before.said().containsKey(key), device, "not used", each));
    before
        .said()
        .forEach((key, each) -> sayIf(!now.containsKey(key), device, "no more refused", each));
    devices.put(device, new Device(now, now, since, changes + 1));
  }

  private static void sayIf(boolean changed, String device, String verb, Refused refused) {
    if (!changed) {
      return;
    }
    LOG.atLevel(refused.doubtful() ? Level.WARN : Level.INFO)
        .log(
            "{}: {}: {} ({}): {}",
            device,
            verb,
            refused.what(),
            refused.reason().label(),
            refused.detail());
  }

  /** How many things are refused at present for this reason. */
  long count(Reason reason) {
    return devices.values().stream()
        .flatMap(device -> device.now().values().stream())
        .filter(each -> each.reason() == reason)
        .count();
  }

  /** How many devices' parts come to much less than their whole at present. */
  long doubtful() {
    return devices.values().stream()
        .filter(device -> device.now().values().stream().anyMatch(Refused::doubtful))
        .count();
  }
}
