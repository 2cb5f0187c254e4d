package io.garonne.deploy.grafana;

import io.garonne.deploy.grafana.Source.Common;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything that is made from {@code grafana/source}, by its path in {@code grafana}. */
final class GrafanaFiles {
  static final Path GRAFANA = Path.of("../grafana");
  static final Path SOURCE = GRAFANA.resolve("source");
  static final List<String> LANGUAGES = List.of("fr", "en");

  private GrafanaFiles() {}

  static SortedMap<String, String> all() {
    SortedMap<String, String> files = new TreeMap<>();
    Common french = Common.read(SOURCE, "fr");
    Common english = Common.read(SOURCE, "en");
    for (Database database : Database.values()) {
      String top = database == Database.POLICIES ? "" : "influxdb-3/";
      for (Common common : List.of(french, english)) {
        for (String key : DashboardJson.ALL) {
          files.put(
              top + "dashboards/" + common.language() + "/" + key + ".json",
              Json.pretty(
                  new DashboardJson(
                          key, Source.read(SOURCE.resolve(key + ".yaml")), common, database)
                      .dashboard()));
        }
      }
      files.put(
          top + "provisioning/alerting/rules.yaml",
          Json.pretty(
              RulesJson.rules(
                  Source.read(SOURCE.resolve("alerts.yaml")), french, english, database)));
    }
    return files;
  }
}
