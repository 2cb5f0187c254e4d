package io.garonne.deploy.grafana;

import static io.garonne.deploy.grafana.Json.array;
import static io.garonne.deploy.grafana.Json.object;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** How the answers to a table's queries become its rows and columns. */
record TableJson(Source source) {

  JsonArray transformations() {
    return source.is("matrix") ? matrix() : rows();
  }

  /** Rows of several queries are one where the columns that they share are the same. */
  private JsonArray rows() {
    JsonArray steps = new JsonArray();
    if (source.has("join")) {
      steps.add(
          step(
              "filterFieldsByName",
              object("include", object("names", array(source.texts("join").toArray())))));
      steps.add(step("merge", new JsonObject()));
    }
    List<String> ratio = source.texts("ratio");
    if (!ratio.isEmpty()) {
      steps.add(
          step(
              "calculateField",
              object(
                  "mode",
                  "binary",
                  "binary",
                  object("left", ratio.get(0), "operator", "/", "right", ratio.get(1)),
                  "alias",
                  ratio.get(2),
                  "replaceFields",
                  false)));
    }
    JsonObject order = new JsonObject();
    for (String column : source.texts("columns")) {
      order.addProperty(column.split(" ", 2)[0], order.size());
    }
    JsonObject excluded = new JsonObject();
    if (!order.has("Time")) {
      excluded.addProperty("Time", true);
    }
    steps.add(
        step(
            "organize",
            object(
                "excludeByName",
                excluded,
                "indexByName",
                order,
                "renameByName",
                new JsonObject())));
    return steps;
  }

  /** Mean of each hour of the week: a row for each hour, a column for each day. */
  private static JsonArray matrix() {
    return array(
        step("sortBy", object("fields", new JsonObject(), "sort", array(object("field", "slot")))),
        step(
            "groupBy",
            object(
                "fields",
                object(
                    "hour", object("aggregations", array(), "operation", "groupby"),
                    "weekday", object("aggregations", array(), "operation", "groupby"),
                    "kwh", object("aggregations", array("mean"), "operation", "aggregate")))),
        step(
            "groupingToMatrix",
            object(
                "columnField", "weekday",
                "rowField", "hour",
                "valueField", "kwh (mean)")));
  }

  private static JsonObject step(String id, JsonObject options) {
    return object("id", id, "options", options);
  }
}
