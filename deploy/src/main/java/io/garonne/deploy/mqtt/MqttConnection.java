package io.garonne.deploy.mqtt;

import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/**
 * One connection of Paho's client, from connect to loss; never used again afterwards. Its session
 * is clean: what was not acknowledged belongs to {@link MqttPublisher}, which sends it again.
 */
final class MqttConnection implements MqttCallback {
  private static final int FIRST_ERROR_CODE = 0x80;
  private static final long CONNECT_MILLIS = 10_000;

  // Paho prints a stack trace for every lost connection; the publisher says it in one line. The
  // reference is kept because loggers are held weakly.
  private static final Logger PAHO = Logger.getLogger("org.eclipse.paho.mqttv5");

  static {
    PAHO.setLevel(Level.OFF);
  }

  /** Outcome of a publication; called from Paho's callback thread. */
  interface Outcome {
    void acknowledged();

    /** The broker said no, with this MQTT 5 reason code. */
    void refused(int reasonCode);
  }

  private final MqttAsyncClient client;
  private final MqttConnectionOptions options = new MqttConnectionOptions();
  private final Consumer<MqttConnection> lost;
  private volatile int receiveMaximum = 65_535;

  /**
   * Not yet connected.
   *
   * @param lost called once or more when the connection is gone
   */
  MqttConnection(MqttTarget target, Consumer<MqttConnection> lost) throws MqttException {
    this.lost = lost;
    client =
        new MqttAsyncClient(target.uri().toString(), target.clientId(), new MemoryPersistence());
    client.setCallback(this);
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval(30);
    options.setConnectionTimeout(10);
    target.broker().apply(options);
  }

  /** Connects; returns when the broker has said yes. */
  void connect() throws MqttException {
    IMqttToken token = client.connect(options);
    token.waitForCompletion(CONNECT_MILLIS);
    MqttProperties properties = token.getResponseProperties();
    Integer maximum = properties == null ? null : properties.getReceiveMaximum();
    if (maximum != null && maximum > 0) {
      receiveMaximum = maximum;
    }
  }

  boolean isConnected() {
    return client.isConnected();
  }

  /** How many publications the broker takes without having acknowledged them. */
  int receiveMaximum() {
    return receiveMaximum;
  }

  /**
   * Sends at QoS 1.
   *
   * @param properties MQTT 5 user properties
   * @return false if there is no room or no connection at the moment
   */
  boolean send(
      String topic,
      byte[] payload,
      boolean retained,
      Map<String, String> properties,
      Outcome outcome) {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(1);
    message.setRetained(retained);
    if (!properties.isEmpty()) {
      MqttProperties said = new MqttProperties();
      said.setUserProperties(
          properties.entrySet().stream()
              .map(each -> new UserProperty(each.getKey(), each.getValue()))
              .toList());
      message.setProperties(said);
    }
    try {
      client.publish(topic, message, null, listener(outcome));
      return true;
    } catch (MqttException e) {
      if (e.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT) {
        lost.accept(this);
      }
      return false;
    }
  }

  private static MqttActionListener listener(Outcome outcome) {
    return new MqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        if (codes != null && codes.length > 0 && codes[0] >= FIRST_ERROR_CODE) {
          outcome.refused(codes[0]);
        } else {
          outcome.acknowledged();
        }
      }

      @Override
      public void onFailure(IMqttToken token, Throwable cause) {
        // The connection went: its loss is told by disconnected, and the message sent again.
      }
    };
  }

  /** Ends the connection politely if it stands, at once if it does not. */
  void close() {
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

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    lost.accept(this);
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    if (!client.isConnected()) {
      lost.accept(this);
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
