package io.garonne.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HealthEndpointsTest {
  private final Map<String, Readiness> stages = new ConcurrentHashMap<>();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    HealthEndpoints.register(server, () -> stages, registry);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    registry.close();
  }

  @Test
  void aProcessWithAnUnreadyStageIsLiveButNotReadyAndSaysWhy() throws Exception {
    stages.put("ingest", Readiness.ready());
    stages.put("sink", Readiness.notReady("InfluxDB says \"no\"\nand again"));
    assertThat(get("/live").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = get("/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body())
        .isEqualTo(
            "{\"ready\":false,\"stages\":{\"ingest\":\"ready\","
                + "\"sink\":\"InfluxDB says \\\"no\\\"\\nand again\"}}\n");
  }

  @Test
  void aProcessWhoseStagesAllWorkIsReady() throws Exception {
    stages.put("ingest", Readiness.ready());
    assertThat(get("/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsAreWhatPrometheusReads() throws Exception {
    ProcessMetrics.register(registry, "1.2.3");
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(answer.body())
        .contains("jvm_memory_used_bytes")
        .containsPattern("garonne_build_info\\{.*version=\"1.2.3\"");
  }

  @Test
  void onlyReadingIsAllowed() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(uri("/ready")).POST(HttpRequest.BodyPublishers.noBody()).build();
    assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }
}
