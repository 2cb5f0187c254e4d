package io.garonne.deploy.runtime;

import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.garonne.service.SettingsException;
import io.garonne.service.Stage;
import io.garonne.service.StageFailure;
import io.garonne.service.SupervisedStage;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole chain in one process; restartable on its data directory without loss. */
public final class Chain implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chain.class);

  private final ChainSettings settings;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final List<SupervisedStage> stages = new ArrayList<>();
  private final int httpPort;
  private @Nullable DataDirectory data;
  private @Nullable EmbeddedKafka kafka;
  private @Nullable EmbeddedMqtt mqtt;
  private @Nullable InfluxProcess influx;
  private @Nullable URI influxUrl;
  private boolean closed;

  private Chain(ChainSettings settings) {
    this.settings = settings;
    List<String> problems = Preflight.problems(settings);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    this.httpPort = Ports.require("page", "--http-port", settings.bind(), settings.httpPort());
  }

  /**
   * Starts servers, topics and stages; returns when all have started.
   *
   * @throws io.garonne.service.SettingsException if a port is taken, the data directory cannot be
   *     used, the topics there do not fit, or a setting is wrong; nothing is left running
   */
  public static Chain start(ChainSettings settings) {
    Chain chain = new Chain(settings);
    try {
      chain.begin();
      return chain;
    } catch (RuntimeException | Error e) {
      chain.close();
      throw e;
    }
  }

  /** Kafka, as {@code host:port}. */
  public String kafkaBootstrap() {
    return started(kafka).bootstrap();
  }

  /** The MQTT broker, as {@code tcp://host:port}. */
  public String mqttUri() {
    return started(mqtt).uri();
  }

  /** Messages that the broker has taken and ingest has not yet acknowledged. */
  public long undelivered() {
    return started(mqtt).undelivered();
  }

  /** The page, the API and the health paths; nothing listens there without the publish stage. */
  public URI httpUri() {
    return URI.create("http://" + Hosts.reachable(settings.bind()) + ":" + httpPort + "/");
  }

  /** InfluxDB, if points go anywhere. */
  public Optional<URI> influxUri() {
    return Optional.ofNullable(influxUrl);
  }

  /** The directory with everything that survives a restart. */
  public Path data() {
    return settings.data().toAbsolutePath().normalize();
  }

  /** All stages that run, in the order of the flow. */
  public List<Stage> stages() {
    return List.copyOf(stages);
  }

  /** Readiness by stage. */
  public Map<String, Readiness> readiness() {
    Map<String, Readiness> readiness = new LinkedHashMap<>();
    stages.forEach(stage -> readiness.put(stage.name(), stage.readiness()));
    return readiness;
  }

  /** Why the chain cannot go on, once one of its stages has failed for good; null before. */
  public @Nullable StageFailure failure() {
    for (Stage stage : stages) {
      StageFailure failure = stage.failure();
      if (failure != null) {
        return new StageFailure(stage.name() + ": " + failure.getMessage(), failure);
      }
    }
    return null;
  }

  /** The metrics of all stages. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Stops the stages, all at once, then the servers; within 5 seconds. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    // What ingest has stored and streams not yet read stays in Kafka: no order among them matters.
    Parallel.close(stages);
    Parallel.close(
        Stream.of(
                Optional.ofNullable(influx), Optional.ofNullable(kafka), Optional.ofNullable(mqtt))
            .<AutoCloseable>flatMap(Optional::stream)
            .toList());
    registry.close();
    if (data != null) {
      data.close();
    }
  }

  private void begin() {
    DataDirectory directory = DataDirectory.take(settings.data());
    data = directory;
    int mqttPort = Ports.require("MQTT", "--mqtt-port", settings.bind(), settings.mqttPort());
    int kafkaPort = Ports.require("Kafka", "--kafka-port", Ports.LOOPBACK, settings.kafkaPort());
    Parallel.run(
        List.of(
            () ->
                mqtt =
                    EmbeddedMqtt.start(
                        directory.of("mqtt"), settings.bind(), mqttPort, settings.durable()),
            () -> {
              kafka = EmbeddedKafka.start(directory.of("kafka"), kafkaPort, settings.durable());
              prepareTopics(kafka.bootstrap());
            },
            () -> startInflux(directory)));
    Set<String> wanted = new TreeSet<>(settings.stages());
    if (influxUrl == null) {
      wanted.remove("sink");
    }
    Settings read = Settings.of(stageSettings(directory));
    stages.addAll(StageFactory.make(wanted, read, this::readiness, registry));
    Parallel.run(stages.stream().<Runnable>map(stage -> stage::start).toList());
  }

  private void prepareTopics(String bootstrap) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrap))) {
      TopicSetup topics = new TopicSetup(admin);
      topics.create(settings.partitions(), 1);
      List<String> problems = TopicSetup.problems(topics.states());
      if (!problems.isEmpty()) {
        throw new SettingsException(problems);
      }
    }
  }

  private void startInflux(DataDirectory directory) {
    switch (settings.influx()) {
      case ChainSettings.Influx.None none -> {}
      case ChainSettings.Influx.At at -> influxUrl = at.url();
      case ChainSettings.Influx.Child child -> {
        Optional<InfluxBinary> binary = InfluxBinary.find();
        if (binary.isEmpty()) {
          LOG.warn(
              "no influxd on this machine: points are not stored (install influxdb 1.x, or give"
                  + " --influx-url URL); everything else works");
        } else if (!binary.get().isUsable()) {
          LOG.warn(
              "{} is version {}, which wants an owner first: start it yourself and give"
                  + " --influx-url URL; points are not stored",
              binary.get().path(),
              binary.get().version());
        } else {
          influx = InfluxProcess.start(binary.get(), directory.of("influx"), child.port());
          influxUrl = influx.uri();
        }
      }
    }
  }

  private Map<String, String> stageSettings(DataDirectory directory) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("kafka.bootstrap", kafkaBootstrap());
    all.put("mqtt.uri", mqttUri());
    all.put("streams.state-dir", directory.of("streams").toString());
    // One instance on this data: after a kill it takes its own place again at once.
    all.put("streams.instance", "chain");
    all.put("http.host", settings.bind());
    all.put("http.port", Integer.toString(httpPort));
    if (influxUrl != null) {
      all.put("influx.url", influxUrl.toString());
    }
    all.putAll(settings.settings());
    return all;
  }

  private static <T> T started(@Nullable T server) {
    if (server == null) {
      throw new IllegalStateException("the chain is not started");
    }
    return server;
  }
}
