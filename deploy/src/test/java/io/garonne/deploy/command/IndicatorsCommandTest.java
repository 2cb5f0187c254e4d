package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.PageKinds;
import io.garonne.model.indicator.Cell;
import io.garonne.model.indicator.CellTotal;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.Indicators;
import io.garonne.model.indicator.Line;
import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.Stratum;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.indicator.UnitSums;
import io.garonne.model.indicator.UnitsInService;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.StratumSampleJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.indicator.IndicatorsCsv;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
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

/** {@code garonne indicators}, {@code explain}, {@code sample} and {@code check} over a Kafka. */
class IndicatorsCommandTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long KWH = 3_600_000_000L;
  private static EmbeddedKafka kafka;
  private static YearMonth first;
  private static YearMonth last;
  private static Outcome withoutTotals;
  private static Outcome withoutFigures;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    last = YearMonth.now(PARIS).minusMonths(1);
    first = last.minusMonths(13);
    kafka = EmbeddedKafka.start(directory, 0, false);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      new TopicSetup(admin).create(4, 1);
    }
    withoutTotals = garonne("indicators");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      send(producer, Topics.TOTALS, "any", new byte[0]);
      withoutFigures = garonne("explain", "x");
      for (EstateLine line : estate()) {
        send(producer, Topics.ESTATE, line.key(), EstateLineJson.write(line));
      }
      StratumSample sample = sample(new HalfMonth(last, true));
      send(producer, Topics.STRATA, StratumSampleJson.key(sample), StratumSampleJson.write(sample));
      Indicators indicators = indicators(sample);
      for (Figure figure : indicators.figures()) {
        send(producer, Topics.INDICATORS, figure.id(), IndicatorJson.write(figure));
      }
      for (Line line : indicators.lines()) {
        send(producer, Topics.INDICATORS, line.id(), IndicatorJson.write(line));
      }
    }
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

  @Test
  void anEmptyTopicSaysWhy() {
    assertThat(withoutTotals.exit()).isZero();
    assertThat(withoutTotals.out()).isEmpty();
    assertThat(withoutTotals.err()).contains("nothing has been counted yet");
    assertThat(withoutFigures.exit()).isEqualTo(1);
    assertThat(withoutFigures.err()).contains("Streams computes them", "nor of any other");
  }

  @Test
  void theNewestMonthIsATableInAPersonsLanguage() {
    Outcome table = garonne("indicators", "--lang", "fr");
    assertThat(table.exit()).isZero();
    assertThat(table.out())
        .contains(
            "à périmètre utilisateur constant", "douze mois jusqu’à " + last, "pas d’objectif")
        .contains("référence provisoire", "ne dit rien des années antérieures")
        .doesNotContain(last.minusMonths(1).toString() + "  ");
  }

  @Test
  void csvAndJsonHaveEveryMonth() {
    Outcome csv = garonne("indicators", "--csv");
    assertThat(csv.out()).startsWith(String.join(",", IndicatorsCsv.COLUMNS) + "\n");
    assertThat(csv.out())
        .contains("\nelectricity/month/" + last + ",", "electricity/month/" + last.minusMonths(1));
    Outcome json = garonne("indicators", "--json", "--month", last.toString());
    assertThat(json.out())
        .startsWith("[{\"kind\":\"figure\"")
        .endsWith("}]\n")
        .contains("\"id\":\"electricity/rolling-12/" + last + "\"")
        .doesNotContain("\"month\":\"" + last.minusMonths(1) + "\"");
  }

  @Test
  void aMonthWithoutFiguresSaysWhichThereAre() {
    Outcome none = garonne("indicators", "--month", "2001-01");
    assertThat(none.exit()).isZero();
    assertThat(none.err()).contains("2001-01", last.toString());
  }

  @Test
  void aFigureIsExplainedDownToItsLines() {
    Outcome figure = garonne("explain", "electricity/rolling-12/" + last);
    assertThat(figure.exit()).as("%s", figure).isZero();
    assertThat(figure.out()).contains("10 of 100", "it is what is published");
    Outcome line = garonne("explain", "electricity/line/" + last + "/city/workstations");
    assertThat(line.exit()).isZero();
    assertThat(line.out()).contains("electricity/month/" + last);
    Outcome unknown = garonne("explain", "electricity/rolling-12/\u001b");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("electricity/rolling-12/" + last).doesNotContain("\u001b");
  }

  @Test
  void plugsThatAreNeededAreCounted() {
    Outcome sample = garonne("sample", "--half-width", "5");
    assertThat(sample.exit()).isZero();
    assertThat(sample.out()).contains("city", "workstations", "100", "its own units");
    assertThat(garonne("sample", "--half-width", "0").exit()).isEqualTo(2);
  }

  @Test
  void whatIsMissingForThePublicationIsNamedWithWhoProvidesIt() {
    Outcome missing = garonne("check", "--publication");
    assertThat(missing.exit()).as("%s", missing).isZero();
    assertThat(missing.out())
        .contains("beside it this is missing")
        .contains("reference proxy is in use", "steering committee", "carbon referent");
  }

  @Test
  void whatCannotBeAskedForIsUsage() {
    assertThat(garonne("indicators", "--month", "soon").exit()).isEqualTo(2);
    assertThat(garonne("indicators", "--csv", "--json").exit()).isEqualTo(2);
    assertThat(garonne("explain", "x", "--lang", "de").exit()).isEqualTo(2);
    assertThat(garonne("explain").exit()).isEqualTo(2);
  }

  private static List<EstateLine> estate() {
    List<EstateLine> lines = new ArrayList<>();
    lines.add(EstateLine.of(EstateTable.ENTITIES, Map.of("entity", "city"), "e:1"));
    lines.add(EstateLine.of(EstateTable.SITES, Map.of("site", "hall", "entity", "city"), "s:1"));
    lines.add(
        EstateLine.of(
            EstateTable.ASSETS,
            Map.of(
                "asset",
                "desktops",
                "equipment_class",
                "desktop",
                "quantity",
                "100",
                "site",
                "hall"),
            "a:1"));
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      lines.add(
          EstateLine.of(
              EstateTable.USERS,
              Map.of("month", month.toString(), "entity", "city", "kind", "agent", "users", "120"),
              "u:1"));
    }
    return lines;
  }

  private static StratumSample sample(HalfMonth half) {
    List<Stratum.MeteredUnit> units = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      units.add(new Stratum.MeteredUnit(1, KWH * (40 + i) / 10, 15 * 86_400_000L));
    }
    return new StratumSample(
        "city", "workstations", StratumSample.REST, half, UnitSums.of(units), 0, true);
  }

  private static Indicators indicators(StratumSample sample) {
    Map<Cell, CellTotal> totals = new HashMap<>();
    for (YearMonth month = first; !month.isAfter(last.plusMonths(1)); ) {
      long energy = (month.isBefore(first.plusYears(1)) ? 100 : 90) * KWH;
      totals.put(
          new Cell("city", "workstations", month),
          new CellTotal(energy, energy, null, 0, PageKinds.NONE, 1, 1, 1, 10, 10, true, 0));
      month = month.plusMonths(1);
    }
    List<StratumSample> samples = new ArrayList<>();
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      samples.add(sample(new HalfMonth(month, false)));
      samples.add(sample(new HalfMonth(month, true)));
    }
    samples.remove(sample);
    samples.add(sample);
    Estate estate = Estate.of(estate(), PARIS).estate();
    return Indicators.of(
        new Indicators.Inputs(
            Programme.of(estate),
            totals,
            samples,
            UnitsInService.of(estate),
            PARIS,
            Instant.now()));
  }

  private static Outcome garonne(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--bootstrap", kafka.bootstrap()));
    return Outcome.of(line.toArray(String[]::new));
  }
}
