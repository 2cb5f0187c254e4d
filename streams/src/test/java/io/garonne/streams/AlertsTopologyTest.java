package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Finding;
import io.garonne.model.LivePower;
import io.garonne.model.alert.Alert;
import io.garonne.model.alert.AlertEngine;
import io.garonne.model.alert.AlertSettings;
import io.garonne.model.alert.People;
import io.garonne.model.alert.Remembered;
import io.garonne.model.alert.Watched;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.FindingJson;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTopologyTest {
  /** A Tuesday, eleven in the morning in Paris. */
  private static final Instant NOW = Instant.parse("2026-03-10T10:00:00Z");

  @TempDir Path state;
  private TopologyTestDriver driver;
  private TestOutputTopic<String, Alert> out;
  private final Map<String, Alert> alerts = new TreeMap<>();
  private boolean caughtUp = true;
  private Instant now = NOW;

  @BeforeEach
  void start() {
    start(NOW);
  }

  private void start(Instant at) {
    StreamsSettings settings =
        StreamsSettings.from(Settings.of(Map.of("streams.state-dir", state.toString())));
    Properties properties = StreamsConfigs.alerts(settings);
    driver =
        new TopologyTestDriver(
            AlertsTopology.build(
                TotalsDriver.PARIS, AlertSettings.DEFAULT, () -> caughtUp, properties),
            properties,
            at);
    out =
        driver.createOutputTopic(
            Topics.ALERTS.topic(), new StringDeserializer(), AlertJson.serde().deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private TestInputTopic<String, byte[]> topic(Topics topic) {
    return driver.createInputTopic(
        topic.topic(), new StringSerializer(), new ByteArraySerializer());
  }

  private void line(EstateTable table, String... cells) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      map.put(cells[i], cells[i + 1]);
    }
    EstateLine line = EstateLine.of(table, map, "test");
    topic(Topics.ESTATE).pipeInput(line.key(), EstateLineJson.write(line));
  }

  private void printer(String device) {
    line(EstateTable.SITES, "site", "s");
    line(
        EstateTable.DEVICES,
        "device",
        device,
        "site",
        "s",
        "equipment_class",
        "printer",
        "rated_power_w",
        "1000");
  }

  private void live(String device, long watts) {
    LivePower power =
        new LivePower(
            LivePower.Kind.DEVICE,
            device,
            "0",
            null,
            "s",
            "printer",
            false,
            watts * 1000,
            now.toEpochMilli(),
            1,
            null,
            null,
            "tasmota");
    topic(Topics.LIVE).pipeInput(power.key(), LivePowerJson.write(power), now);
  }

  private void pass(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 10_000) {
      driver.advanceWallClockTime(Duration.ofMillis(Math.min(left, 10_000)));
    }
    now = now.plus(time);
    out.readKeyValuesToList()
        .forEach(
            kv -> {
              if (kv.value == null) {
                alerts.remove(kv.key);
              } else {
                alerts.put(kv.key, kv.value);
              }
            });
  }

  @Test
  void anOverloadIsOutWithinTheSecondAfterItsLiveValue() {
    printer("p");
    live("p", 1200);
    pass(Duration.ofSeconds(1));
    Alert alert = alerts.values().iterator().next();
    assertThat(alert.kind()).isEqualTo(Alert.Kind.OVERLOAD);
    assertThat(alert.told()).isEqualTo(1);
    assertThat(alert.id()).startsWith("overload-");
  }

  @Test
  void whileWhatLiesThereIsReadNobodyIsTold() {
    caughtUp = false;
    printer("p");
    live("p", 1200);
    pass(Duration.ofMinutes(1));
    assertThat(alerts).isEmpty();
    caughtUp = true;
    pass(Duration.ofSeconds(1));
    assertThat(alerts).hasSize(1);
  }

  @Test
  void anAcknowledgementOfTheTableStopsTheRepeating() {
    printer("p");
    live("p", 1200);
    pass(Duration.ofSeconds(1));
    Alert alert = alerts.values().iterator().next();
    line(
        EstateTable.ACKNOWLEDGEMENTS,
        "alert",
        alert.id(),
        "since",
        Instant.ofEpochMilli(alert.since()).toString(),
        "by",
        "ann",
        "at",
        now.toString());
    for (int i = 0; i < 40; i++) {
      live("p", 1200);
      pass(Duration.ofMinutes(1));
    }
    Alert later = alerts.values().iterator().next();
    assertThat(later.told()).isEqualTo(1);
    assertThat(later.acknowledged()).isNotNull();
  }

  @Test
  void aSilenceOfTheTableCoversItsScope() {
    printer("p");
    line(
        EstateTable.SILENCES,
        "scope",
        "site:s",
        "from",
        "2026-03-10T09:00:00Z",
        "until",
        "2026-03-10T12:00:00Z",
        "reason",
        "test of the generator",
        "by",
        "ann");
    live("p", 1200);
    pass(Duration.ofSeconds(1));
    Alert alert = alerts.values().iterator().next();
    assertThat(alert.silenced()).isTrue();
    assertThat(alert.told()).isZero();
  }

  @Test
  void aTombstoneThatSaysOffIsNoSilence() {
    printer("p");
    live("p", 10);
    pass(Duration.ofSeconds(10));
    RecordHeaders headers = new RecordHeaders();
    headers.add(LiveTopology.WHY, "OFF".getBytes(StandardCharsets.UTF_8));
    headers.add(
        LiveTopology.AT, Long.toString(now.toEpochMilli()).getBytes(StandardCharsets.UTF_8));
    topic(Topics.LIVE).pipeInput(new TestRecord<>("device|p", (byte[]) null, headers, now));
    pass(Duration.ofHours(1));
    assertThat(alerts).isEmpty();
  }

  @Test
  void aSilentDeviceAndALaterValueAreToldAndEnded() {
    printer("p");
    live("p", 10);
    pass(Duration.ofMinutes(14));
    Alert alert = alerts.values().iterator().next();
    assertThat(alert.kind()).isEqualTo(Alert.Kind.DEVICE_SILENT);
    for (int i = 0; i < 15; i++) {
      live("p", 10);
      pass(Duration.ofMinutes(1));
    }
    assertThat(alerts.values().iterator().next().isOpen()).isFalse();
  }

  @Test
  void aSilentSwitchOfTheTableIsNamedAndHidesWhatHangsOnIt() {
    line(EstateTable.SITES, "site", "s");
    for (int i = 0; i < 20; i++) {
      String[] through = i < 4 ? new String[] {"reached_through", "sw-2"} : new String[0];
      List<String> cells =
          new ArrayList<>(List.of("device", "p" + i, "site", "s", "equipment_class", "printer"));
      cells.addAll(List.of(through));
      line(EstateTable.POINTS, cells.toArray(String[]::new));
      live("p" + i, 10);
    }
    pass(Duration.ofSeconds(10));
    for (int minute = 0; minute < 20; minute++) {
      for (int i = 4; i < 20; i++) {
        live("p" + i, 10);
      }
      pass(Duration.ofMinutes(1));
    }
    assertThat(alerts).hasSize(1);
    Alert alert = alerts.values().iterator().next();
    assertThat(alert.kind()).isEqualTo(Alert.Kind.GROUP_SILENT);
    assertThat(alert.detail()).contains("sw-2");
    assertThat(alert.names()).containsExactly("p0", "p1", "p2", "p3");
  }

  @Test
  void deadLettersAreCountedByTheReasonInTheirHeader() {
    printer("p");
    for (int i = 0; i < 100; i++) {
      RecordHeaders headers = new RecordHeaders();
      headers.add("reason", "not-json".getBytes(StandardCharsets.UTF_8));
      topic(Topics.DEAD_LETTERS).pipeInput(new TestRecord<>("k", new byte[] {1}, headers, now));
    }
    pass(Duration.ofSeconds(1));
    Alert alert = alerts.values().iterator().next();
    assertThat(alert.kind()).isEqualTo(Alert.Kind.PIPELINE);
    assertThat(alert.detail()).contains("not-json");
  }

  @Test
  void anEngineThatHasOnlyWhatTheStoresKeepTellsNothingAgain() {
    printer("p");
    Finding finding =
        new Finding(Finding.Kind.RESET, "p", "0", now.toEpochMilli(), "restarted", null, null);
    topic(Topics.FINDINGS).pipeInput("p", FindingJson.write(finding));
    live("p", 1200);
    pass(Duration.ofSeconds(2));
    assertThat(alerts).hasSize(2);
    Map<String, Alert> published = new TreeMap<>();
    AlertEngine other = new AlertEngine(AlertSettings.DEFAULT, (key, value) -> {});
    each(
        Names.ALERT_MEMORY,
        (key, value) -> {
          Remembered remembered = AlertMemory.unpack(value);
          assertThat(AlertMemory.pack(remembered)).isEqualTo(value);
          other.remember(key, remembered);
        });
    List<EstateLine> lines = new ArrayList<>();
    each(Names.ALERT_LINES, (key, value) -> lines.add(EstateLineJson.read(value)));
    Watched watched = Watched.of(Estate.of(lines, TotalsDriver.PARIS).estate());
    for (int minute = 0; minute < 5; minute++) {
      long at = now.toEpochMilli() + minute * 60_000L;
      other.look(watched, People.SILENT, at, published::put);
    }
    assertThat(published).isEmpty();
  }

  @Test
  void afterALossOfItsStateWhatIsOpenIsNotToldAgainAndWhatIsOverEnds() {
    printer("hot");
    printer("cool");
    live("hot", 1200);
    live("cool", 1200);
    pass(Duration.ofMinutes(1));
    Map<String, Alert> published = Map.copyOf(alerts);
    assertThat(published.values()).extracting(Alert::told).containsExactly(1, 1);
    driver.close();
    start(now);
    published.forEach(
        (id, alert) -> topic(Topics.ALERTS).pipeInput(id, AlertJson.write(alert), now));
    printer("hot");
    printer("cool");
    for (int i = 0; i < 13; i++) {
      live("hot", 1200);
      live("cool", 100);
      pass(Duration.ofMinutes(1));
    }
    assertThat(alerts).hasSize(2);
    assertThat(alerts.values()).extracting(Alert::told).containsExactly(1, 1);
    assertThat(alerts.values())
        .extracting(alert -> alert.place().device() + " " + alert.isOpen())
        .containsExactlyInAnyOrder("hot true", "cool false");
  }

  private void each(String store, BiConsumer<String, byte[]> taker) {
    KeyValueStore<String, byte[]> of = driver.getKeyValueStore(store);
    Stored.each(of, taker::accept);
  }
}
