package io.garonne.deploy.inventory;

import io.garonne.model.Device;
import io.garonne.model.Reading;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateChange;
import io.garonne.model.inventory.EstateEdits.ManualReading;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.service.KafkaAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The estate in Kafka: its lines, and what follows from them for devices, written in one
 * transaction. A change is one of the estate that was read last: if somebody else has written since
 * then, it is refused.
 */
public final class EstateTopics {
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(5);

  private final String bootstrap;
  private long readTo = -1;

  /**
   * The estate of a chain.
   *
   * @param bootstrap Kafka, as {@code host:port}
   */
  public EstateTopics(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /**
   * The estate as it is.
   *
   * @param zone of sites that name none
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer
   */
  public Estate read(ZoneId zone) {
    readTo = TopicReader.end(bootstrap, Topics.ESTATE);
    Map<String, EstateLine> lines = new TreeMap<>();
    TopicReader.all(
        bootstrap,
        Topics.ESTATE,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          byte[] value = record.value();
          if (value == null) {
            lines.remove(key);
          } else {
            EstateLine line = EstateLineJson.read(value);
            // Whoever reads of it is to look for it in the estate, not in the file of that time.
            lines.put(
                key,
                new EstateLine(
                    line.table(), line.cells(), "in the estate: " + key.replace('|', ' ').strip()));
          }
        });
    // What was written had no problems then; a stricter version must still be able to read it.
    return Estate.of(lines.values(), zone).estate();
  }

  /**
   * Writes a change of what was read last, all of it or nothing.
   *
   * @param more further lines, such as the event that says who did it
   * @param readings what people read
   * @param author who read them
   * @throws IOException if somebody else has changed the estate since, or Kafka does not take it
   */
  public void write(
      EstateChange change,
      Collection<EstateLine> more,
      Collection<ManualReading> readings,
      String author)
      throws IOException {
    long now = System.currentTimeMillis();
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (Collection<EstateLine> lines : List.of(change.added(), change.changed(), more)) {
      lines.forEach(
          line -> records.add(record(Topics.ESTATE, line.key(), EstateLineJson.write(line))));
    }
    change.removed().forEach(line -> records.add(record(Topics.ESTATE, line.key(), null)));
    change
        .descriptions()
        .forEach(
            (name, described) -> {
              Device device = described.after();
              records.add(
                  record(
                      Topics.DEVICES,
                      name,
                      device == null ? null : DeviceJson.write(device.writtenAt(now))));
            });
    readings.forEach(
        reading ->
            records.add(
                record(
                    Topics.READINGS,
                    reading.device(),
                    ReadingJson.write(reading(reading, author)))));
    send(records);
    if (Stream.of(change.added(), change.changed(), change.removed())
        .flatMap(List::stream)
        .anyMatch(line -> line.table() == EstateTable.RETENTION)) {
      TopicRetention.set(bootstrap, change.after());
    }
  }

  private static Reading reading(ManualReading said, String author) {
    return new Reading(
        said.device(),
        said.channel(),
        said.at(),
        Reading.AtSource.PAYLOAD,
        System.currentTimeMillis(),
        said.energy(),
        null,
        null,
        null,
        null,
        said.pages(),
        null,
        null,
        "manual by " + author);
  }

  private static ProducerRecord<String, byte[]> record(
      Topics topic, String key, byte @Nullable [] value) {
    return new ProducerRecord<>(topic.topic(), key, value);
  }

  /**
   * Waits until who looks now sees it: Kafka marks what was committed after it has said so. Gives
   * up quietly, for it is written in any case.
   */
  private void awaitVisible() {
    long end = System.nanoTime() + VISIBLE_WITHIN.toNanos();
    try {
      while (TopicReader.end(bootstrap, Topics.ESTATE) == readTo && System.nanoTime() < end) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the commit fails with what any of them met
  private void send(List<ProducerRecord<String, byte[]>> records) throws IOException {
    Map<String, Object> settings =
        KafkaAccess.toProducer(
            bootstrap,
            Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "garonne-estate",
                // One writer at a time: a second one ends the transaction of the first.
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "garonne-estate",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                20_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                20_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000));
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
      // From here on nobody else can write: an earlier writer's transaction has been ended.
      if (TopicReader.end(bootstrap, Topics.ESTATE) != readTo) {
        throw new IOException(
            "somebody else has changed the estate in the meantime; nothing is written: look at it"
                + " and do it again");
      }
      producer.beginTransaction();
      records.forEach(producer::send);
      producer.commitTransaction();
      awaitVisible();
    } catch (KafkaException e) {
      throw new IOException("the estate cannot be written: " + e.getMessage(), e);
    } finally {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
