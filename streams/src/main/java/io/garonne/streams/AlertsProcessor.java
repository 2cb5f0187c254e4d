package io.garonne.streams;

import io.garonne.model.alert.Acknowledgements;
import io.garonne.model.alert.Alert;
import io.garonne.model.alert.AlertEngine;
import io.garonne.model.alert.AlertInput;
import io.garonne.model.alert.AlertSettings;
import io.garonne.model.alert.People;
import io.garonne.model.alert.Silence;
import io.garonne.model.alert.Watched;
import io.garonne.model.indicator.Figure;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.FindingJson;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.LivePowerJson;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shell around {@link AlertEngine}: what it remembers, the tables it knows, the clock. */
final class AlertsProcessor implements Processor<String, AlertRecord, String, byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(AlertsProcessor.class);

  private final AlertSettings settings;
  private final ZoneId zone;
  private final Duration every;
  private final BooleanSupplier caughtUp;
  private @Nullable Cancellable clock;
  private @Nullable Parts parts;

  /**
   * Alerts of an estate.
   *
   * @param zone of sites that name none
   * @param every how often it is decided what is the matter
   * @param caughtUp whether what lies in the topics has been read
   */
  AlertsProcessor(AlertSettings settings, ZoneId zone, Duration every, BooleanSupplier caughtUp) {
    this.settings = settings;
    this.zone = zone;
    this.every = every;
    this.caughtUp = caughtUp;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    Parts made = new Parts(settings, zone, context);
    parts = made;
    clock =
        context.schedule(
            every,
            PunctuationType.WALL_CLOCK_TIME,
            now -> {
              if (caughtUp.getAsBoolean()) {
                made.look(now);
              }
            });
  }

  /** A task that lost its transaction is revived with new stores: the old clock must not tick. */
  @Override
  public void close() {
    if (clock != null) {
      clock.cancel();
    }
    parts = null;
  }

  @Override
  public void process(Record<String, AlertRecord> record) {
    Objects.requireNonNull(parts).take(record);
  }

  /**
   * What the tables say.
   *
   * @param at when they were read, milliseconds since 1970 UTC
   */
  private record Tables(Watched watched, People people, long at) {}

  /** What exists once the task has its stores. */
  private static final class Parts {
    /** While tables change, they are read so often. */
    private static final long LEAST = 1000;

    private final ProcessorContext<String, byte[]> context;
    private final ZoneId zone;
    private final KeyValueStore<String, byte[]> lines;
    private final AlertEngine engine;
    private @Nullable Tables tables;
    private boolean changed;
    private boolean hasReadBack;

    Parts(AlertSettings settings, ZoneId zone, ProcessorContext<String, byte[]> context) {
      this.context = context;
      this.zone = zone;
      this.lines = context.getStateStore(Names.ALERT_LINES);
      KeyValueStore<String, byte[]> memory = context.getStateStore(Names.ALERT_MEMORY);
      this.engine =
          new AlertEngine(
              settings,
              (key, value) ->
                  Stored.keep(memory, key, value == null ? null : AlertMemory.pack(value)));
      Stored.each(memory, (key, value) -> engine.remember(key, AlertMemory.unpack(value)));
    }

    void take(Record<String, AlertRecord> record) {
      AlertRecord of = record.value();
      if (of.kind() == AlertRecord.Kind.LINE) {
        changed |= Stored.keep(lines, record.key(), of.value());
        return;
      }
      AlertInput input = input(record.key(), of, record.timestamp());
      if (input != null) {
        long now = context.currentSystemTimeMs();
        engine.take(input, tables(now).watched(), now);
      }
    }

    private static @Nullable AlertInput input(String key, AlertRecord of, long timestamp) {
      byte[] value = of.value();
      return switch (of.kind()) {
        case LIVE ->
            value == null
                ? new AlertInput.Gone(key, why(of.why()), of.at())
                : new AlertInput.Live(LivePowerJson.read(value));
        case FINDING -> value == null ? null : new AlertInput.Noticed(FindingJson.read(value));
        case DEAD_LETTER -> new AlertInput.DeadLetter(of.why(), timestamp);
        case LEDGER ->
            value == null ? null : new AlertInput.Books(LedgerJson.read(value), timestamp);
        case FIGURE ->
            value != null && IndicatorJson.read(value) instanceof Figure figure
                ? new AlertInput.Stands(key, figure)
                : null;
        case LINE -> null;
      };
    }

    /** A tombstone of before there were reasons says nothing of them. */
    private static AlertInput.Why why(String header) {
      return header.isEmpty() ? AlertInput.Why.SILENT : AlertInput.Why.valueOf(header);
    }

    private Tables tables(long now) {
      Tables known = tables;
      if (known == null || (changed && now - known.at() >= LEAST)) {
        List<EstateLine> all = new ArrayList<>();
        Stored.each(lines, (key, line) -> all.add(EstateLineJson.read(line)));
        Estate estate = Estate.of(all, zone).estate();
        known = new Tables(Watched.of(estate), people(estate), now);
        tables = known;
        changed = false;
      }
      return known;
    }

    private static People people(Estate estate) {
      Acknowledgements taken = Acknowledgements.of(estate);
      List<Silence> silences = Silence.of(estate);
      return new People() {
        @Override
        public Alert.@Nullable Acknowledgement taken(Alert alert) {
          return taken.of(alert.id(), alert.since());
        }

        @Override
        public boolean isSilenced(Alert alert, long now) {
          return silences.stream()
              .anyMatch(s -> s.covers(alert.id(), alert.kind(), alert.place(), now));
        }
      };
    }

    /**
     * What was told is known from the topic itself, which is the store's changelog: so also when
     * all that was remembered is lost.
     */
    private void readBack(BiConsumer<Alert, Long> taker) {
      KeyValueStore<String, ValueAndTimestamp<byte[]>> published =
          context.getStateStore(Names.ALERTS_PUBLISHED);
      try (KeyValueIterator<String, ValueAndTimestamp<byte[]>> all = published.all()) {
        while (all.hasNext()) {
          KeyValue<String, ValueAndTimestamp<byte[]>> one = all.next();
          Alert alert;
          try {
            alert = AlertJson.read(one.value.value());
          } catch (RuntimeException e) {
            LOG.warn("Alert {} cannot be read back: {}", one.key, e.getMessage());
            continue;
          }
          taker.accept(alert, one.value.timestamp());
        }
      }
    }

    void look(long now) {
      Tables known = tables(now);
      if (!hasReadBack) {
        engine.readBack(this::readBack);
        hasReadBack = true;
      }
      boolean[] told = {false};
      engine.look(
          known.watched(),
          known.people(),
          now,
          (id, alert) -> {
            byte[] value = alert == null ? null : AlertJson.write(alert);
            context.forward(new Record<>(id, value, now));
            told[0] = true;
          });
      if (told[0]) {
        // Who reads what is committed should not wait for the next time.
        context.commit();
      }
    }
  }
}
