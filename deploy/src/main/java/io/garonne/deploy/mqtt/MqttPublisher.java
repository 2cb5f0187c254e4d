package io.garonne.deploy.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes at QoS 1 and loses nothing: a message is kept until the broker has acknowledged it, and
 * sent again, in order, when the connection was lost. Messages leave in the order in which they
 * were given, so a device's order is kept; after a loss of the connection a stretch may come twice,
 * never in another order.
 *
 * <p>At most {@link MqttTarget#window()} messages are unacknowledged; {@link #publish} blocks when
 * they are. For several threads.
 */
public final class MqttPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttPublisher.class);
  private static final long FIRST_BACK_OFF_MILLIS = 100;
  private static final long LAST_BACK_OFF_MILLIS = 5_000;

  /**
   * CONNACK reasons that no waiting heals: version, client id, password, not authorized, banned.
   */
  private static final Set<Integer> FATAL_CONNACKS = Set.of(0x84, 0x85, 0x86, 0x87, 0x8A, 0x8C);

  private final MqttTarget target;
  private final Semaphore room;
  private final Thread connector;
  private final Object lock = new Object();

  // Guarded by lock.
  private final Unacknowledged unacknowledged = new Unacknowledged();
  private @Nullable MqttConnection connection;
  private long connectedSince;
  private @Nullable String failure;
  private String lastProblem = "not connected yet";
  private boolean closed;

  private MqttPublisher(MqttTarget target) {
    this.target = target;
    room = new Semaphore(target.window());
    connector = new Thread(this::keepConnected, "mqtt-publisher-" + target.clientId());
    connector.setDaemon(true);
  }

  /** Begins to connect, and keeps trying until {@link #close()}. */
  public static MqttPublisher open(MqttTarget target) {
    MqttPublisher publisher = new MqttPublisher(target);
    publisher.connector.start();
    return publisher;
  }

  /**
   * Publishes without retaining. Returns when the message is in the window, which may be long after
   * if the broker is away.
   *
   * @param whenAcknowledged called once when the broker has acknowledged this message and all that
   *     were given before it: in order of publication, from one thread at a time. Must be quick,
   *     must not publish.
   * @throws IOException if the broker refuses this client or a message for good
   */
  public void publish(String topic, byte[] payload, Runnable whenAcknowledged)
      throws IOException, InterruptedException {
    publish(topic, payload, false, whenAcknowledged);
  }

  /** Publishes, retained or not; otherwise as {@link #publish(String, byte[], Runnable)}. */
  public void publish(String topic, byte[] payload, boolean retained, Runnable whenAcknowledged)
      throws IOException, InterruptedException {
    publish(topic, payload, retained, Map.of(), whenAcknowledged);
  }

  /**
   * Publishes without retaining, with MQTT 5 user properties; otherwise as {@link #publish(String,
   * byte[], Runnable)}.
   */
  public void publish(
      String topic, byte[] payload, Map<String, String> properties, Runnable whenAcknowledged)
      throws IOException, InterruptedException {
    publish(topic, payload, false, properties, whenAcknowledged);
  }

  private void publish(
      String topic,
      byte[] payload,
      boolean retained,
      Map<String, String> properties,
      Runnable whenAcknowledged)
      throws IOException, InterruptedException {
    while (!room.tryAcquire(1, TimeUnit.SECONDS)) {
      check();
    }
    synchronized (lock) {
      check();
      unacknowledged.add(
          new Unacknowledged.Message(topic, payload, retained, properties, whenAcknowledged));
      send();
    }
  }

  /**
   * Waits until everything given so far is acknowledged.
   *
   * @return false if it is not by then
   * @throws IOException if the broker refuses for good
   */
  public boolean flush(Duration atMost) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    synchronized (lock) {
      while (!unacknowledged.isEmpty()) {
        check();
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        lock.wait(Math.min(left, 1_000));
      }
      check();
      return true;
    }
  }

  /** Messages acknowledged so far. */
  public long acknowledged() {
    synchronized (lock) {
      return unacknowledged.acknowledged();
    }
  }

  /** Messages given and not yet acknowledged. */
  public int unacknowledged() {
    synchronized (lock) {
      return unacknowledged.size();
    }
  }

  /**
   * When the connection was made, or if there is none the last one: milliseconds since 1970 UTC. In
   * the course of {@code whenAcknowledged}, that which the acknowledgement came over.
   */
  public long connectedSince() {
    synchronized (lock) {
      return connectedSince;
    }
  }

  /** Why there is no connection, or null if there is one. */
  public @Nullable String problem() {
    synchronized (lock) {
      return failure != null ? failure : connection != null ? null : lastProblem;
    }
  }

  /** Ends at once; call {@link #flush} before. What is not acknowledged is forgotten. */
  @Override
  public void close() {
    MqttConnection last;
    synchronized (lock) {
      closed = true;
      last = connection;
      connection = null;
      lock.notifyAll();
    }
    connector.interrupt();
    if (last != null) {
      last.close();
    }
  }

  private void check() throws IOException {
    synchronized (lock) {
      if (failure != null) {
        throw new IOException(failure);
      }
      if (closed) {
        throw new IOException("the publisher is closed");
      }
    }
  }

  /** Sends what there is room for. Holds the lock. */
  private void send() {
    MqttConnection current = connection;
    while (current != null && connection == current) {
      Unacknowledged.Message next = unacknowledged.next(current.receiveMaximum());
      if (next == null || !next.sendOver(current, outcome(next))) {
        return;
      }
      unacknowledged.sent();
    }
  }

  private MqttConnection.Outcome outcome(Unacknowledged.Message message) {
    MqttConnection on = connection;
    return new MqttConnection.Outcome() {
      @Override
      public void acknowledged() {
        synchronized (lock) {
          room.release(unacknowledged.acknowledge(message, connection == on));
          if (unacknowledged.isEmpty()) {
            lock.notifyAll();
          }
          send();
        }
      }

      @Override
      public void refused(int reasonCode) {
        fail(
            "the broker refused a message to %s with reason 0x%02X"
                .formatted(message.topic(), reasonCode));
      }
    };
  }

  private void keepConnected() {
    long backOff = FIRST_BACK_OFF_MILLIS;
    try {
      while (true) {
        synchronized (lock) {
          while (connection != null && !closed) {
            lock.wait();
          }
          if (closed || failure != null) {
            return;
          }
        }
        if (connectOnce()) {
          backOff = FIRST_BACK_OFF_MILLIS;
        } else {
          Thread.sleep(backOff);
          backOff = Math.min(backOff * 2, LAST_BACK_OFF_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private boolean connectOnce() {
    MqttConnection attempt = null;
    try {
      attempt = new MqttConnection(target, this::lost);
      attempt.connect();
    } catch (MqttException e) {
      if (attempt != null) {
        attempt.close();
      }
      String problem = target.uri() + ": " + reason(e);
      if (FATAL_CONNACKS.contains(e.getReasonCode())) {
        fail(problem);
      }
      synchronized (lock) {
        lastProblem = problem;
      }
      return false;
    }
    synchronized (lock) {
      // Lost again already: nobody was told, since it was not the connection yet.
      if (!closed && attempt.isConnected()) {
        connection = attempt;
        connectedSince = System.currentTimeMillis();
        unacknowledged.again();
        send();
        return true;
      }
    }
    attempt.close();
    return false;
  }

  private void lost(MqttConnection which) {
    synchronized (lock) {
      if (connection != which) {
        return;
      }
      connection = null;
      lastProblem = target.uri() + ": connection lost";
      lock.notifyAll();
    }
    LOG.warn(
        "Lost the connection to {}; what is not acknowledged will be sent again", target.uri());
    // Not from Paho's own thread, which close would wait for.
    Thread.ofVirtual().start(which::close);
  }

  private void fail(String problem) {
    synchronized (lock) {
      failure = problem;
      lock.notifyAll();
    }
  }

  private static String reason(MqttException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = cause.getMessage();
    return message == null ? cause.toString() : message;
  }
}
