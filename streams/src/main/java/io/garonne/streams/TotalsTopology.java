package io.garonne.streams;

import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.FindingJson;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.ReplayJson;
import io.garonne.model.wire.StatementJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From readings to totals, exactly once.
 *
 * <pre>
 * readings, devices, replays ─▶ meter ─▶ device totals, alerts, dead letters, ledger
 *                                 ├─ slots of trees ─▶ branches ─┐ (alerts)
 *                                 └─ shares ────────────────────┴▶ estate totals ─▶ totals, ledger
 * </pre>
 */
final class TotalsTopology {
  private static final Serde<byte[]> RAW = Serdes.ByteArray();
  private static final Map<String, String> CHANGELOG = Map.of("compression.type", "zstd");

  private TotalsTopology() {}

  /** The topology; every node, store and internal topic has a name of ours. */
  static Topology build(TotalsSettings settings, Properties properties) {
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    Set<StoreBuilder<?>> meterStores = meterStores();
    Set<StoreBuilder<?>> branchStores = branchStores();
    Set<StoreBuilder<?>> totalsStores = totalsStores();
    meterStores.forEach(builder::addStateStore);
    branchStores.forEach(builder::addStateStore);
    totalsStores.forEach(builder::addStateStore);
    KStream<String, Object> metered =
        input(builder)
            .process(() -> new MeterProcessor(settings), Named.as(Names.METER), names(meterStores));
    metered
        .mapValues(value -> (BranchInput) value, Named.as(Names.BRANCH_SLOTS))
        .repartition(
            Repartitioned.<String, BranchInput>as(Names.BRANCH_SLOTS)
                .withKeySerde(Serdes.String())
                .withValueSerde(BranchInput.serde())
                .withNumberOfPartitions(settings.partitions())
                .withStreamPartitioner(
                    new MarksEverywhere<>(BranchInput.Finished.class::isInstance)))
        .process(
            () -> new BranchProcessor(settings), Named.as(Names.BRANCHES), names(branchStores));
    metered
        .mapValues(value -> (PartialTotal) value, Named.as(Names.SHARES))
        .repartition(
            Repartitioned.<String, PartialTotal>as(Names.SHARES)
                .withKeySerde(Serdes.String())
                .withValueSerde(PartialTotal.serde())
                .withNumberOfPartitions(settings.partitions())
                .withStreamPartitioner(marksEverywhere()))
        .process(
            () -> new EstateTotalsProcessor(settings),
            Named.as(Names.ESTATE_TOTALS),
            names(totalsStores));
    return withSinks(builder.build(properties));
  }

  private static KStream<String, MeterInput> input(StreamsBuilder builder) {
    Serde<MeterInput> readings = MeterInput.reading(StatementJson.serde(), MeterInput::of);
    Serde<MeterInput> devices = MeterInput.reading(DeviceJson.serde(), MeterInput.OfDevice::new);
    Serde<MeterInput> replays = MeterInput.reading(ReplayJson.serde(), MeterInput.OfReplay::new);
    return source(builder, Topics.READINGS, Names.READINGS, readings)
        .merge(
            source(builder, Topics.DEVICES, Names.DEVICES, devices),
            Named.as(Names.METER_INPUT + "-devices"))
        .merge(
            source(builder, Topics.REPLAYS, Names.REPLAYS, replays), Named.as(Names.METER_INPUT));
  }

  private static KStream<String, MeterInput> source(
      StreamsBuilder builder, Topics topic, String name, Serde<MeterInput> serde) {
    return builder.stream(topic.topic(), Consumed.with(Serdes.String(), serde).withName(name));
  }

