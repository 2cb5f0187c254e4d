package io.garonne.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the answers of InfluxDB 2 and 3, which cannot be run here: only what their
 * documentation says about statuses, headers and paths.
 */
final class StandInInflux implements AutoCloseable {

  /** What came in. */
  record Request(String line, Map<String, String> headers, String body, long nanos) {}

  /** What goes out. */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }
  }

  private static final Answer STORED = Answer.of(204, "");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private String version = "v2.7.1";
  private final Deque<Function<Request, Answer>> writes = new ArrayDeque<>();
  private final List<Request> requests = new ArrayList<>();
  private final Map<String, String> buckets = new HashMap<>();
  private @Nullable Answer toEverything;

  StandInInflux() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What it says it is; 2.7.1 unless told. */
  synchronized void version(String is) {
    version = is;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers one of the next writes; afterwards everything is stored. */
  synchronized void next(Function<Request, Answer> answer) {
    writes.add(answer);
  }

  synchronized void always(Answer answer) {
    toEverything = answer;
  }

  synchronized List<Request> requests(String beginning) {
    return requests.stream().filter(r -> r.line().startsWith(beginning)).toList();
  }

  List<Request> writes() {
    return requests("POST /api/v2/write");
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    Request request =
        new Request(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            System.nanoTime());
    Answer answer = answer(request);
    String is;
    synchronized (this) {
      is = version;
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("X-Influxdb-Version", is);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private synchronized Answer answer(Request request) {
    requests.add(request);
    String line = request.line();
    if (line.startsWith("GET /ping")) {
      return STORED;
    }
    if (toEverything != null) {
      return toEverything;
    }
    if (line.startsWith("POST /api/v2/write")) {
      Function<Request, Answer> next = writes.poll();
      return next == null ? STORED : next.apply(request);
    }
    if (line.startsWith("GET /api/v2/buckets")) {
      String name = line.replaceFirst(".*[?&]name=([^&]*).*", "$1").replace("%2F", "/");
      return Answer.of(200, "{\"buckets\":[" + buckets.getOrDefault(name, "") + "]}");
    }
    if (line.startsWith("GET /api/v2/orgs")) {
      return Answer.of(200, "{\"orgs\":[{\"id\":\"0a1b\",\"name\":\"bordeaux\"}]}");
    }
    if (line.startsWith("POST /api/v2/buckets")) {
      String name = request.body().replaceFirst("(?s).*\"name\"\\s*:\\s*\"([^\"]*)\".*", "$1");
      String made = request.body().replaceFirst("\\{", "{\"id\":\"b" + buckets.size() + "\",");
      buckets.put(name, made);
      return Answer.of(201, made);
    }
    if (line.startsWith("PATCH /api/v2/buckets/b")) {
      return Answer.of(200, request.body());
    }
    if (line.startsWith("POST /api/v3/configure/database")) {
      return Answer.of(200, "{}");
    }
    return Answer.of(404, "{\"code\":\"not found\",\"message\":\"path not found\"}");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
