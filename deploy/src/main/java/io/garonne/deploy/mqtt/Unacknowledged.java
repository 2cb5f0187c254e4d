package io.garonne.deploy.mqtt;

import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were given and that the broker has not acknowledged, in the order in which they
 * were given. For one thread at a time.
 */
final class Unacknowledged {
  /** A message on its way. */
  static final class Message {
    private final String topic;
    private final byte[] payload;
    private final boolean retained;
    private final Map<String, String> properties;
    private final Runnable whenAcknowledged;
    private boolean acknowledged;

    /**
     * Not sent yet.
     *
     * @param properties MQTT 5 user properties
     * @param whenAcknowledged called once, when all that were given before it are acknowledged, too
     */
    Message(
        String topic,
        byte[] payload,
        boolean retained,
        Map<String, String> properties,
        Runnable whenAcknowledged) {
      this.topic = topic;
      this.payload = payload;
      this.retained = retained;
      this.properties = properties;
      this.whenAcknowledged = whenAcknowledged;
    }

    String topic() {
      return topic;
    }

    boolean sendOver(MqttConnection connection, MqttConnection.Outcome outcome) {
      return connection.send(topic, payload, retained, properties, outcome);
    }
  }

  /** Every unacknowledged message. */
  private final ArrayDeque<Message> all = new ArrayDeque<>();

  /** The tail of them that is not sent over this connection. */
  private final ArrayDeque<Message> unsent = new ArrayDeque<>();

  private int inFlight;
  private long acknowledged;

  void add(Message message) {
    all.add(message);
    unsent.add(message);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  int size() {
    return all.size();
  }

  /** How many were acknowledged, with all before them. */
  long acknowledged() {
    return acknowledged;
  }

  /** The next to be sent, or null: there is none, or the broker takes no more for now. */
  @Nullable Message next(int receiveMaximum) {
    return inFlight < receiveMaximum ? unsent.peek() : null;
  }

  /** The next one is on its way. */
  void sent() {
    unsent.remove();
    inFlight++;
  }

  /** There is another connection: over it nothing has been sent. */
  void again() {
    inFlight = 0;
    unsent.clear();
    for (Message message : all) {
      if (!message.acknowledged) {
        unsent.add(message);
      }
    }
  }

  /**
   * The broker has acknowledged a message. Lets go, in order, of what is acknowledged up to the
   * first that is not.
   *
   * @param overThisConnection otherwise it came over an earlier one
   * @return how many it let go of
   */
  int acknowledge(Message message, boolean overThisConnection) {
    message.acknowledged = true;
    inFlight -= overThisConnection ? 1 : 0;
    int released = 0;
    for (Message head = all.peek(); head != null && head.acknowledged; head = all.peek()) {
      all.remove();
      acknowledged++;
      released++;
      head.whenAcknowledged.run();
    }
    return released;
  }
}
