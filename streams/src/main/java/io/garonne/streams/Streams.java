package io.garonne.streams;

import static java.util.stream.Collectors.joining;

import io.garonne.model.wire.Topics;
import io.garonne.service.KafkaAccess;
import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.garonne.service.Stage;
import io.garonne.service.StageFailure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readings to totals (exactly once), to live power (at least once), totals to indicators (exactly
 * once), and all of it to alerts (exactly once), as four applications.
 */
public final class Streams implements Stage {
  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

  /** A thread that fails is replaced so often within an hour; then the stage has failed. */
  private static final int RESTARTS = 5;

  /** Topics that have to be there before an application can start. */
  private static final List<String> SOURCES =
      Stream.of(
              Topics.READINGS,
              Topics.DEVICES,
              Topics.REPLAYS,
              Topics.TOTALS,
              Topics.TOTALS_DEVICE,
              Topics.TOTALS_DEVICE_FINE,
              Topics.ESTATE,
              Topics.STRATA,
              Topics.ADVICE,
              Topics.LIVE,
              Topics.FINDINGS,
              Topics.DEAD_LETTERS,
              Topics.LEDGER,
              Topics.INDICATORS,
              Topics.ALERTS)
          .map(Topics::topic)
          .toList();

  private static final TopicDescription NO_TOPIC = new TopicDescription("", false, List.of());

  private final StreamsSettings settings;
  private final Time clock;
  private final StreamsMetrics metrics;
  private final List<KafkaStreams> applications = new ArrayList<>();
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile @Nullable StageFailure failure;
  private volatile String waiting = "not started";
  private @Nullable Lag lag;
  private @Nullable Thread starter;
  private volatile boolean closed;
  private volatile long lastFailure = System.nanoTime();

  public Streams(StreamsSettings settings, MeterRegistry registry) {
    this(settings, registry, Time.SYSTEM);
  }

  /**
   * The same under another wall clock: state that was stored on one day is started on as if it were
   * that day still.
   */
  public Streams(StreamsSettings settings, MeterRegistry registry, Time clock) {
    this.settings = settings;
    this.clock = clock;
    this.metrics = new StreamsMetrics(registry);
  }

  @Override
  public String name() {
    return "streams";
  }

  /** Starts in the background, once Kafka answers and has the topics. */
  @Override
  public synchronized void start() {
    starter = Thread.ofPlatform().name("streams-start").daemon().start(this::startWhenKafkaIs);
  }

