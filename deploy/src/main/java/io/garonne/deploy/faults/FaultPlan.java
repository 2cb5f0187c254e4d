package io.garonne.deploy.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Which faults happen when: a function of the seed and of what this machine can do. Pure.
 *
 * @param seed what everything is drawn from
 * @param millis how long the twin publishes
 * @param ownBroker whether the broker is Garonne's own and not mosquitto
 * @param shared whether two instances of ingest share a subscription and do not divide the topics
 *     between them
 * @param incidents sorted by time
 */
record FaultPlan(
    long seed, long millis, boolean ownBroker, boolean shared, List<Incident> incidents) {

  /**
   * Draws a plan.
   *
   * @param kills how often a process is killed
   * @param abilities what this machine can do
   */
  static FaultPlan draw(long seed, long millis, int kills, Set<Ability> abilities) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    boolean ownBroker = seed % 2 != 0;
    boolean shared = ownBroker || seed % 4 == 0;
    List<Incident> incidents = new ArrayList<>();
    drawKills(incidents, random, millis, kills, brokerStarts(ownBroker, shared));
    drawOthers(incidents, random, millis, abilities);
    if (brokerStarts(ownBroker, shared)) {
      add(incidents, random, millis, Fault.RESTART, Part.BROKER, lasting(random, 3_000));
    }
    drawInflux(incidents, random, millis, abilities);
    incidents.sort(Comparator.comparingLong(Incident::at).thenComparing(Incident::part));
    return new FaultPlan(seed, millis, ownBroker, shared, List.copyOf(incidents));
  }

  /** Every process in turn, in an order of the seed's, at a random moment of its turn. */
  private static void drawKills(
      List<Incident> incidents, Random random, long millis, int kills, boolean broker) {
    List<Part> turn = new ArrayList<>(EnumSet.allOf(Part.class));
    if (!broker) {
      turn.remove(Part.BROKER);
    }
    for (int i = 0; i < kills; i++) {
      if (i % turn.size() == 0) {
        Collections.shuffle(turn, random);
      }
      long from = millis * i / kills;
      long to = millis * (i + 1) / kills;
      incidents.add(
          new Incident(
              random.nextLong(from, to),
              Fault.KILL,
              turn.get(i % turn.size()),
              lasting(random, 2_000)));
    }
  }

  /** Each once; the long ones take at most a third of the run. */
  private static void drawOthers(
      List<Incident> incidents, Random random, long millis, Set<Ability> abilities) {
    long minute = Math.min(60_000, millis / 3);
    List<Part> all = List.of(Part.values());
    add(incidents, random, millis, Fault.FREEZE, all.get(random.nextInt(all.size())), minute);
    add(
        incidents,
        random,
        millis,
        Fault.FREEZE_AND_KILL_INGEST,
        Part.KAFKA,
        Math.min(8_000, minute));
    add(incidents, random, millis, Fault.RESTART, Part.KAFKA, lasting(random, 3_000));
    if (abilities.contains(Ability.NETWORK)) {
      add(incidents, random, millis, Fault.CUT, Part.BROKER, lasting(random, minute));
      add(incidents, random, millis, Fault.CUT, Part.KAFKA, lasting(random, minute));
    }
    if (abilities.contains(Ability.CLOCK)) {
      for (Part part : List.of(Part.INGEST_1, Part.STREAMS_1, Part.SINK)) {
        add(incidents, random, millis, Fault.CLOCK_STEP, part, lasting(random, minute));
      }
    }
  }

  /**
   * InfluxDB's troubles one after another, in an order of the seed's: at the same time one would
   * hide the other. It is away for a third of the run.
   */
  private static void drawInflux(
      List<Incident> incidents, Random random, long millis, Set<Ability> abilities) {
    List<Fault> turn =
        new ArrayList<>(
            List.of(
                Fault.DOWN,
                Fault.SLOW,
                Fault.ANSWERS_429,
                Fault.ANSWERS_500,
                Fault.ANSWERS_503,
                Fault.REFUSES_A_POINT));
    if (abilities.contains(Ability.DISK)) {
      turn.add(Fault.DISK_FULL);
    }
    Collections.shuffle(turn, random);
    long away = Math.min(600_000, millis / 3);
    long share = (millis - away) / (turn.size() - 1);
    long from = 0;
    for (Fault fault : turn) {
      long room = fault == Fault.DOWN ? away : share;
      long lasts = fault == Fault.DOWN ? away : Math.min(10_000, share / 2);
      long at = from + random.nextLong(room - lasts + 1);
      incidents.add(new Incident(at, fault, Part.INFLUX, lasts));
      from += room;
    }
  }

  private static void add(
      List<Incident> incidents, Random random, long millis, Fault fault, Part part, long lasts) {
    incidents.add(new Incident(random.nextLong(millis), fault, part, lasts));
  }

  private static long lasting(Random random, long atMost) {
    return random.nextLong(Math.max(1, atMost / 10), Math.max(2, atMost + 1));
  }

  /**
   * Whether the broker is killed and restarted. Not mosquitto (2.0.11) where instances share: it
   * forgets shared subscriptions then, and acknowledges and drops what comes before somebody
   * subscribes again.
   */
  boolean brokerStarts() {
    return brokerStarts(ownBroker, shared);
  }

  private static boolean brokerStarts(boolean ownBroker, boolean shared) {
    return ownBroker || !shared;
  }

  /** How many processes are killed. */
  int kills() {
    return incidents.stream().mapToInt(Incident::kills).sum();
  }

  /** How many faults other than plain kills there are. */
  int others() {
    return (int) incidents.stream().filter(incident -> incident.fault() != Fault.KILL).count();
  }
}
