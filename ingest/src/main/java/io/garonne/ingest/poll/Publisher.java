package io.garonne.ingest.poll;

import io.garonne.ingest.mqtt.Backoff;
import io.garonne.ingest.mqtt.Broker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Carries what is in the outbox to the broker, in order, at QoS 1. A message leaves the outbox when
 * the broker has taken it. Its only topics are those of {@link PlainJson}.
 */
final class Publisher implements AutoCloseable {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final long STEP_MILLIS = 10_000;
  private static final long LOOK_MILLIS = 500;
  private static final long MAX_PAUSE_MILLIS = 15_000;
  private static final int FIRST_ERROR_CODE = 0x80;

  /** Under every broker's default of messages in flight. */
  private static final int AT_ONCE = 16;

  // Paho prints a stack trace for every lost connection; this says it in one line. The reference is
  // kept because loggers are held weakly.
  private static final Logger PAHO = Logger.getLogger("org.eclipse.paho.mqttv5");

  static {
    PAHO.setLevel(Level.OFF);
  }

  private final Broker broker;
  private final String clientId;
  private final Outbox outbox;
  private final PollMetrics metrics;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable String problem = "not started";

  Publisher(Broker broker, String clientId, Outbox outbox, PollMetrics metrics) {
    this.broker = broker;
    this.clientId = clientId;
    this.outbox = outbox;
    this.metrics = metrics;
    this.thread = Thread.ofPlatform().daemon().name("poll-publisher").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Why nothing goes out, or null if it does. */
  @Nullable String problem() {
    return problem;
  }

  private void run() {
    Backoff backoff = new Backoff(MAX_PAUSE_MILLIS);
    try {
      while (!closed) {
        try (Connected connected = new Connected()) {
          connected.open();
          problem = null;
          LOG.info("connected: {} at {}", clientId, broker.uri());
          while (!closed) {
            connected.carry();
            backoff.reset();
          }
        } catch (MqttException | RuntimeException e) {
          problem = "MQTT: " + broker.uri() + ": " + said(e);
          LOG.warn("{}; {} readings wait on the disk", problem, outbox.waiting());
        }
        if (!closed) {
          Thread.sleep(backoff.next());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("stopped");
    } finally {
      problem = "stopped";
    }
  }

  private static String said(Exception e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  /** Ends within about two seconds; what is left waits on the disk for the next start. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(3000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One connection, from open to loss. */
  private final class Connected implements AutoCloseable {
    private final MqttAsyncClient client;

    Connected() throws MqttException {
      client = new MqttAsyncClient(broker.uri().toString(), clientId, new MemoryPersistence());
    }

    void open() throws MqttException {
      MqttConnectionOptions options = new MqttConnectionOptions();
      options.setAutomaticReconnect(false);
      // What was under way belongs to the outbox, not to a session.
      options.setCleanStart(true);
      options.setSessionExpiryInterval(0L);
      options.setKeepAliveInterval(30);
      options.setConnectionTimeout((int) (STEP_MILLIS / 1000));
      broker.apply(options);
      client.connect(options).waitForCompletion(STEP_MILLIS);
    }

    /** Sends some of what waits and returns when the broker has all of it. */
    void carry() throws MqttException, InterruptedException {
      List<Outbox.Entry> entries = outbox.oldest(AT_ONCE, LOOK_MILLIS);
      if (!client.isConnected()) {
        throw new MqttException(MqttException.REASON_CODE_CLIENT_EXCEPTION, lost());
      }
      List<IMqttToken> tokens = new ArrayList<>();
      for (Outbox.Entry entry : entries) {
        tokens.add(client.publish(entry.message().topic(), entry.message().payload(), 1, false));
      }
      for (int i = 0; i < entries.size(); i++) {
        tokens.get(i).waitForCompletion(STEP_MILLIS);
        refuse(tokens.get(i), entries.get(i).message().topic());
        metrics.published();
      }
      if (!entries.isEmpty()) {
        outbox.acknowledge(entries.getLast().number() + 1);
      }
    }

    private Throwable lost() {
      return new IOException("the connection is lost");
    }

    private void refuse(IMqttToken token, String topic) {
      int[] codes = token.getReasonCodes();
      if (codes != null && codes.length > 0 && codes[0] >= FIRST_ERROR_CODE) {
        throw new IllegalStateException(
            "the broker refuses %s with code 0x%02x: may this user write there?"
                .formatted(topic, codes[0]));
      }
    }

    @Override
    public void close() throws MqttException {
      try {
        if (client.isConnected()) {
          client.disconnect(0L).waitForCompletion(1000);
        }
      } catch (MqttException e) {
        LOG.debug("disconnecting: {}", e.toString());
      }
      try {
        client.disconnectForcibly(0, 0, false);
      } catch (MqttException | RuntimeException e) {
        LOG.debug("ending: {}", e.toString());
      }
      client.close(true);
    }
  }
}
