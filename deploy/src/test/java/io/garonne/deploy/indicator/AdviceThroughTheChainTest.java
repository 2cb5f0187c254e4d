package io.garonne.deploy.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.model.Reading;
import io.garonne.model.Scope;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateChange;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import io.garonne.model.schedule.PrinterRule;
import io.garonne.model.schedule.ScheduleSettings;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.AdviceReader;
import io.garonne.publish.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six weeks of a printer through real Kafka: what is advised is what the rule says of its use. */
class AdviceThroughTheChainTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @SuppressWarnings("TimeInStaticInitializer") // one day for the whole class
  private static final LocalDate TODAY = LocalDate.now(PARIS);

  private static final LocalDate FIRST = TODAY.minusWeeks(6);

  @TempDir Path dir;

  private static List<EstateLine> lines(EstateTable table, String... csv) {
    EstateLine.Result read = EstateLine.read(table, String.join("\n", csv) + "\n", table.label());
    assertThat(read.problems()).isEmpty();
    return read.lines();
  }

  private static List<EstateLine> printer() {
    List<EstateLine> lines = new ArrayList<>(lines(EstateTable.SITES, "site,entity", "hall,city"));
    lines.addAll(lines(EstateTable.ENTITIES, "entity", "city"));
    lines.addAll(lines(EstateTable.ASSETS, "asset,equipment_class,site", "copier,printer,hall"));
    lines.addAll(lines(EstateTable.CONNECTIONS, "asset,device", "copier,plug"));
    return lines;
  }

  private static List<EstateLine> tariff() {
    return lines(
        EstateTable.TARIFFS, "site,from,price_per_kwh,source", "*,2020-01-01,0.2,contract");
  }

  private static void take(Chain chain, List<EstateLine> lines) throws IOException {
    EstateTopics topics = new EstateTopics(chain.kafkaBootstrap());
    Estate before = topics.read(PARIS);
    EstateEdits.Edit edit = EstateEdits.take(before, lines, false);
    EstateChange change = EstateChange.of(before, edit.removed(), edit.written());
    assertThat(change.problems()).isEmpty();
    topics.write(change, List.of(), List.of(), "test");
  }

  /** 60 W, and 160 W with ten sides each quarter-hour while people work. */
  private static boolean isUsed(ZonedDateTime at) {
    boolean weekend = at.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
    return !weekend && at.getHour() >= 9 && at.getHour() < 17;
  }

  private static List<ZonedDateTime> quarters() {
    List<ZonedDateTime> all = new ArrayList<>();
    ZonedDateTime at = FIRST.atStartOfDay(PARIS);
    ZonedDateTime end = TODAY.atStartOfDay(PARIS);
    while (at.isBefore(end)) {
      all.add(at);
      at = at.plusMinutes(15);
    }
    return all;
  }

  private static void send(Chain chain) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", chain.kafkaBootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      long energy = 0;
      long pages = 0;
      send(producer, FIRST.atStartOfDay(PARIS), energy, pages);
      for (ZonedDateTime at : quarters()) {
        energy += (isUsed(at) ? 160 : 60) * DayCurve.QUARTER;
        pages += isUsed(at) ? 10 : 0;
        send(producer, at.plusMinutes(15), energy, pages);
      }
    }
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, ZonedDateTime when, long energy, long pages) {
    long at = when.toInstant().toEpochMilli();
    Reading reading =
        new Reading(
            "plug",
            "0",
            at,
            Reading.AtSource.PAYLOAD,
            at,
            energy,
            null,
            null,
            null,
            null,
            pages,
            null,
            null,
            "test");
    var sent =
        producer.send(
            new ProducerRecord<>(
                Topics.READINGS.topic(), reading.device(), ReadingJson.write(reading)));
    assertThat(sent).isNotNull();
  }

  /** What the rule makes of the same weeks, without a chain. */
  private static PrinterAdvice expected(Estate estate) {
    Map<LocalDate, DayCurve> days = new TreeMap<>();
    for (ZonedDateTime at : quarters()) {
      DayCurve day = days.getOrDefault(at.toLocalDate(), DayCurve.unknown(at.toLocalDate(), PARIS));
      long energy = (isUsed(at) ? 160 : 60) * DayCurve.QUARTER;
      days.put(
          at.toLocalDate(),
          day.with(at.toInstant().toEpochMilli(), energy, DayCurve.QUARTER, isUsed(at) ? 10 : 0));
    }
    Instant noon = TODAY.atTime(12, 0).atZone(PARIS).toInstant();
    PrinterRule rule = new PrinterRule(estate, ScheduleSettings.DEFAULT, noon);
    Scope scope = new Scope("city", "hall", "printer", "plug", null, "copier");
    rule.look(new LoadHistory(scope, PARIS, false, new TreeMap<>(days)));
    return printer(rule.advice());
  }

  private static @Nullable PrinterAdvice find(Collection<? extends Advice> all) {
    return all.stream()
        .filter(PrinterAdvice.class::isInstance)
        .map(PrinterAdvice.class::cast)
        .findFirst()
        .orElse(null);
  }

  private static PrinterAdvice printer(Collection<? extends Advice> all) {
    PrinterAdvice found = find(all);
    assertThat(found).isNotNull();
    return Objects.requireNonNull(found);
  }

  private static int quarterHours(Chain chain) {
    Set<String> keys = new HashSet<>();
    TopicReader.all(
        chain.kafkaBootstrap(),
        Topics.TOTALS_DEVICE_FINE,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          if (record.value() != null && key.startsWith("quarter-hour|") && key.contains("copier")) {
            keys.add(key);
          }
        });
    return keys.size();
  }

  @Test
  void thePublishedTimetableAndItsSavingAreThoseOfTheRule() throws Exception {
    try (Chain chain =
        Chain.start(
            ChainSettings.on(dir.resolve("data"))
                .influx(new ChainSettings.Influx.None())
                .set("streams.collect-for", "PT1S")
                .stages(Set.of("streams")))) {
      take(chain, printer());
      send(chain);
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> quarterHours(chain) >= quarters().size());
      // Advice is made anew at once when a table changes; of curves alone it would be in minutes.
      take(chain, tariff());
      PrinterAdvice wanted = expected(new EstateTopics(chain.kafkaBootstrap()).read(PARIS));
      assertThat(wanted.proposals().get(0).why()).isNull();
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> assertThat(find(AdviceReader.read(chain.kafkaBootstrap()))).isEqualTo(wanted));
    }
  }
}
