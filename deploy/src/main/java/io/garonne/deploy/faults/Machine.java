package io.garonne.deploy.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Everything that would run in production, each part as a process: a broker, Kafka, InfluxDB, two
 * instances of ingest on a shared subscription, two of streams, one of sink; and what they run on.
 */
final class Machine implements AutoCloseable {
  private static final int DISK_MEBIBYTES = 192;

  /** Those whose clocks are set. */
  private static final Set<Part> CLOCKED = EnumSet.of(Part.INGEST_1, Part.STREAMS_1, Part.SINK);

  private final EnumMap<Part, Child> children = new EnumMap<>(Part.class);
  private final EnumMap<Part, Network> networks = new EnumMap<>(Part.class);
  private final EnumMap<Part, Clock> clocks = new EnumMap<>(Part.class);
  private final ConcurrentLinkedQueue<BrokerKill> brokerKills = new ConcurrentLinkedQueue<>();
  private @Nullable Path savedTo;
  private @Nullable Disk disk;
  private @Nullable InfluxGate gate;
  private @Nullable Addresses addresses;

  private Machine() {}

  /**
   * Prepares the processes; none runs yet.
   *
   * @param plan says which broker it is, and whether the instances of ingest share
   * @param refusedDevice whose points InfluxDB refuses under that fault
   * @throws IOException if a program is missing; the message says which
   */
  static Machine prepare(Path directory, FaultPlan plan, String refusedDevice) throws IOException {
    Programs programs = Programs.find();
    Machine machine = new Machine();
    try {
      machine.build(directory, programs, plan, refusedDevice);
      return machine;
    } catch (IOException | RuntimeException e) {
      machine.close();
      throw e;
    }
  }

  private void build(Path directory, Programs programs, FaultPlan plan, String refusedDevice)
      throws IOException {
    disk =
        Disk.mount(Files.createDirectories(directory.resolve(Part.INFLUX.label())), DISK_MEBIBYTES)
            .orElse(null);
    for (Part part : List.of(Part.BROKER, Part.KAFKA)) {
      Network.make().ifPresent(network -> networks.put(part, network));
    }
    Addresses places = Addresses.on(host(Part.BROKER), host(Part.KAFKA));
    InfluxGate before = new InfluxGate(places.influx(), refusedDevice);
    addresses = places;
    gate = before;
    CommandLines lines =
        new CommandLines(
            directory, programs, places, before.uri(), plan.ownBroker(), plan.shared());
    savedTo = plan.ownBroker() ? null : lines.mosquittoFile();
    for (Part part : Part.values()) {
      if (CLOCKED.contains(part)) {
        Clock.kept(directory.resolve(part.label() + ".clock"))
            .ifPresent(clock -> clocks.put(part, clock));
      }
      Network network = networks.get(part);
      Clock clock = clocks.get(part);
      List<String> line = lines.of(part);
      children.put(
          part,
          new Child(
              network == null ? line : network.inside(line),
              clock == null ? Map.of() : clock.environment(),
              directory.resolve(part.label() + ".log")));
    }
  }

  private String host(Part part) {
    Network network = networks.get(part);
    return network == null ? Addresses.LOOPBACK : network.host();
  }

  /** Where the servers are. */
  Addresses addresses() {
    return Objects.requireNonNull(addresses);
  }

  /** The process that a part runs in. */
  Child child(Part part) {
    return Objects.requireNonNull(children.get(part));
  }

  /**
   * kill −9, and after a while started again. Of a broker that saves at intervals it is noted what
   * it may have lost.
   */
  void kill(Part part, long millisUntilStart) throws IOException, InterruptedException {
    Path file = savedTo;
    if (part == Part.BROKER && file != null) {
      child(part)
          .kill(
              () -> {
                brokerKills.add(BrokerKill.now(file));
                Thread.sleep(millisUntilStart);
              });
    } else {
      child(part).kill(millisUntilStart);
    }
  }

  /** Kills of a broker that saves at intervals, in their order. */
  List<BrokerKill> brokerKills() {
    return List.copyOf(brokerKills);
  }

  /** The network of a process, if it has one of its own. */
  Optional<Network> network(Part part) {
    return Optional.ofNullable(networks.get(part));
  }

  /** The clock of a process, if it can be set. */
  Optional<Clock> clock(Part part) {
    return Optional.ofNullable(clocks.get(part));
  }

  /** What InfluxDB writes to, if it can be filled. */
  Optional<Disk> disk() {
    return Optional.ofNullable(disk);
  }

  /** What stands before InfluxDB. */
  InfluxGate gate() {
    return Objects.requireNonNull(gate);
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

  /** Ends everything; the files stay, for whoever wants to know. */
  @Override
  public void close() {
    children.values().forEach(Child::close);
    if (gate != null) {
      gate.close();
    }
    networks.values().forEach(Network::close);
    if (disk != null) {
      disk.close();
    }
  }
}
