package io.garonne.deploy.faults;

import io.garonne.deploy.Garonne;
import io.garonne.deploy.runtime.InfluxConfiguration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each process is started with, and the configuration it reads: as in production. */
final class CommandLines {
  private final Path directory;
  private final Programs programs;
  private final Addresses addresses;
  private final URI gate;
  private final boolean ownBroker;
  private final boolean shared;

  /**
   * @param directory has a directory for each server
   * @param gate where the sink finds InfluxDB
   * @param ownBroker whether the broker is Garonne's own and not mosquitto
   * @param shared whether the instances of ingest share a subscription; else each has its topics
   */
  CommandLines(
      Path directory,
      Programs programs,
      Addresses addresses,
      URI gate,
      boolean ownBroker,
      boolean shared) {
    this.directory = directory;
    this.programs = programs;
    this.addresses = addresses;
    this.gate = gate;
    this.ownBroker = ownBroker;
    this.shared = shared;
  }

  /** The one of a process. */
  List<String> of(Part part) throws IOException {
    return switch (part) {
      case BROKER ->
          ownBroker
              ? server("mqtt", addresses.brokerHost(), addresses.mqttPort())
              : mosquitto(programs.mosquitto(), directory.resolve("mosquitto"), addresses);
      case KAFKA -> server("kafka", addresses.kafkaHost(), addresses.kafkaPort());
      case INFLUX -> influxd(Files.createDirectories(directory.resolve(part.label())));
      case INGEST_1, INGEST_2 -> ingest(part);
      case STREAMS_1, STREAMS_2 -> streams(part);
      case SINK -> sink();
    };
  }

  private List<String> ingest(Part part) {
    Map<String, String> settings = new HashMap<>();
    settings.put("mqtt.uri", addresses.mqtt().toString());
    settings.put("mqtt.client-id", part.label());
    if (shared) {
      settings.put("mqtt.share", "garonne");
    } else {
      settings.put("mqtt.topics", part == Part.INGEST_1 ? "garonne/#" : "tele/#");
    }
    return stage("ingest", 192, settings);
  }

  private List<String> streams(Part part) {
    return stage(
        "streams",
        384,
        Map.of(
            "streams.state-dir", directory.resolve(part.label()).toString(),
            "streams.instance", part.label(),
            "streams.flush-every", "PT0.5S"));
  }

  private List<String> sink() {
    return stage(
        "sink", 192, Map.of("influx.url", gate.toString(), "sink.longest-backoff", "PT3S"));
  }

  private List<String> stage(String name, int heapMegabytes, Map<String, String> settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                name,
                "--set",
                "health.port=-1",
                "--set",
                "kafka.bootstrap=" + addresses.bootstrap()));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return java(Garonne.class, heapMegabytes, arguments);
  }

  private List<String> server(String kind, String host, int port) throws IOException {
    Path files = Files.createDirectories(directory.resolve(kind));
    return java(
        ServerProcess.class, 256, List.of(kind, files.toString(), host, Integer.toString(port)));
  }

  /** As the launcher starts it. */
  private static List<String> java(Class<?> main, int heapMegabytes, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
    command.addAll(arguments);
    return command;
  }

  /** What mosquitto saves to. */
  Path mosquittoFile() {
    return directory.resolve("mosquitto").resolve("mosquitto.db");
  }

  /**
   * mosquitto that saves as often as it can without standing still, since it is killed; what a
   * larger installation should have is in docs/operations.md.
   *
   * @param files gets its configuration and what it saves
   */
  static List<String> mosquitto(Path program, Path files, Addresses addresses) throws IOException {
    Path configuration = Files.createDirectories(files).resolve("mosquitto.conf");
    Files.writeString(
        configuration,
        """
        listener %d %s
        allow_anonymous true
        persistence true
        persistence_location %s/
        autosave_interval 1
        user root
        max_queued_messages 0
        max_queued_bytes 0
        queue_qos0_messages true
        """
            .formatted(addresses.mqttPort(), addresses.brokerHost(), files));
    return List.of(program.toString(), "-c", configuration.toString());
  }

  private List<String> influxd(Path files) throws IOException {
    return List.of(
        programs.influxd().toString(),
        "-config",
        InfluxConfiguration.write(files, addresses.influxPort()).toString());
  }
}
