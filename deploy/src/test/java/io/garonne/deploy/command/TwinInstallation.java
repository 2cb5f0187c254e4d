package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.Reading;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.streams.StreamsOfAYear;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Kafka with the tables of {@link TwinCity}, streams by a clock of ours, and the commands. */
final class TwinInstallation implements AutoCloseable {
  /** What the streams say that somebody reads; the others are not asked for here. */
  private static final Set<Topics> MADE =
      Set.of(
          Topics.TOTALS,
          Topics.TOTALS_FINE,
          Topics.TOTALS_DEVICE,
          Topics.STRATA,
          Topics.INDICATORS,
          Topics.ADVICE);

  private final Path dir;
  private final EmbeddedKafka kafka;
  private int runs;

  /** The estate is imported as a person does it. */
  TwinInstallation(Path dir) throws Exception {
    this.dir = dir;
    kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0, false);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      new TopicSetup(admin).create(1, 1);
    }
    TwinCity.tables(dir.resolve("estate"));
    onKafka("inventory", "import", dir.resolve("estate").toString());
  }

  /** Streams that are there all the year, and some day are looked at. */
  void live(List<Reading> readings, Instant today) throws IOException {
    SortedMap<YearMonth, List<Reading>> months =
        readings.stream()
            .collect(
                Collectors.groupingBy(
                    reading ->
                        YearMonth.from(Instant.ofEpochMilli(reading.at()).atZone(TwinCity.PARIS)),
                    TreeMap::new,
                    Collectors.toList()));
    stream(
        Instant.ofEpochMilli(readings.getFirst().at()).minus(Duration.ofDays(1)),
        streams ->
            months
                .values()
                .forEach(
                    month -> {
                      Instant evening =
                          Instant.ofEpochMilli(month.getLast().at()).plus(Duration.ofHours(9));
                      streams.pass(Duration.between(streams.now(), evening));
                      month.forEach(reading -> read(streams, reading));
                      settle(streams);
                      // Before what devices of somebody's own used by day is forgotten.
                      streams.pass(Duration.ofDays(6));
                      streams.compute();
                    }),
        today);
  }

  /** Streams without any state read what the topics have, all at once. */
  void readAnew(List<Reading> readings, Instant today) throws IOException {
    stream(
        today.minus(Duration.ofHours(3)),
        streams -> {
          for (Topics topic : List.of(Topics.TOTALS, Topics.TOTALS_DEVICE)) {
            each(topic, (key, value) -> streams.toIndicators(topic, key, value));
          }
          readings.forEach(reading -> read(streams, reading));
          settle(streams);
          streams.pass(Duration.ofHours(2));
        },
        today);
  }

  private static void read(StreamsOfAYear streams, Reading reading) {
    streams.toTotals(Topics.READINGS, reading.device(), ReadingJson.write(reading));
  }

  /** From the meters to the trees, to the totals, and out. */
  private static void settle(StreamsOfAYear streams) {
    for (int i = 0; i < 3; i++) {
      streams.pass(Duration.ofSeconds(2));
    }
  }

  private interface Year {
    void pass(StreamsOfAYear streams);
  }

  private void stream(Instant from, Year year, Instant today) throws IOException {
    Path state = Files.createDirectories(dir.resolve("state-" + ++runs));
    try (KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap(), "compression.type", "zstd"),
                new StringSerializer(),
                new ByteArraySerializer());
        StreamsOfAYear streams =
            new StreamsOfAYear(
                state, from, (topic, key, value) -> send(producer, topic, key, value))) {
      for (Topics topic : List.of(Topics.ESTATE, Topics.STRATA, Topics.ADVICE)) {
        each(topic, (key, value) -> streams.toIndicators(topic, key, value));
      }
      each(
          Topics.DEVICES,
          (key, value) -> streams.toTotals(Topics.DEVICES, key, Objects.requireNonNull(value)));
      year.pass(streams);
      streams.pass(Duration.between(streams.now(), today));
      streams.compute();
    }
  }

  private interface Taker {
    void take(String key, byte @Nullable [] value);
  }

  private void each(Topics topic, Taker taker) {
    TopicReader.all(
        kafka.bootstrap(),
        topic,
        record -> taker.take(new String(record.key(), StandardCharsets.UTF_8), record.value()));
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, Topics topic, String key, byte @Nullable [] value) {
    if (MADE.contains(topic)) {
      var unused = producer.send(new ProducerRecord<>(topic.topic(), key, value));
    }
  }

  /** What a user takes away: names of files, and what is in them. */
  SortedMap<String, byte[]> packages() throws IOException {
    Path out = Files.createDirectories(dir.resolve("out-" + runs));
    export(out, "months.csv", "--period", "month");
    export(
        out, "families.jsonl", "--period", "month", "--by", "entity-family", "--format", "jsonl");
    export(out, "mois.csv", "--period", "month", "--by", "site", "--spreadsheet", "--lang", "fr");
    export(out, "days.csv", "--period", "day");
    export(out, "hours.csv", "--period", "hour", "--by", "site");
    export(out, "devices.csv", "--period", "month", "--by", "device");
    export(out, "devices.parquet", "--period", "month", "--by", "device", "--format", "parquet");
    export(out, "annee.xlsx", "--period", "year", "--format", "xlsx", "--lang", "fr");
    Path editions = out.resolve("open-data");
    onKafka(
        "export",
        "open-data",
        "--year",
        String.valueOf(TwinCity.YEAR),
        "--publisher",
        "Ville inventée",
        "--out",
        editions.toString());
    for (String tool : List.of("numecoeval", "g4it")) {
      String last = TwinCity.YEAR + "-12";
      onKafka("export", tool, "--last", last, "--out", out.resolve(tool).toString());
    }
    run("verify", editions.toString());
    return files(out);
  }

  /** Every file of a directory, by its path in it. */
  static SortedMap<String, byte[]> files(Path dir) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(dir.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private void export(Path out, String file, String... options) {
    Stream<String> to = Stream.of("--out", out.resolve(file).toString());
    onKafka(
        Stream.concat(Stream.concat(Stream.of("export"), Stream.of(options)), to)
            .toArray(String[]::new));
  }

  private void onKafka(String... arguments) {
    run(
        Stream.concat(Stream.of(arguments), Stream.of("--bootstrap", kafka.bootstrap()))
            .toArray(String[]::new));
  }

  private static void run(String... arguments) {
    Outcome outcome = Outcome.of(arguments);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }

  @Override
  public void close() {
    kafka.close();
  }
}
