package io.garonne.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

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
 * @param registers whether what registers moved by was booked
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
    Registers registers,
    List<Mismatch> mismatches) {

  private static final String IGNORED = "ignored.";
  private static final String DEAD_LETTERED = "dead-lettered.";

  /** Of streams: how often a register's step was held against what was booked for it. */
  public static final String REGISTERS_CHECKED = "registers.checked";

  /** Of streams: how often that was not the same; each is a finding, too. */
  public static final String REGISTERS_FAILED = "registers.failed";

  /** Of streams: how often that could not be said, since a segment opened or was voided. */
  public static final String REGISTERS_OPEN = "registers.open";

  /** Of streams: last − first of the registers' steps that were checked, millijoules. */
  public static final String REGISTERS_MOVED = "registers.moved-mj";

  /** Of streams: what was booked for them, millijoules. */
  public static final String REGISTERS_BOOKED = "registers.booked-mj";

  /**
   * Of streams: what segments had booked until they turned out to be void, millijoules; it has been
   * taken back.
   */
  public static final String REGISTERS_VOIDED = "registers.voided-mj";

  /** Of streams: what waits now for a second reading that confirms it, millijoules. */
  public static final String REGISTERS_HELD_BACK = "registers.held-back-mj";

  /**
   * Of streams: corrections by persons that changed what is known. They are no readings, and in
   * neither equation; a reading that one voids stays metered.
   */
  public static final String CORRECTIONS = "corrections";

  /** Of streams: corrections that were there already. */
  public static final String CORRECTIONS_REPEATED = "corrections.repeated";

  /** Of streams: corrections beyond the horizon, which act on nothing. */
  public static final String CORRECTIONS_TOO_LATE = "corrections.too-late";

  /**
   * The third equation: over each unbroken segment of a register, booked = last − first. Energies
   * in millijoules, of meters of energy alone; what is void has been taken back from what was
   * booked, and what is held back has not been booked yet.
   *
   * @param conserved how often a register's step was what was booked for it, page counters too
   * @param mismatched how often it was not
   * @param open how often it could not be said
   * @param moved last − first, of the first two
   * @param booked what was booked for them, net of what was taken back
   * @param voided what segments had booked until they turned out to be void
   * @param heldBack what waits now for a second reading
   */
  public record Registers(
      long conserved,
      long mismatched,
      long open,
      long moved,
      long booked,
      long voided,
      long heldBack) {}

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
    for (Ledger l : streams) {
      long failed = l.count(REGISTERS_FAILED);
      if (failed > 0) {
        long checked = l.count(REGISTERS_CHECKED);
        mismatches.add(new Mismatch(l.key() + " registers", checked, checked - failed));
      }
    }
    for (LocalDate day : days(ingest, streams, quietMillis)) {
      long in = total(ingest.stream().map(l -> l.of(day)).toList(), "readings");
      long out = total(streams.stream().map(l -> l.of(day)).toList(), "readings");
      if (in > out) {
        mismatches.add(new Mismatch("ingest \u2192 streams " + day, in, out));
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
        registers(streams),
        List.copyOf(mismatches));
  }

  /**
   * Each day that the records know, the newest first; equations that do not hold are with the
   * balance of all days, not here.
   *
   * @param most how many days
   */
  public static SortedMap<LocalDate, LedgerBalance> byDay(Collection<Ledger> records, int most) {
    TreeMap<LocalDate, LedgerBalance> balances = new TreeMap<>(Comparator.reverseOrder());
    records.stream()
        .flatMap(l -> l.days().keySet().stream())
        .distinct()
        .sorted(Comparator.reverseOrder())
        .limit(most)
        .forEach(day -> balances.put(day, of(records.stream().map(l -> l.of(day)).toList(), 0)));
    return balances;
  }

  /**
   * Days that are over and known whole, so that what ingest stored must have been read; see {@link
   * #of} for the parameters.
   */
  public static List<LocalDate> closedDays(Collection<Ledger> records, long quietMillis) {
    return days(
        records.stream().filter(l -> l.stage().equals("ingest")).toList(),
        records.stream().filter(l -> l.stage().equals("streams")).toList(),
        quietMillis);
  }

  /** Whether counting by days began within this day somewhere. */
  public static boolean isPartial(Collection<Ledger> records, LocalDate day) {
    return records.stream().anyMatch(l -> l.of(day).count(Ledger.PARTIAL) > 0);
  }

  /**
   * Days of which streams has read everything: each of its partitions has gone on to a later one,
   * or nothing has moved for a minute; and which both stages counted from their beginning.
   */
  private static List<LocalDate> days(List<Ledger> ingest, List<Ledger> streams, long quietMillis) {
    LocalDate behind =
        quietMillis > QUIET
            ? LocalDate.MAX
            : streams.stream()
                .map(l -> l.days().isEmpty() ? LocalDate.MIN : l.days().lastKey())
                .min(Comparator.naturalOrder())
                .orElse(LocalDate.MIN);
    // A stage that began to count by days later has none of the days before.
    LocalDate from =
        Stream.concat(ingest.stream(), streams.stream())
            .filter(l -> l.count("readings") > 0)
            .map(LedgerBalance::wholeFrom)
            .max(Comparator.naturalOrder())
            .orElse(LocalDate.MAX);
    return ingest.stream()
        .flatMap(l -> l.days().keySet().stream())
        .distinct()
        .filter(day -> day.isBefore(behind) && !day.isBefore(from))
        .sorted()
        .toList();
  }

  /** The first day that a stage knows whole. */
  private static LocalDate wholeFrom(Ledger ledger) {
    if (ledger.days().isEmpty()) {
      return LocalDate.MAX;
    }
    return ledger.days().entrySet().stream()
        .filter(day -> day.getValue().containsKey(Ledger.PARTIAL))
        .map(day -> day.getKey().plusDays(1))
        .max(Comparator.naturalOrder())
        .orElse(ledger.days().size() < Ledger.MOST_DAYS ? LocalDate.MIN : ledger.days().firstKey());
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

  private static Registers registers(List<Ledger> streams) {
    long failed = total(streams, REGISTERS_FAILED);
    return new Registers(
        total(streams, REGISTERS_CHECKED) - failed,
        failed,
        total(streams, REGISTERS_OPEN),
        total(streams, REGISTERS_MOVED),
        total(streams, REGISTERS_BOOKED),
        total(streams, REGISTERS_VOIDED),
        total(streams, REGISTERS_HELD_BACK));
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
