package io.garonne.publish.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A web service that notices or signs of life are sent to. */
final class WebReceiver implements AutoCloseable {
  /** Answers nothing for ever. */
  static final int HANGS = -1;

  /** A request. */
  record Received(
      String method, String body, @Nullable String signature, @Nullable String delivery) {}

  final List<Received> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile ToIntFunction<Received> answer = received -> 200;

  WebReceiver() throws IOException {
    this(0);
  }

  /** At a port, or (0) at any that is free. */
  WebReceiver(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  void answers(ToIntFunction<Received> status) {
    answer = status;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/secret-path");
  }

  /** Those about an alert. */
  List<Received> about(String id) {
    return requests.stream().filter(r -> r.body().contains("\"id\":\"" + id + "\"")).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Received received =
          new Received(
              exchange.getRequestMethod(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              exchange.getRequestHeaders().getFirst(WebhookChannel.SIGNATURE),
              exchange.getRequestHeaders().getFirst(WebhookChannel.DELIVERY));
      requests.add(received);
      int status = answer.applyAsInt(received);
      if (status == HANGS) {
        Thread.sleep(60_000);
      }
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
