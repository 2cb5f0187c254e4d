package io.garonne.deploy.inventory;

import io.garonne.model.Device;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.KafkaAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes devices to the devices topic, keyed by device, so that they are partitioned like their
 * readings. A device's record replaces the one before; devices that are not named stay as they are.
 * For several threads.
 */
public final class InventoryPublisher implements AutoCloseable {
  private final KafkaProducer<String, Device> producer;

  /**
   * Connects when something is published.
   *
   * @param bootstrap Kafka, as {@code host:port}
   */
  public InventoryPublisher(String bootstrap) {
    Map<String, Object> settings =
        KafkaAccess.toProducer(
            bootstrap,
            Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "garonne-inventory",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                10_000,
                // A broker that has just started on a busy machine takes its time; what expires on
                // the
                // way leaves a gap in the sequence, and nothing after it gets through.
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                30_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                60_000));
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), DeviceJson.serde().serializer());
  }

  /**
   * Returns when Kafka has all of them.
   *
   * @throws IOException if Kafka does not take one within a minute; some may be written
   */
  public void publish(Collection<Device> devices) throws IOException, InterruptedException {
    try {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Device device : devices) {
        sent.add(
            producer.send(new ProducerRecord<>(Topics.DEVICES.topic(), device.device(), device)));
      }
      producer.flush();
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw problem(e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw problem(e);
    }
  }

  private static IOException problem(Throwable cause) {
    return new IOException(
        "the inventory cannot be written to " + Topics.DEVICES.topic() + ": " + cause.getMessage(),
        cause);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
