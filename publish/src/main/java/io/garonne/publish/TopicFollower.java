package io.garonne.publish;

import io.garonne.publish.view.View;
import io.garonne.publish.view.Views;
import io.garonne.service.Readiness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the views up to date: one thread, one consumer over all their topics. Views become current
 * when they have caught up once, so nobody sees half of the past. When Kafka is away the last views
 * stay and the readiness says so; the client reconnects by itself. When reading fails for another
 * reason everything is read anew, after 1 to 30 s.
 */
final class TopicFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);

  /** Shorter than a stage may take to stop. */
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(5);
  private static final long LONGEST_BACK_OFF_SECONDS = 30;

  private final String bootstrap;
  private final InstantSource clock;
  private final PublishMetrics metrics;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "publish-follower");
  private volatile Views current;
  private volatile Readiness readiness = Readiness.notReady("not started");
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

  TopicFollower(String bootstrap, InstantSource clock, PublishMetrics metrics) {
    this.bootstrap = bootstrap;
    this.clock = clock;
    this.metrics = metrics;
    this.current = Views.empty(clock);
    for (View view : current.all()) {
      int index = current.all().indexOf(view);
      metrics.remembered(view, this, self -> self.current.all().get(index).size());
    }
    thread.setDaemon(true);
  }

  void start() {
    readiness = Readiness.notReady("reading the topics of " + bootstrap);
    thread.start();
  }

  /** What is known now; empty until everything that was there at the start has been read. */
  Views views() {
    return current;
  }

  Readiness readiness() {
    return readiness;
  }

  @Override
  public void close() {
    closed.countDown();
    readiness = Readiness.notReady("stopped");
    KafkaConsumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
    if (!thread.isAlive()) {
      return;
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    readiness = Readiness.notReady("stopped");
  }

  private void run() {
    long backOff = 1;
    while (!isClosed(Duration.ZERO)) {
      Views views = Views.empty(clock);
      var topics = views.all().stream().map(View::topic).toList();
      try (KafkaConsumer<byte[], byte[]> open = WholeTopics.consumer(bootstrap, topics, TIMEOUT)) {
        consumer = open;
        backOff = 1;
        follow(open, views);
      } catch (WakeupException e) {
        LOG.debug("woken to stop");
      } catch (UnavailableException e) {
        readiness = Readiness.notReady(String.valueOf(e.getMessage()));
      } catch (KafkaException e) {
        LOG.warn("Reading the topics anew: {}", e.toString());
        readiness = Readiness.notReady("Kafka at " + bootstrap + ": " + e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("Reading the topics anew", e);
        readiness = Readiness.notReady(e.toString());
      } finally {
        consumer = null;
      }
      isClosed(Duration.ofSeconds(backOff));
      backOff = Math.min(LONGEST_BACK_OFF_SECONDS, backOff * 2);
    }
  }

  private void follow(KafkaConsumer<byte[], byte[]> open, Views views) {
    Map<String, View> byTopic =
        views.all().stream().collect(Collectors.toMap(v -> v.topic().topic(), v -> v));
    Map<TopicPartition, Long> ends = new HashMap<>(open.endOffsets(open.assignment()));
    boolean caughtUp = false;
    long checkedAt = System.nanoTime();
    while (!isClosed(Duration.ZERO)) {
      if (!caughtUp) {
        ends.entrySet().removeIf(end -> open.position(end.getKey()) >= end.getValue());
        if (ends.isEmpty()) {
          caughtUp = true;
          current = views;
          readiness = Readiness.ready();
        }
      } else if (System.nanoTime() - checkedAt > BETWEEN_CHECKS.toNanos()) {
        check(open);
        checkedAt = System.nanoTime();
      }
      for (ConsumerRecord<byte[], byte[]> record : open.poll(POLL)) {
        take(byTopic, record);
      }
    }
  }

  /**
   * A consumer whose brokers are away just returns nothing: ask something that must be answered.
   */
  private void check(KafkaConsumer<byte[], byte[]> open) {
    try {
      open.endOffsets(open.assignment(), TIMEOUT);
      readiness = Readiness.ready();
    } catch (TimeoutException e) {
      readiness = Readiness.notReady("Kafka at " + bootstrap + " does not answer");
    }
  }

  private void take(Map<String, View> byTopic, ConsumerRecord<byte[], byte[]> record) {
    metrics.read(record.topic());
    View view = byTopic.get(record.topic());
    if (view == null) {
      return;
    }
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    try {
      if (record.value() == null) {
        view.remove(key);
      } else {
        view.take(key, record.value());
      }
    } catch (RuntimeException e) {
      // Dates and numbers out of range have exceptions of their own.
      metrics.malformed(record.topic());
      LOG.warn(
          "Skipped {}, partition {}, offset {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private boolean isClosed(Duration wait) {
    try {
      return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
      return true;
    }
  }
}
