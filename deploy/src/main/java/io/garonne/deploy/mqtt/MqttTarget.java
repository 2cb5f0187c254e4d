package io.garonne.deploy.mqtt;

import io.garonne.ingest.mqtt.Broker;
import io.garonne.service.TlsFiles;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link MqttPublisher} publishes to, and as whom.
 *
 * @param broker where it is, and as whom
 * @param clientId client id, unique at the broker
 * @param window greatest number of messages without an acknowledgement, from 1 to 65535; bounds
 *     memory. The broker may ask for less.
 */
public record MqttTarget(Broker broker, String clientId, int window) {

  /** A window that keeps Artemis and mosquitto busy. */
  public static final int DEFAULT_WINDOW = 1000;

  public MqttTarget {
    if (window < 1 || window > 65_535) {
      throw new IllegalArgumentException("window must be from 1 to 65535: " + window);
    }
  }

  /** As a user, trusting whom the JVM trusts. */
  public MqttTarget(
      URI uri, String clientId, @Nullable String user, @Nullable String password, int window) {
    this(new Broker(uri, user, password, new TlsFiles(null, null, null)), clientId, window);
  }

  /** {@code tcp://host:port} or {@code ssl://host:port}. */
  public URI uri() {
    return broker.uri();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return clientId + " at " + broker;
  }

  /** Without user, with the default window. */
  public static MqttTarget of(URI uri, String clientId) {
    return new MqttTarget(uri, clientId, null, null, DEFAULT_WINDOW);
  }

  /** With another window. */
  public MqttTarget withWindow(int messages) {
    return new MqttTarget(broker, clientId, messages);
  }
}
