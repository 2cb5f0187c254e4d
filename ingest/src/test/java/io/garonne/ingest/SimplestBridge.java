package io.garonne.ingest;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * What ingest is measured against: payloads as they are into an idempotent producer, acknowledged
 * in its callback. It decodes nothing, counts nothing and keeps no order of acknowledgement.
 */
final class SimplestBridge implements AutoCloseable {
  private final MqttAsyncClient client;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong acknowledged = new AtomicLong();
  private final String topic;

  SimplestBridge(URI uri, String bootstrap, String clientId, String topic) throws MqttException {
    this.topic = topic;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "acks", "all",
                "enable.idempotence", "true",
                "compression.type", "zstd",
                "linger.ms", "5",
                "batch.size", "65536"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    client = new MqttAsyncClient(uri.toString(), clientId, new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(new Callback());
  }

  void connect(String filter) throws MqttException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3600L);
    options.setSocketFactory(
        new javax.net.SocketFactory() {
          @Override
          public Socket createSocket() throws java.io.IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
          }

          @Override
          public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Socket createSocket(
              String host, int port, java.net.InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Socket createSocket(java.net.InetAddress host, int port) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Socket createSocket(
              java.net.InetAddress host, int port, java.net.InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
          }
        });
    client.connect(options).waitForCompletion(5000);
    client.subscribe(filter, 1).waitForCompletion(5000);
  }

  double acknowledged() {
    return acknowledged.get();
  }

  @Override
  public void close() throws MqttException {
    client.disconnect().waitForCompletion(5000);
    client.close();
    producer.close();
  }

  private final class Callback implements MqttCallback {
    @Override
    public void messageArrived(String from, MqttMessage message) {
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(
                  topic, from.getBytes(StandardCharsets.UTF_8), message.getPayload()),
              (meta, error) -> {
                if (error == null) {
                  try {
                    client.messageArrivedComplete(message.getId(), message.getQos());
                    acknowledged.incrementAndGet();
                  } catch (MqttException e) {
                    throw new IllegalStateException(e);
                  }
                }
              });
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int code, MqttProperties properties) {}
  }
}
