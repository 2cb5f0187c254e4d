package io.garonne.ingest.mqtt;

import io.garonne.ingest.decode.DecodeContext;
import io.garonne.ingest.decode.InboundMessage;
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;

/**
 * When a message arrived: now, or when it first did, if {@code dead-letters replay} brings it
 * again. It then says so in MQTT 5 user properties.
 *
 * <p>Anybody who may publish may set them, so they can do no more than a payload's own time can
 * (rule M12): place a message between 400 days ago and now. A time that is not there is no time,
 * and the arrival is now.
 */
public final class Arrival {
  /** User property: when the message first arrived, ISO 8601 in UTC. */
  public static final String RECEIVED_AT = "garonne-received-at";

  /** User property: {@code true} if the broker had kept the message when it first arrived. */
  public static final String RETAINED = "garonne-retained";

  private Arrival() {}

  /**
   * The message as it is to be decoded.
   *
   * @param now milliseconds since 1970 UTC
   */
  static InboundMessage of(String topic, MqttMessage message, long now) {
    MqttProperties properties = message.getProperties();
    boolean retained = message.isRetained();
    long receivedAt = now;
    if (properties != null && !properties.getUserProperties().isEmpty()) {
      receivedAt = claimed(property(properties, RECEIVED_AT), now);
      retained |= "true".equals(property(properties, RETAINED));
    }
    return new InboundMessage(topic, message.getPayload(), retained, receivedAt);
  }

  private static long claimed(@Nullable String text, long now) {
    if (text == null || text.length() > 40) {
      return now;
    }
    try {
      long at = Instant.parse(text).toEpochMilli();
      return at <= now && now - at <= DecodeContext.MAX_LIVE_AGE ? at : now;
    } catch (DateTimeException | ArithmeticException e) {
      return now;
    }
  }

  private static @Nullable String property(MqttProperties properties, String name) {
    for (UserProperty each : properties.getUserProperties()) {
      if (name.equals(each.getKey())) {
        return each.getValue();
      }
    }
    return null;
  }
}
