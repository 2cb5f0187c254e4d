package io.garonne.ingest.kafka;

import io.garonne.model.Ledger;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads back what we wrote: the last ledger record and what came after it. For one thread. */
final class Recount implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Records looked at first when searching the ledger backwards. */
  private static final long FIRST_STEP = 1000;

  private final Consumer<byte[], byte[]> consumer;
  private final byte[] clientId;

  Recount(Map<String, Object> kafka, String clientId) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("client.id", clientId + "-recount");
    config.put("enable.auto.commit", "false");
    config.put("auto.offset.reset", "earliest");
    config.put("default.api.timeout.ms", "10000");
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.clientId = Records.bytes(clientId);
  }

  /** A ledger record and the offsets it covers. */
  record Last(Ledger ledger, Offsets covers) {}

  /** Our last ledger record, or null if there is none. */
  @Nullable Last last(String key) {
    TopicPartition partition = new TopicPartition(Topics.LEDGER.topic(), 0);
    consumer.assign(List.of(partition));
    long begin = value(consumer.beginningOffsets(List.of(partition)), partition);
    long end = value(consumer.endOffsets(List.of(partition)), partition);
    byte[] wanted = Records.bytes(key);
    // It is near the end, and the topic may be long before it is compacted.
    long from = end;
    for (long step = FIRST_STEP; from > begin; step *= 8) {
      from = Math.max(begin, end - step);
      ConsumerRecord<byte[], byte[]> found = newest(partition, from, end, wanted);
      if (found != null) {
        Header covers = found.headers().lastHeader(Records.COVERS);
        return new Last(
            LedgerJson.read(found.value()),
            Offsets.parse(covers == null ? "" : text(covers.value())));
      }
    }
    return null;
  }

  private @Nullable ConsumerRecord<byte[], byte[]> newest(
      TopicPartition partition, long from, long to, byte[] key) {
    AtomicReference<@Nullable ConsumerRecord<byte[], byte[]>> found = new AtomicReference<>();
    read(
        partition,
        from,
        to,
        each -> {
          if (Arrays.equals(each.key(), key) && each.value() != null) {
            found.set(each);
          }
        });
    return found.get();
  }

  /** Where all partitions end that ingest writes readings and dead letters to. */
  Offsets ends() {
    TreeMap<String, Long> ends = new TreeMap<>();
    for (Topics topic : List.of(Topics.READINGS, Topics.DEAD_LETTERS)) {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic.topic());
      if (partitions == null || partitions.isEmpty()) {
        throw new KafkaException("topic " + topic.topic() + " is missing");
      }
      consumer
          .endOffsets(
              partitions.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList())
          .forEach((p, end) -> ends.put(Offsets.key(p.topic(), p.partition()), end));
    }
    return new Offsets(ends);
  }

  /**
   * Counts our own records in ranges, by the day in which Kafka took them and the ledger's names.
   */
  SortedMap<LocalDate, SortedMap<String, Long>> count(List<Range> ranges) {
    TreeMap<LocalDate, SortedMap<String, Long>> days = new TreeMap<>();
    for (Range range : ranges) {
      TopicPartition partition =
          new TopicPartition(Offsets.topic(range.key()), Offsets.partition(range.key()));
      boolean readings = partition.topic().equals(Topics.READINGS.topic());
      consumer.assign(List.of(partition));
      long begin = value(consumer.beginningOffsets(List.of(partition)), partition);
      read(
          partition,
          Math.max(begin, range.from()),
          range.to(),
          each -> {
            Header writer = each.headers().lastHeader(Records.INGEST);
            if (writer == null || !Arrays.equals(writer.value(), clientId)) {
              return;
            }
            SortedMap<String, Long> counts =
                days.computeIfAbsent(
                    LocalDate.ofEpochDay(Math.floorDiv(each.timestamp(), 86_400_000L)),
                    day -> new TreeMap<>());
            Header reason = each.headers().lastHeader(Records.REASON);
            if (!readings) {
              counts.merge(
                  "dead-lettered." + (reason == null ? "unknown" : text(reason.value())),
                  1L,
                  Long::sum);
              return;
            }
            counts.merge("readings", 1L, Long::sum);
            if (each.headers().lastHeader(Records.PART) == null) {
              counts.merge("stored", 1L, Long::sum);
            }
          });
    }
    return days;
  }

  private void read(
      TopicPartition partition,
      long from,
      long to,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long progress = System.nanoTime();
    long position = from;
    while (position < to) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
        if (found.offset() < to) {
          each.accept(found);
        }
      }
      long now = consumer.position(partition);
      if (now > position) {
        position = now;
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > 15_000_000_000L) {
        throw new KafkaException("Kafka does not hand out " + partition + " from " + position);
      }
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofMillis(500)));
  }

  private static long value(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    Long offset = offsets.get(partition);
    if (offset == null) {
      throw new KafkaException("topic " + partition.topic() + " is missing");
    }
    return offset;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
