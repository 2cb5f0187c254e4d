package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.alert.Acknowledgements;
import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Alert.Kind;
import io.garonne.model.alert.Place;
import io.garonne.model.alert.Severity;
import io.garonne.model.alert.Silence;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.alert.AlertsCsv;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code garonne alerts list}, {@code ack} and {@code silence} over a Kafka. */
class AlertsCommandTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long SINCE = Instant.parse("2026-03-02T10:00:00.123Z").toEpochMilli();
  private static EmbeddedKafka kafka;

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
      Place rack = new Place("town-hall", "2.04", "R1", "pdu-a", null, false);
      Place desk = new Place("town-hall", null, null, "plug-desk-7", null, true);
      for (Alert alert :
          List.of(
              alert("off-hours-1", Kind.OFF_HOURS, Severity.WARNING, Place.site("annex"), null),
              alert("overload-1", Kind.OVERLOAD, Severity.CRITICAL, rack, null),
              alert("overload-2", Kind.OVERLOAD, Severity.CRITICAL, rack, SINCE + 60_000),
              alert("device-silent-9", Kind.DEVICE_SILENT, Severity.WARNING, desk, null),
              alert("off-hours-9", Kind.OFF_HOURS, Severity.WARNING, desk, null))) {
        producer
            .send(new ProducerRecord<>(Topics.ALERTS.topic(), alert.id(), AlertJson.write(alert)))
            .get();
      }
    }
  }

  private static Alert alert(
      String id, Kind kind, Severity severity, Place place, @Nullable Long ended) {
    return new Alert(
        id,
        kind,
        severity,
        place,
        SINCE,
        ended,
        4_120_000L,
        3_680_000L,
        "mW",
        0,
        List.of(),
        "",
        null,
        false,
        1,
        "",
        null);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static Outcome alerts(String... arguments) {
    List<String> all = new ArrayList<>(List.of("alerts"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--bootstrap", kafka.bootstrap()));
    return Outcome.of(all.toArray(String[]::new));
  }

  private static Estate estate() {
    return new EstateTopics(kafka.bootstrap()).read(PARIS);
  }

  @Test
  void theListHasWhatIsOpenTheMostUrgentFirstAndNoPersonalDevice() {
    Outcome list = alerts("list");
    assertThat(list.exit()).isZero();
    assertThat(list.out())
        .containsSubsequence("critical", "overload-1", "4,120 W", "First: ", "off-hours-1")
        .doesNotContain("overload-2", "desk", "device-silent-9");
    assertThat(alerts("list", "--all", "--lang", "fr").out())
        .contains("overload-2", "critique", "Surcharge", "D’abord : ")
        .doesNotContain("desk", "-9 ");
  }

  @Test
  void aTechnicianSeesTheFaultsOfPersonalDevicesAndNotTheirUse() {
    Outcome list = alerts("list", "--role", "technician", "--csv");
    assertThat(list.out())
        .startsWith(String.join(",", AlertsCsv.COLUMNS) + "\n")
        .contains("device-silent-9", "plug-desk-7")
        .doesNotContain("off-hours-9");
    for (String format : List.of("--open", "--json", "--csv")) {
      assertThat(alerts("list", format).out()).contains("overload-1").doesNotContain("plug-desk-7");
    }
    assertThat(alerts("list", "--json").out())
        .startsWith("[{\"id\":\"overload-1\"")
        .endsWith("}]\n");
    assertThat(alerts("list", "--role", "boss").exit()).isEqualTo(2);
    assertThat(alerts("list", "--json", "--csv").exit()).isEqualTo(2);
    assertThat(alerts("list", "--open", "--all").exit()).isEqualTo(2);
  }

  @Test
  void anAcknowledgementIsKeptForTheOccurrenceAndCanBeTakenBack() {
    Outcome ack = alerts("ack", "overload-1", "--by", " Ana ", "--note", "on my way");
    assertThat(ack.err()).isEmpty();
    assertThat(ack.exit()).isZero();
    assertThat(ack.out()).startsWith("Taken on: Overload, town-hall · room 2.04 · rack R1 · pdu-a");
    Alert.Acknowledgement kept =
        Objects.requireNonNull(Acknowledgements.of(estate()).of("overload-1", SINCE));
    assertThat(kept.by()).isEqualTo("Ana");
    assertThat(kept.note()).isEqualTo("on my way");
    assertThat(estate().lines(EstateTable.EVENTS))
        .anyMatch(
            event ->
                "acknowledge".equals(event.cell("kind"))
                    && "overload-1".equals(event.cell("what"))
                    && "Ana".equals(event.cell("author")));
    assertThat(undo(ack.out()).exit()).isZero();
    assertThat(Acknowledgements.of(estate()).of("overload-1", SINCE)).isNull();
  }

  private static Outcome undo(String said) {
    String event = said.substring(said.indexOf("Event ") + 6).split("[.;]", 2)[0];
    return Outcome.of("inventory", "undo", event, "--yes", "--bootstrap", kafka.bootstrap());
  }

  @Test
  void whatCannotBeTakenOnIsRefused() {
    assertThat(alerts("ack", "overload-77", "--by", "Ana"))
        .returns(2, Outcome::exit)
        .satisfies(o -> assertThat(o.err()).contains("there is no alert overload-77"));
    // Who may not see it does not learn that it is there.
    assertThat(alerts("ack", "device-silent-9", "--by", "Ana"))
        .returns(2, Outcome::exit)
        .satisfies(o -> assertThat(o.err()).contains("there is no alert device-silent-9"));
    assertThat(alerts("ack", "overload-2", "--by", "Ana"))
        .returns(2, Outcome::exit)
        .satisfies(o -> assertThat(o.err()).contains("overload-2 has ended"));
    assertThat(alerts("ack", "overload-1", "--by", "  "))
        .returns(2, Outcome::exit)
        .satisfies(o -> assertThat(o.err()).contains("--by is empty"));
    assertThat(alerts("ack", "overload-1").exit()).isEqualTo(2);
  }

  @Test
  void aSilenceIsKeptWithWhoAndWhyAndSaysWhatItCovers() {
    String until = Instant.now().plusSeconds(7200).toString();
    Outcome silence =
        alerts(
            "silence",
            "--scope",
            "rack:town-hall/R1",
            "--until",
            until,
            "--reason",
            "works on the UPS",
            "--by",
            "Ana");
    assertThat(silence.err()).isEmpty();
    assertThat(silence.exit()).isZero();
    assertThat(silence.out()).contains("Nobody is told of rack:town-hall/R1", "in it now: 1.");
    assertThat(Silence.of(estate()))
        .anyMatch(
            one ->
                one.scope().equals("rack:town-hall/R1")
                    && one.until() == Instant.parse(until).toEpochMilli()
                    && one.reason().equals("works on the UPS")
                    && one.by().equals("Ana"));
    assertThat(undo(silence.out()).exit()).isZero();
    assertThat(Silence.of(estate())).noneMatch(one -> one.scope().equals("rack:town-hall/R1"));
    assertThat(silence("all", "tomorrow", "x").exit()).isZero();
  }

  private static Outcome silence(String scope, String until, String reason) {
    return alerts("silence", "--scope", scope, "--until", until, "--reason", reason, "--by", "Ana");
  }

  @Test
  void aSilenceThatCannotBeIsRefused() {
    assertThat(silence("site:annex", "2026-01-01", "x"))
        .returns(2, Outcome::exit)
        .satisfies(o -> assertThat(o.err()).contains("is past already"));
    assertThat(silence("site:annex", "tomorrow", " "))
        .returns(2, Outcome::exit)
        .satisfies(o -> assertThat(o.err()).contains("--reason is empty"));
    assertThat(silence("overload-77", "tomorrow", "x"))
        .returns(2, Outcome::exit)
        .satisfies(o -> assertThat(o.err()).contains("neither the id of an alert nor"));
    assertThat(silence("device-silent-9", "tomorrow", "x").exit()).isEqualTo(2);
    assertThat(silence("kind:boredom", "tomorrow", "x"))
        .returns(2, Outcome::exit)
        .satisfies(o -> assertThat(o.err()).contains("overload-imminent"));
    assertThat(silence("site:annex", "soon", "x").exit()).isEqualTo(2);
  }

  @Test
  void aSilenceOfANameThatNobodyKnowsIsRefusedWithTheMostAlike() {
    for (String scope : List.of("site:town-hal", "rack:town-hall/R2", "room:town-hall/2.05")) {
      assertThat(silence(scope, "tomorrow", "x"))
          .returns(2, Outcome::exit)
          .satisfies(o -> assertThat(o.err()).contains("nobody knows it", "town-hall"));
    }
    for (String device : List.of("plug-desk-7", "nothing")) {
      assertThat(silence("device:" + device, "tomorrow", "x"))
          .returns(2, Outcome::exit)
          .satisfies(o -> assertThat(o.err()).contains("no such device as \"" + device, "pdu-a"));
    }
  }

  @Test
  void wordsThatAreTooLongOrBreakALineAreRefusedAndTheOptionIsNamed() {
    assertThat(alerts("ack", "overload-1", "--by", "Ana", "--note", "x".repeat(1001)))
        .returns(2, Outcome::exit)
        .satisfies(o -> assertThat(o.err()).contains("--note has 1,001 characters"));
    assertThat(silence("site:town-hall", "tomorrow", "a\tb"))
        .returns(2, Outcome::exit)
        .satisfies(o -> assertThat(o.err()).contains("--reason has the control character U+"));
  }
}
