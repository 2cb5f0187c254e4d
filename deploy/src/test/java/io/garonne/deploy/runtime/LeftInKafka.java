package io.garonne.deploy.runtime;

import io.garonne.model.wire.Topics;
import io.garonne.streams.Streams;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts what an old version left in Kafka into a new one: topics, records, committed offsets. */
final class LeftInKafka {
  private LeftInKafka() {}

  /** Topics whose records' own time is looked at; it is not of today. */
  private static final Set<Topics> DATED =
      Set.of(
          Topics.READINGS,
          Topics.DEVICES,
          Topics.ESTATE,
          Topics.REPLAYS,
          Topics.ALERTS,
          Topics.DEAD_LETTERS,
          Topics.LEDGER);

  /** As every stage makes them, but for the time of some. */
  static void createTopics(Admin admin, StoredState stored) throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    for (Topics topic : Topics.values()) {
      Map<String, String> config = new HashMap<>(topic.config());
      if (DATED.contains(topic)) {
        config.put("message.timestamp.type", "CreateTime");
        config.put("retention.ms", "-1");
      }
      topics.add(new NewTopic(topic.topic(), 1, (short) 1).configs(config));
    }
    // Of these nobody looks at the time; they are as Kafka Streams makes them.
    Map<String, String> stamped = Map.of("message.timestamp.type", "LogAppendTime");
    for (String topic : stored.internal().keySet()) {
      topics.add(new NewTopic(topic, 1, (short) 1).configs(stamped));
    }
    for (String topic : stored.changelogs().keySet()) {
      Map<String, String> config = new HashMap<>(stamped);
      config.put("cleanup.policy", "compact");
      topics.add(new NewTopic(topic, 1, (short) 1).configs(config));
    }
    admin.createTopics(topics).all().get();
  }

  static void restore(String bootstrap, Admin admin, StoredState stored) throws Exception {
    produce(bootstrap, stored.first());
    produce(bootstrap, stored.topics());
    for (List<ProducerRecord<byte[], byte[]>> records : stored.changelogs().values()) {
      produce(bootstrap, records);
    }
    // Everything public was taken in; what was on its way will be taken in once more, which shares
    // and the newest of something bear. Marks are told once, so these were taken in as well.
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (Topics topic : Topics.values()) {
      ends.put(new TopicPartition(topic.topic(), 0), OffsetSpec.latest());
    }
    Map<TopicPartition, OffsetAndMetadata> taken = new HashMap<>();
    admin
        .listOffsets(ends)
        .all()
        .get()
        .forEach((topic, end) -> taken.put(topic, new OffsetAndMetadata(end.offset())));
    for (Map.Entry<String, Set<String>> application : sources().entrySet()) {
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(taken);
      offsets.keySet().removeIf(of -> !application.getValue().contains(of.topic()));
      stored.internal().keySet().stream()
          .filter(topic -> application.getValue().contains(topic))
          .forEach(topic -> offsets.put(new TopicPartition(topic, 0), new OffsetAndMetadata(0)));
      admin.alterConsumerGroupOffsets(application.getKey(), offsets).all().get();
    }
    for (List<ProducerRecord<byte[], byte[]>> records : stored.internal().values()) {
      produce(bootstrap, records.stream().filter(r -> !isMark(r)).toList());
    }
  }

  private static boolean isMark(ProducerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8).equals("replay");
  }

  /** Topics that each application reads, by its group. */
  private static Map<String, Set<String>> sources() {
    Map<String, Set<String>> all = new TreeMap<>();
    String[] applications = Streams.describe().split("Application: ", -1);
    for (String application : applications) {
      Matcher name = Pattern.compile("^(\\w+) \\(").matcher(application);
      if (name.find()) {
        String group =
            "garonne-totals" + (name.group(1).equals("totals") ? "" : "-" + name.group(1));
        Set<String> topics = new TreeSet<>();
        Matcher source = Pattern.compile("Source: .*\\(topics: \\[([^]]*)]").matcher(application);
        while (source.find()) {
          for (String topic : source.group(1).split(", ", -1)) {
            topics.add(topic.endsWith("-repartition") ? group + "-" + topic : topic);
          }
        }
        all.put(group, topics);
      }
    }
    return all;
  }

  static void produce(String bootstrap, List<ProducerRecord<byte[], byte[]>> records)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "enable.idempotence", false),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
      for (Future<RecordMetadata> record : sent) {
        record.get();
      }
    }
  }
}
