package io.garonne.publish.notify;

import io.garonne.model.wire.AlertJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * Publishes notices as JSON to {@code garonne/alerts/<severity>/<id>}, at QoS 1, not retained: an
 * alert of last week is no news to who subscribes today. A connection of its own for each, for they
 * are few and between them nothing has to be kept alive.
 */
final class MqttChannel implements Channel {
  private static final int FIRST_ERROR_CODE = 0x80;

  /** Version, client id, password, not authorized, banned, topic name: no waiting heals these. */
  private static final Set<Integer> REFUSED =
      Set.of(0x84, 0x85, 0x86, 0x87, 0x8A, 0x8C, 0x90, 0x99);

  // Paho prints a stack trace for every lost connection. Kept because loggers are held weakly.
  private static final Logger PAHO = Logger.getLogger("org.eclipse.paho.mqttv5");

  static {
    PAHO.setLevel(Level.OFF);
  }

  private final NotifySettings.Mqtt settings;
  private final Duration patience;
  private final NoticeText text;

  MqttChannel(NotifySettings.Mqtt settings, Duration patience, NoticeText text) {
    this.settings = settings;
    this.patience = patience;
    this.text = text;
  }

  @Override
  public String name() {
    return "mqtt";
  }

  @Override
  public Outcome deliver(Notice notice) throws MqttException, IOException {
    MqttAsyncClient client =
        new MqttAsyncClient(
            settings.uri().toString(),
            "garonne-notify-" + UUID.randomUUID().toString().substring(0, 8),
            new MemoryPersistence());
    try {
      client.connect(options()).waitForCompletion(patience.toMillis());
      MqttMessage message = new MqttMessage(text.json(notice));
      message.setQos(1);
      message.setRetained(false);
      IMqttToken token = client.publish(topic(notice), message);
      token.waitForCompletion(patience.toMillis());
      int[] codes = token.getReasonCodes();
      return codes != null && codes.length > 0 && codes[0] >= FIRST_ERROR_CODE
          ? outcome(codes[0], "the broker answered 0x%02X".formatted(codes[0]))
          : new Outcome.Delivered();
    } catch (MqttException e) {
      Throwable cause = e.getCause();
      return outcome(e.getReasonCode(), Outcome.reason(cause == null ? e : cause));
    } finally {
      close(client);
    }
  }

  /** What severity and id are free of separators and wildcards: both are ours. */
  static String topic(Notice notice) {
    return AlertJson.MQTT_PREFIX
        + notice.alert().severity().name().toLowerCase(Locale.ROOT)
        + "/"
        + notice.alert().id().replaceAll("[/+#\\p{Cntrl}]", "_");
  }

  private static Outcome outcome(int code, String reason) {
    return REFUSED.contains(code) ? new Outcome.Refused(reason) : new Outcome.Failed(reason);
  }

  private MqttConnectionOptions options() throws IOException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout(Math.toIntExact(patience.toSeconds()));
    if (settings.encrypted()) {
      try {
        options.setSocketFactory(settings.tls().sockets());
      } catch (GeneralSecurityException e) {
        throw new IOException("mqtt.*-file: " + e.getMessage(), e);
      }
    }
    if (!settings.user().isEmpty()) {
      options.setUserName(settings.user());
    }
    if (!settings.password().isEmpty()) {
      options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
    }
    return options;
  }

  private static void close(MqttAsyncClient client) {
    try {
      if (client.isConnected()) {
        client.disconnect(0L).waitForCompletion(2_000);
      }
    } catch (MqttException e) {
      // The broker is gone already; closing is all that is left to do.
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      // Still disconnecting; its threads end by themselves.
    }
  }
}
