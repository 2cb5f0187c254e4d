package io.garonne.publish;

import io.garonne.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;

/**
 * Reads a topic once, to what is committed when the reading begins. One call, one short-lived
 * consumer; any thread.
 */
public final class TopicReader {
  /** How long Kafka may stay silent before the reading is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(200);

  private TopicReader() {}

  /** Is told how far a reading is. */
  public interface Progress {
    /**
     * So far.
     *
     * @param done offsets behind, of all partitions
     * @param of how many there are
     */
    void at(long done, long of);
  }

  /**
   * Takes a record.
   *
   * @param <E> what can go wrong with it
   */
  public interface Taker<E extends Exception> {
    /** A record; a value of null deletes what the key said before. */
    void take(ConsumerRecord<byte[], byte[]> record) throws E;
  }

  /**
   * Every record, each partition's in its order.
   *
   * @throws UnavailableException if Kafka does not answer or the topic is not there
   */
  public static <E extends Exception> void all(String bootstrap, Topics topic, Taker<E> taker)
      throws E {
    all(bootstrap, topic, taker, (done, of) -> {});
  }

  /**
   * Every record, each partition's in its order, for somebody who waits.
   *
   * @throws UnavailableException if Kafka does not answer or the topic is not there
   */
  public static <E extends Exception> void all(
      String bootstrap, Topics topic, Taker<E> taker, Progress progress) throws E {
    read(bootstrap, topic, Long.MAX_VALUE, taker, progress);
  }

  /**
   * The newest records of each partition, in their order.
   *
   * @param most how many of each partition
   * @throws UnavailableException if Kafka does not answer or the topic is not there
   */
  public static <E extends Exception> void newest(
      String bootstrap, Topics topic, long most, Taker<E> taker) throws E {
    read(bootstrap, topic, most, taker, (done, of) -> {});
  }

  /**
   * The records of one key in their order, of the only partition that has it.
   *
   * @param since those that Kafka took then or later, milliseconds since 1970 UTC
   * @throws UnavailableException if Kafka does not answer or the topic is not there
   */
  public static <E extends Exception> void ofKey(
      String bootstrap, Topics topic, String key, long since, Taker<E> taker) throws E {
    byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
    try (KafkaConsumer<byte[], byte[]> consumer =
        WholeTopics.consumer(bootstrap, Set.of(topic), PATIENCE)) {
      int partition =
          Utils.toPositive(Utils.murmur2(wanted)) % consumer.partitionsFor(topic.topic()).size();
      TopicPartition only = new TopicPartition(topic.topic(), partition);
      consumer.assign(Set.of(only));
      Map<TopicPartition, Long> ends = consumer.endOffsets(Set.of(only));
      OffsetAndTimestamp from =
          consumer.offsetsForTimes(Map.of(only, Math.max(0, since))).get(only);
      consumer.seek(only, from == null ? ends.getOrDefault(only, 0L) : from.offset());
      readTo(
          new HashMap<>(ends),
          consumer,
          record -> {
            if (Arrays.equals(record.key(), wanted)) {
              taker.take(record);
            }
          },
          (done, of) -> {});
    } catch (TimeoutException e) {
      throw new UnavailableException("Kafka at " + bootstrap + " stopped answering", e);
    }
  }

  /**
   * Every record, and those that come, until the thread is interrupted or the process ends. A Kafka
   * that goes away is waited for.
   *
   * @param now called on this thread when what was there has been read, and then each {@code every}
   * @throws UnavailableException if Kafka does not answer at first, or the topic is not there
   */
  public static <E extends Exception> void follow(
      String bootstrap, Topics topic, Duration every, Taker<E> taker, Runnable now) throws E {
    try (KafkaConsumer<byte[], byte[]> consumer =
        WholeTopics.consumer(bootstrap, Set.of(topic), PATIENCE)) {
      readTo(
          new HashMap<>(consumer.endOffsets(consumer.assignment())),
          consumer,
          taker,
          (done, of) -> {});
      long next = System.nanoTime();
      while (!Thread.currentThread().isInterrupted()) {
        if (System.nanoTime() - next >= 0) {
          now.run();
          next = System.nanoTime() + every.toNanos();
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          taker.take(record);
        }
      }
    } catch (TimeoutException e) {
      throw new UnavailableException("Kafka at " + bootstrap + " stopped answering", e);
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Where a topic ends, its partitions added up: whoever wrote in between has moved it.
   *
   * @throws UnavailableException if Kafka does not answer or the topic is not there
   */
  public static long end(String bootstrap, Topics topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        WholeTopics.consumer(bootstrap, Set.of(topic), PATIENCE)) {
      return consumer.endOffsets(consumer.assignment()).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    } catch (TimeoutException e) {
      throw new UnavailableException("Kafka at " + bootstrap + " stopped answering", e);
    }
  }

  private static <E extends Exception> void read(
      String bootstrap, Topics topic, long most, Taker<E> taker, Progress progress) throws E {
    try (KafkaConsumer<byte[], byte[]> consumer =
        WholeTopics.consumer(bootstrap, Set.of(topic), PATIENCE)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(consumer.assignment());
      begins.forEach(
          (partition, begin) ->
              consumer.seek(partition, Math.max(begin, ends.getOrDefault(partition, 0L) - most)));
      readTo(new HashMap<>(ends), consumer, taker, progress);
    } catch (TimeoutException e) {
      throw new UnavailableException("Kafka at " + bootstrap + " stopped answering", e);
    }
  }

  private static <E extends Exception> void readTo(
      Map<TopicPartition, Long> ends,
      KafkaConsumer<byte[], byte[]> consumer,
      Taker<E> taker,
      Progress progress)
      throws E {
    long first = consumer.assignment().stream().mapToLong(consumer::position).sum();
    long last = ends.values().stream().mapToLong(Long::longValue).sum();
    long reached = -1;
    long silentSince = System.nanoTime();
    while (true) {
      // Positions, not records: the last offset of a transaction is a marker that is never seen.
      long positions = consumer.assignment().stream().mapToLong(consumer::position).sum();
      progress.at(positions - first, Math.max(0, last - first));
      ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      if (ends.isEmpty()) {
        return;
      }
      if (positions > reached) {
        reached = positions;
        silentSince = System.nanoTime();
      } else if (System.nanoTime() - silentSince > PATIENCE.toNanos()) {
        throw new TimeoutException("no records for " + PATIENCE);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        taker.take(record);
      }
    }
  }
}
