package io.garonne.deploy.grafana;

import static io.garonne.deploy.grafana.Json.array;
import static io.garonne.deploy.grafana.Json.object;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.garonne.deploy.grafana.Source.Common;

/**
 * Grafana's alert rules, as its provisioning reads them: JSON, which is YAML. Texts are in both
 * languages.
 */
final class RulesJson {
  private RulesJson() {}

  static JsonObject rules(Source source, Common french, Common english, Database database) {
    JsonArray rules = new JsonArray();
    for (Source rule : source.list("rules")) {
      String key = "rule." + rule.text("key");
      String query = french.query(rule.text("query"));
      boolean above = rule.has("above");
      JsonObject evaluator =
          object(
              "type",
              above ? "gt" : "lt",
              "params",
              array(Double.valueOf(rule.text(above ? "above" : "below"))));
      rules.add(
          object(
              "uid", "garonne-" + rule.text("key"),
              "title", french.say(key + ".title") + " / " + english.say(key + ".title"),
              "condition", "C",
              "for", rule.text("for"),
              "noDataState", rule.text("empty"),
              "execErrState", "Error",
              "labels", object("severity", rule.text("severity"), "source", "garonne"),
              "annotations",
                  object(
                      "summary",
                      french.say(key + ".summary") + " / " + english.say(key + ".summary"),
                      "runbook_url",
                      "/d/" + DashboardJson.uid("fr", rule.text("dashboard"))),
              "data",
                  array(
                      data("A", database.uidFor(query), asked(database.said(query))),
                      data("B", "__expr__", reduced()),
                      data("C", "__expr__", judged(evaluator)))));
    }
    return object(
        "apiVersion",
        1,
        "groups",
        array(
            object(
                "orgId",
                1,
                "name",
                "garonne",
                "folder",
                "Garonne",
                "interval",
                source.text("interval"),
                "rules",
                rules)));
  }

  private static JsonObject data(String ref, String uid, JsonObject model) {
    model.addProperty("refId", ref);
    return object(
        "refId", ref,
        "relativeTimeRange", object("from", 600, "to", 0),
        "datasourceUid", uid,
        "model", model);
  }

  private static JsonObject asked(String query) {
    return object("rawQuery", true, "query", query, "resultFormat", "time_series");
  }

  private static JsonObject reduced() {
    return object("type", "reduce", "expression", "A", "reducer", "last");
  }

  private static JsonObject judged(JsonObject evaluator) {
    return object(
        "type",
        "threshold",
        "expression",
        "B",
        "conditions",
        array(object("evaluator", evaluator)));
  }
}
