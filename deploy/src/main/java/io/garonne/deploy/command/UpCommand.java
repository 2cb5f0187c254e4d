package io.garonne.deploy.command;

import io.garonne.deploy.BuildVersion;
import io.garonne.deploy.inventory.EstateAtStart;
import io.garonne.deploy.inventory.EstateFiles;
import io.garonne.deploy.inventory.InventoryPublisher;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.deploy.runtime.DataDirectory;
import io.garonne.deploy.runtime.Ports;
import io.garonne.deploy.runtime.Preflight;
import io.garonne.deploy.simulate.SimulationPlan;
import io.garonne.deploy.simulate.TwinSource;
import io.garonne.model.Device;
import io.garonne.model.inventory.EstateLine;
import io.garonne.service.Lifetime;
import io.garonne.service.ProcessMetrics;
import io.garonne.service.SettingsException;
import io.garonne.twin.EstateSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything in one process: MQTT broker, Kafka, all stages, InfluxDB, the page. */
@Command(
    name = "up",
    description = {
      "Starts everything in one process, without Docker: an MQTT broker, Kafka, all stages, this"
          + " machine's influxd if it has one, the page; and an invented estate as the source.",
      "Ctrl-C stops it. Started again with the same data directory, it goes on where it was."
    })
public final class UpCommand implements Callable<Integer> {
  private static final int INFLUX_PORT = 8086;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where everything is kept. Default: $$XDG_DATA_HOME/garonne or ~/.local/share/garonne")
  private @Nullable Path data;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address the MQTT broker and the page listen on; both are open to whoever reaches it."
              + " Default: ${DEFAULT-VALUE}")
  private String bind = "";

  @Option(
      names = "--mqtt-port",
      paramLabel = "N",
      defaultValue = "1883",
      description = "Default: ${DEFAULT-VALUE}; 0 takes a free one, as for the other ports.")
  private int mqttPort;

  @Option(
      names = "--kafka-port",
      paramLabel = "N",
      defaultValue = "9092",
      description = "Default: ${DEFAULT-VALUE}; loopback only.")
  private int kafkaPort;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The page. Default: ${DEFAULT-VALUE}")
  private int httpPort;

  @Option(
      names = "--influx-port",
      paramLabel = "N",
      description =
          "Of the influxd started here; loopback only. Default: 8086, or a free one if that is"
              + " taken.")
  private @Nullable Integer influxPort;

  @Option(
      names = "--influx-url",
      paramLabel = "URL",
      description =
          "An InfluxDB that runs already (1.x, 2.x or 3), or \"none\". Credentials: --set"
              + " influx.token=... and so on.")
  private @Nullable URI influxUrl;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Of the topics when they are created, not later. Default: ${DEFAULT-VALUE}")
  private int partitions;

  @Option(
      names = "--inventory",
      paramLabel = "FILE|FOLDER",
      description =
          "The devices as a simple table (CSV with device, site, equipment_class, ...), or a folder"
              + " of the estate's tables (docs/inventory.md). Taken in when it is new or has"
              + " changed.")
  private @Nullable Path inventory;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description = "Time zone of sites that name none. Default: ${DEFAULT-VALUE}")
  private ZoneId zone = ZoneId.of("UTC");

  @Option(
      names = "--durable",
      description = "Write everything to the disk before acknowledging it: survives a power cut.")
  private boolean durable;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of a stage. All of them: docs/operations.md")
  private Map<String, String> values = new LinkedHashMap<>();

  @Option(
      names = "--no-simulator",
      description = "Start without the invented estate: only what your own devices send.")
  private boolean noSimulator;

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "60",
      description = "Devices of the invented estate. Default: ${DEFAULT-VALUE}")
  private int devices;

  @Option(
      names = "--sites",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "Sites of the invented estate; the first is a data centre. Default: ${DEFAULT-VALUE}")
  private int sites;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Messages a second of the invented estate. Default: one from each meter every 10 s")
  private @Nullable Double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed invents the same estate. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long began = System.nanoTime();
    Plan plan = plan();
    try (Running running = start(plan)) {
      Chain chain = running.chain();
      announce(chain, (System.nanoTime() - began) / 1_000_000);
      return Lifetime.untilStopped(running, running::failure);
    }
  }

  private static Running start(Plan plan) throws IOException, InterruptedException {
    Lifetime.Start starting = Lifetime.starting();
    @Nullable Running running = null;
    try {
      Chain chain = Chain.start(plan.settings());
      running = new Running(chain);
      ProcessMetrics.register(chain.registry(), BuildVersion.text());
      if (!plan.known().isEmpty()) {
        new EstateAtStart(plan.zone(), plan.from()).take(chain.kafkaBootstrap(), plan.known());
      }
      if (plan.estate().isPresent()) {
        TwinSource twin =
            new TwinSource(URI.create(chain.mqttUri()), plan.estate().get(), chain.registry());
        publish(chain, twin.inventory());
        running.start(twin);
      }
      return running;
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (running != null) {
        running.close();
      }
      throw e;
    } finally {
      starting.close();
    }
  }

  /** What is to run; everything about it has been looked at. */
  private record Plan(
      ChainSettings settings,
      List<EstateLine> known,
      ZoneId zone,
      String from,
      Optional<EstateSpec> estate) {}

  /**
   * Looks at everything a person has asked for before anything starts.
   *
   * @throws SettingsException with every problem
   */
  private Plan plan() {
    List<String> problems = new ArrayList<>();
    Map<String, String> given =
        checked(() -> GivenSettings.of(values, System.getenv()), problems, Map.of());
    List<EstateLine> known =
        checked(
            () -> inventory == null ? List.of() : EstateFiles.checked(List.of(inventory), zone),
            problems,
            List.of());
    ChainSettings settings = settings(given);
    if (settings.influx() instanceof ChainSettings.Influx.At at && !isHttp(at.url())) {
      problems.add("--influx-url " + at.url() + " must be an http or https address, or \"none\"");
    }
    problems.addAll(Preflight.problems(settings));
    Optional<EstateSpec> estate =
        noSimulator
            ? Optional.empty()
            : checked(() -> Optional.of(estate()), problems, Optional.empty());
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Plan(settings, known, zone, String.valueOf(inventory), estate);
  }

  private static boolean isHttp(URI url) {
    return url.getHost() != null
        && ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()));
  }

  private static <T> T checked(Supplier<T> part, List<String> problems, T otherwise) {
    try {
      return part.get();
    } catch (SettingsException e) {
      problems.addAll(e.problems());
      return otherwise;
    }
  }

  private EstateSpec estate() {
    @Nullable Duration interval = rate == null ? Duration.ofSeconds(10) : null;
    return SimulationPlan.of(
            new SimulationPlan.Wish(
                seed, devices, sites, zone, rate, interval, null, null, null, null, ""),
            Instant.now())
        .spec();
  }

  private static void publish(Chain chain, List<Device> devices)
      throws IOException, InterruptedException {
    if (!devices.isEmpty()) {
      try (InventoryPublisher publisher = new InventoryPublisher(chain.kafkaBootstrap())) {
        publisher.publish(devices);
      }
    }
  }

  private ChainSettings settings(Map<String, String> given) {
    Path directory = data == null ? DataDirectory.standard(System.getenv()) : data;
    ChainSettings settings =
        ChainSettings.on(directory)
            .bind(bind)
            .ports(mqttPort, kafkaPort, httpPort)
            .partitions(partitions)
            .influx(influx())
            .durable(durable)
            .set("estate.zone", zone.getId());
    for (Map.Entry<String, String> value : given.entrySet()) {
      settings = settings.set(value.getKey(), value.getValue());
    }
    return settings;
  }

  private ChainSettings.Influx influx() {
    if (influxUrl != null) {
      return influxUrl.toString().equals("none")
          ? new ChainSettings.Influx.None()
          : new ChainSettings.Influx.At(influxUrl);
    }
    if (influxPort != null) {
      return new ChainSettings.Influx.Child(influxPort);
    }
    return new ChainSettings.Influx.Child(Ports.isFree("127.0.0.1", INFLUX_PORT) ? INFLUX_PORT : 0);
  }

  private void announce(Chain chain, long millis) {
    System.out.printf("%nGaronne %s runs (%.1f s).%n%n", BuildVersion.text(), millis / 1000.0);
    line("page", chain.httpUri().toString());
    line(
        "health",
        chain.httpUri().resolve("ready") + "   metrics: " + chain.httpUri().resolve("metrics"));
    line(
        "MQTT",
        chain.mqttUri() + "   any client: topic garonne/my-plug, payload {\"powerW\": 12.5}");
    line("Kafka", chain.kafkaBootstrap());
    line("InfluxDB", chain.influxUri().map(URI::toString).orElse("none: points are not stored"));
    line("data", chain.data().toString());
    line(
        "source",
        noSimulator
            ? "your devices"
            : "an invented estate of " + devices + " devices; without it: --no-simulator");
    System.out.printf("%nCtrl-C stops it.%n");
    System.out.flush();
  }

  private static void line(String what, String where) {
    System.out.printf("  %-10s %s%n", what, where);
  }
}
