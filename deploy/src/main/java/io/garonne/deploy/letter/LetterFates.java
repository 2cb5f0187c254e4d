package io.garonne.deploy.letter;

import io.garonne.ingest.IngestSettings;
import io.garonne.ingest.decode.DecodeContext;
import io.garonne.ingest.decode.Decoders;
import io.garonne.ingest.decode.Decoding;
import io.garonne.ingest.decode.InboundMessage;
import io.garonne.ingest.kafka.Knowledge;
import io.garonne.model.metering.Meter;
import io.garonne.publish.UnavailableException;
import io.garonne.publish.text.Texts;
import java.util.concurrent.TimeUnit;

/** Decides, by the decoders, rules, zones and announcements of now, what a letter would become. */
public final class LetterFates implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Knowledge knowledge;
  private final IngestSettings settings;
  private final Texts texts;
  private final long now;

  private LetterFates(IngestSettings settings, Texts texts, long now) {
    this.settings = settings;
    this.texts = texts;
    this.now = now;
    knowledge = new Knowledge(settings, Decoders.of(settings.rules(), settings.discoveryPrefix()));
  }

  /**
   * Returns when what ingest knows is known here.
   *
   * @param now milliseconds since 1970 UTC
   * @throws UnavailableException if Kafka does not answer
   */
  public static LetterFates open(IngestSettings settings, Texts texts, long now)
      throws InterruptedException {
    LetterFates fates = new LetterFates(settings, texts, now);
    fates.knowledge.start();
    long began = System.nanoTime();
    while (!fates.knowledge.awaitLoaded(100)) {
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        String problem = fates.knowledge.problem();
        fates.close();
        throw new UnavailableException("Kafka: " + problem, new IllegalStateException(problem));
      }
    }
    return fates;
  }

  /** What would become of it. */
  public Fate of(DeadLetter letter) {
    return switch (letter.stage()) {
      case INGEST -> ofMessage(letter);
      case STREAMS -> new Fate.Stays(texts.get("letter.fate.streams"));
      case SINK ->
          letter.originOffset() < 0 || letter.originPartition() < 0
              ? new Fate.Stays(texts.get("letter.fate.no-origin"))
              : new Fate.WrittenAgain(
                  texts.get(
                      "letter.fate.sink",
                      Texts.printable(letter.topic()),
                      letter.originPartition(),
                      letter.originOffset()));
    };
  }

  private Fate ofMessage(DeadLetter letter) {
    if (letter.cutFrom() >= 0) {
      return new Fate.Stays(texts.get("letter.fate.cut"));
    }
    if (letter.topic().isEmpty() || letter.topic().matches(".*[+#\\x00].*")) {
      return new Fate.Stays(texts.get("letter.fate.topic"));
    }
    if (!settings.recordedHistory() && now - letter.at() > DecodeContext.MAX_LIVE_AGE) {
      return new Fate.Stays(texts.get("letter.fate.age"));
    }
    Decoding decoding =
        knowledge.decode(
            new InboundMessage(letter.topic(), letter.bytes(), letter.retained(), letter.at()));
    return switch (decoding) {
      case Decoding.Readings found -> {
        boolean old = found.readings().stream().anyMatch(r -> now - r.at() > Meter.DEFAULT_HORIZON);
        yield new Fate.PublishedAgain(
            texts.get(
                old ? "letter.fate.old-readings" : "letter.fate.readings",
                texts.count(found.readings().size()),
                Texts.printable(found.readings().getFirst().device())));
      }
      case Decoding.Announced said ->
          said.refused() == null
              ? new Fate.PublishedAgain(texts.get("letter.fate.announcement"))
              : stays(said.refused());
      case Decoding.Ignored ignored ->
          new Fate.Stays(texts.get("letter.fate.ignored", ignored.reason().label()));
      case Decoding.Rejected rejected -> stays(rejected);
    };
  }

  private Fate stays(Decoding.Rejected why) {
    return new Fate.Stays(
        texts.get("letter.fate.rejected", why.reason().label(), Texts.printable(why.detail())));
  }

  @Override
  public void close() {
    knowledge.close();
  }
}
