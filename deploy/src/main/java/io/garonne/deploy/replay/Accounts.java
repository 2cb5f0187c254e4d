package io.garonne.deploy.replay;

import io.garonne.model.Ledger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether every line of the source has ended somewhere.
 *
 * <p>The chain's counters are cumulative since its data directory began; so is what was published
 * into it. The arithmetic, all of it exact:
 *
 * <ol>
 *   <li>source lines = published + unusable(reason)
 *   <li>received = stored + ignored(reason) + dead-lettered(reason)
 *   <li>readings stored = metered + repeated + too late + void
 *   <li>received ≥ everything ever published (what is more was delivered twice), and readings
 *       stored + ignored + dead-lettered likewise
 * </ol>
 *
 * @param sourceLines lines of this corpus after the headers
 * @param unusable of them, those that say nothing, by reason; they are not published
 * @param published lines of this corpus that are acknowledged
 * @param everPublished readings acknowledged in every replay into this data directory, less what
 *     had ended as ignored or dead-lettered when it was rebuilt
 * @param received messages that ingest received, and readings written straight to Kafka
 * @param stored messages of which readings were stored, and readings written straight to Kafka
 * @param readings readings stored: the readings topic's end offsets
 * @param ignored messages by reason
 * @param deadLettered messages by reason
 * @param metered readings that changed what is known
 * @param repeated readings that changed nothing
 * @param tooLate readings beyond the horizon
 * @param voided readings without anything to meter
 */
record Accounts(
    long sourceLines,
    SortedMap<String, Long> unusable,
    long published,
    long everPublished,
    long received,
    long stored,
    long readings,
    SortedMap<String, Long> ignored,
    SortedMap<String, Long> deadLettered,
    long metered,
    long repeated,
    long tooLate,
    long voided) {

  private static final String IGNORED = "ignored.";
  private static final String DEAD_LETTERED = "dead-lettered.";

  /**
   * Draws them up.
   *
   * @param series this corpus
   * @param published lines of this corpus that are acknowledged
   * @param everPublished see there
   * @param ledgers latest of each stage and instance
   * @param readings sum of the end offsets of the readings topic
   */
  static Accounts of(
      List<SeriesScan> series,
      long published,
      long everPublished,
      Collection<Ledger> ledgers,
      long readings) {
    SortedMap<String, Long> unusable = new TreeMap<>();
    series.forEach(scan -> scan.unusable().forEach((why, n) -> unusable.merge(why, n, Long::sum)));
    SortedMap<String, Long> ingest = sum(ledgers, "ingest");
    SortedMap<String, Long> streams = sum(ledgers, "streams");
    // What is in the topic and not ingest's was written there directly.
    long direct = Math.max(0, readings - ingest.getOrDefault("readings", 0L));
    return new Accounts(
        series.stream().mapToLong(SeriesScan::lines).sum(),
        unusable,
        published,
        everPublished,
        ingest.getOrDefault("received", 0L) + direct,
        ingest.getOrDefault("stored", 0L) + direct,
        readings,
        part(ingest, IGNORED),
        part(ingest, DEAD_LETTERED),
        streams.getOrDefault("metered", 0L),
        streams.getOrDefault("repeated", 0L),
        streams.getOrDefault("too-late", 0L),
        streams.getOrDefault("void", 0L));
  }

  /** Equation 1. */
  boolean everyLineIsPublished() {
    return sourceLines == published + total(unusable);
  }

  /** Equation 2. */
  boolean ingestBalances() {
    return received == stored + total(ignored) + total(deadLettered);
  }

  /** Equation 3. */
  boolean streamsBalances() {
    return readings == metered + repeated + tooLate + voided;
  }

  /** Equation 4. */
  boolean nothingIsMissing() {
    return received >= everPublished
        && readings + total(ignored) + total(deadLettered) >= everPublished;
  }

  /** All of them. */
  boolean balance() {
    return everyLineIsPublished() && ingestBalances() && streamsBalances() && nothingIsMissing();
  }

  /** As JSON, ending with a line end. */
  String toJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sourceLines", sourceLines);
    fields.put("unusable", unusable);
    fields.put("published", published);
    fields.put("everPublished", everPublished);
    fields.put("received", received);
    fields.put("stored", stored);
    fields.put("ignored", ignored);
    fields.put("deadLettered", deadLettered);
    fields.put("readings", readings);
    fields.put("metered", metered);
    fields.put("repeated", repeated);
    fields.put("tooLate", tooLate);
    fields.put("void", voided);
    fields.put("everyLineIsPublished", everyLineIsPublished());
    fields.put("ingestBalances", ingestBalances());
    fields.put("streamsBalances", streamsBalances());
    fields.put("nothingIsMissing", nothingIsMissing());
    fields.put("balances", balance());
    StringBuilder json = new StringBuilder();
    append(json, fields, "");
    return json.append('\n').toString();
  }

  // Names and counts of ours only: nothing in them needs an escape.
  private static void append(StringBuilder json, Map<String, ?> fields, String indent) {
    if (fields.isEmpty()) {
      json.append("{}");
      return;
    }
    String separator = "{\n";
    for (Map.Entry<String, ?> field : fields.entrySet()) {
      json.append(separator).append(indent).append("  \"").append(field.getKey()).append("\": ");
      if (field.getValue() instanceof SortedMap<?, ?> inner) {
        Map<String, Object> copy = new TreeMap<>();
        inner.forEach((name, value) -> copy.put((String) name, value));
        append(json, copy, indent + "  ");
      } else {
        json.append(field.getValue());
      }
      separator = ",\n";
    }
    json.append('\n').append(indent).append('}');
  }

  private static SortedMap<String, Long> sum(Collection<Ledger> ledgers, String stage) {
    SortedMap<String, Long> sum = new TreeMap<>();
    ledgers.stream()
        .filter(ledger -> ledger.stage().equals(stage))
        .forEach(ledger -> ledger.counts().forEach((name, n) -> sum.merge(name, n, Long::sum)));
    return sum;
  }

  private static SortedMap<String, Long> part(SortedMap<String, Long> counts, String prefix) {
    SortedMap<String, Long> part = new TreeMap<>();
    counts.forEach(
        (name, n) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), n);
          }
        });
    return part;
  }

  private static long total(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(n -> n).sum();
  }
}
