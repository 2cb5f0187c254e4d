package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.Topics;
import io.garonne.service.Readiness;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The sink between a real broker and a real InfluxDB 1.x. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SinkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private KafkaBroker kafka;
  private Influxd influxd;
  private SinkBench bench;
  private SimpleMeterRegistry registry;
  private @Nullable Sink running;
  private String database;
  private String site;
  private SinkSettings settings;
  private final Instant now = Instant.now();

  @BeforeAll
  void startServers(@TempDir Path dir) throws Exception {
    influxd = new Influxd(dir.resolve("influx").toFile().mkdirs() ? dir.resolve("influx") : dir);
    kafka = new KafkaBroker(dir.resolve("kafka"));
    bench = new SinkBench(kafka.bootstrap());
  }

  @AfterAll
  void stopServers() {
    if (bench != null) {
      bench.close();
      kafka.close();
    }
    if (influxd != null) {
      influxd.close();
    }
  }

  @BeforeEach
  void freshDatabase() {
    int number = NUMBER.incrementAndGet();
    database = "garonne" + number;
    site = "site" + number;
    registry = new SimpleMeterRegistry();
    settings =
        Samples.settings(
            "kafka.bootstrap",
            kafka.bootstrap(),
            "sink.group",
            "sink-" + number,
            "influx.url",
            influxd.url(),
            "influx.database",
            database,
            "influx.timeout",
            "PT2S",
            "sink.longest-backoff",
            "PT1S");
  }

  @AfterEach
  void everyRecordIsAccountedFor() {
    assertThat(count(SinkMetrics.CONSUMED))
        .isEqualTo(
            count(SinkMetrics.WRITTEN)
                + count(SinkMetrics.IGNORED)
                + count(SinkMetrics.DEAD_LETTERED)
                + registry.get(SinkMetrics.PENDING).gauge().value());
  }

  private double count(String name) {
    return registry.find(name).counters().stream().mapToDouble(Counter::count).sum();
  }

  private double count(String name, String reason) {
    return registry.find(name).tag("reason", reason).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private String days() {
    return influxd.query(
        database, "SELECT energy_mj FROM \"totals\".\"energy\" WHERE site = '" + site + "'");
  }

  private Sink started() {
    Sink sink = new Sink(settings, registry);
    sink.start();
    running = sink;
    return sink;
  }

  private void publishDay(String equipmentClass, long millijoules) {
    bench.publish(
        Samples.total(Samples.siteClass(site, equipmentClass), Period.DAY, now, millijoules));
    bench.flush();
  }

  private void awaitSettled() {
    await()
        .atMost(PATIENCE)
        .failFast(() -> running != null && running.failure() != null)
        .until(
            () -> {
              var committed = bench.committed(settings.group());
              return bench.ends().entrySet().stream()
                  .allMatch(
                      end ->
                          end.getValue() == 0
                              || (committed.get(end.getKey()) != null
                                  && committed.get(end.getKey()).offset() >= end.getValue()));
            });
  }

  @Test
  void aTotalIsStoredInTheBucketOfItsLifetime() {
    publishDay("printers", 3_600_000_000L);
    bench.publish(Samples.total(Samples.siteClass(site, "printers"), Period.HOUR, now, 42));
    bench.publish(Samples.total(Samples.device(site, "printers", "p-1"), Period.HOUR, now, 43));
    bench.publish(Samples.total(Samples.device(site, "printers", "p-1"), Period.DAY, now, 44));
    bench.publish(Samples.live(site, "printers", 1500, now));
    bench.flush();
    try (Sink sink = started()) {
      awaitSettled();
      assertThat(sink.readiness()).isEqualTo(Readiness.ready());
      assertThat(
              influxd.query(
                  database,
                  "SELECT kwh, covered_s, \"final\", scope, \"class\" FROM \"totals\".\"energy\""
                      + " WHERE period = 'day' AND site = '"
                      + site
                      + "'"))
          .contains("1,43200,0,\"site-class\",\"printers\"");
      assertThat(influxd.query(database, "SELECT energy_mj, period FROM \"fine\".\"energy\""))
          .contains(",42,\"hour\"");
      assertThat(influxd.query(database, "SELECT energy_mj, device FROM \"device\".energy_device"))
          .contains(",43,\"p-1\"");
      assertThat(
              influxd.query(
                  database, "SELECT energy_mj, device FROM \"device-totals\".energy_device"))
          .contains(",44,\"p-1\"");
      assertThat(influxd.query(database, "SELECT watts, devices, site FROM \"live\".power"))
          .contains(",1.5,3,\"" + site + "\"");
    }
  }

  @Test
  void aCorrectionReplacesTheTotalAndZeroDoesToo() {
    publishDay("printers", 1000);
    try (Sink sink = started()) {
      awaitSettled();
      assertThat(days()).contains(",1000]");
      publishDay("printers", 2000);
      publishDay("servers", 5);
      publishDay("servers", 0);
      awaitSettled();
      assertThat(days()).contains(",2000]").contains(",0]").doesNotContain("1000", ",5]");
      assertThat(sink.failure()).isNull();
    }
  }

  @Test
  void aFigureOfTheProgrammeIsAPointAndWhyThereIsNoneTakesItsPlace() {
    YearMonth month = YearMonth.of(2026, 10);
    bench.publish(Samples.headline(month, -0.185));
    bench.publish(Samples.headline(month.minusMonths(1), null));
    bench.flush();
    try (Sink sink = started()) {
      awaitSettled();
      String question =
          "SELECT computable, change_percent, change_low_percent, all_per_user_interval_known,"
              + " status, why FROM \"totals\".indicator WHERE span = 'rolling-12'";
      assertThat(influxd.query(database, question))
          .contains("1,-18.5,-20,0,\"ahead\",\"\"]")
          .contains("0,null,null,null,null,\"no-users\"]");
      bench.publish(Samples.headline(month, null));
      bench.flush();
      awaitSettled();
      assertThat(influxd.query(database, question + " AND computable = 1")).doesNotContain("-18.5");
      assertThat(sink.failure()).isNull();
    }
  }

  @Test
  void aFigureThatIsGoneIsNoLongerAsked() {
    YearMonth month = YearMonth.of(2026, 10);
    bench.publish(Samples.headline(month, -0.185));
    bench.flush();
    try (Sink sink = started()) {
      awaitSettled();
      String question = "SELECT computable, why FROM \"totals\".indicator WHERE part = 'all'";
      assertThat(influxd.query(database, question)).contains("1,\"\"]");
      bench.publish(Topics.INDICATORS.topic(), Samples.headline(month, null).id(), null);
      bench.publish(Topics.INDICATORS.topic(), "electricity/line/" + month + "/city/network", null);
      bench.flush();
      awaitSettled();
      assertThat(influxd.query(database, question))
          .contains("0,\"gone\"]")
          .doesNotContain("1,\"\"]");
      assertThat(sink.failure()).isNull();
    }
  }

  @Test
  void theGridsIntensityIsOnePointAQuarterHourAndTheMoreSettledTakesItsPlace() {
    Instant quarter = now.minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.HOURS);
    bench.publish(Samples.grid(quarter, 22, "Données temps réel", true));
    bench.publish(Samples.grid(quarter.plus(Duration.ofMinutes(15)), 23.5, "Données temps réel"));
    bench.publish(Samples.grid(now.minus(Duration.ofDays(731)), 40, "Données définitives"));
    bench.flush();
    try (Sink sink = started()) {
      awaitSettled();
      String question =
          "SELECT gco2_per_kwh, nature, ambiguous FROM \"fine\".grid_intensity WHERE time >= '"
              + quarter
              + "'";
      assertThat(influxd.query(database, question))
          .contains("[" + quarter.toEpochMilli() + ",22,\"Données temps réel\",1]")
          .contains(",23.5,\"Données temps réel\",0]");
      assertThat(count(SinkMetrics.IGNORED, SinkMetrics.BEYOND_RETENTION)).isEqualTo(1);
      bench.publish(Samples.grid(quarter, 21, "Données définitives"));
      bench.flush();
      awaitSettled();
      assertThat(influxd.query(database, question))
          .contains("[" + quarter.toEpochMilli() + ",21,\"Données définitives\",0]")
          .doesNotContain(",22,");
      assertThat(sink.failure()).isNull();
    }
  }

  @Test
  void nothingOfAPersonalDeviceReachesTheDatabase() {
    bench.publish(
        Samples.total(Samples.device(site, "workstations", "desk-17"), Period.DAY, now, 9, true));
    bench.publish(Samples.liveDevice("desk-17", null, true, 60_000, now));
    bench.publish(Samples.liveDevice("srv-1", "rack-a", false, 70_000, now));
    bench.publish(Samples.liveRack("rack-a", 70_000, now));
    bench.flush();
    try (Sink sink = started()) {
      awaitSettled();
      assertThat(sink.failure()).isNull();
      String everything =
          influxd.query(
              database,
              "SELECT * FROM \"live\"./.*/; SELECT * FROM \"device\"./.*/;"
                  + " SELECT * FROM \"totals\"./.*/; SELECT * FROM \"fine\"./.*/");
      assertThat(everything).contains("srv-1").doesNotContain("desk-17");
      assertThat(count(SinkMetrics.IGNORED, SinkMetrics.PERSONAL)).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void onePersonsDeskIsNoPointUntilTheInventorySaysThatThereAreThree() {
    String desks = "SELECT watts, devices FROM \"live\".power WHERE site = '" + site + "'";
    String hours = "SELECT energy_mj FROM \"fine\".energy WHERE site = '" + site + "'";
    bench.publish(Samples.desk(site + "-1", site, "pc"));
    bench.flush();
    publishDesks(1);
    try (Sink sink = started()) {
      awaitSettled();
      assertThat(influxd.query(database, desks)).doesNotContain("\"values\"");
      assertThat(influxd.query(database, hours)).doesNotContain("\"values\"");
      assertThat(days()).doesNotContain("\"values\"");
      assertThat(count(SinkMetrics.IGNORED, SinkMetrics.SMALL_GROUP)).isGreaterThanOrEqualTo(4);
      bench.publish(Samples.desk(site + "-2", site, "pc"));
      bench.publish(Samples.desk(site + "-3", site, "pc"));
      bench.flush();
      publishDesks(3);
      awaitSettled();
      assertThat(influxd.query(database, desks)).contains(",165,3]");
      assertThat(influxd.query(database, hours)).contains(",3000]");
      assertThat(days()).contains(",3001]");
      bench.publish(Topics.DEVICES.topic(), site + "-3", null);
      bench.flush();
      bench.publish(Samples.live(site, "pc", 77_000, now.plusSeconds(1), 3));
      bench.flush();
      awaitSettled();
      assertThat(influxd.query(database, desks)).doesNotContain(",77,");
      assertThat(sink.failure()).isNull();
    }
  }

  /** What so many desks at the site drew, of which the database has nothing older. */
  private void publishDesks(int devices) {
    Scope scope = Samples.siteClass(site, "pc");
    bench.publish(Samples.live(site, "pc", 55_000L * devices, now, devices));
    for (Period period : List.of(Period.QUARTER_HOUR, Period.HOUR, Period.DAY)) {
      long energy = 1000L * devices + (period == Period.DAY ? 1 : 0);
      bench.publish(Samples.total(scope, period, now, energy, false, devices));
    }
    bench.flush();
  }

  @Test
  void whatIsOlderThanItsBucketKeepsIsIgnoredByReasonAndMonthsAreKeptForEver() {
    Instant in2011 = Instant.parse("2011-04-18T13:30:00Z");
    bench.publish(Samples.total(Samples.siteClass(site, "old"), Period.HOUR, in2011, 1));
    bench.publish(Samples.total(Samples.siteClass(site, "old"), Period.MONTH, in2011, 77));
    bench.publish(Samples.live(site, "old", 1, now.minus(31, ChronoUnit.DAYS)));
    bench.flush();
    try (Sink sink = started()) {
      awaitSettled();
      assertThat(sink.failure()).isNull();
      assertThat(count(SinkMetrics.IGNORED, SinkMetrics.BEYOND_RETENTION))
          .isGreaterThanOrEqualTo(2);
      assertThat(days()).contains(Instant.parse("2011-03-31T22:00:00Z").toEpochMilli() + ",77]");
    }
  }

  @Test
  void aRecordThatIsNoTotalOrCannotBeSaidIsADeadLetterAndTheOthersGoIn() {
    bench.publish(Topics.TOTALS.topic(), "k", "not json".getBytes(StandardCharsets.UTF_8));
    bench.publish(Topics.LIVE.topic(), "site-class|gone|away", null);
    bench.publish(Samples.total(Samples.siteClass(site, "a\\"), Period.DAY, now, 1));
    publishDay("printers", 4321);
    try (Sink sink = started()) {
      awaitSettled();
      assertThat(sink.failure()).isNull();
      assertThat(days()).contains(",4321]").doesNotContain(",1]");
      assertThat(bench.deadLetters())
          .anySatisfy(
              letter -> {
                assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                    .isEqualTo("not json");
                assertThat(header(letter, "reason")).isEqualTo(SinkMetrics.UNDECODABLE);
                assertThat(header(letter, "topic")).isEqualTo(Topics.TOTALS.topic());
                assertThat(header(letter, "partition")).matches("[01]");
                assertThat(header(letter, "offset")).matches("\\d+");
              })
          .anySatisfy(
              letter -> assertThat(header(letter, "reason")).isEqualTo(SinkMetrics.UNWRITABLE));
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void aDatabaseThatIsAwayForAWhileLosesNothingAndEndsWithTheLatestRecordOfEachKey()
      throws Exception {
    for (int i = 0; i < 200; i++) {
      publishDay("class" + i % 20, i);
    }
    try (Sink sink = started()) {
      awaitSettled();
      influxd.stop();
      for (int i = 0; i < 400; i++) {
        publishDay("class" + i % 40, 1000 + i);
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(sink.readiness())
                      .isInstanceOfSatisfying(
                          Readiness.NotReady.class,
                          not ->
                              assertThat(not.reason())
                                  .contains("InfluxDB does not answer")
                                  .containsPattern("lag [1-9]")));
      assertThat(sink.failure()).isNull();
      influxd.start();
      awaitSettled();
      assertThat(sink.readiness()).isEqualTo(Readiness.ready());
      String rows = days();
      assertThat(rows.split("\\],\\[", -1)).hasSize(40);
      for (int i = 360; i < 400; i++) {
        assertThat(rows).contains("," + (1000 + i) + "]");
      }
    }
  }

  @Test
  void aDatabaseThatHangsIsWaitedForAndTheGroupKeepsItsMember() throws Exception {
    publishDay("before", 1);
    try (Sink sink = started()) {
      awaitSettled();
      influxd.freeze();
      try {
        publishDay("during", 2);
        await().atMost(PATIENCE).until(() -> sink.readiness() instanceof Readiness.NotReady);
      } finally {
        influxd.thaw();
      }
      awaitSettled();
      assertThat(days()).contains(",1]").contains(",2]");
    }
  }

  @Test
  void deathBetweenWriteAndCommitWritesTheSameValuesAgain() throws Exception {
    publishDay("printers", 1111);
    publishDay("servers", 2222);
    Sink dying =
        new Sink(
            settings,
            new SimpleMeterRegistry(),
            writer ->
                (bucket, lines) -> {
                  writer.write(bucket, lines);
                  return new WriteOutcome.Blocked(new Obstacle.Misconfigured("dead after write"));
                });
    dying.start();
    await().atMost(PATIENCE).until(() -> dying.failure() != null);
    dying.close();
    assertThat(bench.committed(settings.group())).isEmpty();
    String written = days();
    assertThat(written).contains(",1111]").contains(",2222]");
    try (Sink sink = started()) {
      awaitSettled();
      assertThat(sink.failure()).isNull();
      assertThat(days()).isEqualTo(written);
    }
  }

  @Test
  void aDroppedDatabaseIsMadeAgain() {
    publishDay("printers", 1);
    try (Sink sink = started()) {
      awaitSettled();
      influxd.query(database, "DROP DATABASE \"" + database + "\"");
      publishDay("printers", 2);
      awaitSettled();
      assertThat(days()).contains(",2]");
      assertThat(sink.failure()).isNull();
    }
  }

  @Test
  void twoSinksShareThePartitionsAndNothingIsLostWhenOneLeaves() {
    Scope scope = Samples.siteClass(site, "shared");
    try (Sink first = started()) {
      Sink second = new Sink(settings, new SimpleMeterRegistry());
      second.start();
      for (int day = 0; day < 60; day++) {
        bench.publish(
            Samples.total(scope, Period.DAY, now.minus(day, ChronoUnit.DAYS), 10_000 + day));
      }
      bench.flush();
      await().atMost(PATIENCE).until(() -> second.readiness() instanceof Readiness.Ready);
      second.close();
      for (int day = 0; day < 60; day++) {
        bench.publish(
            Samples.total(scope, Period.DAY, now.minus(day, ChronoUnit.DAYS), 20_000 + day));
      }
      bench.flush();
      awaitSettled();
      assertThat(days().split("\\],\\[", -1)).hasSize(60);
      assertThat(days()).doesNotContainPattern(",10\\d\\d\\d\\]");
      assertThat(first.failure()).isNull();
    }
  }

  /** Settings for a stand-in of InfluxDB 2. */
  private void standIn(StandInInflux influx) {
    settings =
        Samples.settings(
            "kafka.bootstrap",
            kafka.bootstrap(),
            "sink.group",
            settings.group(),
            "influx.url",
            influx.url(),
            "influx.token",
            "t",
            "influx.org",
            "bordeaux",
            "sink.longest-backoff",
            "PT0.5S");
  }

  @Test
  void aServerThatAsksForPatienceGetsItAndNothingIsSkipped() throws Exception {
    publishDay("patience", 31_337);
    try (StandInInflux influx = new StandInInflux()) {
      standIn(influx);
      for (int i = 0; i < 4; i++) {
        influx.next(
            r ->
                new StandInInflux.Answer(
                    429, Map.of("Retry-After", "2"), "{\"message\":\"slow down\"}"));
      }
      try (Sink sink = started()) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(sink.readiness())
                        .isInstanceOfSatisfying(
                            Readiness.NotReady.class,
                            not -> assertThat(not.reason()).contains("slow down", "lag")));
        awaitSettled();
        assertThat(sink.readiness()).isEqualTo(Readiness.ready());
      }
      var writes = influx.writes();
      for (int i = 1; i <= 4; i++) {
        assertThat(writes.get(i).nanos() - writes.get(i - 1).nanos())
            .isGreaterThanOrEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(writes.get(i).body()).isEqualTo(writes.getFirst().body());
      }
      assertThat(writes)
          .extracting(StandInInflux.Request::body)
          .anyMatch(b -> b.contains("31337i"));
    }
  }

  @Test
  void aTokenThatIsWithdrawnStopsTheSinkWithTheServersWordsAndCommitsNothing() throws Exception {
    publishDay("printers", 1);
    try (StandInInflux influx = new StandInInflux()) {
      standIn(influx);
      influx.next(r -> StandInInflux.Answer.of(401, "{\"message\":\"token has expired\"}"));
      Sink sink = started();
      await().atMost(PATIENCE).until(() -> sink.failure() != null);
      assertThat(sink.failure()).hasMessageContaining("token has expired");
      assertThat(sink.readiness()).isInstanceOf(Readiness.NotReady.class);
      sink.close();
      assertThat(bench.committed(settings.group())).isEmpty();
    }
  }

  @Test
  void aPointThatTheServerRefusesIsADeadLetterWithItsLineAndTheOthersGoIn() throws Exception {
    publishDay("refused-here", 666);
    publishDay("fine", 777);
    try (StandInInflux influx = new StandInInflux()) {
      standIn(influx);
      for (int i = 0; i < 100; i++) {
        influx.next(
            r ->
                r.body().contains("refused-here")
                    ? StandInInflux.Answer.of(400, "{\"message\":\"unable to parse\"}")
                    : StandInInflux.Answer.of(204, ""));
      }
      try (Sink sink = started()) {
        awaitSettled();
        assertThat(sink.failure()).isNull();
      }
      assertThat(influx.writes())
          .anyMatch(w -> w.body().contains("777i") && !w.body().contains("refused-here"));
    }
    assertThat(bench.deadLetters())
        .anySatisfy(
            letter -> {
              assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                  .startsWith("energy,class=refused-here,")
                  .contains("energy_mj=666i");
              assertThat(header(letter, "reason")).isEqualTo("sink-refused");
              assertThat(header(letter, "detail")).contains("unable to parse");
            });
  }

  @Test
  void closingTakesLessThanFiveSecondsAlsoWhileTheDatabaseHangs() throws Exception {
    settings =
        Samples.settings(
            "kafka.bootstrap", kafka.bootstrap(),
            "sink.group", settings.group(),
            "influx.url", influxd.url(),
            "influx.database", database);
    Sink sink = started();
    awaitSettled();
    influxd.freeze();
    try {
      publishDay("hanging", 1);
      await().during(Duration.ofMillis(700)).atMost(PATIENCE).until(() -> sink.failure() == null);
      long before = System.nanoTime();
      sink.close();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    } finally {
      influxd.thaw();
    }
  }
}
