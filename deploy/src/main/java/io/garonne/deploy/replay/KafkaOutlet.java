package io.garonne.deploy.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.garonne.model.Reading;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
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

/** Straight into the readings topic, past broker and ingest: for bulk. */
final class KafkaOutlet implements Outlet {
  private static final String DECODER = "replay";

  private final KafkaProducer<byte[], byte[]> producer;
  private final Clock clock;
  private final Map<String, byte[]> keys = new HashMap<>();
  private final AtomicLong unacknowledged = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /** Connects. */
  KafkaOutlet(String bootstrap, Clock clock) {
    this.clock = clock;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.ACKS_CONFIG,
                "all",
                // As the topic, or the broker would pack everything a second time.
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                16 * 1024 * 1024L),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  // The callback is told everything that the future would know.
  @SuppressWarnings("FutureReturnValueIgnored")
  @Override
  public void publish(Series series, SourceReading reading, Runnable acknowledged)
      throws IOException {
    check();
    byte[] key = keys.computeIfAbsent(series.device(), device -> device.getBytes(UTF_8));
    byte[] value = ReadingJson.write(reading(series, reading));
    unacknowledged.incrementAndGet();
    try {
      producer.send(
          new ProducerRecord<>(Topics.READINGS.topic(), key, value),
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

  private Reading reading(Series series, SourceReading reading) {
    return new Reading(
        series.device(),
        Reading.ONLY_CHANNEL,
        reading.at(),
        Reading.AtSource.PAYLOAD,
        clock.millis(),
        reading.energy(),
        reading.power(),
        null,
        null,
        null,
        null,
        null,
        reading.energy() == null ? null : series.resolution(),
        DECODER);
  }

  @Override
  public boolean flush(Duration atMost) throws IOException, InterruptedException {
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
