package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Causes;
import io.garonne.model.Device;
import io.garonne.model.Finding;
import io.garonne.model.Ledger;
import io.garonne.model.Reading;
import io.garonne.model.Replay;
import io.garonne.model.Scope;
import io.garonne.model.Statement;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.FindingJson;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.ReplayJson;
import io.garonne.model.wire.StatementJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import io.garonne.service.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The totals topology without Kafka: what goes in, and the latest total of each key. */
final class TotalsDriver implements AutoCloseable {
  static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Statement> readings;
  private final TestInputTopic<String, Device> devices;
  private final TestInputTopic<String, Replay> replays;
  private final Map<String, Total> totals = new TreeMap<>();
  private final Map<String, Causes> causes = new TreeMap<>();
  private final Map<String, Integer> published = new TreeMap<>();
  private final Map<String, Ledger> ledger = new TreeMap<>();
  private long offset;
  boolean settled;

  TotalsDriver(Path state) {
    StreamsSettings settings =
        StreamsSettings.from(Settings.of(Map.of("streams.state-dir", state.toString())));
    Properties properties = StreamsConfigs.totals(settings);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    TotalsSettings totalsSettings =
        new TotalsSettings(Duration.ofDays(2), PARIS, settings.flushEvery(), 1, () -> settled);
    driver =
        new TopologyTestDriver(
            TotalsTopology.build(totalsSettings, properties),
            properties,
            Instant.parse("2026-03-10T00:00:00Z"));
    readings =
        driver.createInputTopic(
            Topics.READINGS.topic(), new StringSerializer(), StatementJson.serde().serializer());
    devices =
        driver.createInputTopic(
            Topics.DEVICES.topic(), new StringSerializer(), DeviceJson.serde().serializer());
    replays =
        driver.createInputTopic(
            Topics.REPLAYS.topic(), new StringSerializer(), ReplayJson.serde().serializer());
  }

  /** How often the record of a key was written. */
  int published(String key) {
    return published.getOrDefault(key, 0);
  }

  void device(String name, Assignment... assignments) {
    devices.pipeInput(name, new Device(name, List.of(assignments)));
  }

  /** The same, and what it counted before an instant is forgotten. */
  void forget(String name, String before, Assignment... assignments) {
    devices.pipeInput(
        name, new Device(name, List.of(assignments), Instant.parse(before).toEpochMilli(), null));
  }

  static Assignment at(String site, String equipmentClass, @Nullable String from) {
    return new Assignment(
        from == null ? Long.MIN_VALUE : Instant.parse(from).toEpochMilli(),
        Long.MAX_VALUE,
        site,
        site,
        equipmentClass,
        PARIS,
        null,
        true,
        false,
        MeterProfile.DEFAULT);
  }

  static Assignment personal(Assignment a) {
    return new Assignment(
        a.from(),
        a.to(),
        a.entity(),
        a.site(),
        a.equipmentClass(),
        a.zone(),
        a.rack(),
        a.includeInTotals(),
        true,
        a.profile());
  }

  static Assignment until(Assignment a, String to) {
    return new Assignment(
        a.from(),
        Instant.parse(to).toEpochMilli(),
        a.entity(),
        a.site(),
        a.equipmentClass(),
        a.zone(),
        a.rack(),
        a.includeInTotals(),
        a.personal(),
        a.profile());
  }

  /** A reading of one channel's register in watt-hours. */
  void energy(String device, String channel, Instant at, double wattHours) {
    reading(device, channel, at, Math.round(wattHours * 3_600_000), null);
  }

  /** A reading of one channel's power in watts. */
  void power(String device, String channel, Instant at, double watts) {
    reading(device, channel, at, null, Math.round(watts * 1000));
  }

  /** What a device or a person said. */
  void say(Statement said) {
    readings.pipeInput(said.device(), said);
    offset++;
  }

  /** A reading of power in watts. */
  void power(String device, String at, double watts) {
    reading(device, at, null, Math.round(watts * 1000));
  }

  /** A reading of a register in watt-hours. */
  void energy(String device, String at, double wattHours) {
    reading(device, at, Math.round(wattHours * 3_600_000), null);
  }

  private void reading(String device, String at, @Nullable Long energy, @Nullable Long power) {
    reading(device, Reading.ONLY_CHANNEL, Instant.parse(at), energy, power);
  }

  /** A reading of a page counter. */
  void pages(String device, String at, long pages) {
    pages(device, Reading.ONLY_CHANNEL, at, pages);
  }

  /** A reading of one channel's page counter. */
  void pages(String device, String channel, String at, long pages) {
    reading(device, channel, Instant.parse(at), null, null, pages);
  }

