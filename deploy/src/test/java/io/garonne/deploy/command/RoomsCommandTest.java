package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.LivePower;
import io.garonne.model.advice.PeakLoad;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.model.wire.PeakLoadJson;
import io.garonne.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.YearMonth;
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

/** {@code garonne rooms} over a Kafka. */
class RoomsCommandTest {
  private static EmbeddedKafka kafka;
  private static Outcome empty;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    kafka = EmbeddedKafka.start(directory, 0, false);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      new TopicSetup(admin).create(4, 1);
    }
    empty = rooms();
    String points =
        """
        device,role,feed,rated_power_w,site,rack,personal
        pdu-a,it-pdu,A,3680,hq,R1,
        pdu-b,it-pdu,B,3680,hq,R1,
        desk,it,,3680,hq,,1
        """;
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (EstateLine line : EstateLine.read(EstateTable.POINTS, points, "points.csv").lines()) {
        send(producer, Topics.ESTATE, line.key(), EstateLineJson.write(line));
      }
      send(producer, live("pdu-a", false));
      send(producer, live("pdu-b", false));
      send(producer, live("desk", true));
      PeakLoad peak =
          new PeakLoad("hq", null, "R1", "pdu-a", YearMonth.of(2026, 10), 900_000, 0, null, 7);
      send(producer, Topics.ADVICE, peak.key(), PeakLoadJson.write(peak));
      byte[] other = "{\"kind\":\"of another rule\"}".getBytes(StandardCharsets.UTF_8);
      send(producer, Topics.ADVICE, "of-a-newer-version|x", other);
    }
  }

  private static LivePower live(String device, boolean personal) {
    long now = System.currentTimeMillis();
    return new LivePower(
        LivePower.Kind.DEVICE, device, "R1", "hq", "pdu", personal, 1_000_000, now, 1);
  }

  private static void send(KafkaProducer<String, byte[]> producer, LivePower power)
      throws Exception {
    send(producer, Topics.LIVE, power.key(), LivePowerJson.write(power));
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, Topics topic, String key, byte[] value)
      throws Exception {
    producer.send(new ProducerRecord<>(topic.topic(), key, value)).get();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static Outcome rooms(String... more) {
    List<String> arguments = new ArrayList<>(List.of("rooms", "--bootstrap", kafka.bootstrap()));
    arguments.addAll(List.of(more));
    return Outcome.of(arguments.toArray(String[]::new));
  }

  @Test
  void anEstateWithoutRoomsSaysWhatIsMissing() {
    assertThat(empty.exit()).isZero();
    assertThat(empty.out()).contains("No metering point has a rating");
  }

  @Test
  void headroomFollowsFromTheLiveValuesOfBothFeedsAndTheLimit() {
    Outcome table = rooms("--lang", "fr");
    assertThat(table.exit()).isZero();
    // 80 % of 3,680 W less 2 × 1,000 W
    assertThat(table.out()).contains("une alimentation porte les deux", "944 W", "2026-10");
    Outcome half = rooms("--limit-percent", "50");
    assertThat(half.out()).contains("LOST: one feed cannot carry both");
  }

  @Test
  void machinesGetCsvOrJsonAndNobodyADesk() {
    Outcome csv = rooms("--format", "csv");
    assertThat(csv.out()).startsWith("kind,site,room,rack,").contains("headroom,hq,");
    Outcome json = rooms("--format", "json", "--site", "hq");
    assertThat(json.out()).startsWith("[ {").contains("\"kind\" : \"headroom\"");
    assertThat(csv.out() + json.out() + rooms().out()).doesNotContain("desk");
  }

  @Test
  void wrongOptionsEndWithTwo() {
    assertThat(rooms("--format", "xml").exit()).isEqualTo(2);
    assertThat(rooms("--limit-percent", "0").exit()).isEqualTo(2);
    Outcome unknown = rooms("--site", "qh");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("--site qh: nobody knows it", "hq");
  }
}
