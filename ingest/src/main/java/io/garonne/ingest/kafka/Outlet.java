package io.garonne.ingest.kafka;

import io.garonne.ingest.IngestMetrics;
import io.garonne.ingest.decode.Decoding;
import io.garonne.ingest.decode.Reason;
import io.garonne.ingest.mqtt.Delivery;
import io.garonne.model.Ledger;
import io.garonne.model.Reading;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.KafkaAccess;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one producer. It tries for ever and in order; what it reports as failed is beyond
 * trying, and then it is of no more use: close it, open another and have the broker send again.
 */
final class Outlet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** What a dead letter may hold if its topic was made with Kafka's own limit. */
  private static final int SMALL_DEAD_LETTER = 900_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Metric connections;
  private final Records records;
  private final Accounts accounts;
  private final IngestMetrics metrics;
  private final AtomicInteger deadLetterLimit;
  private final Consumer<String> failed;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong confirmed = new AtomicLong();
  private volatile long progress = System.nanoTime();
  private volatile @Nullable String failure;
  private volatile boolean closing;
  private Accounts.@Nullable Partition[] partitions = new Accounts.Partition[0];

  Outlet(
      Map<String, Object> kafka,
      Duration linger,
      String clientId,
      Accounts accounts,
      IngestMetrics metrics,
      AtomicInteger deadLetterLimit,
      Consumer<String> failed) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("client.id", clientId);
    config.putAll(KafkaAccess.IN_ORDER);
    config.put("compression.type", "zstd");
    config.put("linger.ms", Long.toString(linger.toMillis()));
    config.put("batch.size", Integer.toString(64 * 1024));
    config.put("max.request.size", Integer.toString(Records.MAX_DEAD_LETTER + 128 * 1024));
    // For ever: what is not confirmed is not acknowledged, and the order stays.
    config.put("delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE));
    config.put("max.block.ms", Long.toString(Long.MAX_VALUE));
    config.put("request.timeout.ms", "15000");
    config.put("reconnect.backoff.max.ms", "2000");
    config.put("retry.backoff.max.ms", "2000");
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.connections = connections(producer);
    this.records = new Records(clientId);
    this.accounts = accounts;
    this.metrics = metrics;
    this.deadLetterLimit = deadLetterLimit;
    this.failed = failed;
  }

  private static Metric connections(KafkaProducer<byte[], byte[]> producer) {
    for (Map.Entry<MetricName, ? extends Metric> metric : producer.metrics().entrySet()) {
      if (metric.getKey().name().equals("connection-count")
          && metric.getKey().group().equals("producer-metrics")) {
        return metric.getValue();
      }
    }
    throw new IllegalStateException("the producer has no metric connection-count");
  }

  /** Why it is of no more use, or null. */
  @Nullable String failure() {
    return failure;
  }

  /** Why Kafka does not do its part now, or null. */
  @Nullable String problem() {
    String beyond = failure;
    if (beyond != null) {
      return beyond;
    }
    if (connections.metricValue() instanceof Double count && count == 0.0) {
      return "no connection to Kafka";
    }
    long silent = System.nanoTime() - progress;
    return sent.get() > confirmed.get() && silent > STALE_NANOS
        ? "Kafka has confirmed nothing for " + TimeUnit.NANOSECONDS.toSeconds(silent) + " s"
        : null;
  }

  /** Sends a message's readings; the delivery is confirmed once for each. */
  void readings(Delivery delivery, List<Reading> readings) {
    delivery.expect(readings.size());
    for (int i = 0; i < readings.size(); i++) {
      boolean first = i == 0;
      send(
          records.reading(readings.get(i), i),
          delivery,
          meta -> {
            accounts.stored(
                readingsPartition(meta.partition()), meta.offset(), first, meta.timestamp());
            metrics.readingStored();
            if (delivery.confirm()) {
              metrics.stored();
            }
          });
    }
  }

  /** Sends a dead letter; the delivery is confirmed with it. */
  void deadLetter(Delivery delivery, Decoding.Rejected rejected) {
    Reason reason = rejected.reason();
    send(
        records.deadLetter(delivery.message(), rejected, deadLetterLimit.get()),
        delivery,
        meta -> {
          accounts.deadLettered(
              accounts.partition(Offsets.key(meta.topic(), meta.partition())),
              meta.offset(),
              reason,
              meta.timestamp());
          metrics.concluded(reason);
          delivery.confirm();
        });
  }

  /**
   * Keeps an announcement. It counts as ignored, or, if some of it is refused, as a dead letter;
   * then the delivery is confirmed by both records.
   */
  void announcement(Delivery delivery, Decoding.@Nullable Rejected refused) {
    if (refused != null) {
      delivery.expect(2);
    }
    send(
        records.announcement(delivery.message()),
        delivery,
        meta -> {
          if (refused == null) {
            accounts.ignored(Reason.DISCOVERY, delivery);
          } else {
            delivery.confirm();
          }
        });
    if (refused != null) {
      deadLetter(delivery, refused);
    }
  }

  /**
   * Writes a ledger record and waits until Kafka has confirmed it.
   *
   * @return false if this outlet failed before
   */
  boolean ledger(Ledger ledger, Offsets covers) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    send(
        records.ledger(ledger.key(), LedgerJson.write(ledger), covers),
        null,
        meta -> done.countDown());
    while (!done.await(100, TimeUnit.MILLISECONDS)) {
      if (failure != null || closing) {
        return false;
      }
    }
    return true;
  }

  /** Only on the producer's thread. */
  private Accounts.Partition readingsPartition(int number) {
    if (number >= partitions.length) {
      partitions = Arrays.copyOf(partitions, number + 1);
    }
    Accounts.@Nullable Partition known = partitions[number];
    if (known == null) {
      known = accounts.partition(Offsets.key(Topics.READINGS.topic(), number));
      partitions[number] = known;
    }
    return known;
  }

  private void send(
      ProducerRecord<byte[], byte[]> out,
      @Nullable Delivery delivery,
      Consumer<RecordMetadata> then) {
    if (sent.getAndIncrement() == confirmed.get()) {
      progress = System.nanoTime();
    }
    try {
      Future<RecordMetadata> unused =
          producer.send(
              out,
              (meta, error) -> {
                if (error != null) {
                  fail(error);
                  if (delivery != null) {
                    delivery.giveUp();
                  }
                  return;
                }
                confirmed.incrementAndGet();
                progress = System.nanoTime();
                then.accept(meta);
              });
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      fail(e);
      if (delivery != null) {
        delivery.giveUp();
      }
    }
  }

  private void fail(Exception error) {
    if (closing || failure != null) {
      return;
    }
    if (error instanceof RecordTooLargeException) {
      deadLetterLimit.accumulateAndGet(SMALL_DEAD_LETTER, Math::min);
    }
    String why = "Kafka refused a record: " + error;
    failure = why;
    failed.accept(why);
  }

  /** Gives what is under way {@code patience} to arrive. */
  void close(Duration patience) {
    closing = patience.isZero();
    try {
      producer.close(patience);
    } catch (InterruptException e) {
      LOG.debug("closing was interrupted");
    }
    closing = true;
  }

  @Override
  public void close() {
    close(Duration.ZERO);
  }
}
