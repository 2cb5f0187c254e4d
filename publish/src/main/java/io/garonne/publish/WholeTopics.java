package io.garonne.publish;

import io.garonne.model.wire.Topics;
import io.garonne.service.KafkaAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Consumers that read whole topics: every partition, from the beginning, committed records only, no
 * group, nothing remembered in Kafka.
 */
final class WholeTopics {
  private WholeTopics() {}

  /**
   * A consumer at the beginning of every partition of these topics.
   *
   * @param timeout how long Kafka may take to answer
   * @throws UnavailableException if Kafka does not answer in time or a topic is not there
   */
  static KafkaConsumer<byte[], byte[]> consumer(
      String bootstrap, Collection<Topics> topics, Duration timeout) {
    KafkaConsumer<byte[], byte[]> consumer;
    try {
      consumer = new KafkaConsumer<>(config(bootstrap, timeout));
    } catch (KafkaException e) {
      throw new UnavailableException("Kafka at " + bootstrap + ": " + rootMessage(e), e);
    }
    try {
      List<TopicPartition> partitions = partitions(consumer, bootstrap, topics);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return consumer;
    } catch (TimeoutException e) {
      consumer.close();
      throw new UnavailableException("Kafka at " + bootstrap + " does not answer", e);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<?, ?> consumer, String bootstrap, Collection<Topics> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topics topic : topics) {
      List<PartitionInfo> found = consumer.partitionsFor(topic.topic());
      if (found == null || found.isEmpty()) {
        throw new UnavailableException("Kafka at " + bootstrap + " has no topic " + topic.topic());
      }
      found.forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
    }
    return partitions;
  }

  private static Map<String, Object> config(String bootstrap, Duration timeout) {
    int millis = Math.toIntExact(timeout.toMillis());
    return KafkaAccess.to(
        bootstrap,
        Map.ofEntries(
            Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
            Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
            Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
            Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
            Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
            Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
            Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000),
            // A page is no reason to wake Kafka hundreds of times a second.
            Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG, 100),
            Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5000),
            Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis),
            Map.entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis)));
  }

  private static String rootMessage(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
