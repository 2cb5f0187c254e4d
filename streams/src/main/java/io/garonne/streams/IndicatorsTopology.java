package io.garonne.streams;

import io.garonne.model.wire.Topics;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From totals and the estate's tables to the programme's figures and to advice, exactly once, in
 * one task.
 *
 * <pre>
 * days of devices, months of entities and families, ─▶ latest-inputs ─┐
 * quarter-hours and months of devices                                 │
 * tables of the estate, samples of strata ────────────────────────────┼▶ indicators ─▶ samples, figures
 *                                                                     └▶ advice ─▶ advice
 * </pre>
 */
final class IndicatorsTopology {
  private static final Map<String, String> CHANGELOG = Map.of("compression.type", "zstd");

  private IndicatorsTopology() {}

  /**
   * The topology.
   *
   * @param zone zone of the estate's calendar
   * @param collectFor how long the newest of a total waits before it is sent on
   * @param every how often it is looked whether there is anything to compute
   * @param caughtUp whether what lies in the topics has been read
   * @param rules what advice is made by
   */
  static Topology build(
      ZoneId zone,
      Duration collectFor,
      Duration every,
      BooleanSupplier caughtUp,
      AdviceRun.Rules rules,
      Properties properties) {
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    Set<StoreBuilder<?>> stores =
        Set.of(
            store(Stores.persistentKeyValueStore(Names.UNIT_HALVES)),
            store(Stores.inMemoryKeyValueStore(Names.INDICATOR_MONTHS)),
            store(Stores.inMemoryKeyValueStore(Names.INDICATOR_LINES)),
            store(Stores.inMemoryKeyValueStore(Names.STRATUM_SAMPLES)),
            store(Stores.persistentKeyValueStore(Names.INDICATORS_PUBLISHED)));
    stores.forEach(builder::addStateStore);
    builder
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(Names.LOAD_CURVES),
                    Serdes.String(),
                    Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG))
        .addStateStore(store(Stores.persistentKeyValueStore(Names.MONTHS_OF_DEVICES)))
        .addStateStore(store(Stores.persistentKeyValueStore(Names.ADVICE_PUBLISHED)));
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(Names.LATEST_INPUTS),
                Serdes.String(),
                IndicatorInput.serde())
            .withCachingEnabled()
            .withLoggingEnabled(CHANGELOG));
    KStream<String, IndicatorInput> ofDevices =
        source(builder, Topics.TOTALS_DEVICE, IndicatorInput.Kind.DAY, "device-totals");
    KStream<String, IndicatorInput> days =
        ofDevices.filter((key, input) -> IndicatorInput.isDay(key), Named.as("days-of-devices"));
    KStream<String, IndicatorInput> months =
        ofDevices
            .filter(
                (key, input) -> IndicatorInput.isMonthOfDevice(key), Named.as("months-of-devices"))
            .mapValues(
                input -> new IndicatorInput(IndicatorInput.Kind.MONTH_OF_DEVICE, input.value()),
                Named.as("device-months"));
    KStream<String, IndicatorInput> quarterHours =
        source(
                builder,
                Topics.TOTALS_DEVICE_FINE,
                IndicatorInput.Kind.QUARTER_HOUR,
                "device-fine-totals")
            .filter(
                (key, input) -> IndicatorInput.isQuarterHour(key),
                Named.as("quarter-hours-of-devices"));
    KStream<String, IndicatorInput> totals =
        source(builder, Topics.TOTALS, IndicatorInput.Kind.MONTH, "totals")
            .filter((key, input) -> IndicatorInput.isMonth(key), Named.as("months-of-families"))
            .merge(days, Named.as("indicator-totals"))
            .merge(months, Named.as("indicator-and-device-months"))
            .merge(quarterHours, Named.as("indicator-and-load-totals"))
            .process(() -> new LatestInputs(collectFor), Named.as("latest"), Names.LATEST_INPUTS)
            .repartition(
                Repartitioned.<String, IndicatorInput>as(Names.INDICATOR_INPUTS)
                    .withKeySerde(Serdes.String())
                    .withValueSerde(IndicatorInput.checked())
                    .withNumberOfPartitions(1));
    KStream<String, IndicatorInput> input =
        source(builder, Topics.ESTATE, IndicatorInput.Kind.LINE, "estate")
            .merge(
                source(builder, Topics.STRATA, IndicatorInput.Kind.SAMPLE, "strata"),
                Named.as("estate-and-strata"))
            .merge(
                source(builder, Topics.ADVICE, IndicatorInput.Kind.ADVICE, "advice-before"),
                Named.as("estate-strata-and-advice"))
            .merge(totals, Named.as("indicator-input"));
    input.process(
        () -> new IndicatorsProcessor(zone, every, caughtUp),
        Named.as(Names.INDICATORS),
        stores.stream().map(StoreBuilder::name).sorted().toArray(String[]::new));
    // Behind the indicators, which keep the tables and samples that advice is made of, too.
    input.process(
        () -> new AdviceProcessor(zone, every, collectFor.multipliedBy(2), caughtUp, rules),
        Named.as(Names.ADVICE),
        Names.ADVICE_PUBLISHED,
        Names.INDICATOR_LINES,
        Names.LOAD_CURVES,
        Names.MONTHS_OF_DEVICES,
        Names.STRATUM_SAMPLES);
    Serializer<String> key = Serdes.String().serializer();
    Serializer<byte[]> value = Serdes.ByteArray().serializer();
    return builder
        .build(properties)
        .addSink(Names.STRATA_OUT, Topics.STRATA.topic(), key, value, Names.INDICATORS)
        .addSink(Names.INDICATORS_OUT, Topics.INDICATORS.topic(), key, value, Names.INDICATORS)
        .addSink(Names.ADVICE_OUT, Topics.ADVICE.topic(), key, value, Names.ADVICE);
  }

  private static KStream<String, IndicatorInput> source(
      StreamsBuilder builder, Topics topic, IndicatorInput.Kind kind, String name) {
    return builder.stream(
        topic.topic(), Consumed.with(Serdes.String(), IndicatorInput.of(kind)).withName(name));
  }

  private static StoreBuilder<?> store(KeyValueBytesStoreSupplier supplier) {
    Serde<byte[]> raw = Serdes.ByteArray();
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), raw)
        .withLoggingEnabled(CHANGELOG);
  }
}
