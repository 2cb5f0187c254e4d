package io.garonne.streams;

import io.garonne.model.Causes;
import io.garonne.model.Scope;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One sender's shares of everything above devices, each as it was last sent. What is sent takes the
 * place of what was sent before, so sending again is harmless. One thread.
 */
final class GroupShares {
  private final KeyValueStore<String, byte[]> store;
  private final ForgottenQuarters forgotten;
  private final int sender;
  private final Function<RollUp.GroupRow, DeviceTable.Expected> expected;
  private final ObjLongConsumer<PartialTotal.Share> out;

  /**
   * Shares kept in a store.
   *
   * @param sender number of the sender, different from every other's
   * @param expected what the inventory expects of this sender in a row
   * @param out sends a share on, at a wall clock in milliseconds since 1970 UTC
   */
  GroupShares(
      KeyValueStore<String, byte[]> store,
      int sender,
      Function<RollUp.GroupRow, DeviceTable.Expected> expected,
      ObjLongConsumer<PartialTotal.Share> out) {
    this.store = store;
    this.forgotten = new ForgottenQuarters(store);
    this.sender = sender;
    this.expected = expected;
    this.out = out;
  }

  boolean isThere(RowId id) {
    return store.get(id.key()) != null;
  }

  /** Adds to a share and sends it. */
  void change(RollUp.GroupRow row, RollUp.Change by, long now) {
    String key = row.id().key();
    byte[] known = store.get(key);
    if (known == null && forgotten.has(row.id())) {
      return;
    }
    Sums before = known == null ? Sums.ZERO : ShareRow.unpack(known).sums();
    put(row, key, before.plus(by.sums()), by.causes(), now);
  }

  private void put(RollUp.GroupRow row, String key, Sums sums, Causes causes, long now) {
    DeviceTable.Expected said = expected.apply(row);
    store.put(key, new ShareRow(row.id(), sums, said, now).pack());
    out.accept(
        new PartialTotal.Share(sender, row.id(), sums, said.devices(), said.millis(), causes), now);
  }

  /** Sends again the shares of these scopes of which something else is expected now. */
  void sendAgain(Set<Scope> scopes, long now) {
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        if (ForgottenQuarters.isKey(entry.key)) {
          continue;
        }
        ShareRow known = ShareRow.unpack(entry.value);
        RollUp.GroupRow row = new RollUp.GroupRow(known.id());
        if (scopes.contains(known.id().scope()) && !expected.apply(row).equals(known.expected())) {
          put(row, entry.key, known.sums(), Causes.of(Causes.Cause.INVENTORY), now);
        }
      }
    }
  }

  /** Forgets quarter-hours and hours that are no longer corrected. */
  void forgetOldFineRows(long now) {
    // The iterator sees the store as it was: there may be more of them than fit into memory.
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        if (ForgottenQuarters.isKey(entry.key)) {
          continue;
        }
        ShareRow share = ShareRow.unpack(entry.value);
        if (share.id().isFine() && share.changedAt() < now - TotalsBook.FINE_RETENTION) {
          store.delete(entry.key);
          forgotten.add(share.id());
        }
      }
    }
  }

  /**
   * A share as it was last sent.
   *
   * @param id which total
   * @param sums the share
   * @param expected what the inventory expected of this sender
   * @param changedAt wall clock, milliseconds since 1970 UTC
   */
  private record ShareRow(RowId id, Sums sums, DeviceTable.Expected expected, long changedAt) {

    byte[] pack() {
      Packer out = new Packer();
      id.pack(out);
      sums.pack(out);
      out.number(expected.devices()).number(expected.millis()).number(changedAt);
      return out.toBytes();
    }

    static ShareRow unpack(byte[] bytes) {
      Unpacker in = new Unpacker(bytes);
      return new ShareRow(
          RowId.unpack(in),
          Sums.unpack(in),
          new DeviceTable.Expected(in.integer(), in.number()),
          in.number());
    }
  }
}
