package io.garonne.deploy.correction;

import io.garonne.model.Correction;
import io.garonne.model.wire.CorrectionJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.service.KafkaAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Corrections in {@code energy.readings.v1}. */
public final class CorrectionTopic {
  /** How every correction begins, and no reading: the others need not be parsed. */
  private static final byte[] BEGINNING = "{\"correction\"".getBytes(StandardCharsets.UTF_8);

  private CorrectionTopic() {}

  /**
   * Publishes a correction, keyed by its device.
   *
   * @throws IOException if Kafka does not take it
   */
  public static void publish(String bootstrap, Correction correction) throws IOException {
    Map<String, Object> settings =
        KafkaAccess.toProducer(
            bootstrap,
            Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "garonne-correct",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                20_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                20_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.READINGS.topic(), correction.device(), CorrectionJson.write(correction)))
          .get();
    } catch (ExecutionException | KafkaException e) {
      throw new IOException("Kafka does not take it: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Those that are kept, in the order in which they were recorded. */
  public static List<Correction> all(String bootstrap) {
    List<Correction> all = new ArrayList<>();
    TopicReader.all(
        bootstrap,
        Topics.READINGS,
        record -> {
          byte[] value = record.value();
          if (value != null && Arrays.mismatch(value, BEGINNING) == BEGINNING.length) {
            all.add(CorrectionJson.read(value));
          }
        });
    all.sort(Comparator.comparingLong(c -> c.amendment().recordedAt()));
    return all;
  }
}
