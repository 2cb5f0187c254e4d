package io.garonne.deploy.command;

import io.garonne.deploy.letter.DeadLetter;
import io.garonne.deploy.letter.Fate;
import io.garonne.deploy.letter.LetterFates;
import io.garonne.deploy.letter.SinkRewind;
import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.ingest.IngestSettings;
import io.garonne.ingest.mqtt.Arrival;
import io.garonne.model.wire.IsoTime;
import io.garonne.publish.text.Texts;
import io.garonne.service.Settings;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings dead letters again, by the way on which they came. */
@Command(
    name = "replay",
    description = {
      "Brings dead letters again after their cause is gone: a new decoder or rule, a database that"
          + " takes points again. Without --yes it only says what would become of each.",
      "Messages are published to MQTT on their topic, with the time of their arrival. A letter of"
          + " the sink takes the stopped sink back to its record. Bringing one twice changes nothing.",
      "Which letters: IDs, --reason, --topic, --since, or --all. Ends with 1 if an ID is none of"
          + " theirs; the others were brought."
    })
public final class DeadLettersReplayCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A window that every broker takes. */
  private static final int WINDOW = 20;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "As in the list: 0-123.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of ingest or sink.group, before its environment variable: where the broker is"
              + " and as whom, rules, zone. docs/ingest.md")
  private Map<String, String> values = new LinkedHashMap<>();

  @Mixin private LetterOptions letters = new LetterOptions();
  @Mixin private ReadOptions options = new ReadOptions();

  /** How many came to what. */
  private static final class Tally {
    private long published;
    private long rewound;
    private long stay;
  }

  @Override
  public Integer call() throws Exception {
    if (ids.isEmpty() && !letters.given() && !all) {
      throw new SettingsException(List.of("which? IDs, --reason, --topic, --since or --all"));
    }
    Map<String, String> given = new LinkedHashMap<>(values);
    given.putIfAbsent("kafka.bootstrap", options.bootstrap());
    given.put("mqtt.client-id", "garonne-dead-letters-" + ProcessHandle.current().pid());
    Settings settings = Settings.ofArguments(given, System.getenv());
    IngestSettings ingest = IngestSettings.from(settings);
    String group = settings.string("sink.group", "garonne-sink");
    Texts texts = options.texts();
    SinkRewind rewind = new SinkRewind(ingest.bootstrap(), group);
    Tally tally = new Tally();
    Set<String> missing = new LinkedHashSet<>(ids);
    try (LetterFates fates = LetterFates.open(ingest, texts, System.currentTimeMillis());
        @Nullable MqttPublisher publisher = yes ? publisher(ingest) : null) {
      letters
          .choice(Set.copyOf(ids))
          .<Exception>read(
              ingest.bootstrap(),
              letter -> {
                missing.remove(letter.id());
                bring(letter, fates.of(letter), publisher, rewind, tally);
              });
      if (publisher != null && !publisher.flush(PATIENCE)) {
        throw new IOException("the broker has not acknowledged everything: " + publisher.problem());
      }
    }
    if (yes && tally.rewound > 0) {
      try {
        rewind
            .apply()
            .forEach(
                (partition, offset) ->
                    System.out.println(texts.get("letter.rewound", partition, offset)));
      } catch (SinkRewind.Active e) {
        System.out.println(summary(texts, tally));
        throw e;
      }
    }
    System.out.println(summary(texts, tally));
    if (!yes && tally.published + tally.rewound > 0) {
      System.out.println(texts.get("letter.dry"));
    }
    for (String id : missing) {
      System.err.println(texts.get("letter.unknown", Texts.printable(id)));
    }
    return missing.isEmpty() ? 0 : 1;
  }

  private static void bring(
      DeadLetter letter,
      Fate fate,
      @Nullable MqttPublisher publisher,
      SinkRewind rewind,
      Tally tally)
      throws IOException, InterruptedException {
    System.out.println(
        letter.id()
            + "  "
            + Texts.printable(letter.topic())
            + "  "
            + Texts.printable(letter.reason())
            + "  → "
            + fate.text());
    switch (fate) {
      case Fate.PublishedAgain again -> {
        tally.published++;
        if (publisher != null) {
          publisher.publish(letter.topic(), letter.bytes(), origin(letter), () -> {});
        }
      }
      case Fate.WrittenAgain again -> {
        tally.rewound++;
        rewind.add(letter);
      }
      case Fate.Stays stays -> tally.stay++;
    }
  }

  private static Map<String, String> origin(DeadLetter letter) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(Arrival.RECEIVED_AT, IsoTime.format(letter.at()));
    if (letter.retained()) {
      properties.put(Arrival.RETAINED, "true");
    }
    return properties;
  }

  private static String summary(Texts texts, Tally tally) {
    return texts.get(
        "letter.summary",
        texts.count(tally.published),
        texts.count(tally.rewound),
        texts.count(tally.stay));
  }

  private static MqttPublisher publisher(IngestSettings ingest) {
    return MqttPublisher.open(
        new MqttTarget(ingest.mqtt().broker(), ingest.mqtt().clientId(), WINDOW));
  }
}
