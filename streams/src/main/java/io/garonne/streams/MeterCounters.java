package io.garonne.streams;

import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.Replay;
import io.garonne.model.metering.Conservation;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What a meter must remember besides energy: its side of the ledger and the replay under way. Kept
 * in a store, so that it commits with the data it counts. One thread.
 */
final class MeterCounters {
  private static final String LEDGER = "ledger";
  private static final String REPLAY = "replay";
  private static final String OFFSET = "offset";
  private static final String FORGOT = "forgot";
  private static final String OPENED = "opened";

  private static final String DAY = "day/";
  private static final long DAY_MILLIS = 86_400_000L;

  private final KeyValueStore<String, byte[]> store;
  private final Outcomes all;

  /** By number of the day since 1970, UTC. */
  private final TreeMap<Long, Outcomes> days = new TreeMap<>();

  private long offset = -1;
  private long taken;
  private long day = Long.MIN_VALUE;
  private long takenToday;
  private @Nullable Replay replay;

  /** What became of readings, and whether registers were booked. Mutable. */
  private static final class Outcomes {
    private long metered;
    private long repeated;
    private long tooLate;
    private long voided;
    private long checked;
    private long failed;
    private long corrections;
    private long correctionsRepeated;
    private long correctionsTooLate;
    private long open;
    private long moved;
    private long booked;
    private long voidedEnergy;
    private long heldBack;

    /** Of days: readings taken in it; of the present one see {@link #takenToday}. */
    private long taken;

    private boolean partial;

    /** From bytes of this version, or of before there were days: then the rest is 0. */
    static Outcomes of(byte @Nullable [] bytes) {
      Outcomes outcomes = new Outcomes();
      if (bytes != null) {
        Unpacker in = new Unpacker(bytes);
        outcomes.metered = in.number();
        outcomes.repeated = in.number();
        outcomes.tooLate = in.number();
        outcomes.voided = in.number();
        if (in.hasMore()) {
          outcomes.checked = in.number();
          outcomes.failed = in.number();
          outcomes.taken = in.number();
          outcomes.partial = in.number() == 1;
        }
        if (in.hasMore()) {
          outcomes.corrections = in.number();
          outcomes.correctionsRepeated = in.number();
          outcomes.correctionsTooLate = in.number();
        }
        if (in.hasMore()) {
          outcomes.open = in.number();
          outcomes.moved = in.number();
          outcomes.booked = in.number();
          outcomes.voidedEnergy = in.number();
          outcomes.heldBack = in.number();
        }
      }
      return outcomes;
    }

    byte[] toBytes() {
      return new Packer()
          .number(metered)
          .number(repeated)
          .number(tooLate)
          .number(voided)
          .number(checked)
          .number(failed)
          .number(taken)
          .number(partial ? 1 : 0)
          .number(corrections)
          .number(correctionsRepeated)
          .number(correctionsTooLate)
          .number(open)
          .number(moved)
          .number(booked)
          .number(voidedEnergy)
          .number(heldBack)
          .toBytes();
    }

    void add(long moreMetered, long moreRepeated, long moreTooLate, long moreVoid) {
      metered += moreMetered;
      repeated += moreRepeated;
      tooLate += moreTooLate;
      voided += moreVoid;
    }

    void addCorrections(long more, long moreRepeated, long moreTooLate) {
      corrections += more;
      correctionsRepeated += moreRepeated;
      correctionsTooLate += moreTooLate;
    }

    void register(Conservation register, long moreVoided, long moreHeldBack) {
      switch (register.verdict()) {
        case NOTHING -> {}
        case OPEN -> open++;
        case CONSERVED -> checked++;
        case MISMATCHED -> {
          checked++;
          failed++;
        }
      }
      moved += register.moved();
      booked += register.booked();
      voidedEnergy += moreVoided;
      heldBack += moreHeldBack;
    }

    long decided() {
      return metered + repeated + tooLate + voided;
    }

    SortedMap<String, Long> counts(long readings) {
      TreeMap<String, Long> counts = new TreeMap<>();
      counts.put("readings", readings);
      counts.put("metered", metered);
      counts.put("repeated", repeated);
      counts.put("too-late", tooLate);
      counts.put("void", voided);
      counts.put(LedgerBalance.REGISTERS_CHECKED, checked);
      counts.put(LedgerBalance.REGISTERS_FAILED, failed);
      counts.put(LedgerBalance.REGISTERS_OPEN, open);
      if (corrections + correctionsRepeated + correctionsTooLate > 0) {
        counts.put(LedgerBalance.CORRECTIONS, corrections);
        counts.put(LedgerBalance.CORRECTIONS_REPEATED, correctionsRepeated);
        counts.put(LedgerBalance.CORRECTIONS_TOO_LATE, correctionsTooLate);
      }
      if (partial) {
        counts.put(Ledger.PARTIAL, 1L);
      }
      return counts;
    }
  }

  /**
   * What the store says.
   *
   * @param waiting how many readings are taken in and not decided
   * @param now milliseconds since 1970 UTC
   */
  MeterCounters(KeyValueStore<String, byte[]> store, LongSupplier waiting, long now) {
    this.store = store;
    all = Outcomes.of(store.get(LEDGER));
    try (KeyValueIterator<String, byte[]> kept = store.range(DAY, DAY + "~")) {
      while (kept.hasNext()) {
        KeyValue<String, byte[]> one = kept.next();
        days.put(Long.parseLong(one.key.substring(DAY.length())), Outcomes.of(one.value));
      }
    }
    byte[] at = store.get(OFFSET);
    if (at != null) {
      Unpacker in = new Unpacker(at);
      offset = in.number();
      if (in.hasMore()) {
        taken = in.number();
        day = in.number();
        takenToday = in.number();
      } else {
        // Written before there were days: the present one is not whole.
        taken = all.decided() + waiting.getAsLong();
        day = Math.floorDiv(now, DAY_MILLIS);
        today().partial = true;
      }
    }
    byte[] known = store.get(REPLAY);
    if (known != null) {
      Unpacker in = new Unpacker(known);
      replay =
          new Replay(in.text(), in.integer(), Replay.State.values()[in.integer()], in.number());
    }
  }

