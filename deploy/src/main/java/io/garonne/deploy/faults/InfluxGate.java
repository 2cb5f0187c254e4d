package io.garonne.deploy.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands before InfluxDB, passes everything on, and misbehaves when told to: what a server, or a
 * proxy before it, does under load.
 */
final class InfluxGate implements AutoCloseable {
  private static final Set<String> NOT_PASSED_ON =
      Set.of("host", "connection", "content-length", "upgrade", "http2-settings", "expect");

  private final URI server;
  private final HttpServer gate;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final AtomicReference<@Nullable Fault> fault = new AtomicReference<>();
  private final AtomicBoolean shut = new AtomicBoolean();
  private final AtomicLong disturbed = new AtomicLong();
  private final String refusedTag;

  /**
   * @param server the real one
   * @param refusedDevice whose points are refused under {@link Fault#REFUSES_A_POINT}
   */
  InfluxGate(URI server, String refusedDevice) throws IOException {
    this.server = server;
    this.refusedTag = ",device=" + refusedDevice;
    this.gate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gate.setExecutor(threads);
    gate.createContext("/", this::answer);
    gate.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + gate.getAddress().getPort());
  }

  /** Misbehaves for so long. */
  void misbehave(Fault how, long millis) throws InterruptedException {
    fault.set(how);
    try {
      Thread.sleep(millis);
    } finally {
      fault.compareAndSet(how, null);
    }
  }

  /** Lets nothing through, whatever else it does, until it is opened again: it answers 503. */
  void shut(boolean whetherShut) {
    shut.set(whetherShut);
  }

  /** Requests that were not simply passed on: answered otherwise, or late. */
  long disturbed() {
    return disturbed.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Fault now = fault.get();
      if (now != null && misbehaves(now, body, exchange)) {
        disturbed.incrementAndGet();
        return;
      }
      if (shut.get()) {
        disturbed.incrementAndGet();
        send(exchange, 503, "{\"error\":\"unavailable\"}");
        return;
      }
      pass(exchange, body);
    }
  }

  /** Whether that was the answer. */
  private boolean misbehaves(Fault how, byte[] body, HttpExchange exchange) throws IOException {
    return switch (how) {
      case SLOW -> slowDown();
      case ANSWERS_429 -> {
        exchange.getResponseHeaders().set("Retry-After", "1");
        yield send(exchange, 429, "{\"error\":\"too many requests\"}");
      }
      case ANSWERS_500 -> send(exchange, 500, "{\"error\":\"engine: something\"}");
      case ANSWERS_503 -> send(exchange, 503, "{\"error\":\"unavailable\"}");
      case REFUSES_A_POINT ->
          new String(body, StandardCharsets.UTF_8).contains(refusedTag)
              && send(exchange, 400, "{\"error\":\"unable to parse: a point is refused\"}");
      default -> false;
    };
  }

  /** Not an answer: the request is passed on afterwards. */
  private boolean slowDown() {
    disturbed.incrementAndGet();
    try {
      Thread.sleep(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private static boolean send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    return true;
  }

  private void pass(HttpExchange exchange, byte[] body) throws IOException {
    URI asked = exchange.getRequestURI();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(asked.getRawPath() + query))
            .timeout(Duration.ofSeconds(20))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!name.startsWith(":")
                    && !NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))
                    && !name.equalsIgnoreCase("transfer-encoding")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      boolean none = response.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(response.statusCode(), none ? -1 : response.body().length);
      if (!none) {
        exchange.getResponseBody().write(response.body());
      }
    } catch (IOException e) {
      // The server is away: so is the gate, without an answer. Closing the exchange cuts the line.
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    gate.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
