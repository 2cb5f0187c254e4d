package io.garonne.deploy.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.model.Ledger;
import io.garonne.model.Reading;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateChange;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import io.garonne.publish.TopicReader;
import io.garonne.publish.TotalsReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An estate with a tree of meters over several partitions, a shared strip, a move, a re-cabling, a
 * replacement and a site that closes, through real Kafka: known from the start, or told late and in
 * pieces.
 */
class EstateThroughTheChainTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** Trees of meters are changed as far back as 27 days. */
  @SuppressWarnings("TimeInStaticInitializer") // one start for the whole class
  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(9)).plusSeconds(43_200);

  private static final String MOVED = START.plus(Duration.ofHours(11)).toString();
  private static final String RECABLED = START.plus(Duration.ofHours(17)).toString();
  private static final String REPLACED = START.plus(Duration.ofHours(20)).toString();
  private static final Map<String, Integer> WATTS =
      Map.of(
          "main|0",
          2400,
          "pdu-a|inlet",
          900,
          "pdu-a|1",
          400,
          "pdu-a|2",
          350,
          "pdu-b|inlet",
          500,
          "pdu-b|1",
          450,
          "strip|0",
          120,
          "plug-3|0",
          60,
          "plug-5|0",
          80,
          "plug-9|0",
          30);

  @TempDir Path dir;

  private static List<EstateLine> estate() {
    List<EstateLine> lines = new ArrayList<>();
    add(lines, EstateTable.SITES, "site,entity", "hq,city", "annex,city");
    add(
        lines,
        EstateTable.ASSETS,
        "asset,equipment_class,site,entity,declared_weekly_kwh,from,to",
        "srv-1,server,hq,,,,",
        "srv-2,server,hq,,,,",
        "sw-1,switch,hq,,,,",
        "pc-1,desktop,hq,service,3,,",
        "screen-1,screen,hq,service,1,,",
        "prn-1,printer,hq,,,," + MOVED,
        "prn-1,printer,annex,,," + MOVED + ",",
        "prn-4,printer,annex,service,,," + REPLACED,
        "mfp-5,multifunction-printer,annex,city,," + REPLACED + ",");
    add(lines, EstateTable.CALENDAR, "site,kind,from,to", "annex,closure,2026-03-29,2026-04-05");
    add(
        lines,
        EstateTable.POINTS,
        "device,channel,parent,parent_channel,site,to,from",
        "main,,,,hq,,",
        "pdu-a,inlet,main,,hq,,",
        "pdu-a,1,pdu-a,inlet,,,",
        "pdu-a,2,pdu-a,inlet,,,",
        "pdu-b,inlet,main,,hq," + RECABLED + ",",
        "pdu-b,inlet,pdu-a,inlet,hq,," + RECABLED,
        "pdu-b,1,pdu-b,inlet,,,");
    add(
        lines,
        EstateTable.CONNECTIONS,
        "asset,device,channel",
        "srv-1,pdu-a,1",
        "srv-2,pdu-a,2",
        "sw-1,pdu-b,1",
        "pc-1,strip,",
        "screen-1,strip,",
        "prn-1,plug-3,",
        "prn-4,plug-5,",
        "mfp-5,plug-5,");
    add(lines, EstateTable.DEVICES, "device,site,equipment_class", "plug-9,annex,router");
    return lines;
  }

  private static void add(List<EstateLine> lines, EstateTable table, String... csv) {
    EstateLine.Result read = EstateLine.read(table, String.join("\n", csv) + "\n", table.label());
    assertThat(read.problems()).isEmpty();
    lines.addAll(read.lines());
  }

  private static List<Reading> readings(Random random) {
    List<Reading> all = new ArrayList<>();
    WATTS.forEach(
        (name, watts) -> {
          String[] parts = name.split("\\|", -1);
          long register = 1_000_000_000L;
          for (int minute = 0; minute < 28 * 60; minute += 5) {
            boolean tooMuch = name.equals("pdu-b|1") && minute > 20 * 60;
            register += watts * 300_000L / 1000 * 1000 * (tooMuch ? 2 : 1);
            boolean silent = name.equals("pdu-a|inlet") && minute > 300 && minute < 500;
            if (!silent) {
              long at = START.plusSeconds(minute * 60L + random.nextInt(30)).toEpochMilli();
              all.add(reading(parts[0], parts[1], at, register));
            }
          }
        });
    return all;
  }

  private static Reading reading(String device, String channel, long at, long energy) {
    return new Reading(
        device,
        channel,
        at,
        Reading.AtSource.PAYLOAD,
        at,
        energy,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "test");
  }

  private static void take(Chain chain, List<EstateLine> lines) throws Exception {
    EstateTopics topics = new EstateTopics(chain.kafkaBootstrap());
    Estate before = topics.read(PARIS);
    EstateEdits.Edit edit = EstateEdits.take(before, lines, false);
    EstateChange change = EstateChange.of(before, edit.removed(), edit.written());
    assertThat(change.problems()).isEmpty();
    topics.write(change, List.of(), List.of(), "test");
  }

  private static void send(Chain chain, List<Reading> readings) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", chain.kafkaBootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (Reading reading : readings) {
        var sent =
            producer.send(
                new ProducerRecord<>(
                    Topics.READINGS.topic(), reading.device(), ReadingJson.write(reading)));
        assertThat(sent).isNotNull();
      }
    }
  }

  private static void awaitMetered(Chain chain, long readings) {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              Map<String, Ledger> latest = new HashMap<>();
              TopicReader.all(
                  chain.kafkaBootstrap(),
                  Topics.LEDGER,
                  record ->
                      latest.put(
                          new String(record.key(), StandardCharsets.UTF_8),
                          LedgerJson.read(record.value())));
              return latest.values().stream()
                      .filter(l -> l.stage().equals("streams"))
                      .mapToLong(l -> l.count("readings"))
                      .sum()
                  == readings;
            });
  }

  /** All totals once nothing has changed for several flushes of meters, trees and totals. */
  private static Map<String, Total> totals(Chain chain) throws Exception {
    Map<String, Total> last = Map.of();
    for (int same = 0; same < 8; ) {
      Map<String, Total> now = new TreeMap<>();
      for (Topics topic : Topics.totals()) {
        TotalsReader.read(chain.kafkaBootstrap(), topic, t -> t.devices() > 0 || t.energy() != 0)
            .forEach(t -> now.put(TotalJson.key(t.scope(), t.period(), t.start()), t));
      }
      same = now.equals(last) ? same + 1 : 0;
      last = now;
      Thread.sleep(1500);
    }
    return last;
  }

  private Chain start(String name, String... stages) throws Exception {
    return Chain.start(
        ChainSettings.on(dir.resolve(name))
            .influx(new ChainSettings.Influx.None())
            .stages(Set.of(stages)));
  }

  @Test
  void toldLateAndInPiecesItGivesTheTotalsAsIfKnownFromTheStart() throws Exception {
    Random random = new Random(7);
    List<Reading> readings = readings(random);
    Map<String, Total> expected;
    try (Chain chain = start("known", "streams")) {
      take(chain, estate());
      send(chain, readings);
      awaitMetered(chain, readings.size());
      expected = totals(chain);
    }
    Collections.shuffle(readings, random);
    Map<String, Total> actual;
    try (Chain chain = start("late", "streams")) {
      int third = readings.size() / 3;
      send(chain, readings.subList(0, third));
      awaitMetered(chain, third);
      // First everything on the simple table, then where it does not stand, then what is true.
      List<EstateLine> simple = new ArrayList<>();
      add(
          simple,
          EstateTable.DEVICES,
          "device,site,equipment_class",
          "plug-9,hq,printer",
          "plug-3,hq,printer",
          "strip,annex,screen");
      take(chain, simple);
      send(chain, readings.subList(third, 2 * third));
      awaitMetered(chain, 2L * third);
      EstateTopics topics = new EstateTopics(chain.kafkaBootstrap());
      Estate before = topics.read(PARIS);
      EstateChange change = EstateChange.of(before, before.lines(EstateTable.DEVICES), estate());
      assertThat(change.problems()).isEmpty();
      topics.write(change, List.of(), List.of(), "test");
      send(chain, readings.subList(2 * third, readings.size()));
      awaitMetered(chain, readings.size());
      actual = totals(chain);
    }
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (key, total) ->
            assertThat(figures(Objects.requireNonNull(actual.get(key))))
                .as(key)
                .isEqualTo(figures(total)));
    sumsAgree(expected);
  }

  @Test
  void ofTwoWhoChangeTheEstateAtTheSameTimeTheSecondIsTold() throws Exception {
    try (Chain chain = start("two")) {
      EstateTopics first = new EstateTopics(chain.kafkaBootstrap());
      EstateTopics second = new EstateTopics(chain.kafkaBootstrap());
      Estate before = first.read(PARIS);
      second.read(PARIS);
      EstateChange change = EstateChange.of(before, List.of(), estate());
      first.write(change, List.of(), List.of(), "first");
      assertThatThrownBy(() -> second.write(change, List.of(), List.of(), "second"))
          .isInstanceOf(java.io.IOException.class)
          .hasMessageContaining("somebody else has changed the estate");
      assertThat(second.read(PARIS).lines()).hasSize(estate().size());
    }
  }

  /** What is said of energy; how many were expected settles within a minute. */
  private static List<Long> figures(Total t) {
    return List.of(
        t.measured(),
        t.interpolated(),
        t.allocated(),
        t.coveredMillis(),
        t.registeredMillis(),
        (long) t.devices());
  }

  /** Sites and classes, entities, families and the tree add up to the estate in every period. */
  private static void sumsAgree(Map<String, Total> totals) {
    int periods = 0;
    for (Total estate : totals.values()) {
      if (!estate.scope().equals(Scope.ESTATE)) {
        continue;
      }
      periods++;
      List<Total> same =
          totals.values().stream()
              .filter(t -> t.period() == estate.period() && t.start() == estate.start())
              .filter(t -> t.scope().device() == null)
              .toList();
      assertThat(sum(same, s -> s.site() != null && s.equipmentClass() != null))
          .isEqualTo(estate.energy());
      assertThat(sum(same, s -> s.site() != null && s.equipmentClass() == null))
          .isEqualTo(estate.energy());
      assertThat(sum(same, s -> s.site() == null && s.equipmentClass() != null))
          .isEqualTo(estate.energy());
      if (estate.period() == Period.HOUR) {
        // What the main meter counts, and what hangs beside it: nothing twice.
        assertThat(estate.energy()).isLessThan(2800L * 3_600_000);
      }
      if (estate.period().compareTo(Period.DAY) < 0) {
        continue;
      }
      assertThat(sum(same, s -> s.family() != null && s.entity() == null))
          .isEqualTo(estate.energy());
      assertThat(sum(same, s -> s.family() != null && s.entity() != null))
          .isEqualTo(estate.energy());
      assertThat(sum(same, s -> s.entity() != null && s.site() == null && s.family() == null))
          .isEqualTo(estate.energy());
    }
    assertThat(periods).isGreaterThan(100);
  }

  private static long sum(List<Total> totals, java.util.function.Predicate<Scope> of) {
    return totals.stream().filter(t -> of.test(t.scope())).mapToLong(Total::energy).sum();
  }
}
