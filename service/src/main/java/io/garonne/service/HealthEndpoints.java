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
  private static final String JSON = "application/json; charset=utf-8";

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
    server.createContext("/live", exchange -> answer(exchange, 200, JSON, "{\"live\":true}\n"));
    server.createContext(
        "/ready",
        exchange -> {
          Map<String, Readiness> now = new TreeMap<>(stages.get());
          boolean ready = now.values().stream().allMatch(Readiness.Ready.class::isInstance);
          answer(exchange, ready ? 200 : 503, JSON, json(ready, now));
        });
    server.createContext(
        "/metrics",
        exchange ->
            answer(
                exchange,
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                registry.scrape("text/plain; version=0.0.4; charset=utf-8")));
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

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (!head && !exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
      if (!head) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(bytes);
        }
      }
    }
  }
}
