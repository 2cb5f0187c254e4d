package io.garonne.ingest.mqtt;

import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker, with a client object of its own: an acknowledgement of this
 * connection cannot be sent on another, where its packet id may mean another message.
 */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final long STEP_MILLIS = 10_000;

  /** Paho needs a thread each to send, receive and call back, and some to connect and ping. */
  private static final int CLIENT_THREADS = 8;

  private final MqttSettings settings;
  private final Window window;
  private final Intake intake;
  private final ScheduledExecutorService threads;
  private final MqttAsyncClient client;
  private final CountDownLatch end = new CountDownLatch(1);

  /** In order of arrival; guarded by this. */
  private final ArrayDeque<Delivery> unacknowledged = new ArrayDeque<>();

  private volatile boolean over;
  private volatile boolean accepting = true;
  private volatile String reason = "";

  Connection(MqttSettings settings, Window window, Intake intake) throws MqttException {
    this.settings = settings;
    this.window = window;
    this.intake = intake;
    this.threads =
        Executors.newScheduledThreadPool(
            CLIENT_THREADS,
            task -> {
              Thread thread = new Thread(task, "mqtt-" + settings.clientId());
              thread.setDaemon(true);
              return thread;
            });
    this.client =
        new MqttAsyncClient(
            settings.broker().uri().toString(),
            settings.clientId(),
            new MemoryPersistence(),
            null,
            threads);
    client.setManualAcks(true);
    // Before connecting: a resumed session delivers at once.
    client.setCallback(new Callback());
  }

  /**
   * Connects and subscribes.
   *
   * @return whether the broker still had our session
   */
  boolean open() throws MqttException {
    IMqttToken connected = client.connect(options());
    connected.waitForCompletion(STEP_MILLIS);
    MqttSubscription[] subscriptions =
        settings.filters().stream()
            .map(
                filter -> {
                  MqttSubscription subscription = new MqttSubscription(filter, 1);
                  // What the broker has kept is sent when the subscription is new, not each time.
                  subscription.setRetainHandling(1);
                  return subscription;
                })
            .toArray(MqttSubscription[]::new);
    IMqttToken subscribed = client.subscribe(subscriptions, null, null, new MqttProperties());
    subscribed.waitForCompletion(STEP_MILLIS);
    int[] codes = subscribed.getReasonCodes();
    for (int i = 0; codes != null && i < codes.length; i++) {
      if (codes[i] >= 0x80) {
        throw new MqttException(codes[i]);
      }
    }
    return connected.getSessionPresent();
  }

  private MqttConnectionOptions options() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(false);
    options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
    options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
    options.setConnectionTimeout((int) (STEP_MILLIS / 1000));
    options.setReceiveMaximum(settings.receiveMaximum());
    options.setMaximumPacketSize((long) settings.maximumPacket());
    options.setUseSubscriptionIdentifiers(false);
    settings.broker().apply(options);
    return options;
  }

  /** Waits until it is over and says why. */
  String awaitEnd() throws InterruptedException {
    end.await();
    return reason;
  }

  boolean over() {
    return over;
  }

  /** From now on nothing is taken in; what the broker sends stays its own. */
  void stopAccepting() {
    accepting = false;
  }

  /** No acknowledgement is sent any more. From any thread, but cheap; see {@link #close()}. */
  void finish(String why) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      reason = why;
      for (Delivery delivery : unacknowledged) {
        // Those under way give their room back when they come to an end.
        if (delivery.concluded) {
          window.leave(delivery.size());
        }
        intake.abandoned();
      }
      unacknowledged.clear();
    }
    end.countDown();
  }

  /** Ends the connection and frees what it has. Not on a thread of the client. */
  void close() {
    finish("closed");
    try {
      if (client.isConnected()) {
        // Acknowledgements already handed over still go out.
        client.disconnect(500).waitForCompletion(1500);
      }
    } catch (MqttException e) {
      LOG.debug("disconnecting: {}", e.toString());
    }
    try {
      client.disconnectForcibly(0, 0, false);
    } catch (MqttException | RuntimeException e) {
      LOG.debug("ending: {}", e.toString());
    }
    try {
      client.close(true);
    } catch (MqttException | RuntimeException e) {
      LOG.debug("closing: {}", e.toString());
    }
    threads.shutdownNow();
  }

  void conclude(Delivery delivery) {
    String failure = null;
    synchronized (this) {
      if (over) {
        abandon(delivery);
        return;
      }
      delivery.concluded = true;
      while (!unacknowledged.isEmpty() && unacknowledged.element().concluded) {
        Delivery first = unacknowledged.remove();
        try {
          if (first.qos() > 0) {
            client.messageArrivedComplete(first.packetId(), first.qos());
          }
        } catch (MqttException | RuntimeException e) {
          failure = "acknowledging: " + e;
        }
        window.leave(first.size());
        intake.acknowledged(System.nanoTime() - first.arrivedNanos());
        if (failure != null) {
          break;
        }
      }
    }
    if (failure != null) {
      finish(failure);
    }
  }

  void abandon(Delivery delivery) {
    synchronized (this) {
      if (over && !delivery.concluded) {
        delivery.concluded = true;
        window.leave(delivery.size());
      }
    }
  }

  private void arrived(String topic, MqttMessage message) throws InterruptedException {
    if (!accepting || over) {
      return;
    }
    Delivery delivery =
        new Delivery(
            this,
            message.getId(),
            message.getQos(),
            Arrival.of(topic, message, System.currentTimeMillis()));
    // While this waits no answer to our ping is read: far less than the keep-alive, then let go.
    if (!window.enter(delivery.size(), settings.keepAlive().toMillis() / 6)) {
      finish("more in flight than memory is set aside for");
      return;
    }
    synchronized (this) {
      if (over) {
        window.leave(delivery.size());
        return;
      }
      unacknowledged.add(delivery);
    }
    intake.arrived(delivery);
  }

  private final class Callback implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
      arrived(topic, message);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      MqttException cause = response.getException();
      finish(
          cause == null
              ? "the broker ended the connection, code " + response.getReturnCode()
              : String.valueOf(cause.getCause() == null ? cause : cause.getCause()));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      LOG.warn("MQTT: {}", exception.toString());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int code, MqttProperties properties) {}
  }
}
