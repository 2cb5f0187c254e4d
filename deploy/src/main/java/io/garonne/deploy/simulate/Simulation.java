package io.garonne.deploy.simulate;

import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.model.Device;
import io.garonne.twin.Twin;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of the twin against a broker. Run from one thread; {@link #stop} from any. */
public final class Simulation {
  private static final long PROGRESS_MILLIS = 5_000;

  private final SimulationPlan plan;
  private final Twin twin;
  private final PrintStream progress;
  private final Object lock = new Object();
  private @Nullable MessagePump pump;
  private boolean stopped;

  /**
   * Invents the estate; nothing is sent yet.
   *
   * @param progress gets a line every five seconds and one at the end
   */
  public Simulation(SimulationPlan plan, PrintStream progress) {
    this.plan = plan;
    this.twin = new Twin(plan.spec());
    this.progress = progress;
  }

  /** The estate's devices. */
  public List<Device> inventory() {
    return twin.inventory();
  }

  /**
   * Publishes everything.
   *
   * @param truth file for the true energy of what was simulated, or null
   * @return messages that the broker has acknowledged
   * @throws IOException if the broker refuses, does not acknowledge within a minute after the last
   *     message, or the file cannot be written
   */
  public long run(MqttTarget target, @Nullable Path truth)
      throws IOException, InterruptedException {
    try (MqttPublisher publisher = MqttPublisher.open(target)) {
      long started = System.currentTimeMillis();
      MessagePump own = pump(publisher, new Pace(plan.from(), started, plan.speed()));
      Thread reporter = Thread.ofVirtual().start(() -> report(own, publisher, started));
      try {
        own.run(twin.messages(plan.from(), plan.to()), Long.MAX_VALUE);
        if (!publisher.flush(Duration.ofMinutes(1))) {
          throw new IOException(
              publisher.unacknowledged() + " messages are not acknowledged after a minute");
        }
      } finally {
        reporter.interrupt();
      }
      if (truth != null) {
        writeTruth(truth, own);
      }
      progress.println(line(own, publisher, started));
      return publisher.acknowledged();
    }
  }

  /** Ends the run soon; what was sent is waited for, and the truth is written up to there. */
  public void stop() {
    synchronized (lock) {
      stopped = true;
      if (pump != null) {
        pump.stop();
      }
    }
  }

  private MessagePump pump(MqttPublisher publisher, Pace pace) {
    MessagePump made = new MessagePump(publisher, pace, () -> {});
    synchronized (lock) {
      pump = made;
      if (stopped) {
        made.stop();
      }
    }
    return made;
  }

  private void writeTruth(Path file, MessagePump own) throws IOException {
    long last = own.stopped() ? Math.max(own.lastAt(), plan.from()) : plan.to();
    try (Writer out = Files.newBufferedWriter(file)) {
      twin.writeTruth(out, plan.from(), Math.min(last, plan.to()));
    }
  }

  private void report(MessagePump own, MqttPublisher publisher, long started) {
    try {
      while (true) {
        Thread.sleep(PROGRESS_MILLIS);
        String problem = publisher.problem();
        progress.println(
            line(own, publisher, started) + (problem == null ? "" : "; waiting: " + problem));
      }
    } catch (InterruptedException e) {
      // The run is over.
    }
  }

  private static String line(MessagePump own, MqttPublisher publisher, long started) {
    double seconds = Math.max(1, System.currentTimeMillis() - started) / 1000.0;
    long at = own.lastAt();
    return "published %d messages, acknowledged %d, %.0f/s%s"
        .formatted(
            own.published(),
            publisher.acknowledged(),
            publisher.acknowledged() / seconds,
            at == Long.MIN_VALUE ? "" : ", at " + Instant.ofEpochMilli(at));
  }
}
