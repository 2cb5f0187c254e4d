package io.garonne.sink;

import io.garonne.model.LivePower;
import io.garonne.model.Total;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.GridIntensityJson;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import io.garonne.model.withholding.OneByOne;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides for each record of the topics that are read what becomes of it. No I/O. */
final class Conversions {
  private final Map<Bucket, Duration> retentions;
  private final Clock clock;
  private final Supplier<OneByOne> rule;

  /**
   * @param retentions how long each bucket keeps points; zero is for ever
   * @param clock tells which points are too old to be kept
   * @param rule what tells of one person, by the inventory at that moment
   */
  Conversions(Map<Bucket, Duration> retentions, Clock clock, Supplier<OneByOne> rule) {
    this.retentions = retentions;
    this.clock = clock;
    this.rule = rule;
  }

  /** What becomes of a record that Kafka takes now. */
  Conversion of(String topic, byte @Nullable [] key, byte @Nullable [] value) {
    return of(topic, key, value, clock.millis());
  }

  /**
   * What becomes of a record.
   *
   * @param appended when Kafka took it, milliseconds since 1970 UTC
   */
  Conversion of(String topic, byte @Nullable [] key, byte @Nullable [] value, long appended) {
    Conversion conversion;
    try {
      conversion = value == null ? gone(topic, key) : converted(topic, key, value, appended);
    } catch (RuntimeException e) {
      return new Conversion.Unwritable(SinkMetrics.UNDECODABLE, String.valueOf(e.getMessage()));
    }
    if (conversion instanceof Conversion.Written written && expired(written.line())) {
      return new Conversion.Ignored(SinkMetrics.BEYOND_RETENTION);
    }
    return conversion;
  }

  /** Totals that go are written as 0 before, live power ends: figures and advice leave a point. */
  private static Conversion gone(String topic, byte @Nullable [] key) {
    if (key != null && topic.equals(Topics.INDICATORS.topic())) {
      return Schema.gone(new String(key, StandardCharsets.UTF_8));
    }
    return key != null && topic.equals(Topics.ADVICE.topic())
        ? Schema.adviceGone(new String(key, StandardCharsets.UTF_8))
        : new Conversion.Ignored(SinkMetrics.TOMBSTONE);
  }

  private Conversion converted(String topic, byte @Nullable [] key, byte[] value, long appended) {
    if (key != null && topic.equals(Topics.ADVICE.topic())) {
      return Schema.advice(new String(key, StandardCharsets.UTF_8), value);
    }
    if (topic.equals(Topics.LIVE.topic())) {
      return shown(LivePowerJson.read(value));
    }
    if (topic.equals(Topics.INDICATORS.topic())) {
      return Schema.of(IndicatorJson.read(value));
    }
    if (topic.equals(Topics.LEDGER.topic())) {
      return Schema.of(LedgerJson.read(value), appended);
    }
    if (topic.equals(Topics.ALERTS.topic())) {
      return Schema.of(AlertJson.read(value));
    }
    return topic.equals(Topics.GRID.topic())
        ? Schema.of(GridIntensityJson.read(value))
        : shown(TotalJson.read(value));
  }

  private Conversion shown(LivePower live) {
    return rule.get().withholds(live)
        ? new Conversion.Ignored(SinkMetrics.SMALL_GROUP)
        : Schema.of(live);
  }

  private Conversion shown(Total total) {
    OneByOne now = rule.get();
    return now.withholds(total)
        ? new Conversion.Ignored(SinkMetrics.SMALL_GROUP)
        : Schema.of(now.withPages(total));
  }

  private boolean expired(Line line) {
    Duration retention = retentions.getOrDefault(line.bucket(), Duration.ZERO);
    return !retention.isZero() && line.time() < clock.millis() - retention.toMillis();
  }
}
