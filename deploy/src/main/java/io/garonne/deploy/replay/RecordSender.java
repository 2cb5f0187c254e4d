package io.garonne.deploy.replay;

import io.garonne.service.KafkaAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends many records, in order and each once, and knows when all of them are in Kafka. */
final class RecordSender implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong unacknowledged = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /** Connects. */
  RecordSender(String bootstrap) {
    producer =
        new KafkaProducer<>(
            KafkaAccess.toProducer(
                bootstrap,
                Map.of(
                    // As the topic, or the broker would pack everything a second time.
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "zstd",
                    ProducerConfig.LINGER_MS_CONFIG,
                    20,
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    256 * 1024,
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    16 * 1024 * 1024L)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends; blocks while too much is on its way.
   *
   * @param acknowledged called when it is in Kafka, in order within a partition
   * @throws IOException if this or an earlier record can never be sent
   */
  // The callback is told everything that the future would know.
  @SuppressWarnings("FutureReturnValueIgnored")
  void send(ProducerRecord<byte[], byte[]> record, Runnable acknowledged) throws IOException {
    check();
    unacknowledged.incrementAndGet();
    try {
      producer.send(
          record,
          (metadata, e) -> {
            if (e != null) {
              failure.compareAndSet(null, e);
            } else if (failure.get() == null) {
              // After a failure nothing more counts: progress has no holes.
              acknowledged.run();
            }
            unacknowledged.decrementAndGet();
          });
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw new IOException("Kafka: " + e.getMessage(), e);
    }
  }

  /** Waits until everything is in Kafka; false if it is not by then. */
  boolean flush(Duration atMost) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (unacknowledged.get() > 0) {
      check();
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(20);
    }
    check();
    return true;
  }

  private void check() throws IOException {
    Exception e = failure.get();
    if (e != null) {
      throw new IOException("Kafka: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
