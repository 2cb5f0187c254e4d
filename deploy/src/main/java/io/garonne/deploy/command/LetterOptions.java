package io.garonne.deploy.command;

import io.garonne.deploy.letter.LetterChoice;
import io.garonne.model.inventory.Validity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which dead letters are meant. */
final class LetterOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      split = ",",
      description = "Of these reasons, such as unknown-topic; see docs/ingest.md.")
  private List<String> reasons = new ArrayList<>();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Of this MQTT topic or filter (tele/+/SENSOR), or this topic in Kafka.")
  private @Nullable String topic;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "Arrived then or later: P2D or PT3H ago, a date or an instant, UTC.")
  private @Nullable String since;

  /** Whether anything was said. */
  boolean given() {
    return !reasons.isEmpty() || topic != null || since != null;
  }

  LetterChoice choice(Set<String> ids) {
    return new LetterChoice(ids, Set.copyOf(reasons), topic, since());
  }

  private long since() {
    String when = since;
    if (when == null) {
      return Long.MIN_VALUE;
    }
    try {
      return when.startsWith("P")
          ? System.currentTimeMillis() - Duration.parse(when).toMillis()
          : Validity.instant(when, ZoneOffset.UTC, 0);
    } catch (DateTimeException | ArithmeticException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--since \"" + when + "\" is neither P2D nor a date nor an instant with its zone",
          e);
    }
  }
}
