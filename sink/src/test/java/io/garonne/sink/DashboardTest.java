package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of every dashboard, asked of a real InfluxDB that the sink has filled. What Grafana
 * draws from the answers is not tested: there is no Grafana here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardTest {
  private static final Path DASHBOARDS = Path.of("../grafana/dashboards");
  private static final int DAYS = 40;
  private static final List<String> SITES = List.of("Mairie", "Médiathèque (centre)");
  private static final List<String> CLASSES = List.of("printers", "servers");

  private Influxd influxd;
  private KafkaBroker kafka;
  private final Instant now = Instant.now();

  @BeforeAll
  void fill(@TempDir Path dir) throws Exception {
    influxd = new Influxd(Files.createDirectory(dir.resolve("influx")));
    kafka = new KafkaBroker(dir.resolve("kafka"));
    SinkSettings settings =
        Samples.settings("kafka.bootstrap", kafka.bootstrap(), "influx.url", influxd.url());
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (SinkBench bench = new SinkBench(kafka.bootstrap());
        Sink sink = new Sink(settings, registry)) {
      int records = publish(bench);
      sink.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> registry.counter(SinkMetrics.WRITTEN).count() >= records);
    }
  }

  private int publish(SinkBench bench) {
    ZonedDateTime today = now.atZone(Samples.PARIS).truncatedTo(ChronoUnit.DAYS);
    List<Scope> scopes = new ArrayList<>(List.of(Scope.ESTATE));
    CLASSES.forEach(c -> scopes.add(new Scope(null, null, c, null)));
    SITES.forEach(site -> CLASSES.forEach(c -> scopes.add(Samples.siteClass(site, c))));
    int records = 0;
    for (Scope scope : scopes) {
      for (int back = 0; back < DAYS; back++) {
        Instant day = today.minusDays(back).toInstant();
        bench.publish(Samples.total(scope, Period.DAY, day, (back + 1) * 3_600_000_000L));
        records++;
      }
      for (int back = 0; back < 3; back++) {
        Instant month = today.withDayOfMonth(1).minusMonths(back).toInstant();
        bench.publish(Samples.total(scope, Period.MONTH, month, 36_000_000_000L));
        records++;
      }
    }
    for (String site : SITES) {
      for (String c : CLASSES) {
        for (int i = 0; i < 60; i++) {
          bench.publish(Samples.live(site, c, 2500, now.minusSeconds(2L * i)));
          records++;
        }
      }
    }
    bench.flush();
    return records;
  }

  @AfterAll
  void stop() {
    if (kafka != null) {
      kafka.close();
    }
    if (influxd != null) {
      influxd.close();
    }
  }

  private static List<JsonObject> dashboards() throws IOException {
    List<JsonObject> dashboards = new ArrayList<>();
    try (Stream<Path> files = Files.walk(DASHBOARDS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        dashboards.add(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
      }
    }
    return dashboards;
  }

  private static JsonObject overview() throws IOException {
    return dashboards().stream()
        .filter(d -> d.get("uid").getAsString().equals("garonne-overview"))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject panel(String title) throws IOException {
    for (JsonElement panel : overview().getAsJsonArray("panels")) {
      if (panel.getAsJsonObject().get("title").getAsString().equals(title)) {
        return panel.getAsJsonObject();
      }
    }
    throw new AssertionError("no panel " + title);
  }

  /** Series of the answer, of a query as Grafana would send it. */
  private List<JsonObject> ask(JsonObject dashboard, JsonObject panel, String query, String site) {
    ZoneId zone = ZoneId.of(dashboard.get("timezone").getAsString());
    JsonElement own = panel.get("timeFrom");
    String from = own == null ? "30d" : own.getAsString();
    Instant start =
        switch (from) {
          case "now/d" -> now.atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant();
          case "6h" -> now.minus(Duration.ofHours(6));
          case "30d" -> now.minus(Duration.ofDays(30));
          case "2y" -> now.minus(Duration.ofDays(730));
          default -> throw new AssertionError(from);
        };
    String sent =
        query
            .replace(
                "$timeFilter",
                "time >= " + start.toEpochMilli() + "ms and time <= " + now.toEpochMilli() + "ms")
            .replace("$__interval", "30s")
            .replace("$site", site)
            .replace("$class", "(printers|servers)");
    assertThat(sent).doesNotContainPattern("\\$[A-Za-z_]");
    JsonObject result =
        JsonParser.parseString(influxd.query("garonne", sent))
            .getAsJsonObject()
            .getAsJsonArray("results")
            .get(0)
            .getAsJsonObject();
    assertThat(result.get("error")).as(sent).isNull();
    List<JsonObject> series = new ArrayList<>();
    if (result.has("series")) {
      result.getAsJsonArray("series").forEach(s -> series.add(s.getAsJsonObject()));
    }
    return series;
  }

  private List<JsonObject> ask(String title, int target) throws IOException {
    JsonObject panel = panel(title);
    return ask(
        overview(),
        panel,
        panel.getAsJsonArray("targets").get(target).getAsJsonObject().get("query").getAsString(),
        ".*");
  }

  private double single(String title, int target) throws IOException {
    List<JsonObject> series = ask(title, target);
    assertThat(series).hasSize(1);
    JsonArray rows = series.getFirst().getAsJsonArray("values");
    assertThat(rows).hasSize(1);
    return rows.get(0).getAsJsonArray().get(1).getAsDouble();
  }

  private static List<String> columns(JsonObject series) {
    return series.getAsJsonArray("columns").asList().stream()
        .map(JsonElement::getAsString)
        .toList();
  }

  @Test
  void everyQueryOfEveryDashboardIsAnsweredWithRows() throws Exception {
    int queries = 0;
    for (JsonObject dashboard : dashboards()) {
      for (JsonElement panel : dashboard.getAsJsonArray("panels")) {
        for (JsonElement target : panel.getAsJsonObject().getAsJsonArray("targets")) {
          String query = target.getAsJsonObject().get("query").getAsString();
          for (String site : new String[] {".*", "(Mairie|Médiathèque \\(centre\\))"}) {
            assertThat(ask(dashboard, panel.getAsJsonObject(), query, site))
                .as(query)
                .isNotEmpty()
                .allSatisfy(series -> assertThat(series.getAsJsonArray("values")).isNotEmpty());
          }
          queries++;
        }
      }
    }
    assertThat(queries).isGreaterThanOrEqualTo(8);
  }

  @Test
  void theVariablesListTheSitesAndClassesOfTheEstate() throws Exception {
    Map<String, List<String>> values = new HashMap<>();
    for (JsonElement element : overview().getAsJsonObject("templating").getAsJsonArray("list")) {
      JsonObject variable = element.getAsJsonObject();
      if (variable.get("type").getAsString().equals("query")) {
        List<String> found = new ArrayList<>();
        for (JsonObject series :
            ask(overview(), new JsonObject(), variable.get("query").getAsString(), "")) {
          series
              .getAsJsonArray("values")
              .forEach(row -> found.add(row.getAsJsonArray().get(1).getAsString()));
        }
        values.put(variable.get("name").getAsString(), found);
      }
    }
    assertThat(values.get("site")).containsExactlyInAnyOrderElementsOf(SITES);
    assertThat(values.get("class")).containsExactlyInAnyOrderElementsOf(CLASSES);
  }

  @Test
  void theTilesSumTheLatestOfEachSiteAndClass() throws Exception {
    assertThat(single("Power now", 0)).isEqualTo(10.0);
    assertThat(single("Energy today", 0)).isEqualTo(4.0);
    assertThat(single("Coverage today", 0)).isEqualTo(0.5);
    assertThat(single("Devices today", 0)).isEqualTo(4.0);
    assertThat(single("Devices today", 1)).isEqualTo(4.0);
  }

  @Test
  void livePowerHasOneLinePerSiteAndClass() throws Exception {
    List<JsonObject> series = ask("Live power by site and class", 0);
    assertThat(series).hasSize(4);
    for (JsonObject one : series) {
      assertThat(one.getAsJsonObject("tags").keySet()).containsExactlyInAnyOrder("site", "class");
      assertThat(one.getAsJsonArray("values").size()).isBetween(4, 6);
      assertThat(one.getAsJsonArray("values").get(0).getAsJsonArray().get(1).getAsDouble())
          .isEqualTo(2.5);
    }
  }

  @Test
  void daysStandAsMeasuredAndInterpolatedByClassAndAddUp() throws Exception {
    List<JsonObject> measured = ask("kWh per day by class", 0);
    List<JsonObject> interpolated = ask("kWh per day by class", 1);
    assertThat(measured).hasSize(2);
    assertThat(interpolated).hasSize(2);
    JsonArray days = measured.getFirst().getAsJsonArray("values");
    assertThat(days.size()).isEqualTo(30);
    int last = days.size() - 1;
    assertThat(days.get(last).getAsJsonArray().get(1).getAsDouble()).isEqualTo(0.8);
    assertThat(
            interpolated
                .getFirst()
                .getAsJsonArray("values")
                .get(last)
                .getAsJsonArray()
                .get(1)
                .getAsDouble())
        .isEqualTo(0.2);
  }

  @Test
  void theMonthTableHasARowPerMonthSiteAndClass() throws Exception {
    List<JsonObject> series = ask("Months by site and class", 0);
    assertThat(series).hasSize(4);
    for (JsonObject one : series) {
      assertThat(columns(one))
          .containsExactly(
              "time",
              "kwh",
              "measured kWh",
              "interpolated kWh",
              "coverage",
              "devices",
              "expected",
              "final",
              "revision");
      assertThat(one.getAsJsonArray("values")).hasSize(3);
      JsonArray month = one.getAsJsonArray("values").get(0).getAsJsonArray();
      assertThat(month.get(1).getAsDouble()).isEqualTo(10.0);
      assertThat(month.get(4).getAsDouble()).isEqualTo(0.5);
    }
  }

  @Test
  void dashboardsUseTheProvisionedDataSourceAndNoFlux() throws Exception {
    for (String file :
        new String[] {"provisioning/datasources/influxdb.yaml", "variants/influxdb-2.yaml"}) {
      assertThat(Files.readString(Path.of("../grafana", file)))
          .contains("uid: garonne-influx", "version: InfluxQL");
    }
    for (JsonObject dashboard : dashboards()) {
      assertThat(dashboard.toString()).contains("garonne-influx").doesNotContain("|>");
    }
  }
}
