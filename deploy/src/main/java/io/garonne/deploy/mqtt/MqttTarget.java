package io.garonne.deploy.mqtt;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link MqttPublisher} publishes to, and as whom.
 *
 * @param uri {@code tcp://host:port} or {@code ssl://host:port}
 * @param clientId client id, unique at the broker
 * @param user user name, or null
 * @param password password, or null
 * @param window greatest number of messages without an acknowledgement, from 1 to 65535; bounds
 *     memory. The broker may ask for less.
 */
public record MqttTarget(
    URI uri, String clientId, @Nullable String user, @Nullable String password, int window) {

  /** A window that keeps Artemis and mosquitto busy. */
  public static final int DEFAULT_WINDOW = 1000;

  public MqttTarget {
    if (window < 1 || window > 65_535) {
      throw new IllegalArgumentException("window must be from 1 to 65535: " + window);
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return clientId + " at " + uri;
  }

  /** Without user, with the default window. */
  public static MqttTarget of(URI uri, String clientId) {
    return new MqttTarget(uri, clientId, null, null, DEFAULT_WINDOW);
  }

  /** With another window. */
  public MqttTarget withWindow(int messages) {
    return new MqttTarget(uri, clientId, user, password, messages);
  }
}
