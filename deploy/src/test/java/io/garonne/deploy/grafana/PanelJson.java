package io.garonne.deploy.grafana;

import static io.garonne.deploy.grafana.Json.array;
import static io.garonne.deploy.grafana.Json.object;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.garonne.deploy.grafana.Source.Common;
import java.util.List;

/** One panel with its queries. */
final class PanelJson {
  private final String dashboard;
  private final Source source;
  private final List<String> variables;
  private final Common common;
  private final Database database;
  private final String name;

  PanelJson(
      String dashboard, Source source, List<String> variables, Common common, Database database) {
    this.dashboard = dashboard;
    this.source = source;
    this.variables = variables;
    this.common = common;
    this.database = database;
    this.name = dashboard + "." + source.text("key");
  }

  JsonObject panel(int id, JsonObject place) {
    JsonArray targets = targets();
    JsonObject panel =
        object(
            "id", id,
            "type", source.text("type"),
            "title", common.say(name + ".title"),
            "description", common.say(name + ".description"),
            "datasource", targets.get(0).getAsJsonObject().get("datasource"),
            "gridPos", place,
            "fieldConfig", object("defaults", defaults(), "overrides", overrides()),
            "options", options(),
            "targets", targets);
    if (source.has("from")) {
      panel.addProperty("timeFrom", source.text("from"));
    }
    if (source.has("interval")) {
      panel.addProperty("interval", source.text("interval"));
    }
    if (source.text("type").equals("table")) {
      panel.add("transformations", new TableJson(source).transformations());
    }
    return panel;
  }

  private JsonArray targets() {
    JsonArray targets = new JsonArray();
    for (Source query : source.list("queries")) {
      String ref = String.valueOf((char) ('A' + targets.size()));
      targets.add(source.is("prometheus") ? prometheus(ref, query) : influx(ref, query));
    }
    return targets;
  }

  private JsonObject influx(String ref, Source query) {
    String text = common.query(query.text("q"));
    JsonObject target =
        object(
            "refId",
            ref,
            "datasource",
            database.variableFor(text),
            "rawQuery",
            true,
            "query",
            database.said(text),
            "resultFormat",
            query.is("table") ? "table" : "time_series");
    if (!query.is("table")) {
      target.addProperty("alias", query.has("alias") ? alias(query.text("alias")) : alias());
    }
    return target;
  }

  private static JsonObject prometheus(String ref, Source query) {
    return object(
        "refId", ref,
        "datasource", Database.reference("prometheus", "prometheus"),
        "expr", query.text("q"),
        "legendFormat", query.text("alias"));
  }

  /** A single curve is called as its panel; several fields by their own names. */
  private String alias() {
    return source.list("queries").get(0).text("q").contains("(/^")
        ? "$col"
        : common.say(name + ".title");
  }

  /** A name of ours is translated, one made of tags is not. */
  private String alias(String alias) {
    return alias.contains("$") ? alias : common.say("series." + alias);
  }

  private JsonObject defaults() {
    JsonObject defaults = object("unit", source.text("unit"));
    for (String each : List.of("decimals", "min", "max")) {
      if (source.has(each)) {
        defaults.addProperty(each, source.number(each));
      }
    }
    if (source.is("zero")) {
      defaults.addProperty("noValue", "0");
    }
    if (source.has("thresholds") && !source.has("colored")) {
      defaults.add("thresholds", thresholds());
      defaults.add("color", object("mode", "thresholds"));
    }
    if (source.is("matrix")) {
      defaults.add("color", object("mode", "continuous-BlYlRd"));
    }
    defaults.add("custom", custom());
    JsonArray links = links();
    if (!links.isEmpty()) {
      defaults.add("links", links);
    }
    return defaults;
  }

  private JsonObject custom() {
    return switch (source.text("type")) {
      case "timeseries" -> {
        boolean bars = source.text("style").equals("bars");
        boolean lines = source.text("style").equals("lines");
        JsonObject custom =
            object(
                "drawStyle",
                bars ? "bars" : "line",
                "lineWidth",
                1,
                "fillOpacity",
                bars ? 80 : lines ? 0 : 30,
                "showPoints",
                lines ? "auto" : "never",
                "spanNulls",
                source.text("unit").equals("percent"),
                "stacking",
                object("mode", lines ? "none" : "normal", "group", "A"));
        if (source.has("thresholds")) {
          custom.add("thresholdsStyle", object("mode", "dashed"));
        }
        yield custom;
      }
      case "state-timeline" -> object("lineWidth", 0, "fillOpacity", 80);
      case "table" ->
          source.is("matrix")
              ? object("cellOptions", object("type", "color-background"))
              : object("filterable", true);
      default -> new JsonObject();
    };
  }

