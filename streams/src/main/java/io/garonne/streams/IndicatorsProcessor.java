package io.garonne.streams;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.indicator.Cell;
import io.garonne.model.indicator.CellTotal;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.Indicators;
import io.garonne.model.indicator.Line;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.Retention;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what indicators need, and computes all of them anew when something of it has changed: they
 * are few, and a figure that depended on what was computed before could not be defended.
 */
final class IndicatorsProcessor implements Processor<String, IndicatorInput, String, byte[]> {
  private final ZoneId zone;
  private final Duration every;
  private final BooleanSupplier caughtUp;
  private final List<Cancellable> scheduled = new ArrayList<>();
  private @Nullable Parts parts;

  /**
   * Indicators of an estate.
   *
   * @param zone of its calendar
   * @param every how often it is looked whether there is anything to compute
   * @param caughtUp whether what lies in the topics has been read: figures of a part of it would be
   *     published for a moment
   */
  IndicatorsProcessor(ZoneId zone, Duration every, BooleanSupplier caughtUp) {
    this.zone = zone;
    this.every = every;
    this.caughtUp = caughtUp;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    Parts made = new Parts(context, zone, caughtUp);
    parts = made;
    every(context, every, made::look);
    every(context, Duration.ofHours(1), made::forget);
  }

  private void every(ProcessorContext<String, byte[]> context, Duration interval, Punctuator what) {
    scheduled.add(context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, what));
  }

  /** A task that lost its transaction is revived with new stores: the old clocks must not tick. */
  @Override
  public void close() {
    scheduled.forEach(Cancellable::cancel);
    scheduled.clear();
    parts = null;
  }

  @Override
  public void process(Record<String, IndicatorInput> record) {
    Objects.requireNonNull(parts).take(record.key(), record.value());
  }

  /** What exists once the task has its stores. */
  private static final class Parts {
    /** While input does not pause, figures are computed so often. */
    private static final long LONGEST = 60_000L;

    private final ProcessorContext<String, byte[]> context;
    private final ZoneId zone;
    private final BooleanSupplier caughtUp;
    private final KeyValueStore<String, byte[]> months;
    private final KeyValueStore<String, byte[]> published;
    private final UnitHalves units;
    private final Strata strata;
    private final IndicatorTables tables;
    private boolean changed = true;
    private boolean quiet;
    private long computed;
    private @Nullable LocalDate computedOn;

    Parts(ProcessorContext<String, byte[]> context, ZoneId zone, BooleanSupplier caughtUp) {
      this.context = context;
      this.zone = zone;
      this.caughtUp = caughtUp;
      this.computed = context.currentSystemTimeMs();
      this.months = context.getStateStore(Names.INDICATOR_MONTHS);
      this.tables = new IndicatorTables(context.getStateStore(Names.INDICATOR_LINES), zone);
      this.published = context.getStateStore(Names.INDICATORS_PUBLISHED);
      this.units = new UnitHalves(context.getStateStore(Names.UNIT_HALVES));
      this.strata =
          new Strata(
              context.getStateStore(Names.STRATUM_SAMPLES),
              units,
              (key, sample) -> send(key, sample, Names.STRATA_OUT));
    }

    private void send(String key, byte @Nullable [] value, String sink) {
      context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }

    void take(String key, IndicatorInput input) {
      quiet = false;
      byte[] value = input.value();
      switch (input.kind()) {
        case DAY -> {
          Total day = value == null ? null : TotalJson.read(value);
          HalfMonth half = units.put(key, day, context.currentSystemTimeMs());
          if (half != null) {
            strata.change(half);
          }
        }
        case MONTH -> {
          Total month = value == null ? null : TotalJson.read(value);
          boolean hasEnded = month == null || month.end() <= context.currentSystemTimeMs();
          changed |= Stored.keep(months, key, value) && hasEnded;
        }
        case LINE -> {
          if (tables.put(key, value)) {
            changed = true;
            if (IndicatorTables.isOfEquipment(key)) {
              strata.changeAll();
            }
          }
        }
        case SAMPLE -> changed |= strata.read(key, value);
        case QUARTER_HOUR, MONTH_OF_DEVICE, ADVICE -> {
          // Of these advice is made.
        }
      }
    }

    /** Computes, if anything is to be computed and input has paused. */
    void look(long now) {
      LocalDate today = Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
      boolean due = changed || strata.isDue(zone, now) || !today.equals(computedOn);
      if (due && caughtUp.getAsBoolean() && (quiet || now - computed >= LONGEST)) {
        IndicatorTables.Tables of = tables.tables();
        changed |= strata.make(of.estate(), of.inService(), zone, now);
        if (changed || !today.equals(computedOn)) {
          publish(of, now);
        }
        changed = strata.isDue(zone, now);
        computed = now;
        computedOn = today;
      }
      quiet = true;
    }

    private void publish(IndicatorTables.Tables of, long now) {
      Map<Cell, CellTotal> totals = new TreeMap<>();
      Stored.each(months, (key, month) -> add(TotalJson.read(month), totals));
      Indicators all =
          Indicators.of(
              new Indicators.Inputs(
                  of.programme(),
                  totals,
                  strata.all(),
                  of.inService(),
                  zone,
                  Instant.ofEpochMilli(now)));
      Map<String, byte[]> wanted = new HashMap<>();
      for (Line line : all.lines()) {
        wanted.put(line.id(), IndicatorJson.write(line));
      }
      for (Figure figure : all.figures()) {
        wanted.put(figure.id(), IndicatorJson.write(figure));
      }
      Stored.keepOnly(published, wanted, (key, record) -> send(key, record, Names.INDICATORS_OUT));
    }

    private static void add(Total total, Map<Cell, CellTotal> totals) {
      Scope scope = total.scope();
      if (scope.entity() == null || scope.family() == null) {
        return;
      }
      YearMonth month = YearMonth.from(Instant.ofEpochMilli(total.start()).atZone(total.zone()));
      totals.put(new Cell(scope.entity(), scope.family(), month), CellTotal.of(total));
    }

    /** Days of devices are kept as long as their topic keeps them. */
    void forget(long now) {
      long kept = Retention.of(tables.estate()).getOrDefault(Topics.TOTALS_DEVICE, Long.MAX_VALUE);
      strata.forget(kept / 86_400_000L, now);
    }
  }
}
