package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code garonne export} over a real Kafka. */
class ExportCommandTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static EmbeddedKafka kafka;

  @TempDir private Path directory;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    kafka = EmbeddedKafka.start(data, 0, false);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      new TopicSetup(admin).create(4, 1);
    }
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int month = 1; month <= 4; month++) {
        Total.Status status = month == 4 ? Total.Status.PROVISIONAL : Total.Status.FINAL;
        for (int version = 1; version <= 2; version++) {
          Total t = month("2026-0%d-10T10:00:00Z".formatted(month), version, status);
          String key = TotalJson.key(t.scope(), t.period(), t.start());
          producer
              .send(new ProducerRecord<>(TotalJson.topic(t).topic(), key, TotalJson.write(t)))
              .get();
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void whatIsFinalIsWrittenAndTheRestSaidWithItsNumber() throws IOException {
    Path file = directory.resolve("months.csv");
    Outcome outcome = export("--out", file.toString(), "--from", "2026-02");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).isEqualTo(file + ": 2 rows.\n");
    assertThat(outcome.err())
        .contains(
            "reading: ", "Not final, and therefore left out: 1 rows (--provisional takes them).");
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .element(1)
        .asString()
        .startsWith("month,2026-01-31T23:00:00Z,2026-02-28T23:00:00Z,Europe/Paris,")
        .contains(",7200000000,")
        .endsWith(",\"indicative, not for billing\",,,false");
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all).as("nothing else is left").containsExactly(file);
    }
  }

  @Test
  void twoRunsGiveTheSameBytesWhateverTheFormat() throws IOException {
    for (String format : List.of("csv", "jsonl", "parquet", "xlsx")) {
      List<Path> files = new ArrayList<>();
      for (int run = 1; run <= 2; run++) {
        Path file = directory.resolve(run + "." + format);
        files.add(file);
        assertThat(
                export(
                        "--out",
                        file.toString(),
                        "--format",
                        format,
                        "--provisional",
                        "--lang",
                        "fr")
                    .exit())
            .isZero();
      }
      assertThat(files.get(0)).isNotEmptyFile().hasSameBinaryContentAs(files.get(1));
    }
  }

  @Test
  void whatCannotBeginEndsWithTwoAndAReasonAndLeavesNothing() throws IOException {
    Path there = Files.writeString(directory.resolve("there.csv"), "mine");
    assertThat(export("--out", there.toString()))
        .satisfies(o -> assertThat(o.exit()).isEqualTo(2))
        .satisfies(o -> assertThat(o.err()).contains("is there already; nothing is overwritten"));
    assertThat(there).hasContent("mine");
    assertThat(export("--out", directory.toString()).err()).contains("is a directory");
    assertThat(export("--out", directory.resolve("no/x.csv").toString()).err())
        .contains("there is no directory");
    assertThat(export("--out", there + "2", "--format", "ods").exit()).isEqualTo(2);
    assertThat(export("--out", there + "2", "--period", "quarter-hour").exit()).isEqualTo(2);
    assertThat(export("--out", there + "2", "--format", "xlsx", "--spreadsheet").exit())
        .isEqualTo(2);
    assertThat(export("--out", there + "2", "--group", "2"))
        .satisfies(o -> assertThat(o.exit()).isEqualTo(2))
        .satisfies(o -> assertThat(o.err()).contains("--group is at least 3"));
    for (String by : List.of("entity", "family", "entity-family")) {
      assertThat(export("--out", there + "2", "--period", "hour", "--by", by))
          .satisfies(o -> assertThat(o.exit()).isEqualTo(2))
          .satisfies(o -> assertThat(o.err()).contains("there are no hours by " + by + ": use"));
    }
    assertThat(export().err()).contains("--out says which file to write");
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all).containsExactly(there);
    }
  }

  @Test
  void theStatesFilesAreMadeOfTheEstateAndItsTwelveMonths() throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      EstateLine line =
          EstateLine.of(
              EstateTable.ASSETS,
              Map.of("asset", "srv-1", "equipment_class", "server", "site", "dc", "quantity", "2"),
              "assets.csv:2");
      producer
          .send(new ProducerRecord<>(Topics.ESTATE.topic(), line.key(), EstateLineJson.write(line)))
          .get();
      for (int month = 1; month <= 12; month++) {
        Total t =
            month("2025-%02d-10T10:00:00Z".formatted(month), 100, Total.Status.FINAL)
                .as(new Scope("dc", "dc", "server", "plug", null, "srv-1"));
        String key = TotalJson.key(t.scope(), t.period(), t.start());
        producer
            .send(new ProducerRecord<>(TotalJson.topic(t).topic(), key, TotalJson.write(t)))
            .get();
      }
    }
    for (String tool : List.of("numecoeval", "g4it")) {
      Path files = directory.resolve(tool);
      Outcome outcome =
          Outcome.of(
              "export",
              tool,
              "--bootstrap",
              kafka.bootstrap(),
              "--last",
              "2025-12",
              "--out",
              files.toString());
      assertThat(outcome.exit()).as(outcome.err()).isZero();
      assertThat(outcome.out())
          .isEqualTo(
              files + ": 1 lines of equipment, 1 data centres; twelve months 2025-01-2025-12.\n");
      assertThat(outcome.err())
          .contains("Without PUE: 1 data centres", "Without number of users: 1");
      Path equipment =
          files.resolve(
              tool.equals("g4it") ? "physicalEquipment.csv" : "equipements_physiques.csv");
      assertThat(Files.readAllLines(equipment))
          .hasSize(2)
          .element(1)
          .asString()
          .startsWith("srv-1;server;2;dc;")
          .contains(";600.000;;garonne-measured-2025-01-2025-12;dc;");
    }
    assertThat(Outcome.of("export", "g4it", "--out", directory + "/g4it").exit()).isEqualTo(2);
    assertThat(Outcome.of("export", "g4it", "--out", directory + "/x", "--last", "12").exit())
        .isEqualTo(2);
  }

  @Test
  void aKafkaThatIsNotThereLeavesNoFile() throws IOException {
    Path file = directory.resolve("x.csv");
    Outcome away = Outcome.of("export", "--out", file.toString(), "--bootstrap", "127.0.0.1:1");
    assertThat(away.exit()).isEqualTo(1);
    assertThat(away.err()).contains("Kafka at 127.0.0.1:1 does not answer");
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all).isEmpty();
    }
  }

  private static Outcome export(String... arguments) {
    List<String> line = new ArrayList<>(List.of("export", "--bootstrap", kafka.bootstrap()));
    line.addAll(List.of(arguments));
    return Outcome.of(line.toArray(String[]::new));
  }

  private static Total month(String at, int kilowattHours, Total.Status status) {
    long start = Period.MONTH.startOf(Instant.parse(at).toEpochMilli(), PARIS);
    return new Total(
        new Scope("city", "dc", "server", null),
        Period.MONTH,
        start,
        Period.MONTH.endOf(start, PARIS),
        PARIS,
        kilowattHours * 3_600_000_000L,
        0,
        0,
        1_800_000,
        0,
        3_600_000,
        4,
        5,
        kilowattHours * 3_600_000_000L,
        0,
        status,
        Total.METHOD);
  }
}
