package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateFiles;
import io.garonne.deploy.runtime.DataDirectory;
import io.garonne.deploy.runtime.InfluxBinary;
import io.garonne.deploy.runtime.Preflight;
import io.garonne.deploy.runtime.StageFactory;
import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.PublicationGaps;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateChange;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.NewLines;
import io.garonne.publish.indicator.GapsTable;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.text.Texts;
import io.garonne.service.KafkaAccess;
import io.garonne.service.Settings;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether {@code up} can work here, one line for each thing it needs. */
@Command(
    name = "check",
    description = {
      "Says whether Garonne can work here as it is set up, one line for each thing.",
      "With --publication: names what is missing for the publication of last month's indicators,"
          + " and who provides it, from a running chain.",
      "Ends with 0 if it can and 1 if something is wrong; makes and changes nothing."
    })
public final class CheckCommand implements Callable<Integer> {
  @Option(names = "--data", paramLabel = "DIR", description = "The data directory to look at.")
  private @Nullable Path data;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address the MQTT broker and the page would listen on.")
  private String bind = "";

  @Option(
      names = "--mqtt-port",
      paramLabel = "N",
      defaultValue = "1883",
      description = "MQTT. Default: ${DEFAULT-VALUE}")
  private int mqttPort;

  @Option(
      names = "--kafka-port",
      paramLabel = "N",
      defaultValue = "9092",
      description = "Kafka. Default: ${DEFAULT-VALUE}")
  private int kafkaPort;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The page. Default: ${DEFAULT-VALUE}")
  private int httpPort;

  @Option(names = "--inventory", paramLabel = "FILE", description = "The inventory to look at.")
  private @Nullable Path inventory;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting, as for the stages.")
  private Map<String, String> values = new LinkedHashMap<>();

  @Option(
      names = "--publication",
      description = "Looks at the indicators of the last month that is over, and at nothing else.")
  private boolean publication;

  @Mixin private EstateZone zone = new EstateZone();
  @Mixin private ReadOptions options = new ReadOptions();

  private boolean good = true;

  @Override
  public Integer call() throws IOException {
    if (publication) {
      return publication();
    }
    say(Runtime.version().feature() >= 21, "Java " + Runtime.version() + " (21 or newer)");
    dataDirectory(data == null ? DataDirectory.standard(System.getenv()) : data);
    port("MQTT", "--mqtt-port", bind, mqttPort);
    port("Kafka", "--kafka-port", "127.0.0.1", kafkaPort);
    port("page", "--http-port", bind, httpPort);
    influx();
    settings();
    if (inventory == null) {
      note("inventory: none given; what reports is counted under site \"unassigned\"");
    } else {
      inventory(inventory);
    }
    return good ? 0 : 1;
  }

  private int publication() throws IOException {
    Texts texts = options.texts();
    Programme programme = Programme.of(zone.estate(options.bootstrap()));
    PublishedIndicators published = options.indicators(texts);
    PublicationGaps gaps =
        PublicationGaps.of(
            programme,
            published.figures(),
            published.lines(),
            YearMonth.now(zone.zone()).minusMonths(1));
    Writer out = ReadOptions.out();
    new GapsTable(texts).write(gaps, out);
    out.flush();
    return gaps.isPublishable() ? 0 : 1;
  }

  private void dataDirectory(Path path) {
    Path root = path.toAbsolutePath().normalize();
    Optional<String> problem = DataDirectory.problem(root);
    problem.ifPresent(text -> say(false, text));
    if (problem.isEmpty()) {
      Path there = root;
      while (!Files.exists(there)) {
        there = Objects.requireNonNull(there.getParent());
      }
      long free = there.toFile().getUsableSpace() / 1_000_000_000;
      say(free >= 1, "data directory " + root + ", " + free + " GB free");
    }
  }

  private void port(String purpose, String option, String host, int port) {
    List<String> problems = Preflight.port(purpose, option, host, port);
    problems.forEach(problem -> say(false, problem));
    if (problems.isEmpty()) {
      say(true, purpose + " port " + port + " on " + host + " is free");
    }
  }

  private void influx() {
    Optional<InfluxBinary> binary = InfluxBinary.find();
    if (binary.isEmpty()) {
      note("influxd: none on this machine; points are stored only with --influx-url URL");
    } else if (binary.get().isUsable()) {
      say(true, "influxd " + binary.get().version() + " at " + binary.get().path());
    } else {
      note(
          "influxd %s at %s: only 1.x is started by us; start it yourself, give --influx-url URL"
              .formatted(binary.get().version(), binary.get().path()));
    }
    if (InfluxBinary.onPath("mosquitto") == null) {
      note("mosquitto: none on this machine; only tests want it");
    } else {
      say(true, "mosquitto is there, for the tests");
    }
  }

  private void settings() {
    Settings settings = Settings.ofArguments(values, System.getenv());
    KafkaAccess.of(System.getenv()).problems().forEach(problem -> say(false, "setting " + problem));
    try {
      StageFactory.check(settings);
      say(true, "settings of all stages");
    } catch (SettingsException e) {
      e.problems().forEach(problem -> say(false, "setting " + problem));
    }
  }

  private void inventory(Path table) {
    try {
      List<EstateLine> lines = EstateFiles.checked(List.of(table), zone.zone());
      Estate nothing = Estate.of(List.of(), zone.zone()).estate();
      List<String> problems =
          NewLines.problems(EstateChange.of(nothing, List.of(), lines), LocalDate.now(zone.zone()));
      if (problems.isEmpty()) {
        say(true, "inventory " + table + ": " + lines.size() + " lines");
      }
      problems.forEach(problem -> say(false, problem));
    } catch (SettingsException e) {
      e.problems().forEach(problem -> say(false, problem));
    }
  }

  private void say(boolean ok, String line) {
    System.out.println((ok ? "ok    " : "wrong ") + line);
    good &= ok;
  }

  private static void note(String line) {
    System.out.println("note  " + line);
  }
}
