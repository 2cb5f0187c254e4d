package io.garonne.deploy.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is committed below {@code grafana} is what its source says, in both languages alike. */
class GrafanaFilesTest {
  private static final Set<String> UNITS =
      Set.of(
          "watt",
          "kwatth",
          "h",
          "none",
          "short",
          "percent",
          "percentunit",
          "bytes",
          "masskg",
          "currencyEUR",
          "dateTimeFromNow",
          "suffix: g CO₂/kWh");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(?!__|tag_|col)([a-z_]+)");

  @Test
  void theCommittedFilesAreThoseThatTheSourceMakes() throws IOException {
    Map<String, String> made = GrafanaFiles.all();
    if (Boolean.getBoolean("garonne.grafana.write")) {
      for (Map.Entry<String, String> file : made.entrySet()) {
        Path path = GrafanaFiles.GRAFANA.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    }
    Map<String, String> committed = new TreeMap<>();
    for (Path path : committed()) {
      committed.put(
          GrafanaFiles.GRAFANA.relativize(path).toString().replace('\\', '/'),
          Files.readString(path));
    }
    assertThat(committed.keySet()).isEqualTo(made.keySet());
    for (Map.Entry<String, String> file : made.entrySet()) {
      assertThat(
              java.util.Objects.requireNonNull(committed.get(file.getKey()))
                  .equals(file.getValue()))
          .as("%s: -Dgaronne.grafana.write=true writes it anew", file.getKey())
          .isTrue();
    }
  }

  private static List<Path> committed() throws IOException {
    try (Stream<Path> files = Files.walk(GrafanaFiles.GRAFANA)) {
      return files
          .filter(f -> f.toString().endsWith(".json") || f.endsWith("alerting/rules.yaml"))
          .toList();
    }
  }

  private static Map<String, JsonObject> dashboards() {
    Map<String, JsonObject> dashboards = new TreeMap<>();
    GrafanaFiles.all()
        .forEach(
            (path, text) -> {
              if (path.endsWith(".json")) {
                dashboards.put(path, JsonParser.parseString(text).getAsJsonObject());
              }
            });
    return dashboards;
  }

  /** Panels, those of collapsed rows too, without the rows themselves. */
  static List<JsonObject> panels(JsonObject dashboard) {
    List<JsonObject> panels = new ArrayList<>();
    for (JsonElement each : dashboard.getAsJsonArray("panels")) {
      JsonObject panel = each.getAsJsonObject();
      if (panel.get("type").getAsString().equals("row")) {
        panel.getAsJsonArray("panels").forEach(inner -> panels.add(inner.getAsJsonObject()));
      } else {
        panels.add(panel);
      }
    }
    return panels;
  }

  @Test
  void everyPanelSaysWhatItIsInWhichUnitAndAsksTheDataSourceThatWasChosen() {
    dashboards()
        .forEach(
            (path, dashboard) -> {
              Set<Integer> ids = new HashSet<>();
              assertThat(panels(dashboard)).as(path).hasSizeGreaterThan(5);
              for (JsonObject panel : panels(dashboard)) {
                assertThat(ids.add(panel.get("id").getAsInt())).as(path).isTrue();
                for (String text : List.of("title", "description")) {
                  assertThat(panel.get(text).getAsString()).as(path).hasSizeGreaterThan(2);
                }
                JsonObject defaults =
                    panel.getAsJsonObject("fieldConfig").getAsJsonObject("defaults");
                assertThat(UNITS).contains(defaults.get("unit").getAsString());
                for (JsonElement target : panel.getAsJsonArray("targets")) {
                  assertThat(
                          target
                              .getAsJsonObject()
                              .getAsJsonObject("datasource")
                              .get("uid")
                              .getAsString())
                      .matches("\\$\\{(datasource(_[a-z_]+)?|prometheus)}");
                }
              }
              assertThat(dashboard.get("timezone").getAsString()).isEqualTo("Europe/Paris");
            });
  }

  @Test
  void everyVariableThatIsUsedIsThereAndEveryLinkLeadsToADashboard() {
    Map<String, JsonObject> all = dashboards();
    Set<String> uids = new HashSet<>();
    all.forEach(
        (path, dashboard) -> {
          String uid = dashboard.get("uid").getAsString();
          assertThat(uid.length()).isLessThanOrEqualTo(40);
          assertThat(uids.add(path.startsWith("influxdb-3") ? "3 " + uid : uid)).isTrue();
        });
    all.forEach(
        (path, dashboard) -> {
          Set<String> known = new HashSet<>();
          dashboard
              .getAsJsonObject("templating")
              .getAsJsonArray("list")
              .forEach(v -> known.add(v.getAsJsonObject().get("name").getAsString()));
          Matcher used = VARIABLE.matcher(dashboard.toString().replace("$timeFilter", ""));
          while (used.find()) {
            assertThat(known).as("%s: %s", path, used.group()).contains(used.group(1));
          }
          Matcher links = Pattern.compile("/d/([a-z-]+)").matcher(dashboard.toString());
          while (links.find()) {
            assertThat(uids).contains(links.group(1));
          }
        });
  }

  @Test
  void bothLanguagesSayEverythingOnceAndNothingInVain() throws IOException {
    Set<String> keys = texts("fr").stringPropertyNames();
    assertThat(texts("en").stringPropertyNames()).isEqualTo(keys);
    String made = String.join("", GrafanaFiles.all().values());
    Properties english = texts("en");
    assertThat(keys)
        .allSatisfy(key -> assertThat(made).as(key).contains(escaped(english.getProperty(key))));
    String[] languages =
        GrafanaFiles.LANGUAGES.stream()
            .map(l -> structure(dashboards(), "dashboards/" + l + "/"))
            .toArray(String[]::new);
    assertThat(languages[0]).isEqualTo(languages[1]);
  }

  private static String escaped(String text) {
    return text.replace("\"", "\\\"");
  }

  private static Properties texts(String language) throws IOException {
    Properties texts = new Properties();
    texts.load(
        Files.newBufferedReader(
            GrafanaFiles.SOURCE.resolve("texts_" + language + ".properties"),
            StandardCharsets.UTF_8));
    return texts;
  }

  private static String structure(Map<String, JsonObject> dashboards, String folder) {
    StringBuilder structure = new StringBuilder();
    dashboards.forEach(
        (path, dashboard) -> {
          if (path.startsWith(folder)) {
            panels(dashboard)
                .forEach(
                    panel -> {
                      structure.append(panel.get("type")).append(panel.get("gridPos"));
                      panel
                          .getAsJsonArray("targets")
                          .forEach(t -> structure.append(t.getAsJsonObject().get("query")));
                    });
          }
        });
    return structure.toString();
  }

  @Test
  void queriesAreBoundedInTimeAndAskNoMonthsAndNoPersonalDeviceOfTheDatabase() {
    dashboards()
        .forEach(
            (path, dashboard) -> {
              for (JsonObject panel : panels(dashboard)) {
                for (JsonElement target : panel.getAsJsonArray("targets")) {
                  JsonElement query = target.getAsJsonObject().get("query");
                  if (query == null) {
                    continue;
                  }
                  String text = query.getAsString();
                  assertThat(text)
                      .matches("(?s).*(\\$timeFilter|time > now\\(\\) - \\d+[dmh]).*")
                      .doesNotContain("|>", "SELECT *", "time(30d)", "time(4w)")
                      .doesNotMatch("(?s).*personal.*");
                  if (text.contains("\"device\"")
                      && text.contains("$timeFilter")
                      && text.contains("GROUP BY time")) {
                    // Curves are of chosen devices only, whatever the size of the estate.
                    assertThat(text).containsPattern("\"device\" =~ /\\^\\$(device|printer)\\$/");
                  }
                }
              }
            });
  }

  @Test
  void dataSourcesOfEachVersionHaveTheUidsThatDashboardsAndRulesAskFor() throws IOException {
    for (String file :
        List.of("provisioning/datasources/influxdb.yaml", "variants/influxdb-2.yaml")) {
      assertThat(Files.readString(GrafanaFiles.GRAFANA.resolve(file)))
          .contains("uid: garonne-influx\n", "version: InfluxQL");
    }
    String three =
        Files.readString(
            GrafanaFiles.GRAFANA.resolve("influxdb-3/provisioning/datasources/influxdb.yaml"));
    for (String bucket : List.of("live", "fine", "totals", "device", "device-totals")) {
      assertThat(three)
          .contains(
              "uid: garonne-influx-" + bucket + "\n",
              "dbName: ${GARONNE_INFLUX_DATABASE}/" + bucket + "\n");
    }
  }
}
