package io.garonne.service;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The {@link HealthEndpoints} of a process that has no other pages. */
public final class HealthServer implements AutoCloseable {
  private final HttpServer server;

  private HealthServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens.
   *
   * @param port 0 takes a free one
   * @param stages readiness by stage name; asked at each request
   * @throws SettingsException if it cannot listen there
   */
  public static HealthServer start(
      String host,
      int port,
      Supplier<Map<String, Readiness>> stages,
      PrometheusMeterRegistry registry) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
      HealthEndpoints.register(server, stages, registry);
      server.start();
      return new HealthServer(server);
    } catch (IOException e) {
      throw new SettingsException(
          List.of(
              "health.host, health.port: cannot listen on %s:%d (%s); choose another, or -1 for none"
                  .formatted(host, port, e.getMessage())));
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
