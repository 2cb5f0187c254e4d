package io.garonne.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Sends on the newest of each key from time to time: totals of a day that goes on change every few
 * seconds, and no indicator needs that. History comes in at once and is sent on in parts.
 */
final class LatestInputs implements Processor<String, IndicatorInput, String, IndicatorInput> {
  /** As many are sent on without waiting longer. */
  private static final int ENOUGH = 5000;

  private final Duration every;
  private @Nullable ProcessorContext<String, IndicatorInput> context;
  private int put;
  private @Nullable Cancellable scheduled;
  private @Nullable KeyValueStore<String, IndicatorInput> waiting;

  LatestInputs(Duration every) {
    this.every = every;
  }

  @Override
  public void init(ProcessorContext<String, IndicatorInput> context) {
    waiting = context.getStateStore(Names.LATEST_INPUTS);
    this.context = context;
    scheduled = context.schedule(every, PunctuationType.WALL_CLOCK_TIME, this::send);
  }

  @Override
  public void process(Record<String, IndicatorInput> record) {
    Objects.requireNonNull(waiting).put(record.key(), record.value());
    if (++put >= ENOUGH) {
      send(Objects.requireNonNull(context).currentSystemTimeMs());
    }
  }

  private void send(long now) {
    KeyValueStore<String, IndicatorInput> store = Objects.requireNonNull(waiting);
    List<KeyValue<String, IndicatorInput>> all = new ArrayList<>();
    try (KeyValueIterator<String, IndicatorInput> entries = store.all()) {
      entries.forEachRemaining(all::add);
    }
    for (KeyValue<String, IndicatorInput> entry : all) {
      Objects.requireNonNull(context).forward(new Record<>(entry.key, entry.value, now));
      store.delete(entry.key);
    }
    put = 0;
  }

  /** A task that lost its transaction is revived with new stores: the old clock must not tick. */
  @Override
  public void close() {
    if (scheduled != null) {
      scheduled.cancel();
      scheduled = null;
    }
  }
}
