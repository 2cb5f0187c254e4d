package io.garonne.sink;

import io.garonne.model.wire.Topics;
import io.garonne.service.KafkaAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts dead letters into their topic and waits until Kafka has them. */
final class DeadLetters implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;

  DeadLetters(String bootstrap, String clientId) {
    producer =
        new KafkaProducer<>(
            KafkaAccess.toProducer(
                bootstrap,
                Map.of(
                    ProducerConfig.CLIENT_ID_CONFIG,
                    clientId,
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "zstd",
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    Topics.MAX_DEAD_LETTER_BYTES,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    2000,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    10_000,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    20_000)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Returns when Kafka has confirmed all of them.
   *
   * @throws KafkaException if it has not; some may be stored, sending all again is right
   */
  void send(List<DeadLetter> letters) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (DeadLetter letter : letters) {
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  Topics.DEAD_LETTERS.topic(),
                  null,
                  null,
                  letter.origin().key(),
                  letter.value(),
                  letter.headers())));
    }
    for (Future<RecordMetadata> future : sent) {
      try {
        future.get();
      } catch (ExecutionException e) {
        throw new KafkaException("dead letter not stored: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
