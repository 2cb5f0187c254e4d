package io.garonne.deploy.command;

import io.garonne.deploy.BuildVersion;
import io.garonne.deploy.runtime.StageFactory;
import io.garonne.service.HealthServer;
import io.garonne.service.KafkaAccess;
import io.garonne.service.Lifetime;
import io.garonne.service.ProcessMetrics;
import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.garonne.service.SettingsException;
import io.garonne.service.SupervisedStage;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/**
 * One stage as one process: what the images run. Ends with 0 on a signal, 1 when the stage has
 * failed for good, 2 when its settings are wrong.
 */
abstract class StageCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(StageCommand.class);

  private final String stage;
  private final int healthPort;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A setting, before the environment variable of the same name (GARONNE_KAFKA_BOOTSTRAP is"
              + " kafka.bootstrap). All of them: docs/operations.md")
  private Map<String, String> values = new LinkedHashMap<>();

  /**
   * A command that runs this stage.
   *
   * @param healthPort where /live, /ready and /metrics are unless told otherwise; -1 if the stage
   *     itself serves them
   */
  StageCommand(String stage, int healthPort) {
    this.stage = stage;
    this.healthPort = healthPort;
  }

  /** A setting that has an option of its own; goes before {@code --set}. */
  final void set(String key, String value) {
    values.put(key, value);
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = Settings.ofArguments(values, System.getenv());
    String host = settings.string("health.host", "127.0.0.1");
    int port = healthPort < 0 ? -1 : settings.integer("health.port", healthPort, -1, 65_535);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    SupervisedStage one = stage(settings, registry);
    ProcessMetrics.register(registry, BuildVersion.text());
    try (@Nullable HealthServer health =
        port < 0 ? null : HealthServer.start(host, port, () -> readiness(one), registry)) {
      one.start();
      LOG.info(
          "{} {} runs{}",
          stage,
          BuildVersion.text(),
          health == null ? "" : "; health on http://" + host + ":" + health.port() + "/ready");
      return Lifetime.untilStopped(one, one::failure);
    } catch (RuntimeException e) {
      one.close();
      throw e;
    }
  }

  private SupervisedStage stage(Settings settings, PrometheusMeterRegistry registry) {
    AtomicReference<@Nullable SupervisedStage> made = new AtomicReference<>();
    try {
      made.set(StageFactory.make(stage, settings, () -> readiness(made.get()), registry));
    } catch (SettingsException e) {
      // Its problems stay in the settings, and there may be more of them.
    }
    KafkaAccess.of(System.getenv()).problems().forEach(settings::problem);
    settings
        .unknown()
        .forEach(key -> settings.problem(key + ": " + stage + " has no such setting"));
    settings.check();
    return Objects.requireNonNull(made.get());
  }

  private static Map<String, Readiness> readiness(@Nullable SupervisedStage stage) {
    Map<String, Readiness> readiness = new TreeMap<>();
    if (stage != null) {
      readiness.put(stage.name(), stage.readiness());
    }
    return readiness;
  }
}
