package io.garonne.streams;

import io.garonne.model.Ledger;
import io.garonne.model.Replay;
import java.util.TreeMap;
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

  private final KeyValueStore<String, byte[]> store;
  private long metered;
  private long repeated;
  private long tooLate;
  private long voided;
  private @Nullable Replay replay;

  MeterCounters(KeyValueStore<String, byte[]> store) {
    this.store = store;
    byte[] ledger = store.get(LEDGER);
    if (ledger != null) {
      Unpacker in = new Unpacker(ledger);
      metered = in.number();
      repeated = in.number();
      tooLate = in.number();
      voided = in.number();
    }
    byte[] known = store.get(REPLAY);
    if (known != null) {
      Unpacker in = new Unpacker(known);
      replay =
          new Replay(in.text(), in.integer(), Replay.State.values()[in.integer()], in.number());
    }
  }

  void add(long moreMetered, long moreRepeated, long moreTooLate, long moreVoid) {
    metered += moreMetered;
    repeated += moreRepeated;
    tooLate += moreTooLate;
    voided += moreVoid;
    store.put(
        LEDGER,
        new Packer().number(metered).number(repeated).number(tooLate).number(voided).toBytes());
  }

  /** This partition's side of the ledger; counts what is metered, not what waits in the inbox. */
  Ledger ledger(int partition) {
    TreeMap<String, Long> counts = new TreeMap<>();
    counts.put("readings", metered + repeated + tooLate + voided);
    counts.put("metered", metered);
    counts.put("repeated", repeated);
    counts.put("too-late", tooLate);
    counts.put("void", voided);
    return new Ledger("streams", Integer.toString(partition), counts);
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
    byte[] offset = store.get(OFFSET);
    return offset == null ? -1 : new Unpacker(offset).number();
  }

  void offset(long offset) {
    store.put(OFFSET, new Packer().number(offset).toBytes());
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
