package io.garonne.streams;

import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/** Keeps the alerts as they stand in their topic, with when each was written. */
final class PublishedBefore implements Processor<String, byte[], Void, Void> {
  private @Nullable KeyValueStore<String, ValueAndTimestamp<byte[]>> published;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    published = context.getStateStore(Names.ALERTS_PUBLISHED);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    Objects.requireNonNull(published)
        .put(record.key(), ValueAndTimestamp.make(record.value(), record.timestamp()));
  }
}
