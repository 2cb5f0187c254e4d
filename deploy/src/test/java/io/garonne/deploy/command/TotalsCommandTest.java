package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.Causes;
import io.garonne.model.Ledger;
import io.garonne.model.LivePower;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** {@code garonne totals} over a real Kafka. */
class TotalsCommandTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    kafka = EmbeddedKafka.start(directory, 0, false);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      new TopicSetup(admin).create(4, 1);
    }
    List<Total> totals = new ArrayList<>();
    for (int month = 1; month <= 3; month++) {
      totals.add(total(Period.MONTH, "2026-0%d-10T10:00:00Z".formatted(month), "dc", null, false));
    }
    totals.add(total(Period.HOUR, "2026-03-10T10:00:00Z", "dc", null, false));
    totals.add(total(Period.DAY, "2026-03-10T10:00:00Z", "dc", "server-1", false));
    totals.add(total(Period.DAY, "2026-03-10T10:00:00Z", "dc", "plug-desk", true));
    LivePower power =
        new LivePower(LivePower.Kind.SITE_CLASS, null, null, "dc", "server", false, 250_000, 1, 10);
    Ledger ledger = new Ledger("ingest", "g", new TreeMap<>(Map.of("received", 3L, "stored", 2L)));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (Total t : totals) {
        String key = TotalJson.key(t.scope(), t.period(), t.start());
        producer
            .send(new ProducerRecord<>(TotalJson.topic(t).topic(), key, TotalJson.write(t)))
            .get();
      }
      producer
          .send(new ProducerRecord<>(Topics.LIVE.topic(), power.key(), LivePowerJson.write(power)))
          .get();
      producer
          .send(new ProducerRecord<>(Topics.LEDGER.topic(), ledger.key(), LedgerJson.write(ledger)))
          .get();
    }
  }

  @Test
  void livePowerIsATableJsonOrCsv() {
    assertThat(garonne("live").out()).contains("dc", "servers", "250", "100%");
    assertThat(garonne("live", "--json").out())
        .startsWith("[{\"kind\":\"site-class\",\"site\":\"dc\"")
        .endsWith("}]\n");
    assertThat(garonne("live", "--csv").out().lines())
        .element(1)
        .isEqualTo("site-class,dc,server,,,,250000,1970-01-01T00:00:00.001Z,10,,");
    assertThat(garonne("live", "--site", "elsewhere", "--lang", "fr").exit()).isZero();
    assertThat(garonne("live", "--by", "colour").exit()).isEqualTo(2);
    assertThat(garonne("live", "--watch", "--csv").exit()).isEqualTo(2);
  }

  @Test
  void theLedgerSaysWhatIsUnderWayAndIsNotColouredInAPipe() {
    Outcome table = garonne("ledger");
    assertThat(table.out())
        .containsSubsequence("Received", "3", "Stored", "2", "Under way", "1", "ingest/g")
        .endsWith("The ledger balances.\n")
        .doesNotContain("\u001b");
    assertThat(garonne("ledger", "--csv").out())
        .startsWith("equation,term,reason,count\nmessages,received,,3\n");
    assertThat(garonne("ledger", "--json").out())
        .startsWith("{\"balanced\":true,\"messages\":{\"received\":3");
  }

  @Test
  void threeMonthsHaveACourse() {
    assertThat(garonne("totals").out()).contains("Course of 3 periods", "dc · server", "███");
    assertThat(garonne("totals", "--json").out())
        .startsWith("[{\"entity\":\"dc\"")
        .contains("\"energyKwh\":1.000000000");
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void monthsAreCsvWithFixedColumnsForTheAnalyst() {
    Outcome months = garonne("totals", "--period", "month", "--csv", "--from", "2026-02");
    assertThat(months)
        .isEqualTo(
            new Outcome(
                0,
                """
                period,start,site,equipment_class,device,energy_millijoules,measured_millijoules,\
                interpolated_millijoules,estimated_millijoules,energy_kwh,covered_seconds,devices,\
                revision,status,booked_seconds,pages,page_counters,colour_pages,colour_known_pages,estimated_pages,without_grouped
                month,2026-01-31T23:00:00Z,dc,server,,3600000001,3600000000,1,0,1.000000000,1800,\
                4,0,final,1800.500,,0,,,,false
                month,2026-02-28T23:00:00Z,dc,server,,3600000001,3600000000,1,0,1.000000000,1800,\
                4,0,final,1800.500,,0,,,,false
                """,
                ""));
  }

  @Test
  void aPersonReadsATableInItsLanguage() {
    Outcome hours = garonne("totals", "--period", "hour", "--lang", "fr");
    assertThat(hours.out())
        .contains("Énergie (kWh)", "2026-03-10 11:00+01:00", "1,00", "définitif");
  }

  @Test
  void devicesAreShownButForPersonalOnes() {
    Outcome days = garonne("totals", "--period", "day", "--by", "device", "--csv");
    assertThat(days.out()).contains("server-1").doesNotContain("plug-desk");
    assertThat(days.err()).isEqualTo("Personal devices are left out.\n");
  }

  @Test
  void nothingFoundIsSaidAndIsNoFailure() {
    Outcome none = garonne("totals", "--period", "year");
    assertThat(none.exit()).isZero();
    assertThat(none.err()).isEqualTo("No total matches.\n");
  }

  @Test
  void whatCannotBeAskedForIsUsage() {
    assertThat(garonne("totals", "--period", "week").exit()).isEqualTo(2);
    assertThat(garonne("totals", "--from", "soon").exit()).isEqualTo(2);
    assertThat(garonne("totals", "--by", "estate", "--site", "dc").exit()).isEqualTo(2);
    assertThat(garonne("totals", "--lang", "de").exit()).isEqualTo(2);
  }

  @Test
  void aKafkaThatIsNotThereIsOneLineAndExitOne() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Outcome away = garonne("totals", "--bootstrap", "127.0.0.1:" + port);
    assertThat(away)
        .isEqualTo(
            new Outcome(1, "", "garonne: Kafka at 127.0.0.1:" + port + " does not answer\n"));
  }

  private static Outcome garonne(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    if (!line.contains("--bootstrap")) {
      line.addAll(List.of("--bootstrap", kafka.bootstrap()));
    }
    return Outcome.of(line.toArray(String[]::new));
  }

  private static Total total(
      Period period, String at, String site, @Nullable String device, boolean personal) {
    long start = period.startOf(Instant.parse(at).toEpochMilli(), PARIS);
    return new Total(
        new Scope(site, site, "server", device),
        period,
        start,
        period.endOf(start, PARIS),
        PARIS,
        3_600_000_000L,
        1,
        0,
        0,
        1_800_000,
        1_800_500,
        0,
        3_600_000,
        0,
        0,
        0,
        PageKinds.NONE,
        4,
        5,
        3_600_000_001L,
        0,
        Total.Status.FINAL,
        Total.METHOD,
        personal,
        Causes.UNKNOWN);
  }
}
