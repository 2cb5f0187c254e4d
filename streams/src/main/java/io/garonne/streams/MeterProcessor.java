package io.garonne.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Gives one partition's records, and the wall clock, to its {@link PartitionMeter}. */
final class MeterProcessor implements Processor<String, MeterInput, String, Object> {
  private final TotalsSettings settings;
  private final List<Cancellable> scheduled = new ArrayList<>();
  private @Nullable PartitionMeter meter;

  MeterProcessor(TotalsSettings settings) {
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    PartitionMeter made = new PartitionMeter(settings, context);
    meter = made;
    every(context, settings.flushEvery(), made::flush);
    every(context, Duration.ofMinutes(1), made::minute);
    every(context, Duration.ofHours(1), made::forget);
  }

  private void every(ProcessorContext<String, Object> context, Duration interval, Punctuator what) {
    scheduled.add(context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, what));
  }

  /** A task that lost its transaction is revived with new stores: the old clocks must not tick. */
  @Override
  public void close() {
    scheduled.forEach(Cancellable::cancel);
    scheduled.clear();
    meter = null;
  }

  @Override
  public void process(Record<String, MeterInput> record) {
    PartitionMeter of = Objects.requireNonNull(meter);
    switch (record.value()) {
      case MeterInput.OfReading it -> of.reading(it.reading(), record.timestamp());
      case MeterInput.OfCorrection it -> of.correction(it.correction(), record.timestamp());
      case MeterInput.OfDevice it -> of.device(record.key(), it.device());
      case MeterInput.OfReplay it -> of.replay(it.replay());
    }
  }
}