  private JsonObject thresholds() {
    JsonArray steps = new JsonArray();
    if (!source.texts("thresholds").get(0).startsWith("0 ")) {
      steps.add(Json.object("color", "text", "value", com.google.gson.JsonNull.INSTANCE));
    }
    for (String threshold : source.texts("thresholds")) {
      String[] parts = threshold.split(" ", 2);
      steps.add(
          steps.isEmpty()
              ? object("color", parts[1], "value", com.google.gson.JsonNull.INSTANCE)
              : object("color", parts[1], "value", Double.valueOf(parts[0])));
    }
    return object("mode", "absolute", "steps", steps);
  }

  /** To the same dashboard for what was clicked, or to another one. */
  private JsonArray links() {
    JsonArray links = new JsonArray();
    if (source.has("filter")) {
      links.add(link(source.text("filter"), "${__field.labels." + source.text("filter") + "}"));
    }
    if (source.has("link")) {
      String other = source.text("link");
      links.add(
          object(
              "title",
              common.say(other + ".title"),
              "url",
              "/d/" + DashboardJson.uid(common.language(), other) + "?${site:queryparam}"));
    }
    return links;
  }

  /** The others stay as they are chosen. */
  private JsonObject link(String variable, String value) {
    StringBuilder url =
        new StringBuilder("/d/")
            .append(DashboardJson.uid(common.language(), dashboard))
            .append("?${__url_time_range}&var-")
            .append(variable)
            .append('=')
            .append(value);
    for (String other : variables) {
      if (!other.equals(variable)) {
        url.append("&${").append(other).append(":queryparam}");
      }
    }
    return object(
        "title",
        common.say("link.only") + " " + common.say("variable." + variable),
        "url",
        url.toString());
  }

  private JsonArray overrides() {
    JsonArray overrides = new JsonArray();
    for (String column : source.texts("columns")) {
      String[] parts = column.split(" ", 2);
      JsonArray properties =
          array(object("id", "displayName", "value", common.say("column." + parts[0])));
      if (parts.length > 1) {
        properties.add(object("id", "unit", "value", parts[1]));
      }
      if (parts[0].equals(source.text("colored", ""))) {
        properties.add(object("id", "thresholds", "value", thresholds()));
        properties.add(object("id", "color", "value", object("mode", "thresholds")));
        properties.add(
            object("id", "custom.cellOptions", "value", object("type", "color-background")));
      }
      if (variables.contains(parts[0])) {
        properties.add(object("id", "links", "value", array(link(parts[0], "${__value.raw}"))));
      }
      overrides.add(override("byName", parts[0], properties));
    }
    if (source.is("matrix")) {
      for (int day = 0; day < 7; day++) {
        overrides.add(
            override(
                "byName",
                Integer.toString(day),
                array(object("id", "displayName", "value", common.say("weekday." + day)))));
      }
      overrides.add(
          override(
              "byRegexp",
              "/weekday/",
              array(
                  object("id", "displayName", "value", common.say("column.hour")),
                  object("id", "unit", "value", "none"),
                  object("id", "decimals", "value", 0),
                  object("id", "custom.cellOptions", "value", object("type", "auto")))));
    }
    if (source.is("quality")) {
      colored(overrides, "measured", "green");
      colored(overrides, "interpolated", "yellow");
      colored(overrides, "estimated", "#8e8e8e");
    }
    if (source.has("band")) {
      overrides.add(
          override(
              "byName",
              common.say("series." + source.texts("band").get(1)),
              array(
                  object(
                      "id",
                      "custom.fillBelowTo",
                      "value",
                      common.say("series." + source.texts("band").get(0))),
                  object("id", "custom.fillOpacity", "value", 15))));
    }
    return overrides;
  }

  private void colored(JsonArray overrides, String series, String color) {
    overrides.add(
        override(
            "byName",
            common.say("series." + series),
            array(object("id", "color", "value", object("mode", "fixed", "fixedColor", color)))));
  }

  private static JsonObject override(String matcher, String options, JsonArray properties) {
    return object("matcher", object("id", matcher, "options", options), "properties", properties);
  }

  private JsonObject options() {
    JsonObject legend =
        object("displayMode", "list", "placement", "bottom", "showLegend", true, "calcs", array());
    return switch (source.text("type")) {
      case "stat" ->
          object(
              "reduceOptions",
              object("calcs", array("lastNotNull"), "fields", "", "values", false),
              "colorMode",
              source.has("thresholds") ? "value" : "none",
              "graphMode",
              "none",
              "textMode",
              source.list("queries").size() > 1 ? "value_and_name" : "value",
              "justifyMode",
              "auto",
              "orientation",
              "vertical");
      case "timeseries" ->
          object("legend", legend, "tooltip", object("mode", "multi", "sort", "desc"));
      case "state-timeline" ->
          object(
              "mergeValues",
              true,
              "showValue",
              "never",
              "alignValue",
              "left",
              "rowHeight",
              0.9,
              "legend",
              legend,
              "tooltip",
              object("mode", "single", "sort", "none"));
      case "table" -> object("showHeader", true, "cellHeight", "sm");
      default -> throw new IllegalArgumentException(source.text("type"));
    };
  }
}
