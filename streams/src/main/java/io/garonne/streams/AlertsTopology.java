package io.garonne.streams;

import io.garonne.model.alert.AlertSettings;
import io.garonne.model.wire.Topics;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From what is drawn, what meters noticed and how Garonne itself does, to what people are told;
 * exactly once, in one task.
 *
 * <pre>
 * live power of devices and channels ─▶ alert-live ─┐
 * tables, findings, dead letters, ledger, figures ──┴▶ alerts ─▶ alerts
 * alerts, as they were published ─▶ alerts-before ──▶ (a store that alerts read at their start)
 * </pre>
 */
final class AlertsTopology {
  /** How often it is decided what is the matter. */
  static final Duration EVERY = Duration.ofSeconds(1);

  private static final Map<String, String> CHANGELOG = Map.of("compression.type", "zstd");

  private AlertsTopology() {}

  /**
   * The topology.
   *
   * @param zone of sites that name none
   * @param settings when somebody is to be told
   * @param caughtUp whether what lies in the topics has been read: nobody is told of history
   */
  static Topology build(
      ZoneId zone, AlertSettings settings, BooleanSupplier caughtUp, Properties properties) {
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    builder.addStateStore(store(Names.ALERT_LINES));
    builder.addStateStore(store(Names.ALERT_MEMORY));
    source(builder, Topics.LIVE, AlertRecord.Kind.LIVE, "live")
        .filter((key, record) -> AlertRecord.isOfDevice(key), Named.as("live-of-devices"))
        .repartition(
            Repartitioned.<String, AlertRecord>as(Names.ALERT_LIVE)
                .withKeySerde(Serdes.String())
                .withValueSerde(AlertRecord.packed())
                .withNumberOfPartitions(1))
        .merge(
            source(builder, Topics.ESTATE, AlertRecord.Kind.LINE, "estate"),
            Named.as("with-estate"))
        .merge(
            source(builder, Topics.FINDINGS, AlertRecord.Kind.FINDING, "findings"),
            Named.as("with-findings"))
        .merge(
            source(builder, Topics.DEAD_LETTERS, AlertRecord.Kind.DEAD_LETTER, "dead-letters"),
            Named.as("with-dead-letters"))
        .merge(
            source(builder, Topics.LEDGER, AlertRecord.Kind.LEDGER, "ledger"),
            Named.as("with-ledger"))
        .merge(
            source(builder, Topics.INDICATORS, AlertRecord.Kind.FIGURE, "indicators"),
            Named.as("with-indicators"))
        .process(
            () -> new AlertsProcessor(settings, zone, EVERY, caughtUp),
            Named.as(Names.ALERTS),
            Names.ALERT_LINES,
            Names.ALERT_MEMORY);
    return builder
        .build(properties)
        .addReadOnlyStateStore(
            Stores.timestampedKeyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(Names.ALERTS_PUBLISHED),
                    Serdes.String(),
                    Serdes.ByteArray())
                .withLoggingDisabled(),
            "alert-alerts",
            Serdes.String().deserializer(),
            Serdes.ByteArray().deserializer(),
            Topics.ALERTS.topic(),
            Names.ALERTS_BEFORE,
            PublishedBefore::new)
        .connectProcessorAndStateStores(Names.ALERTS, Names.ALERTS_PUBLISHED)
        .addSink(
            Names.ALERTS_OUT,
            Topics.ALERTS.topic(),
            Serdes.String().serializer(),
            Serdes.ByteArray().serializer(),
            Names.ALERTS);
  }

  private static KStream<String, AlertRecord> source(
      StreamsBuilder builder, Topics topic, AlertRecord.Kind kind, String name) {
    return builder.stream(
        topic.topic(),
        Consumed.with(Serdes.String(), AlertRecord.of(kind)).withName("alert-" + name));
  }

  /** Cached: of a device's values between two commits the last one is written. */
  private static StoreBuilder<?> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(CHANGELOG);
  }
}