  private static Topology withSinks(Topology topology) {
    Serializer<String> key = Serdes.String().serializer();
    return topology
        .addSink(
            Names.SHARES_OF_BRANCHES,
            // The internal topic that the meters' shares go to: its name gets the application's.
            Names.SHARES + "-repartition",
            key,
            PartialTotal.serde().serializer(),
            marksEverywhere(),
            Names.BRANCHES)
        .addSink(
            Names.FINDINGS_OF_BRANCHES,
            Topics.FINDINGS.topic(),
            key,
            FindingJson.serde().serializer(),
            Names.BRANCHES)
        .addSink(
            Names.DEVICE_TOTALS_OUT,
            Topics.TOTALS_DEVICE.topic(),
            key,
            TotalJson.serde().serializer(),
            Names.METER)
        .addSink(
            Names.DEVICE_FINE_TOTALS_OUT,
            Topics.TOTALS_DEVICE_FINE.topic(),
            key,
            TotalJson.serde().serializer(),
            Names.METER)
        .addSink(
            Names.FINDINGS_OUT,
            Topics.FINDINGS.topic(),
            key,
            FindingJson.serde().serializer(),
            Names.METER)
        .addSink(
            Names.DEAD_LETTERS_OUT, Topics.DEAD_LETTERS.topic(), key, RAW.serializer(), Names.METER)
        .addSink(
            Names.METER_LEDGER_OUT,
            Topics.LEDGER.topic(),
            key,
            LedgerJson.serde().serializer(),
            Names.METER)
        .addSink(
            Names.TOTALS_OUT,
            Topics.TOTALS.topic(),
            key,
            TotalJson.serde().serializer(),
            Names.ESTATE_TOTALS)
        .addSink(
            Names.FINE_TOTALS_OUT,
            Topics.TOTALS_FINE.topic(),
            key,
            TotalJson.serde().serializer(),
            Names.ESTATE_TOTALS)
        .addSink(
            Names.TOTALS_LEDGER_OUT,
            Topics.LEDGER.topic(),
            key,
            LedgerJson.serde().serializer(),
            Names.ESTATE_TOTALS);
  }

  private static Set<StoreBuilder<?>> meterStores() {
    return Set.of(
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(Names.INBOX), Serdes.Bytes(), RAW)
            .withCachingEnabled()
            .withLoggingEnabled(CHANGELOG),
        bytesStore(Names.BLOCKS),
        bytesStore(Names.HEADS),
        bytesStore(Names.SLOTS),
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(Names.INVENTORY), Serdes.String(), DeviceJson.serde())
            .withLoggingEnabled(CHANGELOG),
        textStore(Stores.inMemoryKeyValueStore(Names.COUNTERS)).withCachingEnabled(),
        textStore(Stores.persistentKeyValueStore(Names.DEVICE_ROWS)),
        textStore(Stores.inMemoryKeyValueStore(Names.DEVICE_DUE)).withCachingEnabled(),
        textStore(Stores.persistentKeyValueStore(Names.DEVICE_OPEN)),
        textStore(Stores.persistentKeyValueStore(Names.GROUP_SHARES)));
  }

  private static Set<StoreBuilder<?>> branchStores() {
    return Set.of(
        bytesStore(Names.BRANCH_ENTRIES),
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(Names.BRANCH_DUE), Serdes.Bytes(), RAW)
            .withCachingEnabled()
            .withLoggingEnabled(CHANGELOG),
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(Names.BRANCH_MARKS), Serdes.Bytes(), RAW)
            .withLoggingEnabled(CHANGELOG),
        textStore(Stores.persistentKeyValueStore(Names.BRANCH_SHARES)));
  }

  private static Set<StoreBuilder<?>> totalsStores() {
    return Set.of(
        textStore(Stores.persistentKeyValueStore(Names.ROWS)),
        textStore(Stores.persistentKeyValueStore(Names.ROW_SHARES)),
        textStore(Stores.inMemoryKeyValueStore(Names.DUE)).withCachingEnabled(),
        textStore(Stores.persistentKeyValueStore(Names.OPEN)),
        textStore(Stores.inMemoryKeyValueStore(Names.MARKS)));
  }

  private static StoreBuilder<?> bytesStore(String name) {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), RAW)
        .withLoggingEnabled(CHANGELOG);
  }

  private static StoreBuilder<?> textStore(KeyValueBytesStoreSupplier supplier) {
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), RAW)
        .withLoggingEnabled(CHANGELOG);
  }

  private static String[] names(Set<StoreBuilder<?>> stores) {
    return stores.stream().map(StoreBuilder::name).sorted().toArray(String[]::new);
  }

  private static MarksEverywhere<PartialTotal> marksEverywhere() {
    return new MarksEverywhere<>(PartialTotal.Mark.class::isInstance);
  }

  /** What is no mark goes where its key says; marks go to every partition. */
  private record MarksEverywhere<V>(Predicate<V> isMark) implements StreamPartitioner<String, V> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, V value, int partitions) {
      if (isMark.test(value)) {
        Set<Integer> all = new HashSet<>();
        for (int partition = 0; partition < partitions; partition++) {
          all.add(partition);
        }
        return Optional.of(all);
      }
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(bytes)) % partitions));
    }
  }
}
