package io.garonne.deploy.command;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Reading;
import io.garonne.model.inventory.Csv;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.Settings;
import io.garonne.streams.Streams;
import io.garonne.streams.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the exports of one chain add up to. */
class ExportSumsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** Over the end of summer time on the 26th, and over a month's end. */
  private static final Instant START = Instant.parse("2025-10-24T10:07:00Z");

  private static final int QUARTERS = 9 * 96;
  private static final int LATE_FROM = 700;
  private static final int LATE_TO = 720;
  private static final Map<String, List<String>> DEVICES =
      Map.of(
          "srv-1", List.of("hq", "server"),
          "srv-2", List.of("hq", "server"),
          "sw-1", List.of("annex", "switch"),
          "prn-1", List.of("annex", "printer"));

  @TempDir private Path directory;
  private final Map<String, List<Map<String, String>>> exports = new HashMap<>();
  private EmbeddedKafka kafka;
  private int files;

  @BeforeEach
  void startKafka() {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, false);
  }

  @AfterEach
  void stopKafka() {
    kafka.close();
  }

  @Test
  void hoursDaysMonthsAndTheYearAndSitesClassesAndTheEstateAddUpToTheMillijoule() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      new TopicSetup(admin).create(2, 1);
    }
    Map<String, String> settings =
        Map.of(
            "kafka.bootstrap",
            kafka.bootstrap(),
            "streams.state-dir",
            directory.resolve("state").toString(),
            "streams.instance",
            "test",
            "streams.flush-every",
            "PT0.5S");
    try (KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()),
                new StringSerializer(),
                new ByteArraySerializer());
        Streams streams =
            new Streams(StreamsSettings.from(Settings.of(settings)), new SimpleMeterRegistry())) {
      streams.start();
      DEVICES.forEach((name, at) -> describe(producer, name, at.get(0), null));
      for (int quarter = 0; quarter < QUARTERS; quarter++) {
        for (String name : DEVICES.keySet()) {
          if (quarter <= LATE_FROM || quarter >= LATE_TO || !name.equals("srv-2")) {
            read(producer, name, quarter);
          }
        }
      }
      awaitEnergy();
      Map<String, Long> before = sum(export("hour", "site-class"), "measured_millijoules");

      // What was held back comes in, and it is told that the switch had moved.
      for (int quarter = LATE_FROM + 1; quarter < LATE_TO; quarter++) {
        read(producer, "srv-2", quarter);
      }
      describe(producer, "sw-1", "annex", Instant.parse("2025-10-28T09:30:00Z"));
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                for (String period : List.of("hour", "year")) {
                  List<Map<String, String>> rows = export(period, "site-class");
                  assertThat(byScope(rows, "energy_millijoules")).containsKey("hq|switch|");
                  assertThat(total(rows)).isEqualTo(truth());
                }
              });
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(this::everythingAddsUp);
      assertThat(sum(export("hour", "site-class"), "measured_millijoules"))
          .as("late and moved")
          .isNotEqualTo(before)
          .containsKey("hq|switch|2025-10-29");
      List<Map<String, String>> days = export("day", "estate");
      assertThat(days)
          .filteredOn(row -> "2025-10-26T00:00+02:00".equals(row.get("start_local")))
          .singleElement()
          .satisfies(row -> assertThat(row).containsEntry("end", "2025-10-26T23:00:00Z"));
      assertThat(export("hour", "estate"))
          .filteredOn(row -> day(row).equals("2025-10-26"))
          .as("the hours of a day of twenty-five")
          .hasSize(25);
    }
  }

  /** Every hour before the last reading is there, in all shapes. */
  private void awaitEnergy() {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              assertThat(total(export("year", "estate"))).isEqualTo(truth());
              assertThat(total(export("hour", "site-class"))).isEqualTo(truth());
            });
  }

  private void everythingAddsUp() {
    exports.clear();
    for (String by : List.of("site-class", "site", "class", "estate", "device")) {
      List<Map<String, String>> years = exported("year", by);
      assertThat(total(years)).as(by).isEqualTo(truth());
      for (String figure :
          List.of(
              "energy_millijoules",
              "measured_millijoules",
              "interpolated_millijoules",
              "estimated_millijoules",
              "allocated_millijoules")) {
        Map<String, Long> ofYear = byScope(years, figure);
        for (String period : List.of("hour", "day", "month")) {
          assertThat(byScope(exported(period, by), figure))
              .as("%s of %ss by %s", figure, period, by)
              .isEqualTo(ofYear);
        }
      }
      assertThat(sum(exported("hour", by), "energy_millijoules"))
          .as("hours of each day by " + by)
          .isEqualTo(sum(exported("day", by), "energy_millijoules"));
    }
    // Which site has what, by two ways.
    assertThat(
            exported("month", "site-class").stream()
                .collect(
                    groupingBy(
                        row -> row.get("start") + row.get("site"),
                        summingLong(row -> number(row, "energy_millijoules")))))
        .isEqualTo(
            exported("month", "site").stream()
                .collect(
                    groupingBy(
                        row -> row.get("start") + row.get("site"),
                        summingLong(row -> number(row, "energy_millijoules")))));
  }

  private static Map<String, Long> byScope(List<Map<String, String>> rows, String figure) {
    return rows.stream()
        .collect(
            groupingBy(
                row -> row.get("site") + "|" + row.get("equipment_class") + "|" + row.get("device"),
                summingLong(row -> number(row, figure))));
  }

  private static Map<String, Long> sum(List<Map<String, String>> rows, String figure) {
    return rows.stream()
        .collect(
            groupingBy(
                row -> row.get("site") + "|" + row.get("equipment_class") + "|" + day(row),
                summingLong(row -> number(row, figure))));
  }

  private static String day(Map<String, String> row) {
    return Objects.requireNonNull(row.get("start_local")).substring(0, 10);
  }

  private static long total(List<Map<String, String>> rows) {
    return rows.stream().mapToLong(row -> number(row, "energy_millijoules")).sum();
  }

  private static long number(Map<String, String> row, String column) {
    String cell = Objects.requireNonNull(row.get(column));
    return cell.isEmpty() ? 0 : Long.parseLong(cell);
  }

  /** Each file once for all its figures. */
  private List<Map<String, String>> exported(String period, String by) {
    return exports.computeIfAbsent(period + " " + by, key -> export(period, by));
  }

  private List<Map<String, String>> export(String period, String by) {
    Path file = directory.resolve(++files + ".csv");
    Outcome outcome =
        Outcome.of(
            "export",
            "--bootstrap",
            kafka.bootstrap(),
            "--period",
            period,
            "--by",
            by,
            "--provisional",
            "--out",
            file.toString());
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    Csv.Table table;
    try {
      table = Csv.parse(Files.readString(file), "export.csv");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> header = table.rows().get(0).fields();
    List<Map<String, String>> rows = new ArrayList<>();
    for (Csv.Row row : table.rows().subList(1, table.rows().size())) {
      Map<String, String> cells = new HashMap<>();
      for (int i = 0; i < header.size(); i++) {
        cells.put(header.get(i), row.fields().get(i));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static long truth() {
    return DEVICES.keySet().stream()
        .mapToLong(name -> register(name, QUARTERS - 1) - register(name, 0))
        .sum();
  }

  /** A register in millijoules, with steps that no quarter-hour divides evenly. */
  private static long register(String name, int quarter) {
    long watts = 100L + Math.floorMod(name.hashCode(), 400);
    return 1_000_000_007L + quarter * (watts * 900_000L + 7) + quarter % 3 * 1_000_003L;
  }

  private static void read(KafkaProducer<String, byte[]> producer, String name, int quarter) {
    long at = START.plusSeconds(quarter * 900L).toEpochMilli();
    send(
        producer,
        Topics.READINGS,
        name,
        ReadingJson.write(
            new Reading(
                name,
                Reading.ONLY_CHANNEL,
                at,
                Reading.AtSource.PAYLOAD,
                at,
                register(name, quarter),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "test")));
  }

  /** At its site; from an instant on at the other one. */
  private static void describe(
      KafkaProducer<String, byte[]> producer, String name, String site, @Nullable Instant moved) {
    String of = Objects.requireNonNull(DEVICES.get(name)).get(1);
    long until = moved == null ? Long.MAX_VALUE : moved.toEpochMilli();
    List<Assignment> assignments = new ArrayList<>();
    assignments.add(at(Long.MIN_VALUE, until, site, of));
    if (moved != null) {
      assignments.add(at(until, Long.MAX_VALUE, "hq", of));
    }
    send(producer, Topics.DEVICES, name, DeviceJson.write(new Device(name, assignments)));
  }

  private static Assignment at(long from, long to, String site, String equipmentClass) {
    return new Assignment(
        from, to, "city", site, equipmentClass, PARIS, null, true, false, MeterProfile.DEFAULT);
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, Topics topic, String key, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic.topic(), key, value));
  }
}
