package io.garonne.sink;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets may be committed: those whose records are settled. Read, then in flight when the
 * batch leaves, then settled. Not for several threads.
 */
final class Offsets {
  private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> inFlight = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> settled = new HashMap<>();

  void read(Map<TopicPartition, OffsetAndMetadata> next) {
    read.putAll(next);
  }

  /** All that has been read is now on its way. */
  void depart() {
    inFlight.putAll(read);
    read.clear();
  }

  /** All that was on its way has arrived. */
  void arrive() {
    settled.putAll(inFlight);
    inFlight.clear();
  }

  /** What may be committed; stays until {@link #committed()}. */
  Map<TopicPartition, OffsetAndMetadata> settled() {
    return Map.copyOf(settled);
  }

  void committed() {
    settled.clear();
  }

  void forget(Collection<TopicPartition> partitions) {
    read.keySet().removeAll(partitions);
    inFlight.keySet().removeAll(partitions);
    settled.keySet().removeAll(partitions);
  }
}
