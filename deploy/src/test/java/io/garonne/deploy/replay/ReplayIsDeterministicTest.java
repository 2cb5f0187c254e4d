package io.garonne.deploy.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Totals are a function of the set of readings: not of order, repetition or killed processes. */
class ReplayIsDeterministicTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long START = Instant.parse("2025-03-25T00:00:00Z").getEpochSecond();
  private static final int POWER_ONLY = 6;
  private static final int READINGS = 5_000;

  @TempDir Path directory;
  private int lines;

  /**
   * Gaps, repeated stamps, swapped pairs, a reset, an exchange, stray zeros, times written in two
   * ways.
   */
  @BeforeEach
  void writeHistory() throws IOException {
    Random random = new Random(42);
    SmallCorpus corpus = new SmallCorpus(directory.resolve("history"));
    List<String> devices = new ArrayList<>();
    for (int d = 0; d < POWER_ONLY; d++) {
      devices.add(
          "p%d,%s,site-%d,power,%d,"
              .formatted(d, d % 2 == 0 ? "pc" : "nas", d % 3, d % 5 == 4 ? 0 : 1));
      corpus.file("power/p%d.csv.gz".formatted(d), power(random));
    }
    devices.add("r0,printer,site-0,power+counter,1,");
    corpus.file("counter/r0.csv", register(random, 60));
    devices.add("r1,printer,site-1,counter,1,");
    corpus.file("counter/r1.csv.gz", register(random, 600));
    corpus.devices(devices.toArray(String[]::new));
  }

  @Test
  void shuffledDoubledAndKilledThreeTimesItGivesTheSameBytes() throws Exception {
    try (ReplayProcess plain = replay("plain")) {
      assertThat(plain.await(PATIENCE)).as(plain.log()).isZero();
    }
    for (int quarter = 1; quarter <= 3; quarter++) {
      try (ReplayProcess process = badDay()) {
        assertThat(killedAt(lines * quarter / 4, process)).as(process.log()).isTrue();
      }
    }
    try (ReplayProcess last = badDay()) {
      assertThat(last.await(PATIENCE)).as(last.log()).isZero();
    }
    assertThat(out("bad-day", "ledger.json")).content().contains("\"balances\": true");
    assertThat(out("bad-day", "totals.csv")).hasSameBinaryContentAs(out("plain", "totals.csv"));
  }

  @Test
  void oneThatIsDonePublishesNothingAndWritesTheSameAgain() throws Exception {
    String[] some = {"--via", "kafka", "--devices", "p0,r1"};
    try (ReplayProcess first = replay("twice", some)) {
      assertThat(first.await(PATIENCE)).as(first.log()).isZero();
    }
    String totals = Files.readString(out("twice", "totals.csv"));
    String ledger = Files.readString(out("twice", "ledger.json"));
    Files.delete(out("twice", "totals.csv"));
    try (ReplayProcess again = replay("twice", some)) {
      assertThat(again.await(PATIENCE)).as(again.log()).isZero();
      assertThat(again.log()).contains("only the outputs are written again");
    }
    assertThat(out("twice", "totals.csv")).hasContent(totals);
    assertThat(out("twice", "ledger.json")).hasContent(ledger);
    olderHistoryIsRefusedByName();
  }

  @Test
  void olderHistoryAndARebuildGiveWhatAllAtOnceWouldHaveGiven() throws Exception {
    String[] all = power(new Random(1));
    String[] header = {all[0]};
    int half = all.length / 2;
    SmallCorpus whole = new SmallCorpus(directory.resolve("whole"));
    SmallCorpus later = new SmallCorpus(directory.resolve("later"));
    SmallCorpus earlier = new SmallCorpus(directory.resolve("earlier"));
    String[] other = power(new Random(2));
    for (SmallCorpus corpus : List.of(whole, later)) {
      corpus.devices("a,pc,site-0,power,1,", "b,nas,site-0,power,1,").file("power/b.csv", other);
    }
    earlier.devices("a,pc,site-0,power,1,");
    whole.file("power/a.csv", all);
    earlier.file("power/a.csv", Arrays.copyOf(all, half));
    later.file(
        "power/a.csv",
        Stream.concat(Arrays.stream(header), Arrays.stream(all, half, all.length))
            .toArray(String[]::new));

    assertThat(kafka("whole", "at-once")).isZero();
    assertThat(kafka("later", "rebuilt")).isZero();
    assertThat(kafka("earlier", "rebuilt")).isEqualTo(2);
    Path stored = directory.resolve("rebuilt/data/kafka");
    announce(stored);
    assertThat(kafka("earlier", "rebuilt", "--rebuild")).isZero();
    assertThat(out("rebuilt", "ledger.json")).content().contains("\"balances\": true");
    assertThat(out("rebuilt", "totals.csv")).hasSameBinaryContentAs(out("at-once", "totals.csv"));
    assertThat(announced(stored)).as("what devices said of themselves").isEqualTo(1);
    assertThat(directory.resolve("rebuilt/data/rebuild")).doesNotExist();
    assertThat(directory.resolve("rebuilt/data/before-rebuild")).doesNotExist();
    // What was taken in before is still known: nothing is published again.
    assertThat(kafka("later", "rebuilt")).isZero();
    assertThat(out("rebuilt", "totals.csv")).hasSameBinaryContentAs(out("at-once", "totals.csv"));
  }

  private static void announce(Path data) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0, false);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      byte[] topic = "homeassistant/sensor/x/config".getBytes(UTF_8);
      producer.send(new ProducerRecord<>(Topics.ANNOUNCEMENTS.topic(), topic, topic)).get();
    }
  }

  private static int announced(Path data) throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0, false)) {
      TopicReader.all(kafka.bootstrap(), Topics.ANNOUNCEMENTS, record -> count.incrementAndGet());
    }
    return count.get();
  }

  private int kafka(String history, String name, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                directory.resolve(history).toString(),
                "--via",
                "kafka",
                "--out",
                directory.resolve(name + "/out").toString(),
                "--data",
                directory.resolve(name + "/data").toString()));
    arguments.addAll(List.of(more));
    try (ReplayProcess process =
        new ReplayProcess(directory.resolve(name + ".log"), arguments.toArray(String[]::new))) {
      return process.await(PATIENCE);
    }
  }

  /** The same device's earlier days, after its later ones are in. */
  private void olderHistoryIsRefusedByName() throws Exception {
    new SmallCorpus(directory.resolve("older"))
        .devices("p0,pc,site-0,power,1,")
        .file("power/p0.csv", "ts_utc,power_w", (START - 86_400) + ",5", (START - 86_340) + ",5");
    try (ReplayProcess refused =
        new ReplayProcess(
            directory.resolve("older.log"),
            directory.resolve("older").toString(),
            "--out",
            directory.resolve("twice/out").toString(),
            "--data",
            directory.resolve("twice/data").toString())) {
      assertThat(refused.await(PATIENCE)).isEqualTo(2);
      assertThat(refused.log()).contains("power/p0.csv: p0 has readings up to", "--rebuild");
    }
  }

  private ReplayProcess badDay() throws IOException {
    return replay("bad-day", "--shuffle-seed", "7", "--duplicate", "0.1");
  }

  private ReplayProcess replay(String name, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                directory.resolve("history").toString(),
                "--out",
                directory.resolve(name + "/out").toString(),
                "--data",
                directory.resolve(name + "/data").toString()));
    arguments.addAll(List.of(more));
    return new ReplayProcess(directory.resolve(name + ".log"), arguments.toArray(String[]::new));
  }

  private Path out(String name, String file) {
    return directory.resolve(name + "/out").resolve(file);
  }

  /** Kills the process once so many readings are acknowledged; false if it ended before. */
  private boolean killedAt(long acknowledged, ReplayProcess process) throws Exception {
    StateFile state = new StateFile(ReplayRun.stateFile(directory.resolve("bad-day/data")));
    while (process.isAlive()) {
      if (state.read().acknowledged() >= acknowledged) {
        process.kill();
        return true;
      }
      Thread.sleep(20);
    }
    return false;
  }

  private String[] power(Random random) {
    List<String> file = new ArrayList<>(List.of("ts_utc,power_w"));
    long at = START;
    for (int i = 0; i < READINGS; i++) {
      double chance = random.nextDouble();
      at += chance < 0.002 ? 5_000 : chance < 0.02 ? 0 : 60 + random.nextInt(90);
      file.add(at + "," + random.nextInt(3000) / 10.0);
    }
    for (int i = 0; i < READINGS / 50; i++) {
      int pair = 1 + random.nextInt(READINGS - 1);
      file.add(pair, file.remove(pair + 1));
    }
    lines += READINGS;
    return file.toArray(String[]::new);
  }

  private String[] register(Random random, int interval) {
    List<String> file = new ArrayList<>(List.of("ts_utc,power_w,energy_kwh"));
    int readings = READINGS * 60 / interval;
    double kwh = 100;
    for (int i = 0; i < readings; i++) {
      kwh += random.nextInt(400) * interval / 3.6e6;
      if (i == readings / 3) {
        kwh = 0.001;
      } else if (i == readings * 2 / 3) {
        kwh = 7_000;
      }
      double shown = i % 701 == 700 ? 0 : kwh;
      file.add(
          Instant.ofEpochSecond(START + (long) i * interval)
              + ","
              + random.nextInt(400)
              + String.format(Locale.ROOT, ",%.3f", shown));
    }
    lines += readings;
    return file.toArray(String[]::new);
  }
}
