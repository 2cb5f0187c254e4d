package io.garonne.streams;

import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.TotalJson;
import java.util.BitSet;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which quarter-hours and hours of several devices were counted, published and then forgotten: what
 * comes for one of them later is only a part of it, and must not take its place. Kept among the
 * rows themselves, a few bytes for a scope and day.
 */
final class ForgottenQuarters {
  private static final String PREFIX = "forgotten ";
  private static final long UTC_DAY = 86_400_000L;
  private static final long HOUR = 3_600_000L;
  private static final int QUARTERS = 96;

  private final KeyValueStore<String, byte[]> store;

  /** Nearly always there are none, and asking would cost a look into the store for each new row. */
  private boolean any;

  ForgottenQuarters(KeyValueStore<String, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<String, byte[]> all = store.range(PREFIX, PREFIX + "~")) {
      this.any = all.hasNext();
    }
  }

  /** Whether a key of the store is one of these, and no row's. */
  static boolean isKey(String key) {
    return key.startsWith(PREFIX);
  }

  /** Remembers that a row was forgotten; days and longer ones never are. */
  void add(RowId id) {
    if (id.isFine() && id.scope().device() == null) {
      byte[] known = store.get(key(id));
      BitSet bits = known == null ? new BitSet() : BitSet.valueOf(known);
      bits.set(bit(id));
      store.put(key(id), bits.toByteArray());
      any = true;
    }
  }

  boolean has(RowId id) {
    if (!any || !id.isFine() || id.scope().device() != null) {
      return false;
    }
    byte[] known = store.get(key(id));
    return known != null && BitSet.valueOf(known).get(bit(id));
  }

  private static String key(RowId id) {
    Scope scope = id.scope();
    return PREFIX + TotalJson.key(scope, Period.DAY, Math.floorDiv(id.start(), UTC_DAY) * UTC_DAY);
  }

  private static int bit(RowId id) {
    long within = Math.floorMod(id.start(), UTC_DAY);
    return (int)
        (id.period() == Period.QUARTER_HOUR ? within / Period.SLOT : QUARTERS + within / HOUR);
  }
}