  /** A reading of a register in watt-hours and a page counter. */
  void energyAndPages(String device, String at, double wattHours, long pages) {
    reading(
        device,
        Reading.ONLY_CHANNEL,
        Instant.parse(at),
        Math.round(wattHours * 3_600_000),
        null,
        pages);
  }

  private void reading(
      String device, String channel, Instant at, @Nullable Long energy, @Nullable Long power) {
    reading(device, channel, at, energy, power, null);
  }

  private void reading(
      String device,
      String channel,
      Instant at,
      @Nullable Long energy,
      @Nullable Long power,
      @Nullable Long pages) {
    long time = at.toEpochMilli();
    say(
        new Reading(
            device,
            channel,
            time,
            Reading.AtSource.PAYLOAD,
            time,
            energy,
            power,
            null,
            null,
            null,
            pages,
            null,
            null,
            "test"));
  }

  void replay(Replay.State state) {
    replays.pipeInput("0", new Replay("r", 0, state, offset));
  }

  /** Lets the wall clock go on. */
  TotalsDriver pass(Duration time) {
    driver.advanceWallClockTime(time);
    for (Topics topic : Topics.totals()) {
      var out =
          driver.createOutputTopic(
              topic.topic(), new StringDeserializer(), TotalJson.serde().deserializer());
      out.readKeyValuesToList()
          .forEach(
              kv -> {
                published.merge(kv.key, 1, Integer::sum);
                if (kv.value == null) {
                  totals.remove(kv.key);
                } else {
                  // Figures are a function of what was said; why they were published is not.
                  totals.put(kv.key, kv.value.withCauses(Causes.UNKNOWN));
                  causes.put(kv.key, kv.value.causes());
                }
              });
    }
    driver
        .createOutputTopic(
            Topics.LEDGER.topic(), new StringDeserializer(), LedgerJson.serde().deserializer())
        .readKeyValuesToList()
        .forEach(kv -> ledger.put(kv.key, kv.value));
    return this;
  }

  TotalsDriver flush() {
    // From the meter to the trees, to the totals, and out.
    return pass(Duration.ofSeconds(2)).pass(Duration.ofSeconds(2)).pass(Duration.ofSeconds(2));
  }

  Map<String, Total> totals() {
    return totals;
  }

  /** Why the newest record of a total was published. */
  Causes causes(Scope scope, Period period, String start) {
    return causes.getOrDefault(
        TotalJson.key(scope, period, Instant.parse(start).toEpochMilli()), Causes.UNKNOWN);
  }

  @Nullable Total total(Scope scope, Period period, String start) {
    return totals.get(TotalJson.key(scope, period, Instant.parse(start).toEpochMilli()));
  }

  Total month(Scope scope, String start) {
    Total total = total(scope, Period.MONTH, start);
    if (total == null) {
      throw new AssertionError(scope + " has no month " + start + ": " + totals.keySet());
    }
    return total;
  }

  List<Finding> alerts() {
    return driver
        .createOutputTopic(
            Topics.FINDINGS.topic(), new StringDeserializer(), FindingJson.serde().deserializer())
        .readValuesToList();
  }

  /** Kafka takes what comes now so much later. */
  void later(Duration time) {
    readings.advanceTime(time);
  }

  /** A store of the meter, as bytes. */
  KeyValueStore<Bytes, byte[]> store(String name) {
    return driver.getKeyValueStore(name);
  }

  @Nullable Ledger ledger(String key) {
    return ledger.get(key);
  }

  /** Names of the stores that hold a text in any key or value. */
  Set<String> storesWith(String text) {
    Set<String> found = new TreeSet<>();
    driver
        .getAllStateStores()
        .forEach(
            (name, store) -> {
              try (KeyValueIterator<?, ?> all = ((KeyValueStore<?, ?>) store).all()) {
                all.forEachRemaining(
                    entry -> {
                      if ((text(entry.key) + text(entry.value)).contains(text)) {
                        found.add(name);
                      }
                    });
              }
            });
    return found;
  }

  /** How many keys of a store begin so. */
  int keysThatBegin(String store, String prefix) {
    int found = 0;
    try (KeyValueIterator<?, ?> all = driver.getKeyValueStore(store).all()) {
      while (all.hasNext()) {
        found += text(all.next().key).startsWith(prefix) ? 1 : 0;
      }
    }
    return found;
  }

  private static String text(Object of) {
    return switch (of) {
      case byte[] bytes -> new String(bytes, StandardCharsets.ISO_8859_1);
      case Bytes bytes -> new String(bytes.get(), StandardCharsets.ISO_8859_1);
      default -> of.toString();
    };
  }

  int deadLetters() {
    return driver
        .createOutputTopic(
            Topics.DEAD_LETTERS.topic(), new StringDeserializer(), new ByteArrayDeserializer())
        .readValuesToList()
        .size();
  }

  @Override
  public void close() {
    driver.close();
  }
}
