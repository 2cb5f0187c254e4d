package io.garonne.streams;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.indicator.Cell;
import io.garonne.model.indicator.CellTotal;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.Indicators;
import io.garonne.model.indicator.Line;
import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.UnitsInService;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.StratumSampleJson;
import io.garonne.model.wire.TotalJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what indicators need, and computes all of them anew when something of it has changed: they
 * are few, and a figure that depended on what was computed before could not be defended.
 */
final class IndicatorsProcessor implements Processor<String, IndicatorInput, String, byte[]> {
  /** Tables that say which units there are, and which of them are metered. */
  private static final Set<String> EQUIPMENT =
      Stream.of(
              EstateTable.SITES,
              EstateTable.CLASSES,
              EstateTable.ASSETS,
              EstateTable.POINTS,
              EstateTable.CONNECTIONS,
              EstateTable.DEVICES)
          .map(EstateTable::label)
          .collect(Collectors.toUnmodifiableSet());

  private static final Logger LOG = LoggerFactory.getLogger(IndicatorsProcessor.class);

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
    private final KeyValueStore<String, byte[]> lines;
    private final KeyValueStore<String, byte[]> published;
    private final UnitHalves units;
    private final Strata strata;
    private @Nullable Tables tables;
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
      this.lines = context.getStateStore(Names.INDICATOR_LINES);
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

    /** A record that cannot be read is left out, or nothing would be computed any more. */
    void take(String key, IndicatorInput input) {
      quiet = false;
      try {
        read(key, input);
      } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
        LOG.warn("a record of kind {} cannot be read, and is left out: {}", input.kind(), key, e);
      }
    }

    private void read(String key, IndicatorInput input) {
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
          changed |= keep(months, key, value) && hasEnded;
        }
        case LINE -> {
          if (value != null) {
            EstateLineJson.read(value);
          }
          if (keep(lines, key, value)) {
            tables = null;
            changed = true;
            if (EQUIPMENT.contains(key.substring(0, key.indexOf('|')))) {
              strata.changeAll();
            }
          }
        }
        case SAMPLE -> {
          if (value != null) {
            StratumSampleJson.read(value);
          }
          changed |= strata.read(key, value);
        }
      }
    }

    private static boolean keep(
        KeyValueStore<String, byte[]> store, String key, byte @Nullable [] value) {
      if (Arrays.equals(store.get(key), value)) {
        return false;
      }
      if (value == null) {
        store.delete(key);
      } else {
        store.put(key, value);
      }
      return true;
    }

    /** Computes, if anything is to be computed and input has paused. */
    void look(long now) {
      LocalDate today = Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
      boolean due = changed || strata.isDue(zone, now) || !today.equals(computedOn);
      if (due && caughtUp.getAsBoolean() && (quiet || now - computed >= LONGEST)) {
        Tables of = tables();
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

    private record Tables(Estate estate, UnitsInService inService, Programme programme) {}

    private Tables tables() {
      Tables known = tables;
      if (known == null) {
        List<EstateLine> all = new ArrayList<>();
        each(lines, (key, line) -> all.add(EstateLineJson.read(line)));
        Estate estate = Estate.of(all, zone).estate();
        known = new Tables(estate, UnitsInService.of(estate), Programme.of(estate));
        tables = known;
      }
      return known;
    }

    private void publish(Tables of, long now) {
      Map<Cell, CellTotal> totals = new TreeMap<>();
      each(months, (key, month) -> add(TotalJson.read(month), totals));
      Indicators all =
          Indicators.of(
              new Indicators.Inputs(
                  of.programme(),
                  totals,
                  strata.all(),
                  of.inService(),
                  zone,
                  Instant.ofEpochMilli(now)));
      Map<String, byte @Nullable []> wanted = new TreeMap<>();
      each(published, (key, record) -> wanted.put(key, null));
      for (Line line : all.lines()) {
        wanted.put(line.id(), IndicatorJson.write(line));
      }
      for (Figure figure : all.figures()) {
        wanted.put(figure.id(), IndicatorJson.write(figure));
      }
      wanted.forEach(
          (key, record) -> {
            if (keep(published, key, record)) {
              send(key, record, Names.INDICATORS_OUT);
            }
          });
    }

    private static void add(Total total, Map<Cell, CellTotal> totals) {
      Scope scope = total.scope();
      if (scope.entity() == null || scope.family() == null) {
        return;
      }
      YearMonth month = YearMonth.from(Instant.ofEpochMilli(total.start()).atZone(total.zone()));
      totals.put(
          new Cell(scope.entity(), scope.family(), month),
          new CellTotal(
              total.energy(),
              total.high(),
              total.pageCounters() == 0 ? null : (Long) total.pages(),
              total.pageCounters(),
              total.bookedMillis(),
              Math.max(total.registeredMillis(), total.coveredMillis()),
              total.expectedMillis(),
              total.devices(),
              total.expected(),
              total.status() == Total.Status.FINAL,
              total.revision()));
    }

    private interface Entry {
      void take(String key, byte[] value);
    }

    private static void each(KeyValueStore<String, byte[]> store, Entry each) {
      try (KeyValueIterator<String, byte[]> all = store.all()) {
        while (all.hasNext()) {
          KeyValue<String, byte[]> entry = all.next();
          each.take(entry.key, entry.value);
        }
      }
    }

    /** As long as the table {@code retention} keeps days of devices, and five years without it. */
    void forget(long now) {
      long kept =
          tables().estate().lines(EstateTable.RETENTION).stream()
              .filter(line -> line.required("data").equals("device-days"))
              .filter(line -> line.required("personal").equals("0"))
              .mapToLong(line -> Long.parseLong(line.required("days")))
              .min()
              .orElse(Strata.KEPT_DAYS);
      strata.forget(Math.min(kept, Strata.KEPT_DAYS), now);
    }
  }
}
