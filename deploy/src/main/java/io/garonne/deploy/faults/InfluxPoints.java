package io.garonne.deploy.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.TotalJson;
import io.garonne.sink.Bucket;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads back, in InfluxQL, what InfluxDB holds of totals. */
final class InfluxPoints {
  private static final List<Bucket> BUCKETS =
      List.of(Bucket.FINE, Bucket.TOTALS, Bucket.DEVICE, Bucket.DEVICE_TOTALS);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private InfluxPoints() {}

  /**
   * Whole numbers by field, by the key of the total that each point is.
   *
   * @throws IOException if InfluxDB does not answer, or with an error
   */
  static Map<String, Map<String, Long>> read(URI influx) throws IOException, InterruptedException {
    Map<String, Map<String, Long>> points = new HashMap<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (Bucket bucket : BUCKETS) {
        String measurement =
            bucket == Bucket.FINE || bucket == Bucket.TOTALS ? "energy" : "energy_device";
        String query =
            "SELECT measured_mj, interpolated_mj, estimated_mj, devices, revision FROM garonne.\"%s\".%s GROUP BY *"
                .formatted(bucket.label(), measurement);
        take(ask(client, influx, query), points);
      }
    }
    return points;
  }

  /**
   * Returns when InfluxDB serves.
   *
   * @throws IOException if it does not within some minutes
   */
  static void awaitServing(URI influx) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!serves(client, influx)) {
        if (System.nanoTime() > deadline) {
          throw new IOException("InfluxDB does not come up");
        }
        Thread.sleep(100);
      }
    }
  }

  private static boolean serves(HttpClient client, URI influx) throws InterruptedException {
    HttpRequest ping =
        HttpRequest.newBuilder(influx.resolve("/ping")).timeout(Duration.ofSeconds(5)).build();
    try {
      return client.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
    } catch (IOException e) {
      return false;
    }
  }

  private static JsonNode ask(HttpClient client, URI influx, String query)
      throws IOException, InterruptedException {
    URI uri =
        influx.resolve(
            "/query?db=garonne&epoch=ms&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("InfluxDB answers " + response.statusCode() + ": " + response.body());
    }
    JsonNode result = JSON.readTree(response.body()).path("results").path(0);
    if (result.has("error")) {
      throw new IOException("InfluxDB says " + result.path("error").asText());
    }
    return result;
  }

  private static void take(JsonNode result, Map<String, Map<String, Long>> points) {
    for (JsonNode series : result.path("series")) {
      JsonNode tags = series.path("tags");
      Scope scope =
          new Scope(
              tag(tags, "entity"),
              tag(tags, "site"),
              tag(tags, "class"),
              tag(tags, "device"),
              tag(tags, "family"),
              tag(tags, "asset"));
      Period period = Period.ofLabel(tags.path("period").asText());
      JsonNode columns = series.path("columns");
      for (JsonNode row : series.path("values")) {
        Map<String, Long> fields = new HashMap<>();
        for (int i = 1; i < columns.size(); i++) {
          fields.put(columns.path(i).asText(), row.path(i).asLong());
        }
        points.put(TotalJson.key(scope, period, row.path(0).asLong()), fields);
      }
    }
  }

  private static @Nullable String tag(JsonNode tags, String name) {
    String value = tags.path(name).asText();
    return value.isEmpty() ? null : value;
  }
}
