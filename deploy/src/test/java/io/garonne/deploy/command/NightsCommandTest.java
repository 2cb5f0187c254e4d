package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.Scope;
import io.garonne.model.advice.Action;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.ModelEnergy;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.UnusedPersonal;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import io.garonne.model.offhours.BeforeAfterRule;
import io.garonne.model.offhours.OffHoursRule;
import io.garonne.model.offhours.UnusedRule;
import io.garonne.model.procurement.ModelsRule;
import io.garonne.model.wire.BeforeAfterJson;
import io.garonne.model.wire.ModelEnergyJson;
import io.garonne.model.wire.OffHoursJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.UnusedJson;
import io.garonne.model.wire.UnusedPersonalJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code garonne nights} and {@code models} over a Kafka, with rules that saw personal devices. */
class NightsCommandTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant NOW = Instant.parse("2026-06-26T08:00:00Z");
  private static final String OWN = "secret";
  private static final List<String> RECORDS = new ArrayList<>();
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
      producer
          .send(new ProducerRecord<>(Topics.ADVICE.topic(), "of-a-newer-version|x", new byte[0]))
          .get();
      for (Advice one : advice()) {
        byte[] json =
            switch (one) {
              case OffHours of -> OffHoursJson.write(of);
              case BeforeAfter of -> BeforeAfterJson.write(of);
              case Unused of -> UnusedJson.write(of);
              case UnusedPersonal of -> UnusedPersonalJson.write(of);
              case ModelEnergy of -> ModelEnergyJson.write(of);
              default -> throw new AssertionError(one);
            };
        RECORDS.add(one.key() + " " + new String(json, StandardCharsets.UTF_8));
        producer.send(new ProducerRecord<>(Topics.ADVICE.topic(), one.key(), json)).get();
      }
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  /** At the hall five desks and two printers, at the annexe four desks, and someone's printer. */
  private static List<Advice> advice() {
    Estate estate = estate();
    List<LoadHistory> histories = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      histories.add(history("hall", "desktop", i, true, 20));
    }
    for (int i = 5; i < 9; i++) {
      histories.add(history("annexe", "desktop", i, true, 20));
    }
    histories.add(history("annexe", "printer", 9, true, 20));
    histories.add(history("hall", "printer", 10, false, 12));
    histories.add(history("hall", "printer", 11, false, 12));
    List<Action> actions = new ArrayList<>();
    for (String asset : Arrays.asList(OWN + "-asset-1", OWN + "-asset-9", "asset-10", null)) {
      actions.add(
          new Action(
              "action-" + actions.size(),
              actions.size() == 1 ? Action.Kind.RETIRE : Action.Kind.SCHEDULE,
              actions.size() == 1 ? "annexe" : "hall",
              asset,
              asset == null ? "workstations" : null,
              Instant.parse("2026-05-26T08:00:00Z").toEpochMilli(),
              "Ada",
              "nights"));
    }
    OffHoursRule nights = new OffHoursRule(estate, NOW, List.of());
    UnusedRule unused = new UnusedRule(estate, NOW);
    BeforeAfterRule effects = new BeforeAfterRule(estate, NOW, actions, List.of());
    ModelsRule models = new ModelsRule(estate, NOW, List.of());
    for (LoadHistory history : histories) {
      nights.look(history);
      unused.look(history);
      effects.look(history);
      models.look(history);
    }
    List<Advice> all = new ArrayList<>(nights.advice());
    all.addAll(unused.advice());
    all.addAll(effects.advice());
    all.addAll(models.advice());
    return all;
  }

  private static Estate estate() {
    List<EstateLine> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      boolean own = i < 10;
      String name = own ? OWN + "-asset-" + i : "asset-" + i;
      lines.add(
          line(
              EstateTable.ASSETS,
              "asset",
              name,
              "site",
              i < 5 || i > 9 ? "hall" : "annexe",
              "equipment_class",
              i < 9 ? "desktop" : "printer",
              "model",
              own ? OWN + "-model" : "Laser 4",
              "users",
              own ? "1" : "20",
              "declared_weekly_kwh",
              "1.5"));
      lines.add(
          line(
              EstateTable.CONNECTIONS,
              "asset",
              name,
              "device",
              own ? OWN + "-plug-" + i : "plug-" + i));
    }
    lines.add(
        line(
            EstateTable.TARIFFS,
            "site",
            "*",
            "from",
            "2026-01-01",
            "price_per_kwh",
            "0.2",
            "source",
            "contract"));
    return Estate.of(lines, PARIS).estate();
  }

  private static EstateLine line(EstateTable table, String... cells) {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      all.put(cells[i], cells[i + 1]);
    }
    return EstateLine.of(table, all, "test:1");
  }

  private static LoadHistory history(
      String site, String equipmentClass, int i, boolean own, long watts) {
    TreeMap<LocalDate, DayCurve> days = new TreeMap<>();
    LocalDate today = NOW.atZone(PARIS).toLocalDate();
    for (LocalDate day = today.minusDays(own ? 27 : 97);
        day.isBefore(today);
        day = day.plusDays(1)) {
      long[] energy = new long[96];
      long[] booked = new long[96];
      long[] pages = new long[96];
      Arrays.fill(energy, watts * 900_000);
      Arrays.fill(booked, DayCurve.QUARTER);
      Arrays.fill(pages, -1);
      if (DayCurve.unknown(day, PARIS).quarters() == 96) {
        days.put(day, DayCurve.of(day, PARIS, energy, booked, pages));
      }
    }
    String prefix = own ? OWN + "-" : "";
    return new LoadHistory(
        new Scope(site, site, equipmentClass, prefix + "plug-" + i, null, prefix + "asset-" + i),
        PARIS,
        own,
        days);
  }

  private static Outcome garonne(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--bootstrap", kafka.bootstrap()));
    return Outcome.of(line.toArray(String[]::new));
  }

  @Test
  void noRecordAndNoOutputNamesAPersonalDevice() {
    assertThat(RECORDS).isNotEmpty().noneMatch(record -> record.contains(OWN));
    for (String lang : List.of("fr", "en")) {
      for (String format : List.of("table", "csv", "json")) {
        for (String command : List.of("nights", "models")) {
          Outcome outcome = garonne(command, "--format", format, "--lang", lang);
          assertThat(outcome.err()).isEmpty();
          assertThat(outcome.exit()).isZero();
          assertThat(outcome.out()).isNotEmpty().doesNotContain(OWN);
        }
      }
    }
  }

  @Test
  void theTableHasWhatIsKnownAndWhyTheRestIsNot() {
    Outcome running = garonne("nights", "--month", "2026-06");
    assertThat(running.out())
        .contains("Off-hours and base load in 2026-06, until yesterday: provisional")
        // 25 days of 5 × 20 W; 24 W for the two printers.
        .containsPattern("hall +workstations +5 +100.0% +60.0 ")
        .containsPattern("hall +printing +2 +100.0% +14.4 ")
        .containsPattern("annexe +workstations +fewer than five personal units")
        .containsPattern("annexe +printing +fewer than five personal units")
        .contains("fewer than four sites")
        .containsPattern("hall +printing +asset-10 +Laser 4 .* 12 +105 +21.02 EUR")
        .contains("hall, workstations: 5 of 5 personal units unused in 27 days")
        .contains("one person’s equipment");
    assertThat(garonne("nights", "--lang", "fr").out())
        .contains("Hors présence et talon en 2026-05")
        .contains("moins de quatre sites");
    assertThat(garonne("nights", "--month", "2020-01").err())
        .contains("Nothing is known of 2020-01. There are: ", "2026-06");
  }

  @Test
  void modelsAreForPurchasersInTheirLanguage() {
    assertThat(garonne("models", "--format", "csv", "--lang", "fr").out())
        .startsWith("famille;classe;modèle;")
        .contains("impression;printer;Laser 4;2;2;")
        .contains(";2,016;");
    assertThat(garonne("models", "--format", "lines").out())
        .contains("Laser 4: 2.02 kWh a week (± 0.04)")
        .contains("measured on 2 units from 2026-04 to 2026-05; the supplier declares 1.50 kWh");
    assertThat(garonne("models", "--class", "server").out()).contains("No model can be shown yet");
    assertThat(garonne("models", "--format", "xml").exit()).isEqualTo(2);
    Outcome unknown = garonne("models", "--class", "pritner");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("--class pritner: nobody knows it", "printer");
    assertThat(garonne("nights", "--site", "nowhere").exit()).isEqualTo(2);
  }
}
