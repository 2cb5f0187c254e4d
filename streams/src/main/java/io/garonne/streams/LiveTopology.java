package io.garonne.streams;

import io.garonne.model.Device;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.model.wire.StatementJson;
import io.garonne.model.wire.Topics;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * From readings to the power drawn now, at least once and within a second.
 *
 * <pre>
 * readings ─▶ live-devices ─▶ live power of devices
 *                  └─ live-shares ─▶ live-groups ─▶ live power of racks, sites and classes
 * devices ─▶ (global table) ┘
 * </pre>
 */
final class LiveTopology {
  static final String INVENTORY = "live-inventory";
  static final String SHARES = "live-shares";
  static final String DEVICES_OUT = "live-devices-out";
  static final String GROUPS_OUT = "live-groups-out";

  /** Header of a tombstone: why there is no value any more. */
  static final String WHY = "why";

  /** Header of a tombstone: since when, milliseconds since 1970 UTC. */
  static final String AT = "at";

  /** How often changed values are sent on. */
  static final Duration EVERY = Duration.ofMillis(250);

  private LiveTopology() {}

  /**
   * The topology.
   *
   * @param partitions partitions of the readings topic
   * @param zone zone of devices that nobody described
   */
  static Topology build(int partitions, ZoneId zone, Properties properties) {
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    builder.globalTable(
        Topics.DEVICES.topic(),
        Consumed.with(Serdes.String(), DeviceJson.serde()).withName("live-inventory-source"),
        Materialized.<String, Device>as(Stores.inMemoryKeyValueStore(INVENTORY))
            .withKeySerde(Serdes.String())
            .withValueSerde(DeviceJson.serde()));
    builder.stream(
            Topics.READINGS.topic(),
            Consumed.with(Serdes.String(), StatementJson.serde()).withName("live-readings"))
        .process(() -> new LiveDevices(zone), Named.as("live-devices"))
        .mapValues(value -> (LiveShare) value, Named.as(SHARES))
        .repartition(
            Repartitioned.<String, LiveShare>as(SHARES)
                .withKeySerde(Serdes.String())
                .withValueSerde(LiveShare.serde())
                .withNumberOfPartitions(partitions))
        .process(LiveGroups::new, Named.as("live-groups"));
    return builder
        .build(properties)
        .addSink(
            DEVICES_OUT,
            Topics.LIVE.topic(),
            Serdes.String().serializer(),
            LivePowerJson.serde().serializer(),
            "live-devices")
        .addSink(
            GROUPS_OUT,
            Topics.LIVE.topic(),
            Serdes.String().serializer(),
            LivePowerJson.serde().serializer(),
            "live-groups");
  }
}
