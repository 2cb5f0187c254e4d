package io.garonne.deploy.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.model.Reading;
import io.garonne.model.indicator.Figure;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateChange;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three months of two servers, one of three printers and their tables through real Kafka: the
 * published figures, and the same ones again after the state of the indicators is gone.
 */
class IndicatorsThroughTheChainTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final String APPLICATION = "garonne-totals-indicators";

  @SuppressWarnings("TimeInStaticInitializer") // one month for the whole class
  private static final YearMonth LAST = YearMonth.now(PARIS).minusMonths(1);

  private static final YearMonth FIRST = LAST.minusMonths(2);
  private static final YearMonth REFERENCE = FIRST.minusMonths(12);

  @TempDir Path dir;

  private static List<EstateLine> tables() {
    List<EstateLine> lines = new ArrayList<>();
    add(lines, EstateTable.ENTITIES, "entity", "city");
    add(lines, EstateTable.SITES, "site,entity", "hall,city");
    add(
        lines,
        EstateTable.ASSETS,
        "asset,equipment_class,site",
        "srv-1,server,hall",
        "srv-2,server,hall",
        "mfp-1,multifunction-printer,hall",
        "mfp-2,multifunction-printer,hall",
        "mfp-3,multifunction-printer,hall");
    add(
        lines,
        EstateTable.CONNECTIONS,
        "asset,device",
        "srv-1,plug-1",
        "srv-2,plug-2",
        "mfp-1,plug-3");
    add(
        lines,
        EstateTable.TARGETS,
        "setting,value,due",
        "reference.first_month," + REFERENCE + ",",
        "users,agent,",
        "targets.electricity,-15," + LAST.plusYears(1).atEndOfMonth(),
        "targets.prints,-10," + LAST.plusYears(1).atEndOfMonth(),
        "fixed_percent.server-room-it,100,");
    for (YearMonth month = REFERENCE; !month.isAfter(LAST); month = month.plusMonths(1)) {
      add(lines, EstateTable.USERS, "month,entity,kind,users", month + ",city,agent,100");
    }
    for (int i = 0; i < 12; i++) {
      YearMonth month = REFERENCE.plusMonths(i);
      add(
          lines,
          EstateTable.BASELINE,
          "period,entity,family,kwh,impressions,method,uncertainty_percent,source,decided_by,decided_on",
          month + ",city,server-room-it,200,,invoice,5,bills,board,2026-01-02",
          month + ",city,printing,100,5000,modelled,10,study,board,2026-01-02");
    }
    return lines;
  }

  private static void add(List<EstateLine> lines, EstateTable table, String... csv) {
    EstateLine.Result read = EstateLine.read(table, String.join("\n", csv) + "\n", table.label());
    assertThat(read.problems()).isEmpty();
    lines.addAll(read.lines());
  }

  /** 100 W and 120 W of servers; 40 W and 10 sides an hour of a printer; every half-hour. */
  private static List<Reading> readings() {
    List<Reading> all = new ArrayList<>();
    long from = FIRST.atDay(1).atStartOfDay(PARIS).toInstant().toEpochMilli();
    long to = LAST.plusMonths(1).atDay(1).atStartOfDay(PARIS).toInstant().toEpochMilli();
    long[] watts = {100, 120, 40};
    for (long at = from; at <= to; at += 1_800_000) {
      for (int i = 0; i < 3; i++) {
        long energy = (at - from) * watts[i];
        Long pages = i == 2 ? (Long) ((at - from) / 360_000) : null;
        all.add(
            new Reading(
                "plug-" + (i + 1),
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
                "test"));
      }
    }
    return all;
  }

  private static void take(Chain chain) throws IOException {
    EstateTopics topics = new EstateTopics(chain.kafkaBootstrap());
    Estate before = topics.read(PARIS);
    EstateEdits.Edit edit = EstateEdits.take(before, tables(), false);
    EstateChange change = EstateChange.of(before, edit.removed(), edit.written());
    assertThat(change.problems()).isEmpty();
    topics.write(change, List.of(), List.of(), "test");
  }

  private static void send(Chain chain) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", chain.kafkaBootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (Reading reading : readings()) {
        var sent =
            producer.send(
                new ProducerRecord<>(
                    Topics.READINGS.topic(), reading.device(), ReadingJson.write(reading)));
        assertThat(sent).isNotNull();
      }
    }
  }

  private static Map<String, String> published(Chain chain) {
    Map<String, String> all = new TreeMap<>();
    TopicReader.all(
        chain.kafkaBootstrap(),
        Topics.INDICATORS,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          if (record.value() == null) {
            all.remove(key);
          } else {
            all.put(key, new String(record.value(), StandardCharsets.UTF_8));
          }
        });
    return all;
  }

  private Chain start(Set<String> stages) throws Exception {
    return Chain.start(
        ChainSettings.on(dir.resolve("data"))
            .influx(new ChainSettings.Influx.None())
            .set("streams.collect-for", "PT1S")
            .stages(stages));
  }

  private static Figure.Value value(Map<String, String> published, String id) {
    String record = published.get(id);
    assertThat(record).as(id).isNotNull();
    Figure figure =
        (Figure)
            IndicatorJson.read(Objects.requireNonNull(record).getBytes(StandardCharsets.UTF_8));
    return Objects.requireNonNull(figure.value(), () -> id + ": " + figure.why());
  }

  @Test
  void theFiguresAreRightAndTheSameAfterTheStateIsGone() throws Exception {
    long millis =
        Duration.between(
                FIRST.atDay(1).atStartOfDay(PARIS), LAST.plusMonths(1).atDay(1).atStartOfDay(PARIS))
            .toMillis();
    long sides = millis / 360_000;
    String headline = "electricity/rolling-12/" + LAST;
    String prints = "prints/rolling-12/" + LAST;
    Map<String, String> before;
    try (Chain chain = start(Set.of("streams"))) {
      take(chain);
      send(chain);
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> published(chain),
              all ->
                  isComplete(all, headline, millis * 340, millis * 260)
                      && isComplete(all, prints, 3 * sides, sides));
      before = published(chain);
    }
    Figure.Value value = value(before, headline);
    // The servers are metered whole; of the three printers one is.
    assertThat(value.actual()).isEqualTo(millis * (220 + 3 * 40));
    assertThat(value.measured()).isEqualTo(millis * (220 + 40));
    assertThat(value.months()).isEqualTo(3);
    assertThat(value.allFixed().value())
        .isCloseTo(millis * 340 / (3 * 300 * 3.6e9) - 1, within(1e-9));
    Figure.Value it = value(before, headline + "/server-room-it");
    assertThat(it.chosen().halfWidth() / (1 + it.chosen().value())).isCloseTo(0.05, within(1e-9));
    assertThat(value(before, prints).measured()).isEqualTo(sides);
    assertThat(value(before, prints).actual()).isEqualTo(3 * sides);
    assertThat(before).containsKey("electricity/line/" + LAST + "/city/printing");

    try (Chain chain = start(Set.of())) {
      reset(chain);
    }
    forgetState();
    try (Chain chain = start(Set.of("streams"))) {
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                assertThat(isMadeAgain(chain, before.size())).isTrue();
                assertThat(published(chain)).isEqualTo(before);
              });
    }
  }

  /** Figures come one by one while history is taken in: this one is of all of it. */
  private static boolean isComplete(
      Map<String, String> all, String id, long actual, long measured) {
    String record = all.get(id);
    if (record == null) {
      return false;
    }
    Figure figure = (Figure) IndicatorJson.read(record.getBytes(StandardCharsets.UTF_8));
    return figure.value() != null
        && figure.value().actual() == actual
        && figure.value().measured() == measured;
  }

  /** Everything has been computed anew once every record is in the new store. */
  private static boolean isMadeAgain(Chain chain, int records) throws Exception {
    String changelog = APPLICATION + "-indicators-published-changelog";
    TopicPartition partition = new TopicPartition(changelog, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", chain.kafkaBootstrap()))) {
      return admin.listTopics().names().get().contains(changelog)
          && admin
                  .listOffsets(Map.of(partition, OffsetSpec.latest()))
                  .partitionResult(partition)
                  .get()
                  .offset()
              >= records;
    }
  }

  /** What an operator does who wants everything computed anew; see docs/operations.md. */
  private static void reset(Chain chain) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", chain.kafkaBootstrap()))) {
      List<String> own =
          admin.listTopics().names().get().stream()
              .filter(topic -> topic.startsWith(APPLICATION))
              .toList();
      assertThat(own).isNotEmpty();
      admin.deleteTopics(own).all().get();
      // Its last member is missed only after its session.
      await()
          .atMost(Duration.ofSeconds(40))
          .ignoreExceptions()
          .untilAsserted(() -> admin.deleteConsumerGroups(List.of(APPLICATION)).all().get());
    }
  }

  private void forgetState() throws IOException {
    List<Path> states;
    try (Stream<Path> all = Files.walk(dir)) {
      states = all.filter(path -> String.valueOf(path.getFileName()).equals(APPLICATION)).toList();
    }
    assertThat(states).hasSize(1);
    try (Stream<Path> inside = Files.walk(states.get(0))) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
