package io.garonne.publish;

import com.sun.net.httpserver.HttpServer;
import io.garonne.publish.http.Exchanges;
import io.garonne.publish.http.Handler;
import io.garonne.publish.notify.Notifier;
import io.garonne.publish.page.Page;
import io.garonne.service.HealthEndpoints;
import io.garonne.service.Readiness;
import io.garonne.service.SettingsException;
import io.garonne.service.Stage;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page and the API from what it remembers of the topics, beside {@code /live}, {@code
 * /ready} and {@code /metrics}, and tells people of alerts. Reads topics, writes none.
 */
public final class Publish implements Stage {
  private final PublishSettings settings;
  private final PublishMetrics metrics;
  private final Supplier<Map<String, Readiness>> stages;
  private final PrometheusMeterRegistry registry;
  private final InstantSource clock;
  private final TopicFollower follower;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final @Nullable Notifier notifier;
  private @Nullable HttpServer server;

  /**
   * @param stages readiness of the stages in this process by name; asked at each request
   */
  public Publish(
      PublishSettings settings,
      Supplier<Map<String, Readiness>> stages,
      PrometheusMeterRegistry registry) {
    this(settings, stages, registry, InstantSource.system());
  }

  Publish(
      PublishSettings settings,
      Supplier<Map<String, Readiness>> stages,
      PrometheusMeterRegistry registry,
      InstantSource clock) {
    this.settings = settings;
    this.stages = stages;
    this.registry = registry;
    this.clock = clock;
    this.metrics = new PublishMetrics(registry);
    this.follower = new TopicFollower(settings.bootstrap(), clock, metrics);
    this.notifier =
        settings.notices().isNothing()
            ? null
            : new Notifier(
                settings.notices(), settings.bootstrap(), settings.zone(), stages, registry);
  }

  @Override
  public String name() {
    return "publish";
  }

  /** Serves at once; the page says what it is waiting for until the topics have been read. */
  @Override
  public synchronized void start() {
    // The JDK's server leaves Nagle on, which costs 40 ms on kept connections. Read once per JVM.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
    HttpServer opened = open();
    Map<String, Handler> handlers = new HashMap<>(new Api(follower::views, clock).handlers());
    handlers.put("/", new Page(follower::views, stages, clock, settings.zone()));
    opened.createContext("/", new Exchanges(handlers, metrics::answered));
    HealthEndpoints.register(opened, stages, registry);
    opened.setExecutor(threads);
    opened.start();
    server = opened;
    follower.start();
    if (notifier != null) {
      notifier.start();
    }
  }

  private HttpServer open() {
    InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
    try {
      return HttpServer.create(address, 0);
    } catch (IOException | UnresolvedAddressException e) {
      throw new SettingsException(
          List.of(
              "http.host, http.port: cannot serve on "
                  + settings.host()
                  + ":"
                  + settings.port()
                  + ": "
                  + (e.getMessage() == null ? "there is no such host" : e.getMessage())));
    }
  }

  /**
   * Where it serves, with the port chosen if the setting was 0.
   *
   * @throws IllegalStateException before start
   */
  public synchronized InetSocketAddress address() {
    HttpServer running = server;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running.getAddress();
  }

  @Override
  public Readiness readiness() {
    Readiness reading = follower.readiness();
    return notifier == null || reading instanceof Readiness.NotReady
        ? reading
        : notifier.readiness();
  }

  @Override
  public synchronized void close() {
    HttpServer running = server;
    if (running != null) {
      running.stop(0);
      server = null;
    }
    if (notifier != null) {
      notifier.close();
    }
    follower.close();
    threads.shutdownNow();
  }
}
