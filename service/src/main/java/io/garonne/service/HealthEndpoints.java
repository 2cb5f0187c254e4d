package io.garonne.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What an operator's tools ask a process of ours: {@code /live} (200 while the process runs),
 * {@code /ready} (200, or 503 with each stage's reason as JSON) and {@code /metrics} (Prometheus).
 */
public final class HealthEndpoints {
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4";

  /**
   * What one of the paths says.
   *
   * @param status HTTP status
   * @param mediaType its text is UTF-8
   */
  public record Said(int status, String mediaType, String body) {}

  private HealthEndpoints() {}

  /**
   * Adds the three paths.
   *
   * @param stages readiness by stage name; asked at each request
   */
  public static void register(
      HttpServer server,
      Supplier<Map<String, Readiness>> stages,
      PrometheusMeterRegistry registry) {
    server.createContext("/live", exchange -> answer(exchange, live()));
    server.createContext("/ready", exchange -> answer(exchange, ready(stages.get())));
    server.createContext("/metrics", exchange -> answer(exchange, metrics(registry)));
  }

  /** What {@code /live} says. */
  public static Said live() {
    return new Said(200, JSON, "{\"live\":true}\n");
  }

  /** What {@code /ready} says: 503 unless every stage is ready. */
  public static Said ready(Map<String, Readiness> stages) {
    boolean ready = stages.values().stream().allMatch(Readiness.Ready.class::isInstance);
    return new Said(ready ? 200 : 503, JSON, json(ready, new TreeMap<>(stages)));
  }

  /** What {@code /metrics} says. */
  public static Said metrics(PrometheusMeterRegistry registry) {
    return new Said(200, PROMETHEUS, registry.scrape(PROMETHEUS + "; charset=utf-8"));
  }

  /** The body of {@code /ready}: {@code {"ready":false,"stages":{"sink":"InfluxDB is away"}}}. */
  static String json(boolean ready, Map<String, Readiness> stages) {
    StringBuilder json = new StringBuilder("{\"ready\":").append(ready).append(",\"stages\":{");
    String separator = "";
    for (Map.Entry<String, Readiness> stage : stages.entrySet()) {
      json.append(separator).append(quoted(stage.getKey())).append(':');
      json.append(
          switch (stage.getValue()) {
            case Readiness.Ready ready1 -> "\"ready\"";
            case Readiness.NotReady notReady -> quoted(notReady.reason());
          });
      separator = ",";
    }
    return json.append("}}\n").toString();
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        default -> {
          if (c < 0x20) {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }

  private static void answer(HttpExchange exchange, Said said) throws IOException {
    try (exchange) {
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (!head && !exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", said.mediaType() + "; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(said.status(), head ? -1 : bytes.length);
      if (!head) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(bytes);
        }
      }
    }
  }
}
