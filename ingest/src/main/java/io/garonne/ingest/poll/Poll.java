package io.garonne.ingest.poll;

import io.garonne.service.Readiness;
import io.garonne.service.SettingsException;
import io.garonne.service.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Devices that do not speak MQTT, to MQTT: asks them over SNMP, IPP and HTTP and publishes what
 * they say as plain JSON, which ingest reads. It never writes to a device.
 */
public final class Poll implements Stage {
  private final List<Target> targets;
  private final Outbox outbox;
  private final Publisher publisher;
  private final Poller poller;
  private boolean started;
  private boolean closed;

  /**
   * Reads the targets and opens the buffer; asks nothing yet.
   *
   * @throws SettingsException if the targets are wrong or the buffer cannot be used
   */
  public Poll(PollSettings settings, MeterRegistry registry) {
    if (settings.targets().toString().isEmpty()) {
      throw new SettingsException(List.of("poll.targets: names no file (--targets FILE)"));
    }
    targets = TargetsFile.read(settings.targets(), settings.environment());
    PollMetrics metrics = new PollMetrics(registry);
    try {
      outbox = Outbox.open(settings.buffer(), settings.bufferBytes());
    } catch (IOException e) {
      throw new SettingsException(List.of("poll.buffer: " + e.getMessage()));
    }
    KeptLevels levels;
    try {
      levels = KeptLevels.open(settings.buffer().resolve("levels"));
    } catch (IOException e) {
      outbox.close();
      throw new SettingsException(List.of("poll.buffer: " + e.getMessage()));
    }
    publisher = new Publisher(settings.broker(), settings.clientId(), outbox, metrics);
    HttpAnswers http = new HttpAnswers(settings.timeout());
    poller =
        new Poller(
            targets,
            Map.of(
                Target.Snmp.class, new SnmpAsker(settings.timeout().toMillis()),
                Target.Ipp.class, new IppAsker(http),
                Target.Netio.class, new NetioAsker(http)),
            outbox::add,
            System::currentTimeMillis,
            metrics,
            levels,
            settings.concurrency());
    metrics.refusals(poller.refusals());
    metrics.gauges(outbox, targets.size(), poller::silent, () -> problem() == null ? 1 : 0);
  }

  @Override
  public String name() {
    return "poll";
  }

  @Override
  public synchronized void start() {
    if (started || closed) {
      return;
    }
    started = true;
    publisher.start();
    poller.start();
  }

  @Override
  public Readiness readiness() {
    String problem = problem();
    return problem == null ? Readiness.ready() : Readiness.notReady(problem);
  }

  private @Nullable String problem() {
    String broker = publisher.problem();
    if (broker != null) {
      long waiting = outbox.waiting();
      return waiting == 0 ? broker : broker + "; " + waiting + " readings wait on the disk";
    }
    return poller.silent() == targets.size() ? "no device answers" : null;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    poller.close();
    publisher.close();
    outbox.close();
  }
}
