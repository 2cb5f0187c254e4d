package io.garonne.ingest.poll;

import io.garonne.ingest.mqtt.Broker;
import io.garonne.service.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of the poller; keys and meanings are in {@code docs/poll.md}.
 *
 * @param targets the file that says which devices are asked; empty if none was given
 * @param broker where readings go
 * @param clientId the poller's name at the broker
 * @param buffer directory of readings that wait for the broker
 * @param bufferBytes what it may take of the disk
 * @param concurrency questions at once
 * @param timeout of one question
 * @param environment where secrets may be
 */
public record PollSettings(
    Path targets,
    Broker broker,
    String clientId,
    Path buffer,
    long bufferBytes,
    int concurrency,
    Duration timeout,
    Map<String, String> environment) {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  public PollSettings {
    environment = Map.copyOf(environment);
  }

  /**
   * Reads and checks them; the targets file is read when the stage starts.
   *
   * @throws io.garonne.service.SettingsException with every problem
   */
  public static PollSettings from(Settings settings) {
    Duration timeout = settings.duration("poll.timeout", Duration.ofSeconds(3));
    if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
      settings.problem("poll.timeout: must be from " + SHORTEST + " to " + LONGEST);
    }
    String clientId = settings.string("poll.client-id", "garonne-poll");
    if (clientId.isEmpty() || clientId.length() > 200) {
      settings.problem("poll.client-id: must have 1 to 200 characters");
    }
    PollSettings read =
        new PollSettings(
            settings.path("poll.targets", Path.of("")),
            Broker.from(settings),
            clientId,
            settings.path("poll.buffer", Path.of("poll-buffer")),
            settings.integer("poll.buffer-bytes", 64 * 1024 * 1024, 65_536, Integer.MAX_VALUE),
            settings.integer("poll.concurrency", 32, 1, 1000),
            timeout,
            System.getenv());
    settings.check();
    return read;
  }

  /** Without the environment. */
  @Override
  public String toString() {
    return targets + " to " + broker.uri();
  }
}
