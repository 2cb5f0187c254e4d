package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.LivePower;
import io.garonne.model.Reading;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTopologyTest {
  private static final Instant NOW = Instant.parse("2026-03-10T10:00:00Z");

  @TempDir Path state;
  private TopologyTestDriver driver;
  private TestInputTopic<String, Reading> readings;
  private TestInputTopic<String, Device> devices;
  private TestOutputTopic<String, LivePower> live;
  private final Map<String, @Nullable LivePower> latest = new HashMap<>();

  @BeforeEach
  void start() {
    StreamsSettings settings =
        StreamsSettings.from(Settings.of(Map.of("streams.state-dir", state.toString())));
    Properties properties = StreamsConfigs.live(settings);
    driver =
        new TopologyTestDriver(
            LiveTopology.build(1, TotalsDriver.PARIS, properties), properties, NOW);
    readings =
        driver.createInputTopic(
            Topics.READINGS.topic(), new StringSerializer(), ReadingJson.serde().serializer());
    devices =
        driver.createInputTopic(
            Topics.DEVICES.topic(), new StringSerializer(), DeviceJson.serde().serializer());
    live =
        driver.createOutputTopic(
            Topics.LIVE.topic(), new StringDeserializer(), LivePowerJson.serde().deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private void device(String name, @Nullable String rack) {
    Assignment a =
        new Assignment(
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            "dc",
            "dc",
            "server",
            TotalsDriver.PARIS,
            rack,
            true,
            false,
            MeterProfile.DEFAULT);
    devices.pipeInput(name, new Device(name, List.of(a)));
  }

  private void power(String device, String channel, Instant at, double watts) {
    readings.pipeInput(
        device,
        new Reading(
            device,
            channel,
            at.toEpochMilli(),
            Reading.AtSource.PAYLOAD,
            at.toEpochMilli(),
            null,
            Math.round(watts * 1000),
            null,
            null,
            null,
            null,
            null,
            null,
            "test"));
  }

  private void pass(Duration time) {
    driver.advanceWallClockTime(time);
    driver.advanceWallClockTime(LiveTopology.EVERY);
    live.readKeyValuesToList().forEach(kv -> latest.put(kv.key, kv.value));
  }

  private long watts(String key) {
    LivePower power = latest.get(key);
    assertThat(power).as(key).isNotNull();
    return power == null ? -1 : power.power() / 1000;
  }

  @Test
  void theWattsOfDevicesRacksAndSitesShowWithinASecond() {
    device("a", "r1");
    device("b", "r1");
    power("a", "1", NOW, 100);
    power("a", "2", NOW, 50);
    power("b", "0", NOW, 7);
    pass(Duration.ofMillis(500));
    assertThat(watts("device|a")).isEqualTo(150);
    assertThat(watts("rack|dc|r1")).isEqualTo(157);
    assertThat(watts("site-class|dc|server")).isEqualTo(157);
    power("b", "0", NOW.plusMillis(100), 9);
    pass(Duration.ofMillis(500));
    assertThat(watts("site-class|dc|server")).isEqualTo(159);
  }

  @Test
  void aSilentDeviceIsTakenOut() {
    device("a", null);
    device("b", null);
    power("a", "0", NOW, 100);
    power("b", "0", NOW.plusSeconds(400), 7);
    pass(Duration.ofMillis(500));
    pass(Duration.ofMinutes(11));
    assertThat(latest).containsEntry("device|a", null);
    assertThat(watts("site-class|dc|server")).isEqualTo(7);
    pass(Duration.ofMinutes(10));
    assertThat(latest).containsEntry("site-class|dc|server", null);
  }

  private void state(String device, String channel, Instant at, Reading.State state) {
    readings.pipeInput(
        device,
        new Reading(
            device,
            channel,
            at.toEpochMilli(),
            Reading.AtSource.PAYLOAD,
            at.toEpochMilli(),
            null,
            null,
            null,
            null,
            null,
            null,
            state,
            null,
            "test"));
  }

  @Test
  void aStripThatLosesItsConnectionIsTakenOutWithAllItsOutlets() {
    device("strip", null);
    power("strip", "0", NOW, 100);
    power("strip", "1", NOW, 50);
    pass(Duration.ofMillis(500));
    assertThat(watts("device|strip")).isEqualTo(150);
    state("strip", "1", NOW.plusMillis(100), Reading.State.OFF);
    pass(Duration.ofMillis(500));
    assertThat(watts("device|strip")).isEqualTo(100);
    power("strip", "1", NOW.plusMillis(200), 50);
    state("strip", "0", NOW.plusMillis(300), Reading.State.UNAVAILABLE);
    pass(Duration.ofMillis(500));
    assertThat(latest).containsEntry("device|strip", null);
  }

  @Test
  void recordedHistoryIsNobodysLiveValue() {
    device("a", null);
    power("a", "0", Instant.parse("2011-12-02T10:00:00Z"), 100);
    pass(Duration.ofSeconds(1));
    assertThat(latest).isEmpty();
  }

  @Test
  void aDeviceThatNobodyDescribedIsLiveUnderUnassigned() {
    power("x", "0", NOW, 12);
    pass(Duration.ofSeconds(1));
    assertThat(watts("site-class|unassigned|unknown")).isEqualTo(12);
  }

  @Test
  void theChannelsOfADeviceWithSeveralAreBesideItAndLeaveByTheirOwnTombstones() {
    device("pdu", null);
    device("plug", null);
    power("pdu", "1", NOW, 100);
    power("pdu", "2", NOW, 50);
    power("plug", "0", NOW, 10);
    pass(Duration.ofMillis(250));
    assertThat(watts("device|pdu")).isEqualTo(150);
    assertThat(watts("channel|pdu|1")).isEqualTo(100);
    assertThat(watts("channel|pdu|2")).isEqualTo(50);
    assertThat(latest).doesNotContainKey("channel|plug|0");
    assertThat(java.util.Objects.requireNonNull(latest.get("device|plug")).channel())
        .isEqualTo("0");
    power("pdu", "1", NOW.plusSeconds(500), 110);
    pass(Duration.ofMinutes(11));
    assertThat(watts("channel|pdu|1")).isEqualTo(110);
    assertThat(latest).containsEntry("channel|pdu|2", null);
    pass(Duration.ofMinutes(11));
    assertThat(latest).containsEntry("channel|pdu|1", null).containsEntry("device|pdu", null);
  }

  @Test
  void aTombstoneSaysWhetherTheDeviceIsOffOrSilent() {
    device("off", null);
    device("silent", null);
    power("off", "0", NOW, 10);
    power("silent", "0", NOW, 10);
    pass(Duration.ofMillis(250));
    state("off", "0", NOW.plusSeconds(1), Reading.State.OFF);
    driver.advanceWallClockTime(Duration.ofMinutes(11));
    Map<String, String> reasons = new HashMap<>();
    live.readRecordsToList().stream()
        .filter(record -> record.getValue() == null && record.key().startsWith("device|"))
        .forEach(
            record ->
                reasons.put(
                    record.key(),
                    new String(
                        record.headers().lastHeader(LiveTopology.WHY).value(),
                        java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(reasons).containsEntry("device|off", "OFF").containsEntry("device|silent", "SILENT");
  }
}
