package io.garonne.streams;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.advice.Advice;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.Family;
import io.garonne.model.load.KeptDays;
import io.garonne.model.wire.AdviceJson;
import io.garonne.model.wire.Retention;
import io.garonne.model.wire.StratumSampleJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps load curves of devices, and makes advice of all of them anew from time to time: once an
 * hour if they changed, at once after the tables did, in small parts so that nothing waits for it.
 */
final class AdviceProcessor implements Processor<String, IndicatorInput, String, byte[]> {
  private final ZoneId zone;
  private final Duration every;
  private final Duration firstAfter;
  private final BooleanSupplier caughtUp;
  private final AdviceRun.Rules rules;
  private final List<Cancellable> scheduled = new ArrayList<>();
  private @Nullable Parts parts;

  /**
   * Advice for an estate.
   *
   * @param zone of its calendar
   * @param every how often it is looked whether there is anything to do
   * @param firstAfter how long after a start advice is made first: what would be made of curves
   *     that are still on their way would take back what has been advised
   * @param caughtUp whether what lies in the topics has been read
   * @param rules what advice is made by
   */
  AdviceProcessor(
      ZoneId zone,
      Duration every,
      Duration firstAfter,
      BooleanSupplier caughtUp,
      AdviceRun.Rules rules) {
    this.firstAfter = firstAfter;
    this.zone = zone;
    this.every = every;
    this.caughtUp = caughtUp;
    this.rules = rules;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    Parts made = new Parts(context, zone, firstAfter.toMillis(), caughtUp, rules);
    parts = made;
    scheduled.add(context.schedule(every, PunctuationType.WALL_CLOCK_TIME, made::look));
    scheduled.add(
        context.schedule(Duration.ofHours(1), PunctuationType.WALL_CLOCK_TIME, made::forget));
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
    /** Curves change all the time, advice does not: in the long run it is made once an hour. */
    private static final long LONGEST_PAUSE = 3_600_000L;

    /** Days of load curves that are looked at in one go: some tens of milliseconds. */
    private static final int DAYS_AT_ONCE = 2000;

    /** How long advice is made of them in one go: the indicators wait for it. */
    private static final long NANOS_AT_ONCE = 150_000_000L;

    private final ProcessorContext<String, byte[]> context;
    private final ZoneId zone;
    private final long firstAfter;
    private final BooleanSupplier caughtUp;
    private final AdviceRun.Rules rules;
    private final KeptCurves curves;
    private final KeyValueStore<String, byte[]> months;
    private final KeyValueStore<String, byte[]> samples;
    private final KeyValueStore<String, byte[]> published;
    private final IndicatorTables tables;
    private boolean curvesChanged = true;
    private boolean tablesChanged = true;
    private boolean quiet;

    /** Whether they have since it was last looked at what need not be kept. */
    private boolean linesChanged = true;

    private @Nullable LocalDate forgottenOn;
    private long made;

    /** After a start much comes in at once, and nobody wants to wait an hour for what it says. */
    private long pause = 60_000L;

    private @Nullable LocalDate madeOn;
    private @Nullable AdviceRun run;

    Parts(
        ProcessorContext<String, byte[]> context,
        ZoneId zone,
        long firstAfter,
        BooleanSupplier caughtUp,
        AdviceRun.Rules rules) {
      this.firstAfter = firstAfter;
      this.rules = rules;
      this.context = context;
      this.made = context.currentSystemTimeMs();
      this.zone = zone;
      this.caughtUp = caughtUp;
      this.curves = new KeptCurves(context.getStateStore(Names.LOAD_CURVES));
      this.months = context.getStateStore(Names.MONTHS_OF_DEVICES);
      this.samples = context.getStateStore(Names.STRATUM_SAMPLES);
      this.published = context.getStateStore(Names.ADVICE_PUBLISHED);
      this.tables = new IndicatorTables(context.getStateStore(Names.INDICATOR_LINES), zone);
    }

    void take(String key, IndicatorInput input) {
      quiet = false;
      byte[] value = input.value();
      switch (input.kind()) {
        case QUARTER_HOUR ->
            curvesChanged |= curves.put(key, value == null ? null : TotalJson.read(value));
        case MONTH_OF_DEVICE -> curvesChanged |= Stored.keep(months, key, value);
        case LINE -> {
          // The lines are in the store: the indicators have put them there.
          tables.changed();
          tablesChanged = true;
          linesChanged = true;
        }
        case SAMPLE -> curvesChanged = true;
        // Our own: what has been said of months that curves are not kept of outlives this state.
        case ADVICE -> Stored.keep(published, key, value);
        case DAY, MONTH -> {
          // Of these the indicators are made.
        }
      }
    }

    /** Goes on with the advice, or begins to make it anew if anything is to be and input paused. */
    void look(long now) {
      AdviceRun going = run;
      if (going != null) {
        if (going.goOn(curves, DAYS_AT_ONCE, NANOS_AT_ONCE)) {
          publish(going.advice());
          run = null;
        }
      } else if (isDue(now) && caughtUp.getAsBoolean() && quiet) {
        Estate estate = tables.estate();
        run =
            new AdviceRun(
                rules.of(
                    new AdviceRun.Inputs(
                        estate, samples(), months(estate), earlier(), Instant.ofEpochMilli(now))));
        pause = tablesChanged ? pause : Math.min(2 * pause, LONGEST_PAUSE);
        curvesChanged = false;
        tablesChanged = false;
        made = now;
        madeOn = today(now);
      }
      quiet = true;
    }

    private boolean isDue(long now) {
      if (madeOn == null) {
        return now - made >= firstAfter;
      }
      return tablesChanged || !today(now).equals(madeOn) || (curvesChanged && now - made >= pause);
    }

    private LocalDate today(long now) {
      return Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
    }

    private List<StratumSample> samples() {
      List<StratumSample> all = new ArrayList<>();
      Stored.each(samples, (key, sample) -> all.add(StratumSampleJson.read(sample)));
      return all;
    }

    /** Months of the meters that have a role in a room: of the others none is needed. */
    private List<Total> months(Estate estate) {
      Set<String> devices =
          estate.points().stream()
              .filter(point -> point.line().cell("role") != null)
              .map(point -> point.ref().device())
              .collect(Collectors.toSet());
      List<Total> all = new ArrayList<>();
      Stored.each(
          months,
          (key, month) -> {
            if (devices.contains(IndicatorInput.deviceOf(key))) {
              all.add(TotalJson.read(month));
            }
          });
      return all;
    }

    private List<Advice> earlier() {
      List<Advice> all = new ArrayList<>();
      Stored.each(
          published,
          (key, record) -> {
            Advice known = AdviceJson.read(key, record);
            if (known != null) {
              all.add(known);
            }
          });
      return all;
    }

    private void publish(List<Advice> advice) {
      Map<String, byte[]> wanted = new HashMap<>();
      advice.forEach(one -> wanted.put(one.key(), AdviceJson.write(one)));
      Stored.keepOnly(
          published,
          wanted,
          (key, record) ->
              context.forward(
                  new Record<>(key, record, context.currentSystemTimeMs()), Names.ADVICE_OUT));
    }

    /**
     * Load curves are kept as long as rules need them, and no longer than their topic keeps them.
     * They are of days: it is looked once a day, and again after tables have changed.
     */
    void forget(long now) {
      LocalDate day = Instant.ofEpochMilli(now).atOffset(ZoneOffset.UTC).toLocalDate();
      if (day.equals(forgottenOn) && !linesChanged) {
        return;
      }
      forgottenOn = day;
      linesChanged = false;
      Estate estate = tables.estate();
      long allowed =
          Retention.of(estate).getOrDefault(Topics.TOTALS_DEVICE_FINE, Long.MAX_VALUE)
              / 86_400_000L;
      curvesChanged |=
          curves.forget(
              (scope, personal) -> Math.min(allowed, KeptDays.of(family(scope, estate), personal)),
              Math.min(allowed, KeptDays.PERSONAL),
              now);
    }

    private static Family family(Scope scope, Estate estate) {
      EquipmentClass of = estate.classes().get(String.valueOf(scope.equipmentClass()));
      return of == null ? Family.OTHER : of.family();
    }
  }
}
