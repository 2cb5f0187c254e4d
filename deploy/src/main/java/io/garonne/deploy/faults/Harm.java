package io.garonne.deploy.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/** Does to a machine what a plan says. */
final class Harm {
  private Harm() {}

  /** Does it, and returns when it is over. */
  static void to(Machine machine, Incident incident) throws IOException, InterruptedException {
    Part part = incident.part();
    Child child = machine.child(part);
    long millis = incident.millis();
    switch (incident.fault()) {
      case KILL -> machine.kill(part, millis);
      case DOWN -> child.kill(millis);
      case RESTART -> child.restart(millis);
      case FREEZE -> child.freeze(millis, () -> {});
      case FREEZE_AND_KILL_INGEST -> child.freeze(millis, () -> killIngest(machine));
      case CUT -> machine.network(part).orElseThrow().cut(millis);
      case DISK_FULL -> child.during(() -> fillDisk(machine, child, millis));
      case CLOCK_STEP -> machine.clock(part).orElseThrow().step(millis % 2 == 0, millis);
      case SLOW, ANSWERS_429, ANSWERS_500, ANSWERS_503, REFUSES_A_POINT ->
          machine.gate().misbehave(incident.fault(), millis);
    }
  }

  /** Nothing is written from when there is room again until InfluxDB is mended. */
  private static void fillDisk(Machine machine, Child influx, long millis)
      throws IOException, InterruptedException {
    InfluxGate gate = machine.gate();
    try {
      machine
          .disk()
          .orElseThrow()
          .fill(
              () -> {
                Thread.sleep(millis);
                gate.shut(true);
              });
      mend(influx, machine.addresses().influx());
    } finally {
      gate.shut(false);
    }
  }

  /**
   * Restarts an InfluxDB whose disk was full twice before anything is written, as
   * docs/operations.md says: 1.6 refuses everything until it is restarted, and what it acknowledges
   * after one restart it loses at the next.
   */
  static void mend(Child influx, URI uri) throws IOException, InterruptedException {
    for (int i = 0; i < 2; i++) {
      influx.restart(0);
      InfluxPoints.awaitServing(uri);
    }
  }

  private static void killIngest(Machine machine) {
    try {
      // So that they have taken messages which Kafka cannot confirm.
      Thread.sleep(1_000);
      for (Part part : List.of(Part.INGEST_1, Part.INGEST_2)) {
        machine.child(part).kill(250);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
