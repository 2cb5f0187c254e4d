package io.garonne.deploy.grafana;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonParser;
import io.garonne.deploy.inventory.InventoryPublisher;
import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.model.Device;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.Readiness;
import io.garonne.service.Stage;
import io.garonne.twin.EstateSpec;
import io.garonne.twin.Twin;
import io.garonne.twin.TwinMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A real InfluxDB behind the whole chain, after a day of the twin and a three-phase power strip,
 * and the records that only months would bring.
 */
final class FilledInflux implements AutoCloseable {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);
  private static final String STRIP = "three-phase";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Chain chain;
  private final List<Device> inventory;
  private final Instant now;

  private FilledInflux(Chain chain, List<Device> inventory, Instant now) {
    this.chain = chain;
    this.inventory = inventory;
    this.now = now;
  }

  static FilledInflux fill(Path data, ZoneId zone) throws Exception {
    Twin twin = new Twin(EstateSpec.of(7, 32, 3, Duration.ofMinutes(5)));
    List<Device> inventory = new ArrayList<>(twin.inventory());
    inventory.add(strip(inventory));
    Chain chain =
        Chain.start(
            ChainSettings.on(data)
                .recordedHistory()
                .set("streams.flush-every", "PT0.5S")
                .set("streams.collect-for", "PT1S"));
    Instant now = Instant.now();
    FilledInflux filled = new FilledInflux(chain, inventory, now);
    await()
        .atMost(LONG_ENOUGH)
        .until(
            () -> chain.readiness().values().stream().allMatch(Readiness.Ready.class::isInstance));
    try (InventoryPublisher publisher = new InventoryPublisher(chain.kafkaBootstrap())) {
      publisher.publish(inventory);
    }
    filled.say(twin);
    filled.publish(zone);
    filled.awaitAll();
    filled.sayAgain(zone);
    return filled;
  }

  /** Where the twin's first power strip stands. */
  private static Device strip(List<Device> inventory) {
    return inventory.stream()
        .filter(device -> device.device().equals("dc-r01-pdu-a"))
        .map(device -> new Device(STRIP, device.assignments()))
        .findFirst()
        .orElseThrow();
  }

  private void say(Twin twin) throws Exception {
    long from = now.minus(Duration.ofHours(25)).toEpochMilli();
    try (MqttPublisher publisher =
        MqttPublisher.open(MqttTarget.of(URI.create(chain.mqttUri()), "twin"))) {
      for (Iterator<TwinMessage> all = twin.messages(from, now.toEpochMilli()); all.hasNext(); ) {
        TwinMessage message = all.next();
        publisher.publish(message.topic(), message.payload(), () -> {});
      }
      for (TwinMessage message : twin.snapshot(now.toEpochMilli())) {
        publisher.publish(message.topic(), message.payload(), () -> {});
      }
      for (int i = 5; i >= 0; i--) {
        for (int phase = 1; phase <= 3; phase++) {
          String payload =
              "{\"at\":\"%s\",\"powerW\":%d,\"energyWh\":%d}"
                  .formatted(now.minusSeconds(60L * i), 100 + 40 * phase, 1000 - i);
          publisher.publish("garonne/" + STRIP + "/L" + phase, payload.getBytes(UTF_8), () -> {});
        }
      }
      publisher.publish("garonne/broken", "{".getBytes(UTF_8), () -> {});
      publisher.publish("garonne/nothing", new byte[0], () -> {});
      assertThat(publisher.flush(LONG_ENOUGH)).isTrue();
    }
  }

  private void publish(ZoneId zone) throws Exception {
    LocalDate today = now.atZone(zone).toLocalDate();
    YearMonth running = YearMonth.from(today);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", chain.kafkaBootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (String line : records(running, today)) {
        String[] parts = line.split("\t", 3);
        send(producer, parts[0], parts[1], parts[2].getBytes(UTF_8));
      }
      for (var figure : SampleFigures.upTo(running.minusMonths(1))) {
        send(producer, Topics.INDICATORS.topic(), figure.id(), IndicatorJson.write(figure));
      }
      producer.flush();
    }
  }

  /**
   * What streams does not find out itself it takes back at its next look: said again after that.
   */
  private void sayAgain(ZoneId zone) throws Exception {
    chain.stages().stream().filter(stage -> stage.name().equals("streams")).forEach(Stage::close);
    publish(zone);
    awaitPoints(
        "SELECT * FROM \"totals\".\"pue\" WHERE \"months\" = '12' AND \"computable\" = 1",
        "SELECT * FROM \"totals\".\"pue\" WHERE \"months\" = '1' AND \"computable\" = 1");
  }

  private List<String> records(YearMonth running, LocalDate today) throws IOException {
    YearMonth last = running.minusMonths(1);
    try (InputStream in = FilledInflux.class.getResourceAsStream("/grafana/advice.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
          .replace("MONTH", last.toString())
          .replace("FIRST", last.minusMonths(11).toString())
          .replace("NOW", running.toString())
          .replace("DAY", today.minusDays(1).toString())
          .replace(
              "AT",
              now.minusSeconds(300).truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString())
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, String topic, String key, byte[] value) {
    assertThat(producer.send(new ProducerRecord<>(topic, key, value))).isNotNull();
  }

  private void awaitPoints(String... queries) {
    for (String query : queries) {
      await(query).atMost(LONG_ENOUGH).until(() -> ask("", query).contains("\"series\""));
    }
  }

  private void awaitAll() throws Exception {
    awaitPoints(
        "SELECT * FROM \"device\".\"alert\" WHERE \"kind\" = 'ledger-mismatch'",
        "SELECT * FROM \"totals\".\"indicator\" WHERE \"computable\" = 0",
        "SELECT * FROM \"totals\".\"off_hours\" WHERE \"avoidable_known\" = 1 AND \"site\" = 'ecole'",
        "SELECT * FROM \"totals\".\"before_after\"",
        "SELECT * FROM \"totals\".\"generator\"",
        "SELECT * FROM \"totals\".\"pue\" WHERE \"months\" = '12'",
        "SELECT * FROM \"device-totals\".\"printer\"",
        "SELECT * FROM \"device-totals\".\"unused\"",
        "SELECT * FROM \"totals\".\"printer_site\"",
        "SELECT * FROM \"device-totals\".\"printer_candidate\"",
        "SELECT * FROM \"device-totals\".\"headroom\"",
        "SELECT * FROM \"device-totals\".\"idle_server\"",
        "SELECT * FROM \"device-totals\".\"power_peak\" WHERE \"scope\" = 'rack'",
        "SELECT * FROM \"fine\".\"grid_intensity\"",
        "SELECT * FROM \"fine\".\"ledger\" WHERE \"stage\" = 'streams' AND \"metered\" > 0",
        "SELECT * FROM \"fine\".\"ledger\" WHERE \"dead_lettered\" > 0 AND \"ignored\" > 0",
        "SELECT * FROM \"live\".\"power_channel\" WHERE \"channel\" = 'L3'",
        "SELECT * FROM \"fine\".\"energy\" WHERE \"period\" = 'hour' AND time > now() - 3h",
        "SELECT * FROM \"totals\".\"energy\" WHERE \"period\" = 'year'",
        "SELECT * FROM \"device\".\"energy_device\" WHERE \"class\" = 'printer'");
    await().atMost(LONG_ENOUGH).until(this::isSettled);
    someMinutesBefore();
  }

  /** How the ledger stood when nothing had come: the run is shorter than its step. */
  private void someMinutesBefore() throws IOException, InterruptedException {
    String instance =
        JsonParser.parseString(
                ask(
                    "",
                    "SHOW TAG VALUES FROM \"fine\".\"ledger\" WITH KEY = \"instance\""
                        + " WHERE \"stage\" = 'ingest'"))
            .getAsJsonObject()
            .getAsJsonArray("results")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("series")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("values")
            .get(0)
            .getAsJsonArray()
            .get(1)
            .getAsString();
    String line =
        "ledger,instance=%s,stage=ingest received=0i,dead_lettered=0i %d"
            .formatted(instance, now.minusSeconds(600).getEpochSecond() / 300 * 300);
    URI write = chain.influxUri().orElseThrow().resolve("/write?db=garonne&rp=fine&precision=s");
    assertThat(
            http.send(
                    HttpRequest.newBuilder(write)
                        .POST(HttpRequest.BodyPublishers.ofString(line))
                        .build(),
                    HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(204);
  }

  /** Whether nothing changes any more: the same sum twice. */
  private boolean isSettled() throws Exception {
    String sum =
        "SELECT sum(\"energy_mj\") FROM \"totals\".\"energy\" WHERE \"period\" = 'day'"
            + " AND \"scope\" = 'site-class'";
    String before = ask("", sum);
    Thread.sleep(5000);
    return before.equals(ask("", sum));
  }

  Instant now() {
    return now;
  }

  List<Device> inventory() {
    return inventory;
  }

  /**
   * The answer, times in milliseconds.
   *
   * @param policy in which a measurement without one is looked for; empty: the default one
   */
  String ask(String policy, String query) throws IOException, InterruptedException {
    URI influx = chain.influxUri().orElseThrow();
    return get(
        influx.resolve(
            "/query?db=garonne&epoch=ms"
                + (policy.isEmpty() ? "" : "&rp=" + policy)
                + "&q="
                + URLEncoder.encode(query, UTF_8)));
  }

  String metrics() throws IOException, InterruptedException {
    return get(chain.httpUri().resolve("metrics"));
  }

  private String get(URI uri) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    chain.close();
  }
}
