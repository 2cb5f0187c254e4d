package io.garonne.deploy.faults;

import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.deploy.simulate.Pace;
import io.garonne.twin.TwinMessage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One run: an estate publishes, faults happen, and then everything is compared. */
public final class FaultRun {
  private static final Duration SETTLE = Duration.ofMinutes(5);
  private static final Duration LONGEST_SETTLE = Duration.ofMinutes(20);

  private final FaultPlan plan;
  private final Path directory;
  private final PrintStream out;
  private final Estate estate;
  private final Described described;
  private final List<Acknowledged> acknowledged = Collections.synchronizedList(new ArrayList<>());

  /**
   * How a run ended.
   *
   * @param kills processes that were killed
   * @param faults other faults
   * @param messages that the broker acknowledged
   * @param lost by the broker, that is, acknowledged after its last save before it was killed, and
   *     not in Kafka; a line for each kill of a broker that saves at intervals
   * @param compared figures, by kind
   * @param differences one line each; empty when not a millijoule differs
   */
  public record Ended(
      long seed,
      int kills,
      int faults,
      long messages,
      List<String> lost,
      Map<String, Long> compared,
      List<String> differences) {}

  private FaultRun(FaultPlan plan, int devices, Path directory, PrintStream out) {
    this.plan = plan;
    this.directory = directory;
    this.out = out;
    this.estate = Estate.of(plan.seed(), devices);
    this.described = new Described(estate.inventory());
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
    FaultPlan plan = FaultPlan.draw(seed, millis, kills, Ability.here(directory));
    return new FaultRun(plan, devices, directory, out).run();
  }

  private Ended run() throws IOException, InterruptedException {
    out.println(
        "seed %d: %d kills and %d other faults in %d s; the broker is %s; two ingests %s"
            .formatted(
                plan.seed(),
                plan.kills(),
                plan.others(),
                plan.millis() / 1000,
                plan.ownBroker() ? "Garonne's own" : "mosquitto",
                plan.shared() ? "share a subscription" : "divide the topics"));
    if (!plan.brokerStarts()) {
      out.println(
          "  the broker is neither killed nor restarted: mosquitto forgets shared subscriptions");
    }
    String refused = estate.inventory().get(estate.inventory().size() / 2).device();
    Machine machine = Machine.prepare(directory, plan, refused);
    Thread hook = new Thread(machine::close);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Startup.of(machine, estate.inventory(), directory);
      List<String> problems = publish(machine);
      return ended(settle(machine), machine, problems);
    } finally {
      machine.close();
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  /** The estate and the faults, until both are over; returns the faults that could not be done. */
  private List<String> publish(Machine machine) throws IOException, InterruptedException {
    try (MqttPublisher publisher =
        MqttPublisher.open(MqttTarget.of(machine.addresses().mqtt(), "twin"))) {
      for (Iterator<TwinMessage> messages = estate.calm(); messages.hasNext(); ) {
        publish(publisher, messages.next());
      }
      Startup.awaitPoints(machine);
      long began = System.currentTimeMillis();
      Ordeal ordeal = Ordeal.begin(plan, machine, began, out);
      Pace pace = new Pace(estate.calmUntil(), began, estate.speed(plan.millis()));
      for (Iterator<TwinMessage> messages = estate.troubled(); messages.hasNext(); ) {
        TwinMessage message = messages.next();
        long wait = pace.due(message.at()) - System.currentTimeMillis();
        if (wait > 5) {
          Thread.sleep(wait);
        }
        publish(publisher, message);
      }
      if (!ordeal.await(plan.millis() + SETTLE.toMillis())) {
        throw new IOException("faults do not end");
      }
      if (!publisher.flush(SETTLE)) {
        throw new IOException(publisher.unacknowledged() + " messages are not acknowledged");
      }
      out.println(
          "  published: %d messages acknowledged; %d requests to InfluxDB disturbed; settling"
              .formatted(acknowledged.size(), machine.gate().disturbed()));
      return ordeal.problems();
    }
  }

  private void publish(MqttPublisher publisher, TwinMessage message)
      throws IOException, InterruptedException {
    publisher.publish(
        message.topic(),
        message.payload(),
        message.retained(),
        () ->
            acknowledged.add(
                new Acknowledged(
                    described.told(message.reading()),
                    System.currentTimeMillis(),
                    publisher.connectedSince())));
  }

  /**
   * Compares until it agrees twice, some seconds apart: what is right must stay so. As long as
   * something still changes the chain is catching up, on a slow machine for long.
   */
  private Look settle(Machine machine) throws InterruptedException {
    long began = System.nanoTime();
    long changed = began;
    Look look = Look.at(machine, estate.inventory(), acknowledged);
    int agreed = look.comparison().agrees() ? 1 : 0;
    while (agreed < 2
        && System.nanoTime() - changed < SETTLE.toNanos()
        && System.nanoTime() - began < LONGEST_SETTLE.toNanos()) {
      Thread.sleep(3_000);
      Comparison before = look.comparison();
      look = Look.at(machine, estate.inventory(), acknowledged);
      agreed = look.comparison().agrees() ? agreed + 1 : 0;
      if (!look.comparison().equals(before)) {
        changed = System.nanoTime();
      }
    }
    return look;
  }

  private Ended ended(Look look, Machine machine, List<String> problems) {
    List<String> differences = new ArrayList<>(look.comparison().differences());
    differences.addAll(problems);
    machine.dead().forEach(part -> differences.add(part.label() + " gave up"));
    Map<String, Long> compared = new TreeMap<>(look.comparison().compared());
    List<String> devices = new ArrayList<>();
    differences.addAll(look.truth().farFromTheTruth(estate.twin(), devices));
    compared.put("devices against what they drew", (long) devices.size());
    return new Ended(
        plan.seed(),
        plan.kills(),
        plan.others(),
        acknowledged.size(),
        look.losses().byKill().stream().map(BrokerLosses.OfKill::toString).toList(),
        compared,
        List.copyOf(differences));
  }
}