  private void startWhenKafkaIs() {
    waiting = "waits for Kafka at " + settings.bootstrap();
    try {
      int partitions = awaitPartitions();
      if (partitions > 0) {
        startWith(partitions);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("streams cannot start", e);
      failure = new StageFailure("streams cannot start: " + e.getMessage());
    }
  }

  private int awaitPartitions() throws InterruptedException {
    Map<String, Object> config = KafkaAccess.to(settings.bootstrap());
    try (Admin admin = Admin.create(config)) {
      while (!closed) {
        try {
          return admin
              .describeTopics(SOURCES)
              .allTopicNames()
              .get(5, TimeUnit.SECONDS)
              .getOrDefault(Topics.READINGS.topic(), NO_TOPIC)
              .partitions()
              .size();
        } catch (ExecutionException | TimeoutException e) {
          waiting = "waits for the topics at " + settings.bootstrap();
          Thread.sleep(100);
        }
      }
    }
    return 0;
  }

  private synchronized void startWith(int partitions) {
    if (closed) {
      return;
    }
    Lag watched = new Lag();
    lag = watched;
    TotalsSettings totals =
        new TotalsSettings(
            settings.horizon(),
            settings.zone(),
            settings.flushEvery(),
            partitions,
            watched::settled);
    Properties exactly = StreamsConfigs.totals(settings);
    launch("totals", new KafkaStreams(TotalsTopology.build(totals, exactly), exactly, clock));
    if (settings.live()) {
      Properties live = StreamsConfigs.live(settings);
      launch(
          "live",
          new KafkaStreams(LiveTopology.build(partitions, settings.zone(), live), live, clock));
    }
    Properties indicators = StreamsConfigs.indicators(settings);
    launchReader(
        "indicators",
        indicators,
        caughtUp ->
            IndicatorsTopology.build(
                settings.zone(),
                settings.collectFor(),
                settings.flushEvery(),
                caughtUp,
                AdviceRun.all(settings.schedule()),
                indicators));
    Properties alerts = StreamsConfigs.alerts(settings);
    launchReader(
        "alerts",
        alerts,
        caughtUp -> AlertsTopology.build(settings.zone(), settings.alerts(), caughtUp, alerts));
    watched.watch(applications.get(0));
    waiting = "";
  }

  /** Launches an application that decides nothing before it has read what was there. */
  private void launchReader(
      String name, Properties properties, Function<BooleanSupplier, Topology> build) {
    AtomicReference<KafkaStreams> reading = new AtomicReference<>();
    CaughtUp caughtUp =
        new CaughtUp(
            () -> {
              KafkaStreams application = reading.get();
              return application == null ? Double.MAX_VALUE : Lag.now(application);
            },
            System::nanoTime);
    KafkaStreams application = new KafkaStreams(build.apply(caughtUp), properties, clock);
    reading.set(application);
    launch(name, application);
  }

  private void launch(String name, KafkaStreams application) {
    application.setUncaughtExceptionHandler(this::failed);
    metrics.bind(application, name);
    applications.add(application);
    application.start();
  }

  private StreamThreadExceptionResponse failed(Throwable e) {
    long now = System.nanoTime();
    if (now - lastFailure > TimeUnit.HOURS.toNanos(1)) {
      restarts.set(0);
    }
    lastFailure = now;
    if (restarts.incrementAndGet() <= RESTARTS) {
      LOG.error("a stream thread failed and is replaced", e);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("stream threads keep failing", e);
    failure = new StageFailure("stream threads keep failing: " + e.getMessage());
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  @Override
  public Readiness readiness() {
    StageFailure known = failure;
    if (known != null) {
      return Readiness.notReady(known.toString());
    }
    String reason = waiting;
    if (!reason.isEmpty()) {
      return Readiness.notReady(reason);
    }
    for (KafkaStreams application : List.copyOf(applications)) {
      if (application.state() != KafkaStreams.State.RUNNING) {
        return Readiness.notReady("is " + application.state());
      }
    }
    return Readiness.ready();
  }

  @Override
  public @Nullable StageFailure failure() {
    return failure;
  }

  @Override
  public void close() {
    closed = true;
    waiting = "stopped";
    Thread starting = starter;
    if (starting != null) {
      starting.interrupt();
    }
    synchronized (this) {
      if (lag != null) {
        lag.close();
      }
      List<Thread> closing =
          applications.stream()
              .map(a -> Thread.ofPlatform().start(() -> a.close(Duration.ofSeconds(4))))
              .toList();
      for (Thread thread : closing) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
      applications.clear();
    }
  }

  /** All topologies as text, the same on every machine. */
  public static String describe() {
    StreamsSettings settings = StreamsSettings.from(Settings.of(Map.of()));
    TotalsSettings totals =
        new TotalsSettings(
            settings.horizon(), settings.zone(), settings.flushEvery(), 12, () -> false);
    String text =
        "Application: totals (exactly once)\n\n"
            + TotalsTopology.build(totals, StreamsConfigs.totals(settings)).describe()
            + "\nApplication: live (at least once)\n\n"
            + LiveTopology.build(12, settings.zone(), StreamsConfigs.live(settings)).describe()
            + "\nApplication: indicators (exactly once)\n\n"
            + IndicatorsTopology.build(
                    settings.zone(),
                    settings.collectFor(),
                    settings.flushEvery(),
                    () -> true,
                    AdviceRun.all(settings.schedule()),
                    StreamsConfigs.indicators(settings))
                .describe()
            + "\nApplication: alerts (exactly once)\n\n"
            + AlertsTopology.build(
                    settings.zone(), settings.alerts(), () -> true, StreamsConfigs.alerts(settings))
                .describe();
    // Kafka lists stores and successors in the order of a hash.
    return Pattern.compile("(?<=stores: \\[)[^]]*|(?<=--> ).*")
        .matcher(text)
        .replaceAll(
            names -> Arrays.stream(names.group().split(", ")).sorted().collect(joining(", ")));
  }
}
