package io.garonne.deploy.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.Causes;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.slf4j.Logger;

/** The consumers in docs/examples over a real Kafka. */
class ExampleConsumersTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final String EXPECTED =
      """
      month,site,kwh,status
      2026-01,"annexe ""B"", Paris",3.0,final
      2026-01,mairie,2.5,final
      2026-02,mairie,4.0,provisional
      """;

  private static EmbeddedKafka kafka;
  @TempDir private static Path directory;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, false);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      new TopicSetup(admin).create(3, 1);
    }
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap(), "compression.type", "zstd"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      Scope mairie = new Scope("ville", "mairie", null, null);
      put(producer, total(mairie, Period.MONTH, "2026-01-20T10:00:00Z", 9.0, Total.Status.FINAL));
      put(producer, total(mairie, Period.MONTH, "2026-01-20T10:00:00Z", 2.5, Total.Status.FINAL));
      put(
          producer,
          total(mairie, Period.MONTH, "2026-02-20T10:00:00Z", 4, Total.Status.PROVISIONAL));
      put(producer, total(mairie, Period.DAY, "2026-02-20T10:00:00Z", 4, Total.Status.FINAL));
      put(
          producer,
          total(
              new Scope("ville", "annexe \"B\", Paris", null, null),
              Period.MONTH,
              "2026-01-20T10:00:00Z",
              3,
              Total.Status.FINAL));
      put(
          producer,
          total(
              new Scope("ville", "mairie", "printer", null),
              Period.MONTH,
              "2026-01-20T10:00:00Z",
              1,
              Total.Status.FINAL));
      Total gone =
          total(
              new Scope("ville", "nulle part", null, null),
              Period.MONTH,
              "2026-01-20T10:00:00Z",
              1,
              Total.Status.FINAL);
      put(producer, gone);
      send(producer, gone, null);
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void theJavaOnePrintsTheNewestMonthsOfSitesWithThreeJarsAndNothingElse() throws Exception {
    String jars =
        Stream.of(KafkaProducer.class, Zstd.class, Logger.class)
            .map(c -> c.getProtectionDomain().getCodeSource().getLocation().getPath())
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertThat(run(java, "-cp", jars, "../docs/examples/java/MonthlyKwh.java", kafka.bootstrap()))
        .isEqualTo(EXPECTED);
  }

  @Test
  void thePythonOnePrintsTheSame() throws Exception {
    Path script = Path.of("../docs/examples/python/monthly_kwh.py");
    assumeTrue(runs("python3", "-c", "pass"), "not run: python3 is not installed");
    // By the text: where the library is missing, it is at least Python.
    run("python3", "-c", "compile(open('" + script + "', encoding='utf-8').read(), 'x', 'exec')");
    // Debian's package is for Debian's Python, which need not be the first on the path.
    String python =
        Stream.of("python3", "/usr/bin/python3")
            .filter(candidate -> runs(candidate, "-c", "import confluent_kafka"))
            .findFirst()
            .orElse(null);
    assumeTrue(python != null, "not run, only compiled: confluent-kafka is not installed");
    assertThat(run(python, script.toString(), kafka.bootstrap())).isEqualTo(EXPECTED);
  }

  private static String run(String... command) throws Exception {
    Path out = Files.createTempFile(directory, "out", "");
    Path err = Files.createTempFile(directory, "err", "");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", List.of(command)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  private static boolean runs(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(KafkaProducer<String, byte[]> producer, Total total) throws Exception {
    send(producer, total, TotalJson.write(total));
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, Total total, byte @Nullable [] value)
      throws Exception {
    String key = TotalJson.key(total.scope(), total.period(), total.start());
    producer.send(new ProducerRecord<>(Topics.TOTALS.topic(), key, value)).get();
  }

  private static Total total(
      Scope scope, Period period, String at, double kilowattHours, Total.Status status) {
    long start = period.startOf(Instant.parse(at).toEpochMilli(), PARIS);
    long energy = Math.round(kilowattHours * 3.6e9);
    return new Total(
        scope,
        period,
        start,
        period.endOf(start, PARIS),
        PARIS,
        energy,
        0,
        0,
        0,
        1,
        1,
        1,
        1,
        0,
        0,
        0,
        PageKinds.NONE,
        1,
        1,
        energy,
        0,
        status,
        Total.METHOD,
        false,
        Causes.UNKNOWN);
  }
}
