package io.garonne.deploy.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.garonne.deploy.runtime.InfluxBinary;
import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Scope;
import io.garonne.model.withholding.SmallGroups;
import io.garonne.service.ProcessMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of every panel, variable, annotation and rule as it is committed, filled in and asked
 * of a real InfluxDB 1.x. What Grafana draws from the answers is not tested: there is no Grafana
 * here. InfluxDB 3's dashboards are asked here too, each query in its own retention policy.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrafanaQueriesTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static final String DAYS =
      "(SELECT devices FROM \"totals\".\"energy\" WHERE \"period\" = 'day')";

  private FilledInflux influx;

  @BeforeAll
  void fill(@TempDir Path data) throws Exception {
    assumeThat(InfluxBinary.find().filter(InfluxBinary::isUsable))
        .as("not run: there is no influxd 1.x here")
        .isPresent();
    influx = FilledInflux.fill(data, PARIS);
  }

  @AfterAll
  void stop() {
    if (influx != null) {
      influx.close();
    }
  }

  private static Map<String, JsonObject> dashboards(String folder) throws Exception {
    Map<String, JsonObject> dashboards = new TreeMap<>();
    try (Stream<Path> files = Files.list(GrafanaFiles.GRAFANA.resolve(folder))) {
      for (Path file : files.toList()) {
        dashboards.put(
            String.valueOf(file.getFileName()).replace(".json", ""),
            JsonParser.parseString(Files.readString(file)).getAsJsonObject());
      }
    }
    return dashboards;
  }

  /** Milliseconds since 1970 from which a range of Grafana's begins. */
  private long start(String from) {
    Instant now = influx.now();
    if (from.equals("now/d")) {
      return now.atZone(PARIS).truncatedTo(ChronoUnit.DAYS).toInstant().toEpochMilli();
    }
    var matcher = Pattern.compile("(?:now-)?(\\d+)([hdMy])").matcher(from);
    assertThat(matcher.matches()).as(from).isTrue();
    int n = Integer.parseInt(matcher.group(1));
    int days =
        switch (matcher.group(2)) {
          case "h" -> 0;
          case "d" -> n;
          case "M" -> 31 * n;
          default -> 366 * n;
        };
    Duration range = days == 0 ? Duration.ofHours(n) : Duration.ofDays(days);
    return now.minus(range).toEpochMilli();
  }

  private String filled(String query, String from, String interval, Map<String, String> values) {
    String text =
        query
            .replace(
                "$timeFilter",
                "time >= %dms and time <= %dms"
                    .formatted(start(from), influx.now().plusSeconds(60).toEpochMilli()))
            .replace("$__interval", interval);
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("$" + value.getKey(), value.getValue());
    }
    assertThat(text).doesNotContainPattern("\\$[a-z_]");
    return text;
  }

  private List<JsonObject> series(String policy, String query) throws Exception {
    JsonObject result =
        JsonParser.parseString(influx.ask(policy, query))
            .getAsJsonObject()
            .getAsJsonArray("results")
            .get(0)
            .getAsJsonObject();
    assertThat(result.get("error")).as(query).isNull();
    List<JsonObject> series = new ArrayList<>();
    if (result.has("series")) {
      result.getAsJsonArray("series").forEach(s -> series.add(s.getAsJsonObject()));
    }
    return series;
  }

  /** The bucket of a data source: InfluxDB 3's variables are called by them. */
  private static String policy(JsonObject asked) {
    String uid = asked.getAsJsonObject("datasource").get("uid").getAsString();
    return uid.contains("datasource_")
        ? uid.replaceAll("\\$\\{datasource_|}", "").replace('_', '-')
        : "";
  }

  /** What each variable may be, each asked with those before it. */
  private Map<String, List<String>> values(JsonObject dashboard) throws Exception {
    Map<String, List<String>> values = new LinkedHashMap<>();
    Map<String, String> chosen = new LinkedHashMap<>();
    for (JsonElement element : dashboard.getAsJsonObject("templating").getAsJsonArray("list")) {
      JsonObject variable = element.getAsJsonObject();
      String name = variable.get("name").getAsString();
      Set<String> found = new TreeSet<>();
      switch (variable.get("type").getAsString()) {
        case "custom" ->
            variable
                .getAsJsonArray("options")
                .forEach(o -> found.add(o.getAsJsonObject().get("value").getAsString()));
        case "query" -> {
          String query = filled(variable.get("query").getAsString(), "now-1d", "30s", chosen);
          for (JsonObject series : series(policy(variable), query)) {
            series
                .getAsJsonArray("values")
                .forEach(row -> found.add(row.getAsJsonArray().get(1).getAsString()));
          }
        }
        default -> {
          continue;
        }
      }
      assertThat(found).as("%s of %s", name, dashboard.get("uid")).isNotEmpty();
      values.put(name, List.copyOf(found));
      chosen.put(
          name, variable.has("allValue") ? variable.get("allValue").getAsString() : any(found));
    }
    return values;
  }

  private static String any(Iterable<String> values) {
    List<String> quoted = new ArrayList<>();
    values.forEach(value -> quoted.add(value.replaceAll("[-.()|\\[\\]{}+*?^$/\\\\]", "\\\\$0")));
    return "(" + String.join("|", quoted) + ")";
  }

  private static Map<String, String> all(JsonObject dashboard, Map<String, List<String>> values) {
    Map<String, String> chosen = new LinkedHashMap<>();
    values.forEach(
        (name, found) -> {
          boolean one = name.equals("indicator") || name.equals("part");
          chosen.put(name, one ? found.contains("all") ? "all" : "electricity" : any(found));
        });
    for (JsonElement element : dashboard.getAsJsonObject("templating").getAsJsonArray("list")) {
      JsonObject variable = element.getAsJsonObject();
      if (variable.has("allValue")) {
        chosen.put(variable.get("name").getAsString(), variable.get("allValue").getAsString());
      }
    }
    return chosen;
  }

  private record Asked(JsonObject panel, JsonObject target, List<JsonObject> series) {
    Set<String> columns() {
      Set<String> columns = new TreeSet<>();
      for (JsonObject one : series) {
        if (one.has("tags")) {
          columns.addAll(one.getAsJsonObject("tags").keySet());
        }
        one.getAsJsonArray("columns").forEach(c -> columns.add(c.getAsString()));
      }
      return columns;
    }
  }

  private List<Asked> asked(JsonObject dashboard, JsonObject panel, Map<String, String> values)
      throws Exception {
    List<Asked> asked = new ArrayList<>();
    String from =
        panel.has("timeFrom")
            ? panel.get("timeFrom").getAsString()
            : dashboard.getAsJsonObject("time").get("from").getAsString();
    String interval = panel.has("interval") ? panel.get("interval").getAsString() : "30s";
    for (JsonElement element : panel.getAsJsonArray("targets")) {
      JsonObject target = element.getAsJsonObject();
      if (target.has("query")) {
        String query = filled(target.get("query").getAsString(), from, interval, values);
        asked.add(new Asked(panel, target, series(policy(target), query)));
      }
    }
    return asked;
  }

  @Test
  void everyQueryOfEveryPanelHasRowsWithTheColumnsThatThePanelNames() throws Exception {
    List<String> without = new ArrayList<>();
    int queries = 0;
    for (String folder : List.of("dashboards/fr", "dashboards/en", "influxdb-3/dashboards/en")) {
      for (Map.Entry<String, JsonObject> named : dashboards(folder).entrySet()) {
        JsonObject dashboard = named.getValue();
        Map<String, String> values = all(dashboard, values(dashboard));
        for (JsonObject panel : GrafanaFilesTest.panels(dashboard)) {
          Set<String> columns = new TreeSet<>();
          for (Asked asked : asked(dashboard, panel, values)) {
            queries++;
            String place = named.getKey() + "/" + panel.get("title").getAsString();
            if (asked.series().stream().noneMatch(GrafanaQueriesTest::says)) {
              without.add(folder + " " + place + " " + asked.target().get("query"));
            }
            columns.addAll(asked.columns());
            assertThat(tags(asked.target())).as(place).isSubsetOf(asked.columns());
            if (Boolean.getBoolean("garonne.grafana.print") && folder.equals("dashboards/en")) {
              System.out.println(place + " " + asked.target().get("refId") + " " + shown(asked));
            }
          }
          if (panel.get("type").getAsString().equals("table")) {
            assertThat(named(panel)).as("%s", panel.get("title")).isSubsetOf(columns);
          }
        }
      }
    }
    assertThat(queries).isGreaterThan(150);
    assertThat(without).isEmpty();
  }

  /** Whether every column has a value in some row. */
  private static boolean says(JsonObject series) {
    Set<Integer> empty = new TreeSet<>();
    for (int i = 0; i < series.getAsJsonArray("columns").size(); i++) {
      empty.add(i);
    }
    for (JsonElement row : series.getAsJsonArray("values")) {
      empty.removeIf(i -> !row.getAsJsonArray().get(i).isJsonNull());
    }
    return empty.isEmpty();
  }

  private static String shown(Asked asked) {
    return asked.series().stream()
        .limit(4)
        .map(
            s ->
                (s.has("tags") ? s.get("tags") : "")
                    + " "
                    + s.get("columns")
                    + " "
                    + s.getAsJsonArray("values").size()
                    + " rows, last "
                    + s.getAsJsonArray("values").get(s.getAsJsonArray("values").size() - 1))
        .collect(Collectors.joining("\n    ", asked.series().size() + " series\n    ", ""));
  }

  /** Tags that the names of curves are made of. */
  private static Set<String> tags(JsonObject target) {
    Set<String> tags = new TreeSet<>();
    if (target.has("alias")) {
      var matcher = Pattern.compile("\\$tag_(\\w+)").matcher(target.get("alias").getAsString());
      while (matcher.find()) {
        tags.add(matcher.group(1));
      }
    }
    return tags;
  }

  /** Columns that a table names, without what it computes or turns round itself. */
  private static Set<String> named(JsonObject panel) {
    Set<String> named = new TreeSet<>();
    JsonArray steps = panel.getAsJsonArray("transformations");
    if (steps.toString().contains("groupingToMatrix")) {
      return new TreeSet<>(Set.of("kwh", "slot", "hour", "weekday"));
    }
    panel
        .getAsJsonObject("fieldConfig")
        .getAsJsonArray("overrides")
        .forEach(
            o ->
                named.add(
                    o.getAsJsonObject().getAsJsonObject("matcher").get("options").getAsString()));
    for (JsonElement step : steps) {
      JsonObject options = step.getAsJsonObject().getAsJsonObject("options");
      if (options.has("alias")) {
        named.remove(options.get("alias").getAsString());
      }
    }
    if (named.remove("Time")) {
      named.add("time");
    }
    return named;
  }

  @Test
  void whatIsChosenNarrowsTheAnswersAndNoneNamesAPersonalDevice() throws Exception {
    Set<String> personal =
        influx.inventory().stream()
            .filter(device -> device.assignments().stream().anyMatch(Assignment::personal))
            .map(Device::device)
            .collect(Collectors.toSet());
    assertThat(personal).hasSizeGreaterThan(10);
    for (JsonObject dashboard : dashboards("dashboards/fr").values()) {
      Map<String, List<String>> values = values(dashboard);
      assertThat(values.toString()).doesNotContain(personal);
      Map<String, String> first = new LinkedHashMap<>(all(dashboard, values));
      if (values.containsKey("site")) {
        first.put("site", any(List.of("mairie", "datacentre")));
      }
      for (JsonObject panel : GrafanaFilesTest.panels(dashboard)) {
        for (Asked asked : asked(dashboard, panel, first)) {
          assertThat(asked.series().toString()).doesNotContain(personal);
          for (JsonObject one : asked.series()) {
            if (one.has("tags")
                && one.getAsJsonObject("tags").has("site")
                && asked.target().get("query").getAsString().contains("$site")) {
              assertThat(one.getAsJsonObject("tags").get("site").getAsString())
                  .isIn("mairie", "datacentre");
            }
          }
        }
      }
    }
  }

  @Test
  void noPointOfADayOrLessTellsOfOnePersonsDesk() throws Exception {
    SmallGroups small = SmallGroups.of(influx.inventory(), influx.now().toEpochMilli());
    assertThat(small.withholds(new Scope(null, "mairie", null, null))).isTrue();
    for (String from : List.of("\"live\".\"power\"", "\"fine\".\"energy\"", DAYS)) {
      List<JsonObject> series =
          series("", "SELECT devices FROM " + from + " GROUP BY \"scope\", \"site\", \"class\"");
      List<Scope> written =
          series.stream()
              .map(one -> one.getAsJsonObject("tags"))
              .filter(tags -> tags.get("scope").getAsString().matches("site(-class)?"))
              .map(tags -> new Scope(null, said(tags, "site"), said(tags, "class"), null))
              .toList();
      assertThat(written).isNotEmpty().noneMatch(small::withholds);
    }
  }

  private static @Nullable String said(JsonObject tags, String name) {
    String value = tags.get(name).getAsString();
    return value.isEmpty() ? null : value;
  }

  @Test
  void alertsAreAnnotationsWithTheColumnsThatAreNamed() throws Exception {
    for (JsonObject dashboard : dashboards("dashboards/fr").values()) {
      for (JsonElement element : dashboard.getAsJsonObject("annotations").getAsJsonArray("list")) {
        JsonObject target = element.getAsJsonObject().getAsJsonObject("target");
        String query =
            filled(target.get("query").getAsString(), "now-6h", "30s", Map.of("site", ".*"));
        List<JsonObject> series = series("", query);
        assertThat(series).hasSize(1);
        String columns = series.getFirst().getAsJsonArray("columns").toString();
        for (String name : List.of("textColumn", "tagsColumn", "timeEndColumn")) {
          for (String column : target.get(name).getAsString().split(",", -1)) {
            assertThat(columns).contains("\"" + column + "\"");
          }
        }
      }
    }
  }

  @Test
  void rulesSeeWhatIsOpenAndNothingElse() throws Exception {
    for (String folder : List.of("", "influxdb-3/")) {
      JsonObject rules =
          JsonParser.parseString(
                  Files.readString(
                      GrafanaFiles.GRAFANA.resolve(folder + "provisioning/alerting/rules.yaml")))
              .getAsJsonObject();
      Map<String, Double> last = new TreeMap<>();
      for (JsonElement element :
          rules.getAsJsonArray("groups").get(0).getAsJsonObject().getAsJsonArray("rules")) {
        JsonObject rule = element.getAsJsonObject();
        JsonObject data = rule.getAsJsonArray("data").get(0).getAsJsonObject();
        String uid = data.get("datasourceUid").getAsString();
        for (JsonObject series :
            series(
                uid.replace("garonne-influx", "").replaceFirst("^-", ""),
                data.getAsJsonObject("model").get("query").getAsString())) {
          JsonArray rows = series.getAsJsonArray("values");
          last.merge(
              rule.get("uid").getAsString(),
              rows.get(rows.size() - 1).getAsJsonArray().get(1).getAsDouble(),
              Math::max);
        }
      }
      assertThat(last.get("garonne-critical")).isEqualTo(1);
      assertThat(last.get("garonne-warning")).isEqualTo(1);
      assertThat(last.get("garonne-nothing-arrives")).isGreaterThan(0);
      assertThat(last.get("garonne-dead-letters")).isLessThan(100);
      assertThat(last.get("garonne-behind-target"))
          .isCloseTo(0.5, org.assertj.core.api.Assertions.within(1e-9));
    }
  }

  @Test
  void whatPrometheusIsAskedForIsInTheMetrics() throws Exception {
    PrometheusMeterRegistry own = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ProcessMetrics.register(own, "test");
    String metrics = influx.metrics() + own.scrape();
    for (JsonObject panel :
        GrafanaFilesTest.panels(
            java.util.Objects.requireNonNull(dashboards("dashboards/fr").get("pipeline")))) {
      for (JsonElement target : panel.getAsJsonArray("targets")) {
        JsonElement expression = target.getAsJsonObject().get("expr");
        if (expression != null) {
          var matcher =
              Pattern.compile("(garonne|jvm|process)_\\w+").matcher(expression.getAsString());
          assertThat(matcher.find()).isTrue();
          assertThat(metrics).contains("\n" + matcher.group());
        }
      }
    }
  }

  @Test
  void hoursOfTheWeekAreThoseOfTheSitesClock() throws Exception {
    JsonArray rows =
        series(
                "",
                "SELECT \"hour_of_week\" FROM \"fine\".\"energy\" WHERE \"period\" = 'hour' AND"
                    + " \"scope\" = 'site' AND \"site\" = 'datacentre' AND time > now() - 2d")
            .getFirst()
            .getAsJsonArray("values");
    for (JsonElement row : rows) {
      var local = Instant.ofEpochMilli(row.getAsJsonArray().get(0).getAsLong()).atZone(PARIS);
      assertThat(row.getAsJsonArray().get(1).getAsLong())
          .isEqualTo((local.getDayOfWeek().getValue() - 1) * 24L + local.getHour());
    }
  }
}
