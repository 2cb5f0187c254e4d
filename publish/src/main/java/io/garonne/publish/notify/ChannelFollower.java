package io.garonne.publish.notify;

import io.garonne.model.alert.Alert;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.Readiness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the alerts of the topic to one channel, with a thread, a consumer and a group of its own:
 * whatever happens to one channel, the others go on. An offset is committed when its notice has
 * been delivered, refused or given up, so that each is told at least once.
 *
 * <p>How often an alert has been told is known from the topic itself, which is read from its
 * beginning for that; nothing is told of what lies before the committed offset. Who has never told
 * anything tells what is open now, and nothing of what is over.
 */
final class ChannelFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Shorter than a stage may take to stop. */
  private static final Duration LAST_WORD = Duration.ofSeconds(2);

  private static final int KAFKA_MILLIS = 10_000;
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(5);
  private static final long LONGEST_BACK_OFF_SECONDS = 30;

  private final String bootstrap;
  private final String group;
  private final Delivery delivery;
  private final NotifyMetrics metrics;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile Readiness readiness = Readiness.notReady("not started");
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

  ChannelFollower(
      String bootstrap, String group, Channel channel, Pace pace, NotifyMetrics metrics) {
    this.bootstrap = bootstrap;
    this.group = group + "-" + channel.name();
    this.metrics = metrics;
    this.delivery = new Delivery(channel, pace, metrics, closed);
    this.thread = new Thread(this::run, "notify-" + channel.name());
    thread.setDaemon(true);
  }

  void start() {
    readiness = Readiness.notReady("reading " + Topics.ALERTS.topic() + " of " + bootstrap);
    thread.start();
  }

  /** Not ready also for a while after something could not be delivered. */
  Readiness readiness() {
    return readiness instanceof Readiness.Ready ? delivery.readiness() : readiness;
  }

  /** Begins to stop: {@link #close} waits for it. */
  void stop() {
    closed.countDown();
    readiness = Readiness.notReady("stopped");
    KafkaConsumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
  }

  @Override
  public void close() {
    stop();
    try {
      if (thread.isAlive()) {
        thread.join(Duration.ofSeconds(4));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    readiness = Readiness.notReady("stopped");
  }

  private void run() {
    long backOff = 1;
    while (!isClosed(Duration.ZERO)) {
      KafkaConsumer<byte[], byte[]> open = null;
      try {
        open = new KafkaConsumer<>(config());
        consumer = open;
        new Reading(open).follow();
        backOff = 1;
      } catch (WakeupException e) {
        LOG.debug("woken to stop");
      } catch (KafkaException e) {
        LOG.warn("Reading the alerts anew: {}", e.toString());
        readiness = Readiness.notReady("Kafka at " + bootstrap + ": " + e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("Reading the alerts anew", e);
        readiness = Readiness.notReady(e.toString());
      } finally {
        consumer = null;
        if (open != null) {
          open.close(CloseOptions.timeout(LAST_WORD));
        }
      }
      isClosed(Duration.ofSeconds(backOff));
      backOff = Math.min(LONGEST_BACK_OFF_SECONDS, backOff * 2);
    }
    delivery.close();
  }

  private boolean isClosed(Duration wait) {
    try {
      return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
      return true;
    }
  }

  private Map<String, Object> config() {
    return Map.ofEntries(
        Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
        Map.entry(ConsumerConfig.GROUP_ID_CONFIG, group),
        Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
        Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
        Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
        Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
        Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
        Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
        // One notice may take a minute: the next poll must come before the group misses it.
        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1),
        // What a killed process held is ours after so long.
        Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000),
        Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000),
        Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG, 100),
        Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5000),
        Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_MILLIS),
        Map.entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, KAFKA_MILLIS));
  }

  /** What one consumer knows of the partitions it has. */
  private final class Reading implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> in;
    private final Map<TopicPartition, Begin> begins = new HashMap<>();
    private Telling telling = new Telling();

    /** Whether the group has said which partitions are ours; perhaps none. */
    private boolean assigned;

    /** Of partitions of which nothing has ever been told: what is open, by key. */
    private final Map<String, Alert> openAtStart = new LinkedHashMap<>();

    private final Map<TopicPartition, Long> committed = new HashMap<>();

    /** From which offset on there is something to tell, and whether it is for the first time. */
    private record Begin(long offset, boolean first) {}

    Reading(KafkaConsumer<byte[], byte[]> in) {
      this.in = in;
    }

    void follow() {
      in.subscribe(Set.of(Topics.ALERTS.topic()), this);
      long checkedAt = System.nanoTime();
      while (!isClosed(Duration.ZERO)) {
        ConsumerRecords<byte[], byte[]> records = in.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
          take(record);
        }
        if (!isClosed(Duration.ZERO) && hasCaughtUp()) {
          tellWhatIsOpen();
          if (records.isEmpty()) {
            commitPositions();
          }
          if (!(readiness instanceof Readiness.Ready)
              || System.nanoTime() - checkedAt > BETWEEN_CHECKS.toNanos()) {
            check();
            checkedAt = System.nanoTime();
          }
        }
      }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assigned = true;
      telling = new Telling();
      begins.clear();
      committed.clear();
      openAtStart.clear();
      Map<TopicPartition, OffsetAndMetadata> known = in.committed(Set.copyOf(partitions));
      Map<TopicPartition, Long> ends = in.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        OffsetAndMetadata told = known.get(partition);
        begins.put(
            partition,
            told == null
                ? new Begin(ends.getOrDefault(partition, 0L), true)
                : new Begin(told.offset(), false));
      }
      in.seekToBeginning(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      assigned = false;
      begins.clear();
    }

    private boolean hasCaughtUp() {
      return assigned
          && begins.entrySet().stream()
              .allMatch(begin -> in.position(begin.getKey()) >= begin.getValue().offset());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      Begin begin = begins.getOrDefault(partition, new Begin(0, false));
      String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
      Alert alert;
      try {
        alert = record.value() == null ? null : AlertJson.read(record.value());
      } catch (RuntimeException e) {
        // Dates and numbers out of range have exceptions of their own.
        metrics.count(NotifyMetrics.MALFORMED, delivery.channel());
        LOG.warn("Skipped {}, offset {}: {}", record.topic(), record.offset(), e.getMessage());
        return;
      }
      var notice = telling.take(key, alert);
      if (record.offset() >= begin.offset()) {
        if (notice.isPresent() && delivery.deliver(notice.get())) {
          commit(partition, record.offset() + 1);
        }
      } else if (begin.first()) {
        if (alert != null && alert.isOpen() && alert.told() > 0 && Telling.isForPeople(alert)) {
          openAtStart.put(key, alert);
        } else {
          openAtStart.remove(key);
        }
      }
    }

    private void tellWhatIsOpen() {
      for (String key : List.copyOf(openAtStart.keySet())) {
        Alert alert = openAtStart.get(key);
        if (alert != null && !delivery.deliver(new Notice(alert, Notice.Event.BEGAN))) {
          return;
        }
        openAtStart.remove(key);
      }
    }

    private void commitPositions() {
      if (openAtStart.isEmpty()) {
        begins.keySet().forEach(partition -> commit(partition, in.position(partition)));
      }
    }

    private void commit(TopicPartition partition, long offset) {
      if (openAtStart.isEmpty() && committed.getOrDefault(partition, -1L) != offset) {
        in.commitSync(Map.of(partition, new OffsetAndMetadata(offset)));
        committed.put(partition, offset);
      }
    }

    /** A consumer whose brokers are away just returns nothing: ask what must be answered. */
    private void check() {
      try {
        if (in.partitionsFor(Topics.ALERTS.topic()).isEmpty()) {
          readiness = Readiness.notReady("Kafka has no topic " + Topics.ALERTS.topic());
        } else {
          in.endOffsets(begins.keySet());
          ready();
        }
      } catch (org.apache.kafka.common.errors.TimeoutException e) {
        readiness = Readiness.notReady("Kafka at " + bootstrap + " does not answer");
      }
    }
  }

  private void ready() {
    if (closed.getCount() > 0) {
      readiness = Readiness.ready();
    }
  }
}
