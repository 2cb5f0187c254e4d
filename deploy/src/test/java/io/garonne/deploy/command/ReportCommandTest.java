package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.garonne.deploy.runtime.Chromium;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code garonne report} and {@code notice} over a Kafka. */
class ReportCommandTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long KWH = 3_600_000_000L;
  private static EmbeddedKafka kafka;

  @TempDir Path dir;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    kafka = EmbeddedKafka.start(directory, 0, false);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      new TopicSetup(admin).create(4, 1);
    }
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      EstateLine site =
          EstateLine.of(EstateTable.SITES, Map.of("site", "hall", "name", "Mairie"), "s:1");
      producer
          .send(new ProducerRecord<>(Topics.ESTATE.topic(), site.key(), EstateLineJson.write(site)))
          .get();
      for (Scope scope :
          List.of(
              Scope.ESTATE,
              new Scope("city", "hall", null, null),
              new Scope("city", "hall", "server", null),
              Scope.ofFamily(null, "server-room-it"))) {
        Total total = month(scope);
        producer
            .send(
                new ProducerRecord<>(
                    Topics.TOTALS.topic(),
                    TotalJson.key(total.scope(), total.period(), total.start()),
                    TotalJson.write(total)))
            .get();
      }
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void theReportOfAMonthIsOneFileWhichIsTheSameEachTime() throws Exception {
    Path out = dir.resolve("r.html");
    Outcome written = garonne("report", "--month", "2026-10", "--lang", "fr", "--out", "" + out);
    assertThat(written.exit()).as("%s", written).isZero();
    String html = Files.readString(out);
    assertThat(html)
        .contains("<html lang=\"fr\">", "Mairie", "1\u202f234\u00a0kWh", "On ne peut pas le dire.");
    assertThat(garonne("report", "--month", "2026-10", "--lang", "fr", "--out", "" + out).exit())
        .as("it is there already")
        .isEqualTo(2);
    garonne("report", "--month", "2026-10", "--lang", "fr", "--out", "" + out, "--overwrite");
    assertThat(Files.readString(out)).isEqualTo(html);
    try (var files = Files.list(dir)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void theFilesEndingSaysWhatThePageIs() throws Exception {
    Path odt = dir.resolve("p.odt");
    Path md = dir.resolve("p.md");
    assertThat(garonne("report", "--year", "2026", "--one-page", "--out", "" + odt).exit())
        .isZero();
    assertThat(garonne("report", "--year", "2026", "--one-page", "--out", "" + md).exit()).isZero();
    assertThat(Files.readAllBytes(odt)).startsWith('P', 'K');
    assertThat(Files.readString(md)).startsWith("# Electricity of digital equipment");
  }

  @Test
  void pdfIsTaggedForWhoHearsIt() throws Exception {
    assumeThat(Chromium.find()).as("not run: no Chromium").isPresent();
    Path pdf = dir.resolve("p.pdf");
    Outcome printed =
        garonne("report", "--month", "2026-10", "--one-page", "--lang", "fr", "--out", "" + pdf);
    assertThat(printed.exit()).as("%s", printed).isZero();
    String text = new String(Files.readAllBytes(pdf), StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith("%PDF-").contains("/StructTreeRoot", "/Lang");
  }

  @Test
  void whatCannotBeWrittenIsSaidBeforeAnythingIsRead() {
    assertThat(garonne("report", "--month", "2026-10", "--out", "" + dir).err())
        .contains("is a directory");
    Outcome none =
        garonne("report", "--month", "2026-10", "--out", "" + dir.resolve("no/where.html"));
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("there is no directory");
    String out = "" + dir.resolve("r.html");
    assertThat(garonne("report", "--out", out).exit()).isEqualTo(2);
    assertThat(garonne("report", "--month", "soon", "--out", out).exit()).isEqualTo(2);
    assertThat(garonne("report", "--month", "2026-10", "--year", "2026", "--out", out).exit())
        .isEqualTo(2);
    assertThat(garonne("report", "--year", "2026", "--format", "doc", "--out", out).exit())
        .isEqualTo(2);
  }

  @Test
  void aNoticeIsOfASiteThatThereIsAndHasSomebodyWhoAnswers() throws Exception {
    String out = "" + dir.resolve("n.html");
    Outcome notice =
        garonne(
            "notice",
            "--site",
            "hall",
            "--contact",
            "DPO, dpo@bordeaux.fr",
            "--lang",
            "fr",
            "--out",
            out);
    assertThat(notice.exit()).as("%s", notice).isZero();
    assertThat(Files.readString(Path.of(out))).contains("Mairie", "dpo@bordeaux.fr");
    assertThat(
            garonne("notice", "--site", "hall", "--contact", "TODO", "--out", out, "--overwrite")
                .err())
        .contains("stands in for a contact");
    Outcome nowhere =
        garonne(
            "notice", "--site", "x", "--contact", "dpo@bordeaux.fr", "--out", out, "--overwrite");
    assertThat(nowhere.exit()).isEqualTo(2);
    assertThat(nowhere.err()).contains("no site of that name");
  }

  private static Total month(Scope scope) {
    long start = Period.MONTH.startOf(Instant.parse("2026-10-15T10:00:00Z").toEpochMilli(), PARIS);
    long end = Period.MONTH.endOf(start, PARIS);
    return new Total(
        scope,
        Period.MONTH,
        start,
        end,
        PARIS,
        1_234 * KWH,
        0,
        0,
        end - start,
        end - start,
        end - start,
        4,
        4,
        1_234 * KWH,
        1,
        Total.Status.FINAL,
        Total.METHOD);
  }

  private static Outcome garonne(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--bootstrap", kafka.bootstrap()));
    return Outcome.of(line.toArray(String[]::new));
  }
}
