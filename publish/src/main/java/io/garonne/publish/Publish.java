package io.garonne.publish;

import com.sun.net.httpserver.HttpServer;
import io.garonne.publish.api.Api;
import io.garonne.publish.http.Access;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.Exchanges;
import io.garonne.publish.http.Request;
import io.garonne.publish.http.Role;
import io.garonne.publish.http.Route;
import io.garonne.publish.notify.Notifier;
import io.garonne.publish.page.Page;
import io.garonne.publish.room.RatedPoints;
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
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page and the API from what it remembers of the topics, beside {@code /live}, {@code
 * /ready} and {@code /metrics}, and tells people of alerts. Reads topics, writes none.
 */
public final class Publish implements Stage {
  /**
   * Of the JDK's server, read once per JVM. It leaves Nagle on, which costs 40 ms on kept
   * connections, and lets a request take for ever and be of any size.
   */
  private static final Map<String, String> SERVER =
      Map.of(
          "sun.net.httpserver.nodelay", "true",
          "sun.net.httpserver.maxReqTime", "30",
          "sun.net.httpserver.maxReqHeaders", "100",
          "sun.net.httpserver.maxReqHeaderSize", "65536",
          "jdk.httpserver.maxConnections", "2000");

  private final PublishSettings settings;
  private final PublishMetrics metrics;
  private final LedgerMetrics ledger;
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
    this.ledger = new LedgerMetrics(() -> follower.views().ledger(), registry);
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
    SERVER.forEach(
        (property, value) -> {
          if (System.getProperty(property) == null) {
            System.setProperty(property, value);
          }
        });
    HttpServer opened = open();
    opened.createContext(
        "/",
        new Exchanges(
            routes(), new Access(settings.access(), clock), Page.problems(), metrics::answered));
    opened.setExecutor(threads);
    opened.start();
    server = opened;
    follower.start();
    if (notifier != null) {
      notifier.start();
    }
  }

  private Map<String, Route> routes() {
    Map<String, Route> routes = new HashMap<>(new Api(follower::views, clock).routes());
    routes.putAll(
        new Page(
                follower::views,
                stages,
                clock,
                settings.zone(),
                settings.declaration(),
                new RatedPoints(settings.bootstrap(), settings.zone(), clock))
            .routes());
    // Asks for name and password where there are some; a browser then sends them everywhere.
    routes.put("/login", new Route(Role.ANALYST, request -> Answer.seeOther("/")));
    routes.put("/live", new Route(Role.PUBLIC, request -> said(HealthEndpoints.live())));
    routes.put("/ready", new Route(Role.PUBLIC, this::ready));
    routes.put("/metrics", new Route(Role.OPERATOR, this::metrics));
    return routes;
  }

  /** Reasons name machines: they are for operators. */
  private Answer ready(Request request) {
    Map<String, Readiness> told = new TreeMap<>(stages.get());
    if (!request.role().reaches(Role.OPERATOR)) {
      told.replaceAll(
          (stage, is) -> is instanceof Readiness.NotReady ? Readiness.notReady("not ready") : is);
    }
    return said(HealthEndpoints.ready(told));
  }

  private Answer metrics(Request request) {
    ledger.days();
    return said(HealthEndpoints.metrics(registry));
  }

  private static Answer said(HealthEndpoints.Said said) {
    Answer answer = Answer.of(said.mediaType(), said.body());
    return new Answer(said.status(), answer.headers(), answer.body());
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
