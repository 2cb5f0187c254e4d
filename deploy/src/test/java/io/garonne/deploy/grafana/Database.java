package io.garonne.deploy.grafana;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a query says where its measurement is, and which data source it is sent to. */
enum Database {
  /** InfluxDB 1.x and 2.x: one data source; the retention policy stands in the query. */
  POLICIES("garonne-influx"),
  /** InfluxDB 3, which knows no policies: a data source for each database. */
  DATABASES("garonne-influx-");

  private static final Pattern FROM =
      Pattern.compile("\"(live|fine|totals|device|device-totals)\"\\.");

  final String uid;

  Database(String uid) {
    this.uid = uid;
  }

  /** The buckets that a query asks. */
  static Set<String> buckets(String query) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = FROM.matcher(query);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no bucket in " + query);
    }
    return found;
  }

  private static String bucket(String query) {
    Set<String> buckets = buckets(query);
    if (buckets.size() != 1) {
      throw new IllegalArgumentException("InfluxDB 3 cannot ask two databases at once: " + query);
    }
    return buckets.iterator().next();
  }

  /** The query as this one understands it. */
  String said(String query) {
    return this == POLICIES ? query : FROM.matcher(query).replaceAll("");
  }

  /** The data source that answers a query. */
  String uidFor(String query) {
    return this == POLICIES ? uid : uid + bucket(query);
  }

  /** The variable of that data source. */
  JsonObject variableFor(String query) {
    return reference("influxdb", this == POLICIES ? "datasource" : variable(bucket(query)));
  }

  static String variable(String bucket) {
    return "datasource_" + bucket.replace('-', '_').toLowerCase(Locale.ROOT);
  }

  static JsonObject reference(String type, String variable) {
    JsonObject reference = new JsonObject();
    reference.addProperty("type", type);
    reference.addProperty("uid", "${" + variable + "}");
    return reference;
  }
}
