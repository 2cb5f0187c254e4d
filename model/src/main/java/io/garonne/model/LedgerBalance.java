package io.garonne.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The two ledger equations over all instances: {@code received = stored + ignored + dead-lettered +
 * under way} in messages, {@code readings = metered + repeated + too late + void} in readings.
 *
 * @param received messages ingest has taken from MQTT
 * @param stored messages whose readings Kafka has confirmed
 * @param ignored messages by reason
 * @param deadLettered messages by reason
 * @param underWay messages taken and not yet decided
 * @param readingsStored readings in the stored messages
 * @param readingsRead readings that streams has taken
 * @param metered readings that counted
 * @param repeated readings that were there already
 * @param tooLate readings beyond the horizon
 * @param voided readings of glitches, and without any usable value
 * @param mismatches what does not add up, one line each; empty when all is well
 */
public record LedgerBalance(
    long received,
    long stored,
    SortedMap<String, Long> ignored,
    SortedMap<String, Long> deadLettered,
    long underWay,
    long readingsStored,
    long readingsRead,
    long metered,
    long repeated,
    long tooLate,
    long voided,
    List<Mismatch> mismatches) {

  private static final String IGNORED = "ignored.";
  private static final String DEAD_LETTERED = "dead-lettered.";

  /** Milliseconds without any change after which nothing can be under way any more. */
  private static final long QUIET = 60_000;

  /**
   * An equation that does not hold.
   *
   * @param instance stage and instance
   * @param in what went in
   * @param out what is accounted for
   */
  public record Mismatch(String instance, long in, long out) {}

  /**
   * The balance of these records; those of other stages are left aside.
   *
   * @param quietMillis milliseconds since any of them changed; what is missing for a minute, while
   *     nothing moves, is not under way but missing
   */
  public static LedgerBalance of(Collection<Ledger> records, long quietMillis) {
    List<Ledger> ingest = records.stream().filter(l -> l.stage().equals("ingest")).toList();
    List<Ledger> streams = records.stream().filter(l -> l.stage().equals("streams")).toList();
    List<Mismatch> mismatches = new ArrayList<>();
    long underWay = 0;
    for (Ledger l : ingest) {
      long in = l.count("received");
      long out = l.count("stored") + l.sum(IGNORED) + l.sum(DEAD_LETTERED);
      // More in than out is on its way, as long as anything moves; more out than in cannot be.
      if (out > in || (out < in && quietMillis > QUIET)) {
        mismatches.add(new Mismatch(l.key(), in, out));
      }
      underWay += Math.max(0, in - out);
    }
    for (Ledger l : streams) {
      long in = l.count("readings");
      long out = l.count("metered") + l.count("repeated") + l.count("too-late") + l.count("void");
      if (in != out) {
        mismatches.add(new Mismatch(l.key(), in, out));
      }
    }
    long stored = total(ingest, "readings");
    long read = total(streams, "readings");
    if (stored > read && quietMillis > QUIET) {
      mismatches.add(new Mismatch("ingest \u2192 streams", stored, read));
    }
    return new LedgerBalance(
        total(ingest, "received"),
        total(ingest, "stored"),
        byReason(ingest, IGNORED),
        byReason(ingest, DEAD_LETTERED),
        underWay,
        stored,
        read,
        total(streams, "metered"),
        total(streams, "repeated"),
        total(streams, "too-late"),
        total(streams, "void"),
        List.copyOf(mismatches));
  }

  /** Readings stored by ingest that streams has not taken yet, at least 0. */
  public long readingsUnderWay() {
    return Math.max(0, readingsStored - readingsRead);
  }

  /**
   * Readings that streams took and ingest did not count, at least 0: written to Kafka by other
   * ways, or once more after ingest was killed.
   */
  public long readingsFromElsewhere() {
    return Math.max(0, readingsRead - readingsStored);
  }

  /** Sum of a map by reason. */
  public static long sum(SortedMap<String, Long> byReason) {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long total(List<Ledger> records, String count) {
    return records.stream().mapToLong(l -> l.count(count)).sum();
  }

  private static SortedMap<String, Long> byReason(List<Ledger> records, String prefix) {
    TreeMap<String, Long> reasons = new TreeMap<>();
    for (Ledger l : records) {
      l.counts()
          .forEach(
              (name, n) -> {
                if (name.startsWith(prefix) && n != 0) {
                  reasons.merge(name.substring(prefix.length()), n, Long::sum);
                }
              });
    }
    return reasons;
  }
}
