package io.garonne.deploy.grafana;

import static io.garonne.deploy.grafana.Json.array;
import static io.garonne.deploy.grafana.Json.object;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.garonne.deploy.grafana.Source.Common;
import java.util.List;

/** One dashboard in one language for one kind of database. */
final class DashboardJson {
  /** In the order in which they are linked. */
  static final List<String> ALL =
      List.of("live", "target", "printers", "energy", "rooms", "pipeline");

  private static final int COLUMNS = 24;

  private final String key;
  private final Source source;
  private final Common common;
  private final Database database;
  private int id;
  private int x;
  private int y;
  private int height;

  DashboardJson(String key, Source source, Common common, Database database) {
    this.key = key;
    this.source = source;
    this.common = common;
    this.database = database;
  }

  static String uid(String language, String key) {
    return "garonne-" + language + "-" + key;
  }

  JsonObject dashboard() {
    JsonArray panels = panels();
    return object(
        "uid", uid(common.language(), key),
        "title", common.say(key + ".title"),
        "description", common.say(key + ".description"),
        "tags", array("garonne", common.language()),
        "schemaVersion", common.common().number("schemaVersion"),
        "version", 1,
        "editable", false,
        "graphTooltip", 1,
        "timezone", common.zone(),
        "refresh", source.text("refresh"),
        "time", object("from", source.text("from"), "to", "now"),
        "templating", object("list", variables()),
        "annotations", object("list", annotations()),
        "links", links(),
        "panels", panels);
  }

  private JsonArray links() {
    JsonArray links = new JsonArray();
    for (String other : ALL) {
      if (!other.equals(key)) {
        links.add(
            object(
                "type",
                "link",
                "title",
                common.say(other + ".title"),
                "tooltip",
                common.say(other + ".description"),
                "icon",
                "dashboard",
                "url",
                "/d/" + uid(common.language(), other),
                "tags",
                array(),
                "asDropdown",
                false,
                "targetBlank",
                false,
                "includeVars",
                true,
                "keepTime",
                List.of("live", "pipeline").contains(key)
                    == List.of("live", "pipeline").contains(other)));
      }
    }
    return links;
  }

  private List<String> names() {
    return source.texts("variables").stream().map(name -> name.split("=", 2)[0]).toList();
  }

  private JsonArray variables() {
    JsonArray list = new JsonArray();
    if (database == Database.POLICIES) {
      list.add(dataSource("datasource", "influxdb", "Garonne", database.uid));
    } else {
      for (String bucket : List.of("live", "fine", "totals", "device", "device-totals")) {
        list.add(
            dataSource(
                Database.variable(bucket), "influxdb", "Garonne " + bucket, database.uid + bucket));
      }
    }
    if (source.toString().contains("prometheus=true")) {
      list.add(dataSource("prometheus", "prometheus", "Prometheus", "garonne-prometheus"));
    }
    for (String name : source.texts("variables")) {
      // A variable that is defined otherwise here: name=definition.
      String[] parts = name.split("=", 2);
      list.add(variable(parts[0], common.common().map("variables").map(parts[parts.length - 1])));
    }
    return list;
  }

  private JsonObject dataSource(String name, String type, String text, String uid) {
    return object(
        "name",
        name,
        "label",
        common.say("variable.datasource"),
        "type",
        "datasource",
        "query",
        type,
        "current",
        object("text", text, "value", uid),
        "hide",
        2);
  }

  private JsonObject variable(String name, Source variable) {
    String label = common.say("variable." + name);
    if (variable.has("values")) {
      JsonArray options = new JsonArray();
      for (String value : variable.texts("values")) {
        options.add(
            object(
                "text", common.say("value." + value),
                "value", value,
                "selected", options.isEmpty()));
      }
      return object(
          "name",
          name,
          "label",
          label,
          "type",
          "custom",
          "query",
          String.join(
              ", ",
              variable.texts("values").stream()
                  .map(value -> common.say("value." + value) + " : " + value)
                  .toList()),
          "options",
          options,
          "current",
          options.get(0).deepCopy(),
          "multi",
          false,
          "includeAll",
          false);
    }
    String query = variable.text("query");
    if (database == Database.DATABASES) {
      query = variable.text("influx3", query);
    }
    query = common.query(query);
    JsonObject json =
        object(
            "name",
            name,
            "label",
            label,
            "type",
            "query",
            "datasource",
            database.variableFor(query),
            "query",
            database.said(query),
            "refresh",
            2,
            "sort",
            1,
            "multi",
            !variable.has("first"),
            "includeAll",
            variable.is("all"));
    if (variable.is("all")) {
      json.addProperty("allValue", variable.is("none") ? "()" : ".*");
      json.add("current", object("text", array("All"), "value", array("$__all")));
    } else if (variable.has("first")) {
      json.add("current", object("text", variable.text("first"), "value", variable.text("first")));
    }
    return json;
  }

  private JsonArray annotations() {
    JsonArray list = new JsonArray();
    for (String name : source.texts("annotations")) {
      Source annotation = common.common().map("annotations").map(name);
      String query = common.query(annotation.text("query"));
      JsonObject target =
          object(
              "refId",
              "Anno",
              "query",
              database.said(query),
              "rawQuery",
              true,
              "fromAnnotations",
              true,
              "textEditor",
              true,
              "textColumn",
              annotation.text("text"),
              "tagsColumn",
              annotation.text("tags"),
              "timeEndColumn",
              annotation.text("end"));
      list.add(
          object(
              "name", common.say("annotation." + name),
              "datasource", database.variableFor(query),
              "enable", true,
              "iconColor", annotation.text("color"),
              "target", target));
    }
    return list;
  }

  private JsonArray panels() {
    JsonArray panels = new JsonArray();
    for (Source row : source.list("rows")) {
      feed();
      JsonObject title =
          object(
              "id", ++id,
              "type", "row",
              "title", common.say(key + ".row." + row.text("key")),
              "collapsed", row.is("collapsed"),
              "gridPos", object("x", 0, "y", y, "w", COLUMNS, "h", 1),
              "panels", array());
      y++;
      panels.add(title);
      JsonArray into = row.is("collapsed") ? title.getAsJsonArray("panels") : panels;
      for (Source panel : row.list("panels")) {
        JsonObject place = place(panel.number("w"), panel.number("h"));
        into.add(new PanelJson(key, panel, names(), common, database).panel(++id, place));
      }
    }
    return panels;
  }

  private JsonObject place(int w, int h) {
    if (x + w > COLUMNS) {
      feed();
    }
    JsonObject place = object("x", x, "y", y, "w", w, "h", h);
    x += w;
    height = Math.max(height, h);
    return place;
  }

  private void feed() {
    x = 0;
    y += height;
    height = 0;
  }
}
