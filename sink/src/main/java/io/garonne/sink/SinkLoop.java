package io.garonne.sink;

import io.garonne.model.wire.Topics;
import io.garonne.service.StageFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, writes, commits: in this order, on one thread. While something is in the way all
 * partitions are paused and polling goes on, so that the group keeps this member.
 */
final class SinkLoop implements ConsumerRebalanceListener, Delivery.Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration HOLDING = Duration.ofMillis(200);
  private static final Duration READING = Duration.ofMillis(50);
  private static final Duration COMMIT = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final DeadLetters deadLetters;
  private final SinkSettings settings;
  private final Inventory inventory;
  private final InfluxServer.Http http;
  private final UnaryOperator<PointWriter> around;
  private final SinkMetrics metrics;
  private final Condition condition;
  private final Clock clock;
  private final Conversions conversions;
  private final Batch batch = new Batch();
  private final Offsets offsets = new Offsets();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final Retry retry;
  private @Nullable InfluxServer server;
  private @Nullable Delivery delivery;
  private @Nullable StageFailure failure;
  private boolean stopped;

  SinkLoop(
      Consumer<byte[], byte[]> consumer,
      DeadLetters deadLetters,
      Inventory inventory,
      SinkSettings settings,
      InfluxServer.Http http,
      UnaryOperator<PointWriter> around,
      SinkMetrics metrics,
      Condition condition,
      Clock clock) {
    this.consumer = consumer;
    this.deadLetters = deadLetters;
    this.inventory = inventory;
    this.settings = settings;
    this.http = http;
    this.around = around;
    this.metrics = metrics;
    this.condition = condition;
    this.clock = clock;
    this.conversions = new Conversions(settings.influx().retentions(), clock, inventory::rule);
    this.retry = new Retry(new Backoff(settings.longestBackoff()));
  }

  /**
   * Returns when the consumer is woken up, after one last attempt to write and commit.
   *
   * @throws StageFailure if a person has to change something
   */
  void run() {
    Lag lag = new Lag(consumer, metrics, condition);
    consumer.subscribe(
        List.of(
            Topics.TOTALS.topic(),
            Topics.TOTALS_FINE.topic(),
            Topics.TOTALS_DEVICE.topic(),
            Topics.TOTALS_DEVICE_FINE.topic(),
            Topics.LIVE.topic(),
            Topics.GRID.topic(),
            Topics.INDICATORS.topic(),
            Topics.ADVICE.topic(),
            Topics.ALERTS.topic(),
            Topics.LEDGER.topic()),
        this);
    try {
      while (true) {
        settle(false);
        commit();
        lag.observe(pending());
        if (holding()) {
          consumer.pause(consumer.assignment());
        } else {
          consumer.resume(consumer.paused());
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(patience());
        if (!records.isEmpty() || !inventory.isWhole()) {
          condition.inventory(inventory.read());
        }
        take(records);
        if (failure != null) {
          throw failure;
        }
      }
    } catch (WakeupException e) {
      settle(true);
      commit();
    } finally {
      stopped = true;
      metrics.pending.set(pending());
      if (server != null) {
        server.close();
      }
    }
  }

  private Duration patience() {
    if (!inventory.isWhole()) {
      return READING;
    }
    if (holding()) {
      return retry.remaining().compareTo(HOLDING) < 0 ? retry.remaining() : HOLDING;
    }
    if (batch.isEmpty()) {
      return IDLE;
    }
    return Duration.ofMillis(Math.max(0, settings.linger().toMillis() - batch.age(millis())));
  }

  private boolean holding() {
    return !inventory.isWhole() || server == null || delivery != null || !letters.isEmpty();
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      metrics.consumed.increment();
      Origin origin =
          new Origin(
              new TopicPartition(record.topic(), record.partition()),
              record.offset(),
              record.key());
      switch (conversions.of(record.topic(), record.key(), record.value(), record.timestamp())) {
        case Conversion.Written written -> {
          if (batch.add(new Entry(written.line(), origin), millis())) {
            metrics.ignored(SinkMetrics.SUPERSEDED, 1);
          }
        }
        case Conversion.Ignored ignored -> metrics.ignored(ignored.reason(), 1);
        case Conversion.Unwritable bad ->
            letters.add(new DeadLetter(origin, bad.reason(), bad.detail(), record.value()));
      }
    }
    offsets.read(records.nextOffsets());
  }

  /** Writes what is due, unless it is too early to try again. */
  private void settle(boolean now) {
    if (!retry.due()) {
      return;
    }
    Obstacle obstacle = opened() ? delivered(now) : null;
    if (server == null || obstacle != null) {
      return;
    }
    if (delivery == null && letters.isEmpty() && batch.isEmpty()) {
      // Also what was read and is no point is settled.
      offsets.depart();
      offsets.arrive();
    }
  }

  private boolean opened() {
    if (server != null) {
      return true;
    }
    switch (InfluxServer.open(settings.influx(), http, clock)) {
      case InfluxServer.Opening.Open open -> {
        server = open.server();
        passed();
      }
      case InfluxServer.Opening.Blocked blocked -> blocked(blocked.obstacle());
    }
    return server != null;
  }

  private @Nullable Obstacle delivered(boolean now) {
    if (delivery == null && !batch.isEmpty() && (now || full())) {
      offsets.depart();
      delivery =
          new Delivery(
              batch.drain(), settings.batchPoints(), settings.batchBytes(), writer(), this);
    }
    Obstacle obstacle = null;
    if (delivery != null && delivery.attempt() instanceof Delivery.Progress.Blocked blocked) {
      obstacle = blocked.obstacle();
    }
    if (obstacle == null) {
      obstacle = posted();
    }
    if (obstacle != null) {
      blocked(obstacle);
      return obstacle;
    }
    if (delivery != null) {
      delivery = null;
      offsets.arrive();
      passed();
    }
    return null;
  }

  private PointWriter writer() {
    InfluxServer open = Objects.requireNonNull(server);
    return around.apply((bucket, lines) -> metrics.writes.record(() -> open.write(bucket, lines)));
  }

  private boolean full() {
    return batch.size() >= settings.batchPoints()
        || batch.bytes() >= settings.batchBytes()
        || batch.age(millis()) >= settings.linger().toMillis();
  }

  private @Nullable Obstacle posted() {
    if (letters.isEmpty()) {
      return null;
    }
    try {
      deadLetters.send(letters);
    } catch (KafkaException e) {
      return new Obstacle.Unavailable("Kafka: " + e.getMessage(), null);
    }
    for (DeadLetter letter : letters) {
      metrics.deadLettered(letter.reason());
      LOG.warn("dead letter {}: {}", letter.reason(), letter.detail());
    }
    letters.clear();
    return null;
  }

  private void blocked(Obstacle obstacle) {
    switch (obstacle) {
      case Obstacle.Misconfigured wrong -> throw new StageFailure(wrong.reason());
      case Obstacle.Unavailable unavailable -> {
        metrics.retries.increment();
        Duration wait = retry.failed(unavailable.retryAfter());
        LOG.warn("{}; next attempt in {} ms", unavailable.reason(), wait.toMillis());
        condition.blocked(unavailable.reason(), clock.instant());
      }
    }
  }

  private void passed() {
    retry.succeeded();
    condition.passed();
  }

  private void commit() {
    var settled = offsets.settled();
    if (settled.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(settled, COMMIT);
      offsets.committed();
    } catch (RebalanceInProgressException | TimeoutException e) {
      LOG.debug("commit again later: {}", e.toString());
    } catch (CommitFailedException e) {
      // The partitions are someone else's now, who writes the same points again.
      LOG.info("not committed: {}", e.getMessage());
      offsets.committed();
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    condition.joined();
    if (holding()) {
      // The poll that this is called from must not bring their records.
      consumer.pause(partitions);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    try {
      if (!stopped) {
        settle(true);
        commit();
      }
    } catch (StageFailure e) {
      // Kafka would wrap it: it is thrown after the poll that this is called from.
      failure = e;
    }
    onPartitionsLost(partitions);
  }

  /** Unwritten lines of lost partitions must not be written late, over their successors. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    Predicate<Origin> lost = origin -> partitions.contains(origin.partition());
    long before = pending();
    batch.remove(entry -> lost.test(entry.origin()));
    if (delivery != null) {
      delivery.remove(entry -> lost.test(entry.origin()));
    }
    letters.removeIf(letter -> lost.test(letter.origin()));
    if (before > pending()) {
      metrics.ignored(SinkMetrics.REVOKED, before - pending());
    }
    offsets.forget(partitions);
    metrics.pending.set(pending());
  }

  private long pending() {
    return batch.size() + (delivery == null ? 0 : delivery.size()) + (long) letters.size();
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }

  @Override
  public void accepted(int lines) {
    metrics.written.increment(lines);
  }

  @Override
  public void dropped(long lines, String reason) {
    LOG.warn("InfluxDB dropped {} points: {}", lines, reason);
    metrics.ignored(
        reason.contains("beyond retention")
            ? SinkMetrics.BEYOND_RETENTION
            : SinkMetrics.PARTIAL_WRITE,
        lines);
  }

  @Override
  public void deadLetter(Entry entry, String reason) {
    letters.add(DeadLetter.refused(entry, reason));
  }
}
