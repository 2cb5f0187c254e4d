package io.garonne.deploy.faults;

import io.garonne.deploy.inventory.InventoryPublisher;
import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.deploy.simulate.Pace;
import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.Total;
import io.garonne.model.metering.SlotEnergy;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.publish.TotalsReader;
import io.garonne.publish.UnavailableException;
import io.garonne.service.KafkaAccess;
import io.garonne.twin.EstateSpec;
import io.garonne.twin.FaultSpec;
import io.garonne.twin.Twin;
import io.garonne.twin.TwinMessage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;

/** One run: an estate publishes, faults happen, and then everything is compared. */
public final class FaultRun {
  private static final int PARTITIONS = 4;
  private static final Duration ESTATE_TIME = Duration.ofHours(20);
  private static final Duration SETTLE = Duration.ofMinutes(5);
  private static final Duration START = Duration.ofMinutes(5);

  private final FaultPlan plan;
  private final Path directory;
  private final PrintStream out;
  private final Twin twin;
  private final long from;
  private final List<Device> inventory;
  private final PlainTruth truth;
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
  private long done;

  /**
   * How a run ended.
   *
   * @param kills processes that were killed
   * @param faults other faults
   * @param messages that the broker acknowledged
   * @param compared figures, by kind
   * @param differences one line each; empty when not a millijoule differs
   */
  public record Ended(
      long seed,
      int kills,
      int faults,
      long messages,
      Map<String, Long> compared,
      List<String> differences) {}

  private FaultRun(FaultPlan plan, int devices, Path directory, PrintStream out) {
    this.plan = plan;
    this.directory = directory;
    this.out = out;
    // Its own time, some days ago, so that no clock of ours is in it.
    this.from =
        Instant.now()
            .truncatedTo(ChronoUnit.DAYS)
            .minus(3, ChronoUnit.DAYS)
            .plus(6, ChronoUnit.HOURS)
            .toEpochMilli();
    this.twin =
        new Twin(
            EstateSpec.of(plan.seed(), devices, 3, Duration.ofMinutes(1))
                .withFaults(FaultSpec.parse("duplicates=0.05,late=0.05:PT1H")));
    this.inventory = twin.inventory().stream().map(FaultRun::notPersonal).toList();
    this.truth = new PlainTruth(inventory);
  }

  /**
   * Runs one seed.
   *
   * @param millis how long the estate publishes
   * @param kills how often a process is killed
   * @param directory gets the processes' data and logs; empty
   * @param out gets the plan and what happens
   * @throws IOException if a program is missing, or the chain does not come up
   */
  public static Ended of(
      long seed, long millis, int kills, int devices, Path directory, PrintStream out)
      throws IOException, InterruptedException {
    FaultPlan plan = FaultPlan.draw(seed, millis, kills, Machine.abilities(directory));
    return new FaultRun(plan, devices, directory, out).run();
  }

  private Ended run() throws IOException, InterruptedException {
    out.println(
        "seed %d: %d kills and %d other faults in %d s; the broker is %s"
            .formatted(
                plan.seed(),
                plan.kills(),
                plan.incidents().size() - plan.kills(),
                plan.millis() / 1000,
                plan.ownBroker() ? "Garonne's own" : "mosquitto"));
    String refused = inventory.get(inventory.size() / 2).device();
    Machine machine = Machine.prepare(directory, plan.ownBroker(), refused);
    Thread hook = new Thread(machine::close);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      begin(machine);
      publish(machine);
      return compare(machine);
    } finally {
      machine.close();
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private void begin(Machine machine) throws IOException, InterruptedException {
    machine.start(List.of(Part.BROKER, Part.KAFKA, Part.INFLUX));
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      try (Admin admin =
              Admin.create(
                  KafkaAccess.to(
                      machine.bootstrap(),
                      Map.of(
                          AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
                          AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000)));
          InventoryPublisher devices = new InventoryPublisher(machine.bootstrap())) {
        new TopicSetup(admin).create(PARTITIONS, 1);
        devices.publish(inventory);
        break;
      } catch (KafkaException | IllegalStateException e) {
        if (System.nanoTime() > deadline) {
          throw new IOException("Kafka does not come up, see kafka.log", e);
        }
        Thread.sleep(500);
      }
    }
    machine.start(List.of(Part.INGEST_1, Part.INGEST_2, Part.STREAMS_1, Part.STREAMS_2, Part.SINK));
  }

