package io.garonne.publish;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Finding;
import io.garonne.model.Ledger;
import io.garonne.model.LivePower;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.wire.Topics;
import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.garonne.service.SettingsException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publish over a real Kafka and real HTTP. */
class PublishTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static KafkaFixture kafka;
  private static Publish publish;

  @BeforeAll
  static void start(@TempDir Path directory) {
    kafka = new KafkaFixture(directory);
    kafka.device(device("plug-desk", true));
    kafka.device(device("pdu-1", false));
    kafka.total(
        Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "dc", "server", null, 3_600_000_001L));
    kafka.total(Samples.total(Period.DAY, "2026-03-01T10:00:00Z", "dc", "server", null, 7));
    kafka.total(Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "=evil", "switch", null, 5));
    kafka.total(Samples.total(Period.DAY, "2025-03-02T10:00:00Z", "dc", "server", null, 9));
    kafka.total(Samples.total(Period.MONTH, "2011-03-02T10:00:00Z", "dc", "server", null, 11));
    kafka.live(live(LivePower.Kind.SITE_CLASS, null, false, 250_000));
    kafka.live(live(LivePower.Kind.DEVICE, "pdu-1", false, 200_000));
    kafka.live(live(LivePower.Kind.DEVICE, "plug-desk", true, 50_000));
    kafka.alert(
        new Finding(Finding.Kind.RESET, "plug-desk", null, Estate.NOW, "plug-desk restarted"));
    kafka.alert(new Finding(Finding.Kind.RESET, "pdu-1", null, Estate.NOW, "pdu-1 restarted"));
    TreeMap<String, Long> messages = new TreeMap<>(Map.of("received", 3L, "stored", 2L));
    TreeMap<LocalDate, SortedMap<String, Long>> days = new TreeMap<>();
    days.put(LocalDate.of(2026, 3, 2), messages);
    kafka.ledger(new Ledger("ingest", "g", messages, days));
    kafka.send(Topics.LEDGER, "nonsense", "{\"stage\":".getBytes(StandardCharsets.UTF_8));
    publish = publish(kafka.bootstrap());
    publish.start();
    await().atMost(ofSeconds(20)).until(() -> publish.readiness() instanceof Readiness.Ready);
  }

  @AfterAll
  static void stop() {
    publish.close();
    publish.close();
    kafka.close();
  }

  @Test
  void thePageShowsWhatTheTopicsSayAndNoPersonalDevice() throws Exception {
    assertThat(get("/?lang=en").body())
        .contains("Power drawn now", ">250</span>", ">dc</a></th>")
        .doesNotContain("plug-desk");
    assertThat(get("/pipeline?lang=en").body())
        .contains("pdu-1 restarted")
        .doesNotContain("plug-desk");
  }

  @Test
  void liveValuesComeWithinASecondAndGoWithTheirTombstone() {
    String devices = "/api/v1/live?kind=device";
    LivePower p = live(LivePower.Kind.DEVICE, "pdu-2", false, 123_456);
    kafka.live(p);
    await().atMost(ofSeconds(1)).until(() -> get(devices).body().contains("123456"));
    kafka.silent(p);
    await().atMost(ofSeconds(1)).until(() -> !get(devices).body().contains("123456"));
  }

  @Test
  void livePowerIsJsonAndNamesNoPersonalDevice() throws Exception {
    assertThat(get("/api/v1/live").body())
        .contains("\"powerMilliwatts\":250000,\"devicesLive\":10", "\"kind\":\"site-class\"");
    assertThat(get("/api/v1/live?kind=device").body())
        .contains("\"device\":\"pdu-1\"")
        .doesNotContain("plug-desk");
  }

  @Test
  void totalsCarryWholeMillijoulesAndKilowattHoursBeside() throws Exception {
    assertThat(get("/api/v1/totals?period=day&from=2026-03-02&site=dc").body())
        .startsWith("{\"totals\":[{")
        .contains("\"energyMillijoules\":3600000001", "\"energyKwh\":1.000000000")
        .doesNotContain("2026-02-28T23:00:00Z");
    assertThat(get("/api/v1/totals?period=month&from=2011&to=2012").body())
        .contains("\"energyMillijoules\":11");
  }

  @Test
  void totalsAreCsvByNameByParameterOrByAccept() throws Exception {
    String query = "period=day&from=2026-03-02";
    String csv = get("/api/v1/totals?format=csv&" + query).body();
    assertThat(csv)
        .isEqualTo(
            String.join(",", TotalsCsv.COLUMNS)
                + ",booked_seconds,pages,page_counters,colour_pages,colour_known_pages,estimated_pages,without_grouped\r\n"
                + "day,2026-03-01T23:00:00Z,'=evil,switch,,5,5,0,0,0.000000001,864000,10,0,provisional,864000,,0,,,,false\r\n"
                + "day,2026-03-01T23:00:00Z,dc,server,,3600000001,3240000001,360000000,0,1.000000000,864000,10,0,provisional,864000,,0,,,,false\r\n");
    HttpResponse<String> accepted = get("/api/v1/totals?" + query, "Accept", "text/csv");
    assertThat(accepted.body()).isEqualTo(csv);
    assertThat(accepted.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
  }

  @Test
  void unchangedTotalsAreNotSentAgain() throws Exception {
    HttpResponse<String> first = get("/api/v1/totals?period=month");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> second = get("/api/v1/totals?period=month", "If-None-Match", tag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void whatCannotBeAskedForIsABadRequestInOneLine() throws Exception {
    Map<String, String> lines =
        Map.of(
            "/api/v1/totals?period=hour", "period \\\"hour\\\" is none of day, month, year",
            "/api/v1/totals?from=yesterday", "\\\"yesterday\\\" is no date like 2026-03-02",
            "/api/v1/totals?by=device", "totals of devices are not served",
            "/api/v1/totals?by=estate&site=dc", "a site cannot be asked for by estate",
            "/api/v1/totals?sit=dc", "there is no parameter \\\"sit\\\"",
            "/api/v1/totals?from=2020-01-01", "days before 2025-12-30 are not kept here",
            "/api/v1/totals?site=a&site=b", "\\\"site\\\" is there twice",
            "/?lang=de", "lang is fr or en",
            "/api/v1/live?x=1", "there is no parameter \\\"x\\\"");
    for (Map.Entry<String, String> line : lines.entrySet()) {
      HttpResponse<String> answer = get(line.getKey());
      assertThat(answer.statusCode()).as(line.getKey()).isEqualTo(400);
      assertThat(answer.body()).as(line.getKey()).contains(line.getValue());
      assertThat(answer.body().lines()).hasSize(1);
    }
  }

  @Test
  void theLedgerSaysWhatIsUnderWay() throws Exception {
    assertThat(get("/api/v1/ledger").body())
        .startsWith("{\"balanced\":true,\"messages\":{\"received\":3,\"stored\":2,")
        .contains("\"underWay\":1");
  }

  @Test
  void onlyGetAndHeadAreAnswered() throws Exception {
    HttpResponse<String> post =
        CLIENT.send(
            HttpRequest.newBuilder(uri("/")).POST(HttpRequest.BodyPublishers.ofString("x")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
    HttpResponse<String> head =
        CLIENT.send(
            HttpRequest.newBuilder(uri("/api/v1/totals")).HEAD().build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void aBrowserIsToldInItsLanguageWhatDidNotWork() throws Exception {
    for (var wrong : Map.of("/nothing", 404, "/energy?page=0&lang=xx", 400).entrySet()) {
      HttpResponse<String> answer =
          get(wrong.getKey(), "Accept", "text/html,*/*", "Accept-Language", "fr-FR,fr");
      assertThat(answer.statusCode()).isEqualTo(wrong.getValue());
      assertThat(answer.body()).contains("<html lang=\"fr\">", "<h1>", "première page");
    }
  }

  @Test
  void everyAnswerIsGuarded() throws Exception {
    for (String path : List.of("/", "/api/v1/live", "/api/v1/totals", "/nothing", "/?lang=xx")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'none'")
          .doesNotContain("unsafe");
    }
  }

  @Test
  void aClientThatTakesGzipGetsIt() throws Exception {
    HttpResponse<byte[]> zipped =
        CLIENT.send(
            HttpRequest.newBuilder(uri("/?lang=fr")).header("Accept-Encoding", "br, gzip").build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(zipped.body().length).isLessThan(8_000);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("</html>");
    }
    assertThat(get("/", "Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void healthAndMetricsAreServedAndCountWhatWasSkipped() throws Exception {
    assertThat(get("/live").statusCode()).isEqualTo(200);
    assertThat(get("/ready").statusCode()).isEqualTo(200);
    assertThat(get("/metrics").body())
        .contains("garonne_publish_malformed_total{topic=\"energy.ledger.v1\"} 1.0")
        .contains("garonne_publish_remembered{topic=\"energy.devices.v1\"} 2.0")
        .contains("garonne_ledger_mismatches 0.0")
        .contains("garonne_ledger_messages{are=\"under-way\"} 1.0")
        .contains("garonne_ledger_readings{are=\"metered\"}");
  }

  @Test
  void metricsHaveTheDaysOfTheLedgerAndItsRegisters() throws Exception {
    assertThat(get("/metrics").body())
        .contains("garonne_ledger_register_checks{are=\"open\"} 0.0")
        .contains("garonne_ledger_day_closed{day=\"2026-03-02\"} 0.0")
        .contains("garonne_ledger_day_messages{are=\"received\",day=\"2026-03-02\"} 3.0");
  }

  @Test
  void aKafkaThatGoesAndComesBackIsReportedAndCaughtUpWith(@TempDir Path directory) {
    try (KafkaFixture restless = new KafkaFixture(directory);
        Publish watching = publish(restless.bootstrap())) {
      watching.start();
      await().atMost(ofSeconds(30)).until(() -> watching.readiness() instanceof Readiness.Ready);
      restless.stop();
      await().atMost(ofSeconds(30)).until(() -> watching.readiness() instanceof Readiness.NotReady);
      restless.restart();
      await().atMost(ofSeconds(60)).until(() -> watching.readiness() instanceof Readiness.Ready);
      restless.live(live(LivePower.Kind.SITE_CLASS, null, false, 777_000));
      await().atMost(ofSeconds(30)).until(() -> page(watching).contains("777"));
    }
  }

  @Test
  void withoutKafkaItServesAndSaysWhatItWaitsFor() throws Exception {
    String nobody = "127.0.0.1:" + KafkaFixture.freePort();
    try (Publish alone = publish(nobody)) {
      alone.start();
      await()
          .atMost(ofSeconds(10))
          .until(
              () ->
                  alone
                      .readiness()
                      .equals(Readiness.notReady("Kafka at " + nobody + " does not answer")));
      assertThat(page(alone)).contains("Pas en service", "does not answer");
    }
  }

  @Test
  void aPortThatIsTakenIsASettingsProblem() {
    Settings settings =
        Settings.of(Map.of("http.port", Integer.toString(publish.address().getPort())));
    try (Publish second =
        new Publish(
            PublishSettings.from(settings),
            Map::of,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
      assertThatThrownBy(second::start)
          .isInstanceOf(SettingsException.class)
          .hasMessageStartingWith("http.host, http.port: cannot serve on 127.0.0.1:");
    }
  }

  private static Publish publish(String bootstrap) {
    Settings settings = Settings.of(Map.of("kafka.bootstrap", bootstrap, "http.port", "0"));
    Publish[] self = new Publish[1];
    self[0] =
        new Publish(
            PublishSettings.from(settings),
            () -> Map.of("publish", self[0].readiness()),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            Estate.CLOCK);
    return self[0];
  }

  private static String page(Publish publish) throws Exception {
    URI page = URI.create("http://127.0.0.1:" + publish.address().getPort() + "/?lang=fr");
    return CLIENT
        .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + publish.address().getPort() + path);
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Device device(String name, boolean personal) {
    return new Device(
        name,
        List.of(
            new Assignment(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                "dc",
                "dc",
                personal ? "pc" : "server",
                Estate.PARIS,
                null,
                true,
                personal,
                MeterProfile.DEFAULT)));
  }

  private static LivePower live(
      LivePower.Kind kind, @Nullable String device, boolean personal, long power) {
    return new LivePower(
        kind, device, null, "dc", "server", personal, power, Estate.NOW, device == null ? 10 : 1);
  }
}
