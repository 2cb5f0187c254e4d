package io.garonne.ingest.mqtt;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the broker and what to ask of it.
 *
 * @param broker where it is and who we are there
 * @param clientId stable over restarts: it names the session in which the broker keeps messages
 * @param topics filters, at least one
 * @param share group of a shared subscription, or null for a subscription of one's own
 * @param sessionExpiry how long the broker keeps the session while nobody is connected; finite
 * @param keepAlive greatest silence on the connection
 * @param receiveMaximum how many messages the broker may send before the first is acknowledged
 * @param maximumPacket bytes; the broker keeps greater packets to itself
 */
public record MqttSettings(
    Broker broker,
    String clientId,
    List<String> topics,
    @Nullable String share,
    Duration sessionExpiry,
    Duration keepAlive,
    int receiveMaximum,
    int maximumPacket) {

  public MqttSettings {
    topics = List.copyOf(topics);
    if (clientId.isEmpty()) {
      throw new IllegalArgumentException("client id is empty");
    }
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("no topics");
    }
  }

  /** The filters as they are subscribed to. */
  List<String> filters() {
    return share == null ? topics : topics.stream().map(t -> "$share/" + share + "/" + t).toList();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return clientId + " at " + broker + " " + filters();
  }
}
