package io.garonne.deploy.faults;

import io.garonne.deploy.runtime.InfluxBinary;
import io.garonne.deploy.runtime.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that would run in production, each part as a process: a broker, Kafka, InfluxDB, two
 * instances of ingest on a shared subscription, two of streams, one of sink.
 */
final class Machine implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int DISK_MEBIBYTES = 192;
  private static final String FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

  private final Path directory;
  private final EnumMap<Part, Child> children = new EnumMap<>(Part.class);
  private final EnumMap<Part, Network> networks = new EnumMap<>(Part.class);
  private final @Nullable Disk disk;
  private final InfluxGate gate;
  private final int mqttPort = Ports.free();
  private final int kafkaPort = Ports.free();
  private final int influxPort = Ports.free();

  private Machine(
      Path directory, boolean ownBroker, Path mosquitto, InfluxBinary influxd, String refusedDevice)
      throws IOException {
    this.directory = directory;
    Path influxFiles = Files.createDirectories(directory.resolve("influx"));
    this.disk = Disk.mount(influxFiles, DISK_MEBIBYTES).orElse(null);
    for (Part part : List.of(Part.BROKER, Part.KAFKA)) {
      Network.make().ifPresent(network -> networks.put(part, network));
    }
    this.gate = new InfluxGate(URI.create("http://" + LOOPBACK + ":" + influxPort), refusedDevice);
    child(Part.BROKER, ownBroker ? server("mqtt", Part.BROKER, mqttPort) : mosquitto(mosquitto));
    child(Part.KAFKA, server("kafka", Part.KAFKA, kafkaPort));
    child(
        Part.INFLUX,
        List.of(influxd.path().toString(), "-config", influxConfiguration(influxFiles)));
    for (Part part : List.of(Part.INGEST_1, Part.INGEST_2)) {
      child(
          part,
          stage(
              "ingest",
              Map.of(
                  "mqtt.uri",
                  mqtt().toString(),
                  "mqtt.client-id",
                  part.label(),
                  "mqtt.share",
                  "garonne")));
    }
    for (Part part : List.of(Part.STREAMS_1, Part.STREAMS_2)) {
      child(
          part,
          stage(
              "streams",
              Map.of(
                  "streams.state-dir", directory.resolve(part.label()).toString(),
                  "streams.instance", part.label(),
                  "streams.flush-every", "PT0.5S")));
    }
    child(
        Part.SINK,
        stage("sink", Map.of("influx.url", gate.uri().toString(), "sink.longest-backoff", "PT3S")));
  }

  /**
   * Prepares the processes; none runs yet.
   *
   * @param ownBroker whether the broker is Garonne's own and not mosquitto
   * @param refusedDevice whose points InfluxDB refuses under that fault
   * @throws IOException if a program is missing; the message says which
   */
  static Machine prepare(Path directory, boolean ownBroker, String refusedDevice)
      throws IOException {
    Path mosquitto = InfluxBinary.onPath("mosquitto");
    Optional<InfluxBinary> influxd = InfluxBinary.find().filter(InfluxBinary::isUsable);
    if (mosquitto == null || influxd.isEmpty()) {
      throw new IOException(
          "faults needs mosquitto and influxd 1.x on this machine (on Debian: apt-get install mosquitto influxdb)");
    }
    return new Machine(directory, ownBroker, mosquitto, influxd.get(), refusedDevice);
  }

  /** What this machine can do beyond signals. */
  static Set<FaultPlan.Ability> abilities(Path directory) throws IOException {
    EnumSet<FaultPlan.Ability> abilities = EnumSet.noneOf(FaultPlan.Ability.class);
    Optional<Network> network = Network.make();
    if (network.isPresent()) {
      network.get().close();
      abilities.add(FaultPlan.Ability.NETWORK);
    }
    Path there = Files.createDirectories(directory.resolve("disk"));
    Optional<Disk> disk = Disk.mount(there, 1);
    if (disk.isPresent()) {
      disk.get().close();
      abilities.add(FaultPlan.Ability.DISK);
    }
    if (hasFaketime()) {
      abilities.add(FaultPlan.Ability.CLOCK);
    }
    return abilities;
  }

  private static boolean hasFaketime() {
    return Files.exists(Path.of(FAKETIME));
  }

  /** Where the twin publishes. */
  URI mqtt() {
    return URI.create("tcp://" + host(Part.BROKER) + ":" + mqttPort);
  }

  /** Kafka. */
  String bootstrap() {
    return host(Part.KAFKA) + ":" + kafkaPort;
  }

  /** InfluxDB itself, without the gate. */
  URI influx() {
    return URI.create("http://" + LOOPBACK + ":" + influxPort);
  }

  InfluxGate gate() {
    return gate;
  }

  /** Processes that ended by themselves. */
  List<Part> dead() {
    return children.entrySet().stream()
        .filter(e -> e.getValue().died())
        .map(Map.Entry::getKey)
        .toList();
  }

  void start(Collection<Part> parts) {
    parts.forEach(part -> child(part).start());
  }

  /** Does what is planned, and returns when it is over. */
  void suffer(Incident incident) throws IOException, InterruptedException {
    Child child = child(incident.part());
    long millis = incident.millis();
    switch (incident.fault()) {
      case KILL, DOWN -> child.kill(millis);
      case RESTART -> child.restart(millis);
      case FREEZE -> child.freeze(millis, () -> {});
      case FREEZE_AND_KILL_INGEST -> child.freeze(millis, this::killIngest);
      case CUT -> Objects.requireNonNull(networks.get(incident.part())).cut(millis);
      case DISK_FULL -> Objects.requireNonNull(disk).fill(millis);
      case CLOCK_STEP -> stepClock(incident.part(), millis);
      case SLOW, ANSWERS_429, ANSWERS_500, ANSWERS_503, REFUSES_A_POINT ->
          gate.misbehave(incident.fault(), millis);
    }
  }

  private void killIngest() {
    try {
      // So that it has taken messages which Kafka cannot confirm.
      Thread.sleep(1_000);
      child(Part.INGEST_1).kill(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stepClock(Part part, long millis) throws IOException, InterruptedException {
    setClock(part, millis % 2 == 0 ? "+30" : "-30");
    Thread.sleep(millis);
    setClock(part, "+0");
  }

  private Path clock(Part part) {
    return directory.resolve(part.label() + ".clock");
  }

  private void setClock(Part part, String offset) throws IOException {
    Files.writeString(clock(part), offset + "\n");
  }

  private Child child(Part part) {
    return Objects.requireNonNull(children.get(part));
  }

  private void child(Part part, List<String> command) throws IOException {
    Network network = networks.get(part);
    boolean steps =
        hasFaketime() && EnumSet.of(Part.INGEST_1, Part.STREAMS_1, Part.SINK).contains(part);
    if (steps) {
      setClock(part, "+0");
    }
    Map<String, String> environment =
        steps
            ? Map.of(
                "LD_PRELOAD",
                FAKETIME,
                "FAKETIME_TIMESTAMP_FILE",
                clock(part).toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Otherwise waits of the JVM end at once.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0")
            : Map.of();
    children.put(
        part,
        new Child(
            network == null ? command : network.inside(command),
            environment,
            directory.resolve(part.label() + ".log")));
  }

  private String host(Part part) {
    Network network = networks.get(part);
    return network == null ? LOOPBACK : network.host();
  }

  private List<String> server(String kind, Part part, int port) throws IOException {
    Path files = Files.createDirectories(directory.resolve(kind));
    return java(
        ServerProcess.class.getName(),
        256,
        List.of(kind, files.toString(), host(part), Integer.toString(port)));
  }

  private List<String> stage(String name, Map<String, String> settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(name, "--set", "health.port=-1", "--set", "kafka.bootstrap=" + bootstrap()));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return java(
        io.garonne.deploy.Garonne.class.getName(), name.equals("streams") ? 384 : 192, arguments);
  }

  /** As the launcher starts it. */
  private static List<String> java(String main, int heapMegabytes, List<String> arguments) {
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
                main));
    command.addAll(arguments);
    return command;
  }

  private List<String> mosquitto(Path program) throws IOException {
    Path files = Files.createDirectories(directory.resolve("mosquitto"));
    Path configuration = files.resolve("mosquitto.conf");
    Files.writeString(
        configuration,
        """
        listener %d %s
        allow_anonymous true
        persistence true
        persistence_location %s/
        user root
        max_queued_messages 0
        max_queued_bytes 0
        queue_qos0_messages true
        """
            .formatted(mqttPort, host(Part.BROKER), files));
    return List.of(program.toString(), "-c", configuration.toString());
  }

  private String influxConfiguration(Path files) throws IOException {
    Path configuration = directory.resolve("influxdb.conf");
    Files.writeString(
        configuration,
        """
        reporting-disabled = true
        bind-address = "%s:%d"
        [meta]
          dir = "%s/meta"
        [data]
          dir = "%s/data"
          wal-dir = "%s/wal"
          query-log-enabled = false
        [monitor]
          store-enabled = false
        [logging]
          level = "warn"
        [http]
          bind-address = "%s:%d"
          log-enabled = false
        """
            .formatted(LOOPBACK, Ports.free(), files, files, files, LOOPBACK, influxPort));
    return configuration.toString();
  }

  /** Ends everything; the files stay, for whoever wants to know. */
  @Override
  public void close() {
    children.values().forEach(Child::close);
    gate.close();
    networks.values().forEach(Network::close);
    if (disk != null) {
      disk.close();
    }
  }
}
