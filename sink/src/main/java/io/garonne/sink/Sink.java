package io.garonne.sink;

import io.garonne.service.KafkaAccess;
import io.garonne.service.Readiness;
import io.garonne.service.SettingsException;
import io.garonne.service.Stage;
import io.garonne.service.StageFailure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Totals, live power and the grid's intensity from Kafka into InfluxDB. Offsets are committed after
 * InfluxDB has confirmed; writing again overwrites, so each point is effectively there once.
 */
public final class Sink implements Stage {
  private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
  private static final Duration LAST_WRITE = Duration.ofSeconds(2);
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private final SinkSettings settings;
  private final UnaryOperator<PointWriter> around;
  private final SinkMetrics metrics;
  private final Condition condition = new Condition();
  private final InfluxServer.Http http;
  private volatile @Nullable Thread thread;
  private @Nullable Consumer<byte[], byte[]> consumer;

  public Sink(SinkSettings settings, MeterRegistry registry) {
    this(settings, registry, writer -> writer);
  }

  /**
   * @param around wraps what writes to the database
   */
  Sink(SinkSettings settings, MeterRegistry registry, UnaryOperator<PointWriter> around) {
    this.settings = settings;
    this.around = around;
    this.metrics = new SinkMetrics(registry);
    this.http = InfluxServer.Http.of(settings.influx());
  }

  @Override
  public String name() {
    return "sink";
  }

  @Override
  public synchronized void start() {
    Consumer<byte[], byte[]> made;
    try {
      made = consumer();
    } catch (KafkaException e) {
      throw new SettingsException(List.of("kafka.bootstrap: " + rootMessage(e)));
    }
    consumer = made;
    thread = Thread.ofPlatform().name("garonne-sink").start(() -> run(made));
  }

  private void run(Consumer<byte[], byte[]> made) {
    try {
      loop(made);
    } catch (StageFailure e) {
      LOG.error("stopped: {}", e.getMessage());
      condition.failed(e);
    } catch (RuntimeException e) {
      LOG.error("stopped by an unexpected error", e);
      condition.failed(new StageFailure("unexpected error: " + e, e));
    }
  }

  private void loop(Consumer<byte[], byte[]> made) {
    Clock clock = Clock.systemUTC();
    try (DeadLetters deadLetters = new DeadLetters(settings.kafka(), settings.group());
        Inventory inventory = new Inventory(settings.kafka(), clock)) {
      new SinkLoop(made, deadLetters, inventory, settings, http, around, metrics, condition, clock)
          .run();
    } finally {
      made.close(CloseOptions.timeout(LAST_WORD));
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        KafkaAccess.to(
            settings.kafka(),
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                settings.group(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                settings.group(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1000,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class))),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public Readiness readiness() {
    return thread == null ? Readiness.notReady("not started") : condition.readiness();
  }

  @Override
  public @Nullable StageFailure failure() {
    return condition.failure();
  }

  @Override
  public synchronized void close() {
    condition.closed();
    Thread running = thread;
    Consumer<byte[], byte[]> current = consumer;
    if (running == null || current == null) {
      return;
    }
    current.wakeup();
    try {
      if (!running.join(LAST_WRITE)) {
        http.cancel();
        running.join(LAST_WORD.multipliedBy(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
