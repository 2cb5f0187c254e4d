package io.garonne.deploy.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The faults of a plan, each at its moment in a thread of its own. */
final class Ordeal {
  private final Machine machine;
  private final PrintStream out;
  private final long began;
  private final CountDownLatch over;
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();

  private Ordeal(Machine machine, PrintStream out, long began, int incidents) {
    this.machine = machine;
    this.out = out;
    this.began = began;
    this.over = new CountDownLatch(incidents);
  }

  /**
   * Begins.
   *
   * @param began the moment that the plan counts from, in milliseconds since 1970 UTC
   */
  static Ordeal begin(FaultPlan plan, Machine machine, long began, PrintStream out) {
    Ordeal ordeal = new Ordeal(machine, out, began, plan.incidents().size());
    plan.incidents().forEach(incident -> Thread.ofVirtual().start(() -> ordeal.suffer(incident)));
    return ordeal;
  }

  private void suffer(Incident incident) {
    try {
      Thread.sleep(Math.max(0, began + incident.at() - System.currentTimeMillis()));
      out.println("  " + incident);
      Harm.to(machine, incident);
    } catch (IOException | RuntimeException e) {
      problems.add("could not do: " + incident + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      over.countDown();
    }
  }

  /** Waits until all is over; false if it is not by then. */
  boolean await(long millis) throws InterruptedException {
    return over.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Faults that could not be done, a line each. */
  List<String> problems() {
    return List.copyOf(problems);
  }
}
