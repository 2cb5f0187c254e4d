package io.garonne.publish.view;

import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Place;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.alert.Audience;
import io.garonne.publish.alert.PublishedAlerts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What somebody should act on: what is open, and what ended in the last {@link #DAYS_KEPT} days.
 * Grows with what is the matter.
 */
public final class AlertsView implements View {
  /** How long an alert is remembered that has ended. */
  public static final int DAYS_KEPT = 31;

  private static final long BETWEEN_CLEARINGS = Duration.ofHours(1).toMillis();

  private final InstantSource clock;
  private final ConcurrentHashMap<String, Alert> latest = new ConcurrentHashMap<>();
  private long clearedAt;

  public AlertsView(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Topics topic() {
    return Topics.ALERTS;
  }

  @Override
  public void take(String key, byte[] value) {
    Alert alert = AlertJson.read(value);
    if (isKept(alert)) {
      latest.put(key, alert);
    } else {
      latest.remove(key);
    }
    long now = clock.millis();
    if (now - clearedAt > BETWEEN_CLEARINGS) {
      latest.values().removeIf(old -> !isKept(old));
      clearedAt = now;
    }
  }

  private boolean isKept(Alert alert) {
    Long ended = alert.ended();
    return ended == null || ended > clock.millis() - Duration.ofDays(DAYS_KEPT).toMillis();
  }

  @Override
  public void remove(String key) {
    latest.remove(key);
  }

  @Override
  public int size() {
    return latest.size();
  }

  /**
   * The alerts that an audience may see, the most urgent first.
   *
   * @param devices who is personal now: the inventory may have changed since an alert was written
   */
  public PublishedAlerts seenBy(Audience audience, DevicesView devices) {
    long now = clock.millis();
    return PublishedAlerts.of(
        latest.values().stream().map(alert -> asOfNow(alert, devices, now)).toList(), audience);
  }

  private static Alert asOfNow(Alert alert, DevicesView devices, long now) {
    Place place = alert.place();
    String device = place.device();
    if (place.personal() || device == null || !devices.isPersonalAt(device, now)) {
      return alert;
    }
    return alert.at(
        new Place(place.site(), place.room(), place.rack(), device, place.channel(), true),
        alert.names());
  }
}
