package io.garonne.deploy.command;

import io.garonne.deploy.inventory.InventoryPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.deploy.simulate.Simulation;
import io.garonne.deploy.simulate.SimulationPlan;
import io.garonne.model.inventory.InventoryTable;
import io.garonne.service.Settings;
import io.garonne.twin.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An invented estate with known true energy as a source: the demo, test bed and load generator. */
@Command(
    name = "simulate",
    description = {
      "Invents an estate (offices, a data centre) and publishes what its devices would say, in"
          + " vendors' formats, over MQTT: live until stopped, or a stretch of time from --from to"
          + " --to. The same seed gives the same messages. The true energy is known and can be"
          + " written beside it."
    },
    footerHeading = "%nFaults, as --faults duplicates=0.1,late=0.05:PT2H:%n")
public final class SimulateCommand implements Callable<Integer> {
  private static final Duration STOP = Duration.ofSeconds(4);

  @Option(
      names = "--mqtt",
      paramLabel = "URI",
      defaultValue = "tcp://127.0.0.1:1883",
      description = "The broker. Default: ${DEFAULT-VALUE}")
  private URI mqtt = URI.create("tcp://127.0.0.1:1883");

  @Option(
      names = "--mqtt-user",
      paramLabel = "NAME",
      description =
          "Default: none. The password: GARONNE_MQTT_PASSWORD or GARONNE_MQTT_PASSWORD_FILE.")
  private @Nullable String user;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      defaultValue = "garonne-simulate",
      description = "Default: ${DEFAULT-VALUE}")
  private String clientId = "";

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka; the estate's inventory is published there first. Default: it is not.")
  private @Nullable String bootstrap;

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "500",
      description = "Default: ${DEFAULT-VALUE}; a PDU has six outlets that speak for themselves.")
  private int devices;

  @Option(
      names = "--sites",
      paramLabel = "N",
      defaultValue = "5",
      description = "Of several, the first is a data centre. Default: ${DEFAULT-VALUE}")
  private int sites;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Messages a second of the estate's time, instead of --interval.")
  private @Nullable Double rate;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      description = "Between two messages of a metering point. Default: PT60S")
  private @Nullable Duration interval;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description = "Of every site. Default: ${DEFAULT-VALUE}")
  private ZoneId zone = ZoneId.of("UTC");

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "For example 2026-03-02T00:00:00Z. Default: now, live.")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "INSTANT", description = "Exclusive; with --from.")
  private @Nullable Instant to;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "Instead of --to; live: when to stop. Default there: with Ctrl-C.")
  private @Nullable Duration duration;

  @Option(
      names = "--speed",
      paramLabel = "max|N",
      description = "With --from: N times as fast as the wall clock. Default: max")
  private @Nullable String speed;

  @Option(names = "--faults", paramLabel = "SPEC", description = "What goes wrong; see below.")
  private String faults = "";

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Writes the true energy per device and quarter-hour as CSV at the end.")
  private @Nullable Path truth;

  @Option(
      names = "--inventory-out",
      paramLabel = "FILE",
      description = "Writes the estate's inventory as a simple table before anything is sent.")
  private @Nullable Path inventoryOut;

  @Override
  public Integer call() throws IOException, InterruptedException {
    SimulationPlan.Wish wish =
        new SimulationPlan.Wish(
            seed, devices, sites, zone, rate, interval, from, to, duration, speed, faults);
    Simulation simulation = new Simulation(SimulationPlan.of(wish, Instant.now()), System.err);
    if (inventoryOut != null) {
      Files.writeString(inventoryOut, InventoryTable.format(simulation.inventory()));
    }
    if (bootstrap != null) {
      try (InventoryPublisher publisher = new InventoryPublisher(bootstrap)) {
        publisher.publish(simulation.inventory());
      }
    }
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = Thread.ofPlatform().name("stop").unstarted(() -> stop(simulation, ended));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      MqttTarget target =
          new MqttTarget(mqtt, clientId, user, password(), MqttTarget.DEFAULT_WINDOW);
      simulation.run(target, truth);
      return 0;
    } finally {
      ended.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // A signal came first; the hook ends the process.
        Thread.sleep(STOP);
      }
    }
  }

  /** After Ctrl-C: what was sent is waited for, the truth is written, and that is a good end. */
  private static void stop(Simulation simulation, CountDownLatch ended) {
    simulation.stop();
    try {
      Runtime.getRuntime().halt(ended.await(STOP.toMillis(), TimeUnit.MILLISECONDS) ? 0 : 1);
    } catch (InterruptedException e) {
      Runtime.getRuntime().halt(1);
    }
  }

  /** The faults, as the help shows them. */
  @Spec
  void describeFaults(CommandSpec spec) {
    spec.usageMessage()
        .footer(
            Arrays.stream(Fault.values())
                .map(fault -> "  %-14s %s".formatted(fault.label(), meaning(fault)))
                .toArray(String[]::new));
  }

  private static String meaning(Fault fault) {
    return fault.longest().isZero()
        ? fault.meaning()
        : fault.meaning() + " (MAX: " + fault.longest() + " if not given)";
  }

  private static @Nullable String password() {
    Settings settings = Settings.of(Map.of(), System.getenv());
    String password = settings.secret("mqtt.password");
    settings.check();
    return password.isEmpty() ? null : password;
  }
}
