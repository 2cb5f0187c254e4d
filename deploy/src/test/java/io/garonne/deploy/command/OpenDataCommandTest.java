package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.TotalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
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

/** {@code garonne export open-data}, {@code verify} and {@code compare} over a real Kafka. */
class OpenDataCommandTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long KWH = 3_600_000_000L;
  private static EmbeddedKafka kafka;

  @TempDir private Path directory;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    kafka = EmbeddedKafka.start(data, 0, false);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      new TopicSetup(admin).create(4, 1);
    }
    send(1, 120 * KWH, Total.Status.FINAL);
    send(2, 110 * KWH, Total.Status.FINAL);
    send(3, 90 * KWH, Total.Status.PROVISIONAL);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  /** A server room's month, and the estate's. */
  private static void send(int month, long energy, Total.Status status) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (Scope scope : List.of(new Scope("city", "hall", "server", null), Scope.ESTATE)) {
        Total t = total(scope, YearMonth.of(2026, month), energy, status);
        String key = TotalJson.key(t.scope(), t.period(), t.start());
        producer
            .send(new ProducerRecord<>(TotalJson.topic(t).topic(), key, TotalJson.write(t)))
            .get();
      }
    }
  }

  private static Total total(Scope scope, YearMonth month, long energy, Total.Status status) {
    long start = month.atDay(1).atStartOfDay(PARIS).toInstant().toEpochMilli();
    long end = Period.MONTH.endOf(start, PARIS);
    return new Total(
        scope,
        Period.MONTH,
        start,
        end,
        PARIS,
        energy,
        0,
        0,
        end - start,
        end - start,
        end - start,
        1,
        1,
        energy,
        0,
        status,
        Total.METHOD);
  }

  private static Outcome export(String... arguments) {
    List<String> all = new ArrayList<>(List.of("export", "open-data", "--bootstrap"));
    all.add(kafka.bootstrap());
    all.addAll(List.of(arguments));
    return Outcome.of(all.toArray(String[]::new));
  }

  @Test
  void anEditionIsWrittenOnceVerifiedAndCorrectedByANewOne() throws Exception {
    Path out = directory.resolve("editions");
    String[] year = {"--year", "2026", "--out", out.toString(), "--publisher", "Ville"};
    Outcome first = export(year);
    assertThat(first.err()).contains("Not final yet, left out: 2026-03");
    assertThat(first.out()).contains("edition 1, 2 rows of months");
    assertThat(first.exit()).isZero();
    assertThat(export(year).out()).contains("says it all already: no new edition");

    send(2, 111 * KWH, Total.Status.FINAL);
    assertThat(export(year).out()).contains("edition 2");
    assertThat(out.resolve("edition-2/errata.csv"))
        .content()
        .contains("energie_millijoules,396000000000,399600000000,");
    Outcome verified = Outcome.of("verify", out.toString());
    assertThat(verified.exit()).isZero();
    assertThat(verified.out())
        .contains("In order: edition 2 of 2026", "Chain verified back to edition 1");
    assertThat(Outcome.of("compare", out.resolve("edition-1").toString(), out.toString()).out())
        .contains("230.00", "231.00");

    Files.writeString(out.resolve("edition-1/README.en.md"), "better");
    Outcome broken = Outcome.of("verify", out.toString(), "--lang", "fr");
    assertThat(broken.exit()).isEqualTo(1);
    assertThat(broken.err()).contains("N’est pas en ordre", "README.en.md: has been changed");
    assertThat(export(year).exit()).as("nothing is put on what is not in order").isEqualTo(1);
    assertThat(out.resolve("edition-3")).doesNotExist();
  }

  @Test
  void whatCannotBeginEndsWithTwoAndWhatCannotBePublishedWithOne() throws IOException {
    Path out = directory.resolve("x");
    String place = out.toString();
    assertThat(export("--year", "2026", "--out", place).exit()).isEqualTo(2);
    assertThat(export("--year", "2026", "--out", place, "--publisher", "V", "--group", "1").exit())
        .isEqualTo(2);
    assertThat(export("--year", "2026", "--out", place, "--publisher", "V", "--siren", "12").err())
        .contains("nine digits");
    Outcome none = export("--year", "2025", "--out", place, "--publisher", "V");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("no month of 2025 was measured and is final");
    assertThat(out).doesNotExist();
    for (String[] nothingThere : new String[][] {{"verify", place}, {"compare", place, place}}) {
      Outcome refused = Outcome.of(nothingThere);
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).contains("there is no directory " + place);
    }
  }
}
