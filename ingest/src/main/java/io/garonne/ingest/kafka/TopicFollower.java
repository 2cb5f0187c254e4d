package io.garonne.ingest.kafka;

import io.garonne.model.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps up with a compacted topic, from its beginning and for ever, by a thread of its own. After a
 * failure it reads everything again: who takes the records must not mind.
 */
final class TopicFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);

  private final Map<String, Object> kafka;
  private final Topics topic;
  private final String what;
  private final String clientId;
  private final Consumer<ConsumerRecord<byte[], byte[]>> taker;
  private final CountDownLatch loaded = new CountDownLatch(1);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private volatile @Nullable String problem;

  /**
   * A follower that has not started.
   *
   * @param what is in the topic, in a word, for people and names
   * @param taker of each record, on the follower's thread
   */
  TopicFollower(
      Map<String, Object> kafka,
      String clientId,
      Topics topic,
      String what,
      Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    this.kafka = kafka;
    this.topic = topic;
    this.what = what;
    this.clientId = clientId + "-" + what;
    this.taker = taker;
    this.problem = what + " are not read yet";
    this.thread = new Thread(this::run, "ingest-" + what);
    thread.setDaemon(true);
  }

  /** Begins to read and returns at once. */
  void start() {
    thread.start();
  }

  /** Why the topic is not known yet, or null. */
  @Nullable String problem() {
    return problem;
  }

  /** Waits until what was in the topic at the start is known. */
  boolean awaitLoaded(long millis) throws InterruptedException {
    return loaded.await(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed = true;
    KafkaConsumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    stopping.countDown();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        follow();
      } catch (WakeupException | InterruptException e) {
        LOG.debug("stopped");
      } catch (KafkaException e) {
        if (loaded.getCount() > 0) {
          problem = what + ": " + e.getMessage();
        }
        LOG.debug("{}: {}", what, e.toString());
      }
      try {
        if (stopping.await(500, TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void follow() {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("client.id", clientId);
    config.put("enable.auto.commit", "false");
    config.put("auto.offset.reset", "earliest");
    config.put("default.api.timeout.ms", "5000");
    KafkaConsumer<byte[], byte[]> in =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer = in;
    try {
      List<PartitionInfo> infos = in.partitionsFor(topic.topic());
      if (infos == null || infos.isEmpty()) {
        throw new KafkaException("topic " + topic.topic() + " is missing");
      }
      List<TopicPartition> partitions =
          infos.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
      in.assign(partitions);
      in.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = in.endOffsets(partitions);
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> each : in.poll(Duration.ofMillis(500))) {
          if (each.key() != null) {
            taker.accept(each);
          }
        }
        if (loaded.getCount() > 0
            && partitions.stream().allMatch(p -> in.position(p) >= ends.getOrDefault(p, 0L))) {
          problem = null;
          loaded.countDown();
        }
      }
    } finally {
      in.close(CloseOptions.timeout(Duration.ofMillis(500)));
    }
  }
}
