package io.garonne.streams;

import io.garonne.model.Causes;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.schedule.ScheduleSettings;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import io.garonne.service.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The indicators' topology without Kafka: what goes in, and the latest record of each key. */
final class IndicatorsDriver implements AutoCloseable {
  static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  static final long KWH = 3_600_000_000L;

  private final TopologyTestDriver driver;
  private Instant now;

  /** Latest record of each key, by topic, as text. */
  private final Map<Topics, Map<String, String>> latest = new TreeMap<>();

  /** What went in, so that it can go in again. */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Input(Topics topic, String key, byte @Nullable [] value) {}

  IndicatorsDriver(Path state, String now) {
    this(state, now, AdviceRun.all(ScheduleSettings.DEFAULT));
  }

  IndicatorsDriver(Path state, String now, AdviceRun.Rules rules) {
    StreamsSettings settings =
        StreamsSettings.from(Settings.of(Map.of("streams.state-dir", state.toString())));
    Properties properties = StreamsConfigs.indicators(settings);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    this.now = Instant.parse(now);
    driver =
        new TopologyTestDriver(
            IndicatorsTopology.build(
                PARIS, settings.collectFor(), settings.flushEvery(), () -> true, rules, properties),
            properties,
            this.now);
    latest.put(Topics.STRATA, new TreeMap<>());
    latest.put(Topics.INDICATORS, new TreeMap<>());
    latest.put(Topics.ADVICE, new TreeMap<>());
  }

  void put(Input input) {
    driver
        .createInputTopic(input.topic().topic(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(input.key(), input.value(), now));
  }

  /** A line of a table of the estate, as {@code column=cell} pairs. */
  static Input line(EstateTable table, String... cells) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String cell : cells) {
      int is = cell.indexOf('=');
      all.put(cell.substring(0, is), cell.substring(is + 1));
    }
    EstateLine line = EstateLine.of(table, all, "test");
    return new Input(Topics.ESTATE, line.key(), EstateLineJson.write(line));
  }

  /** A final month of an entity and family. */
  static Input month(String entity, String family, String month, double kwh, int devices) {
    YearMonth of = YearMonth.parse(month);
    return total(
        Scope.ofFamily(entity, family),
        Period.MONTH,
        of.atDay(1),
        of.plusMonths(1).atDay(1),
        kwh,
        devices,
        false);
  }

  /** A day of a device. */
  static Input day(
      String entity,
      String equipmentClass,
      String device,
      String asset,
      LocalDate day,
      double kwh) {
    return total(
        new Scope(entity, "site", equipmentClass, device, null, asset),
        Period.DAY,
        day,
        day.plusDays(1),
        kwh,
        1,
        true);
  }

  /** A day of a device that counts pages and meters no energy. */
  static Input pages(
      String entity, String equipmentClass, String device, String asset, LocalDate day, long of) {
    Scope scope = new Scope(entity, "site", equipmentClass, device, null, asset);
    long start = day.atStartOfDay(PARIS).toInstant().toEpochMilli();
    long end = day.plusDays(1).atStartOfDay(PARIS).toInstant().toEpochMilli();
    Total total =
        new Total(
            scope,
            Period.DAY,
            start,
            end,
            PARIS,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            end - start,
            of,
            end - start,
            1,
            PageKinds.NONE,
            0,
            1,
            0,
            0,
            Total.Status.FINAL,
            Total.METHOD,
            false,
            Causes.UNKNOWN);
    return new Input(
        TotalJson.topic(total), TotalJson.key(scope, Period.DAY, start), TotalJson.write(total));
  }

  /** A quarter-hour of a device that is nobody's own. */
  static Input quarterHour(Scope scope, Instant at, long energy) {
    long start = at.toEpochMilli();
    return total(scope, Period.QUARTER_HOUR, start, start + Period.SLOT, energy, 1, false);
  }

  private static Input total(
      Scope scope,
      Period period,
      LocalDate from,
      LocalDate to,
      double kwh,
      int devices,
      boolean personal) {
    long start = from.atStartOfDay(PARIS).toInstant().toEpochMilli();
    long end = to.atStartOfDay(PARIS).toInstant().toEpochMilli();
    return total(scope, period, start, end, Math.round(kwh * KWH), devices, personal);
  }

  private static Input total(
      Scope scope,
      Period period,
      long start,
      long end,
      long energy,
      int devices,
      boolean personal) {
    long millis = devices * (end - start);
    Total total =
        new Total(
            scope,
            period,
            start,
            end,
            PARIS,
            energy,
            0,
            0,
            0,
            millis,
            millis,
            millis,
            millis,
            0,
            0,
            0,
            PageKinds.NONE,
            devices,
            devices,
            energy,
            0,
            Total.Status.FINAL,
            Total.METHOD,
            personal,
            Causes.UNKNOWN);
    return new Input(
        TotalJson.topic(total), TotalJson.key(scope, period, start), TotalJson.write(total));
  }

  void advance(Duration by) {
    driver.advanceWallClockTime(by);
    now = now.plus(by);
    for (Map.Entry<Topics, Map<String, String>> topic : latest.entrySet()) {
      var out =
          driver.createOutputTopic(
              topic.getKey().topic(), new StringDeserializer(), new ByteArrayDeserializer());
      while (!out.isEmpty()) {
        var record = out.readKeyValue();
        if (record.value == null) {
          topic.getValue().remove(record.key);
        } else {
          topic.getValue().put(record.key, new String(record.value, StandardCharsets.UTF_8));
        }
      }
    }
  }

  /** Until everything that went in has been computed. */
  void settle() {
    for (int i = 0; i < 8; i++) {
      advance(Duration.ofSeconds(20));
    }
  }

  Map<String, String> latest(Topics topic) {
    return Map.copyOf(latest.getOrDefault(topic, Map.of()));
  }

  /** The latest samples, as inputs: what a topic still has after the state is gone. */
  List<Input> samples() {
    return latest(Topics.STRATA).entrySet().stream()
        .map(
            sample ->
                new Input(
                    Topics.STRATA,
                    sample.getKey(),
                    sample.getValue().getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
