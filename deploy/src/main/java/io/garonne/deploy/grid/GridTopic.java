package io.garonne.deploy.grid;

import io.garonne.model.carbon.GridIntensity;
import io.garonne.model.carbon.GridUpdate;
import io.garonne.model.wire.GridIntensityJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.service.KafkaAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The grid's intensity in Kafka, one record a quarter-hour. */
public final class GridTopic {
  private final String bootstrap;

  /**
   * The topic of a chain.
   *
   * @param bootstrap Kafka, as {@code host:port}
   */
  public GridTopic(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /**
   * What is known, by the start of the quarter-hour, milliseconds since 1970 UTC.
   *
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer or has no such topic
   */
  public Map<Long, GridIntensity> read() {
    Map<Long, GridIntensity> known = new TreeMap<>();
    TopicReader.all(
        bootstrap,
        Topics.GRID,
        record -> {
          byte[] value = record.value();
          if (value != null) {
            GridIntensity intensity = GridIntensityJson.read(value);
            known.put(intensity.at(), intensity);
          }
        });
    return known;
  }

  /**
   * Writes what files say beyond what is known; all of it or nothing.
   *
   * @param files what each file says, in the order they are read
   * @throws IOException if Kafka does not take it
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer or has no such topic
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the commit fails with what any of them met
  public GridUpdate add(Collection<List<GridIntensity>> files) throws IOException {
    // Says in a line and soon that Kafka is away; a producer would try for long.
    TopicReader.end(bootstrap, Topics.GRID);
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
    try {
      // From here on nobody else can write, and what an earlier import has written can be seen: a
      // commit returns before that.
      producer.initTransactions();
      GridUpdate update = GridUpdate.of(read(), files);
      if (!update.written().isEmpty()) {
        producer.beginTransaction();
        update.written().forEach(intensity -> producer.send(record(intensity)));
        producer.commitTransaction();
      }
      return update;
    } catch (KafkaException e) {
      throw new IOException(
          "nothing is written to " + Topics.GRID.topic() + ": " + e.getMessage(), e);
    } finally {
      producer.close(Duration.ofSeconds(5));
    }
  }

  private static ProducerRecord<String, byte[]> record(GridIntensity intensity) {
    return new ProducerRecord<>(
        Topics.GRID.topic(), GridIntensityJson.key(intensity), GridIntensityJson.write(intensity));
  }

  private Map<String, Object> settings() {
    return KafkaAccess.toProducer(
        bootstrap,
        Map.of(
            ProducerConfig.CLIENT_ID_CONFIG,
            "garonne-grid",
            // One import at a time: a second one ends the transaction of the first.
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "garonne-grid",
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "zstd",
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            20_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            20_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            10_000));
  }
}