  /** Whether a reading that Kafka took then is of a later day than those before it. */
  boolean isLaterDay(long appended) {
    return Math.floorDiv(appended, DAY_MILLIS) > day;
  }

  /**
   * A reading, or a correction, is taken in. Of a day that is over, since the broker's clock was
   * put back, it counts in the present one.
   *
   * @param appended when Kafka took it, milliseconds since 1970 UTC
   * @param readings 1, or for a correction 0: it is no reading, and is counted apart
   */
  void took(long newOffset, long appended, int readings) {
    if (isLaterDay(appended)) {
      if (!days.isEmpty() || takenToday > 0) {
        today().taken = takenToday;
        putToday();
      }
      day = Math.floorDiv(appended, DAY_MILLIS);
      takenToday = 0;
      today();
      while (days.size() > Ledger.MOST_DAYS) {
        store.delete(DAY + days.pollFirstEntry().getKey());
      }
    }
    offset = newOffset;
    taken += readings;
    takenToday += readings;
    store.put(
        OFFSET, new Packer().number(offset).number(taken).number(day).number(takenToday).toBytes());
  }

  void add(long moreMetered, long moreRepeated, long moreTooLate, long moreVoid) {
    if (moreMetered != 0 || moreRepeated != 0 || moreTooLate != 0 || moreVoid != 0) {
      all.add(moreMetered, moreRepeated, moreTooLate, moreVoid);
      today().add(moreMetered, moreRepeated, moreTooLate, moreVoid);
      store.put(LEDGER, all.toBytes());
      putToday();
    }
  }

  /**
   * What became of corrections.
   *
   * @param more those that changed what is known
   */
  void addCorrections(long more, long moreRepeated, long moreTooLate) {
    if (more != 0 || moreRepeated != 0 || moreTooLate != 0) {
      all.addCorrections(more, moreRepeated, moreTooLate);
      today().addCorrections(more, moreRepeated, moreTooLate);
      store.put(LEDGER, all.toBytes());
      putToday();
    }
  }

  /**
   * A register's step was held against what was booked for it.
   *
   * @param moreVoided millijoules, as {@link ChannelMeter.Effect#voided}
   * @param moreHeldBack millijoules, as {@link ChannelMeter.Effect#heldBack}
   */
  void register(Conservation register, long moreVoided, long moreHeldBack) {
    if (register.verdict() != Conservation.Verdict.NOTHING
        || moreVoided != 0
        || moreHeldBack != 0) {
      all.register(register, moreVoided, moreHeldBack);
      today().register(register, moreVoided, moreHeldBack);
      store.put(LEDGER, all.toBytes());
      putToday();
    }
  }

  private Outcomes today() {
    return days.computeIfAbsent(day, key -> new Outcomes());
  }

  private void putToday() {
    store.put(DAY + day, today().toBytes());
  }

  /**
   * This partition's side of the ledger. The readings are counted as they are taken in, apart from
   * what becomes of them; while some wait in the inbox they are more.
   */
  Ledger ledger(int partition) {
    TreeMap<LocalDate, SortedMap<String, Long>> byDay = new TreeMap<>();
    days.forEach(
        (number, outcomes) ->
            byDay.put(
                LocalDate.ofEpochDay(number),
                outcomes.counts(number == day ? takenToday : outcomes.taken)));
    SortedMap<String, Long> counts = all.counts(taken);
    counts.put(LedgerBalance.REGISTERS_MOVED, all.moved);
    counts.put(LedgerBalance.REGISTERS_BOOKED, all.booked);
    counts.put(LedgerBalance.REGISTERS_VOIDED, all.voidedEnergy);
    counts.put(LedgerBalance.REGISTERS_HELD_BACK, all.heldBack);
    return new Ledger("streams", Integer.toString(partition), counts, byDay);
  }

  /** Until when periods have been opened, milliseconds since 1970 UTC. */
  long opened(long ifNever) {
    byte[] opened = store.get(OPENED);
    return opened == null ? ifNever : new Unpacker(opened).number();
  }

  /** Says that periods have been opened until {@code until}; written once an hour. */
  void opened(long until, long now) {
    if (store.get(OPENED) == null || now - opened(now) >= 3_600_000L) {
      store.put(OPENED, new Packer().number(until).toBytes());
    }
  }

  /** When old slots and rows were last forgotten, milliseconds since 1970 UTC. */
  long forgot() {
    byte[] forgot = store.get(FORGOT);
    return forgot == null ? 0 : new Unpacker(forgot).number();
  }

  void forgot(long now) {
    store.put(FORGOT, new Packer().number(now).toBytes());
  }

  /** Offset of the newest reading that was taken in, or −1. */
  long offset() {
    return offset;
  }

  @Nullable Replay replay() {
    return replay;
  }

  void replay(@Nullable Replay newReplay) {
    replay = newReplay;
    store.put(
        REPLAY,
        newReplay == null
            ? null
            : new Packer()
                .text(newReplay.id())
                .number(newReplay.partition())
                .number(newReplay.state().ordinal())
                .number(newReplay.untilOffset())
                .toBytes());
  }
}
