package io.garonne.deploy.letter;

import io.garonne.service.KafkaAccess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes the sink back to the records that it could not write. From there on it writes everything
 * once more, which overwrites points by themselves. A record that compaction has removed since is
 * replaced by a newer one of its key, which is further on, so the newest is written in any case.
 */
public final class SinkRewind {
  private final String bootstrap;
  private final String group;
  private final Map<TopicPartition, Long> from = new HashMap<>();

  /**
   * Nothing to take back yet.
   *
   * @param group the sink's consumer group
   */
  public SinkRewind(String bootstrap, String group) {
    this.bootstrap = bootstrap;
    this.group = group;
  }

  /** This letter's record is to be written again. */
  public void add(DeadLetter letter) {
    from.merge(
        new TopicPartition(letter.topic(), letter.originPartition()),
        letter.originOffset(),
        Math::min);
  }

  /** The sink runs: its place is its own. */
  public static final class Active extends Exception {
    private static final long serialVersionUID = 1L;

    Active(String group, int members) {
      super(
          "the sink runs (consumer group "
              + group
              + " has "
              + members
              + " members): stop it first, and start it again afterwards");
    }
  }

  /**
   * Takes it back; a partition that it has not read so far is left alone.
   *
   * @return where it will go on, by {@code topic/partition}
   * @throws Active if the sink runs; nothing was changed
   * @throws KafkaException if Kafka refuses
   */
  public Map<String, Long> apply() throws Active, InterruptedException {
    try (Admin admin = Admin.create(KafkaAccess.to(bootstrap))) {
      ConsumerGroupDescription described =
          admin.describeConsumerGroups(List.of(group)).all().get().values().iterator().next();
      if (described.groupState() != GroupState.EMPTY) {
        throw new Active(group, described.members().size());
      }
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      from.keySet().forEach(partition -> asked.put(partition, OffsetSpec.earliest()));
      Map<TopicPartition, OffsetAndMetadata> back = new HashMap<>();
      Map<String, Long> result = new TreeMap<>();
      for (var begin : admin.listOffsets(asked).all().get().entrySet()) {
        OffsetAndMetadata at = committed.get(begin.getKey());
        long wanted =
            Math.max(begin.getValue().offset(), from.getOrDefault(begin.getKey(), Long.MAX_VALUE));
        if (at != null && wanted < at.offset()) {
          back.put(begin.getKey(), new OffsetAndMetadata(wanted));
          result.put(begin.getKey().topic() + "/" + begin.getKey().partition(), wanted);
        }
      }
      admin.alterConsumerGroupOffsets(group, back).all().get();
      return result;
    } catch (ExecutionException e) {
      throw new KafkaException("the sink was not taken back: " + e.getCause(), e.getCause());
    }
  }
}
