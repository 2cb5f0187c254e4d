package io.garonne.ingest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Publishes at QoS 1 with a window, as a well-behaved gateway does. */
final class TestPublisher implements AutoCloseable {
  /** Below what mosquitto takes at once by default, 20. */
  private static final int WINDOW = 18;

  private final MqttAsyncClient client;
  private final int size;
  private final Semaphore window;

  TestPublisher(URI uri) throws MqttException {
    this(uri, WINDOW);
  }

  TestPublisher(URI uri, int size) throws MqttException {
    this.size = size;
    window = new Semaphore(size);
    client =
        new MqttAsyncClient(
            uri.toString(), "publisher-" + System.nanoTime(), new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    client.connect(options).waitForCompletion(5000);
  }

  void publish(String topic, String payload) throws MqttException, InterruptedException {
    publish(topic, payload.getBytes(StandardCharsets.UTF_8), false);
  }

  void publish(String topic, byte[] payload, boolean retained)
      throws MqttException, InterruptedException {
    window.acquire();
    client.publish(
        topic,
        payload,
        1,
        retained,
        null,
        new MqttActionListener() {
          @Override
          public void onSuccess(IMqttToken token) {
            window.release();
          }

          @Override
          public void onFailure(IMqttToken token, Throwable error) {
            window.release();
          }
        });
  }

  /** Waits until the broker has all. */
  void flush() {
    window.acquireUninterruptibly(size);
    window.release(size);
  }

  @Override
  public void close() throws MqttException {
    flush();
    client.disconnect().waitForCompletion(5000);
    client.close();
  }
}