  /** The estate and the faults, each in threads of their own, until both are over. */
  private void publish(Machine machine) throws IOException, InterruptedException {
    try (MqttPublisher publisher = MqttPublisher.open(MqttTarget.of(machine.mqtt(), "twin"))) {
      // Nothing is published before somebody has subscribed: nobody would keep it.
      awaitSubscribed(machine);
      long began = System.currentTimeMillis();
      Pace pace = new Pace(from, began, (double) ESTATE_TIME.toMillis() / plan.millis());
      CountDownLatch over = new CountDownLatch(plan.incidents().size());
      for (Incident incident : plan.incidents()) {
        Thread.ofVirtual().start(() -> suffer(machine, incident, began, over));
      }
      Iterator<TwinMessage> messages = twin.messages(from, from + ESTATE_TIME.toMillis());
      while (messages.hasNext()) {
        TwinMessage message = messages.next();
        long wait = pace.due(message.at()) - System.currentTimeMillis();
        if (wait > 5) {
          Thread.sleep(wait);
        }
        publisher.publish(
            message.topic(), message.payload(), message.retained(), () -> truth.add(message));
      }
      if (!over.await(plan.millis() + SETTLE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("faults do not end");
      }
      if (!publisher.flush(SETTLE)) {
        throw new IOException(publisher.unacknowledged() + " messages are not acknowledged");
      }
    }
    out.println("  published: " + truth.messages() + " messages acknowledged; settling");
  }

  private void awaitSubscribed(Machine machine) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    Path log1 = directory.resolve(Part.INGEST_1.label() + ".log");
    Path log2 = directory.resolve(Part.INGEST_2.label() + ".log");
    while (!subscribed(log1) || !subscribed(log2)) {
      if (System.nanoTime() > deadline || !machine.dead().isEmpty()) {
        throw new IOException("ingest does not come up; dead: " + machine.dead());
      }
      Thread.sleep(200);
    }
  }

  /** A link says that it is connected once its subscription is confirmed. */
  private static boolean subscribed(Path log) throws IOException {
    return java.nio.file.Files.exists(log)
        && java.nio.file.Files.readString(log).contains("connected: ");
  }

  private void suffer(Machine machine, Incident incident, long began, CountDownLatch over) {
    try {
      Thread.sleep(Math.max(0, began + incident.at() - System.currentTimeMillis()));
      out.println("  " + incident);
      machine.suffer(incident);
      synchronized (this) {
        done++;
      }
    } catch (IOException | RuntimeException e) {
      problems.add("could not do: " + incident + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      over.countDown();
    }
  }

  private Ended compare(Machine machine) throws InterruptedException {
    Map<String, SortedMap<Long, SlotEnergy>> expected = truth.slots();
    long deadline = System.nanoTime() + SETTLE.toNanos();
    Comparison comparison = new Comparison(Map.of(), List.of("nothing could be read"));
    int agreed = 0;
    // Twice, some seconds apart: what is right must stay so.
    while (agreed < 2 && System.nanoTime() < deadline) {
      Thread.sleep(3_000);
      try {
        comparison = Comparison.of(expected, found(machine));
        agreed = comparison.agrees() ? agreed + 1 : 0;
      } catch (IOException | UnavailableException e) {
        comparison = new Comparison(Map.of(), List.of("cannot be read: " + e.getMessage()));
      }
    }
    List<String> differences = new ArrayList<>(comparison.differences());
    differences.addAll(problems);
    machine.dead().forEach(part -> differences.add(part.label() + " gave up"));
    Map<String, Long> compared = new java.util.TreeMap<>(comparison.compared());
    List<String> devices = new ArrayList<>();
    differences.addAll(truth.farFromTheTruth(twin, devices));
    compared.put("devices against what they drew", (long) devices.size());
    return new Ended(
        plan.seed(),
        plan.kills(),
        (int) done - plan.kills(),
        truth.messages(),
        compared,
        List.copyOf(differences));
  }

  private static Comparison.Found found(Machine machine) throws IOException, InterruptedException {
    List<Total> totals = new ArrayList<>();
    for (Topics topic : Topics.totals()) {
      totals.addAll(TotalsReader.read(machine.bootstrap(), topic));
    }
    Set<String> refused = new HashSet<>();
    TopicReader.all(
        machine.bootstrap(),
        Topics.DEAD_LETTERS,
        record -> {
          Header reason = record.headers().lastHeader("reason");
          if (record.key() != null
              && reason != null
              && new String(reason.value(), StandardCharsets.UTF_8).equals("sink-refused")) {
            refused.add(new String(record.key(), StandardCharsets.UTF_8));
          }
        });
    Map<String, Ledger> ledger = new HashMap<>();
    TopicReader.all(
        machine.bootstrap(),
        Topics.LEDGER,
        record -> {
          if (record.value() != null) {
            Ledger read = LedgerJson.read(record.value());
            ledger.put(read.key(), read);
          }
        });
    return new Comparison.Found(
        totals,
        InfluxPoints.read(machine.influx()),
        refused,
        LedgerBalance.of(ledger.values(), 2 * 60_000));
  }

  /** A personal device's points are kept from InfluxDB, and there would be nothing to compare. */
  private static Device notPersonal(Device device) {
    return new Device(
        device.device(),
        device.assignments().stream()
            .map(
                a ->
                    new Assignment(
                        a.from(),
                        a.to(),
                        a.channel(),
                        a.site(),
                        a.zone(),
                        a.room(),
                        a.rack(),
                        a.includeInTotals(),
                        false,
                        a.parts(),
                        a.profile(),
                        a.tree()))
            .toList());
  }
}
