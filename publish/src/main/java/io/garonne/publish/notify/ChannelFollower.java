package io.garonne.publish.notify;

import io.garonne.model.wire.Topics;
import io.garonne.service.KafkaAccess;
import io.garonne.service.Readiness;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the alerts of the topic to one channel, with a thread, a consumer and a group of its own:
 * whatever happens to one channel, the others go on.
 */
final class ChannelFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelFollower.class);

  /** Shorter than a stage may take to stop. */
  private static final Duration LAST_WORD = Duration.ofSeconds(2);

  private static final Duration KAFKA_MAY_WAIT = Duration.ofMinutes(10);
  private static final int KAFKA_MILLIS = 10_000;
  private static final long LONGEST_BACK_OFF_SECONDS = 30;

  private final String bootstrap;
  private final String group;
  private final Duration longest;
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
    this.longest = pace.critical().plus(pace.others()).plus(KAFKA_MAY_WAIT);
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

  private void becomes(Readiness now) {
    if (closed.getCount() > 0) {
      readiness = now;
    }
  }

  private void run() {
    long backOff = 1;
    while (!isClosed(Duration.ZERO)) {
      KafkaConsumer<byte[], byte[]> open = null;
      try {
        open = new KafkaConsumer<>(config());
        consumer = open;
        new AlertReading(open, delivery, metrics, closed, this::becomes).follow();
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
    return KafkaAccess.to(
        bootstrap,
        Map.ofEntries(
            Map.entry(ConsumerConfig.GROUP_ID_CONFIG, group),
            Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
            Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
            Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
            Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
            Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
            Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
            // One notice may take an hour: the next poll must come before the group misses it.
            Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1),
            Map.entry(
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Math.toIntExact(longest.toMillis())),
            // What a killed process held is ours after so long.
            Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000),
            Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000),
            Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG, 100),
            Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5000),
            Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_MILLIS),
            Map.entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, KAFKA_MILLIS)));
  }
}
