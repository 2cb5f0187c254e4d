package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.SlotEnergy;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Totals of a partition's devices, and the partition's share of everything above them. Changes of
 * slots come in; device totals go out, and shares go to the totals of the estate. One thread.
 */
final class DeviceTotals {
  private static final long DAY = 86_400_000L;

  private final ProcessorContext<String, Object> context;
  private final DeviceTable devices;
  private final KeyValueStore<Bytes, byte[]> slots;
  private final KeyValueStore<String, byte[]> shares;
  private final RollUp rollUp;
  private final TotalsBook book;
  private final Set<RowId> opened = new HashSet<>();

  /** Scopes whose devices were described anew. */
  private final Set<Scope> stale = new HashSet<>();

  DeviceTotals(
      TotalsSettings settings, ProcessorContext<String, Object> context, DeviceTable devices) {
    this.context = context;
    this.devices = devices;
    this.slots = context.getStateStore(Names.SLOTS);
    this.shares = context.getStateStore(Names.GROUP_SHARES);
    this.rollUp = new RollUp(settings.zone());
    this.book =
        new TotalsBook(
            context.getStateStore(Names.DEVICE_ROWS),
            context.getStateStore(Names.DEVICE_DUE),
            context.getStateStore(Names.DEVICE_OPEN),
            2 * settings.horizon().toMillis(),
            (key, total) ->
                context.forward(
                    new Record<>(key, total, context.currentSystemTimeMs()),
                    Names.DEVICE_TOTALS_OUT));
  }

  /** Books the slots that a batch of readings changed. */
  void book(ChannelKey channel, ChannelMeter.Effect effect) {
    for (Map.Entry<Long, SlotEnergy> change : effect.slots().entrySet()) {
      long slot = change.getKey();
      Bytes key = channel.key(slot);
      byte[] known = slots.get(key);
      SlotEnergy before = known == null ? SlotEnergy.ZERO : Block.unpackSlot(new Unpacker(known));
      SlotEnergy after = before.plus(change.getValue());
      put(key, after);
      Assignment to = devices.at(channel.device(), slot);
      boolean fine = before.isZero() || isKept(channel.device(), to, slot);
      rollUp.change(channel.device(), to, slot, before, after, fine);
    }
  }

  /** Whether a quarter-hour that was booked is still there to be corrected. */
  private boolean isKept(String device, Assignment a, long slot) {
    return book.row(RollUp.deviceRow(device, a, Period.QUARTER_HOUR, slot, a.zone()).key()) != null;
  }

  private void put(Bytes key, SlotEnergy energy) {
    if (energy.isZero()) {
      slots.delete(key);
    } else {
      Packer out = new Packer();
      Block.pack(energy, out);
      slots.put(key, out.toBytes());
    }
  }

  /** Moves the energy of a device's slots from what they counted for to what they count for now. */
  void reassign(String device, @Nullable Device before, @Nullable Device now) {
    addStale(before);
    addStale(now);
    try (KeyValueIterator<Bytes, byte[]> all =
        slots.range(ChannelKey.firstOf(device), ChannelKey.behind(device))) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        long slot = ChannelKey.timeIn(entry.key);
        Assignment from = devices.at(before, slot);
        Assignment to = devices.at(now, slot);
        if (!from.countsLike(to)) {
          SlotEnergy energy = Block.unpackSlot(new Unpacker(entry.value));
          boolean fine = isKept(device, from, slot);
          rollUp.change(device, from, slot, energy, SlotEnergy.ZERO, fine);
          rollUp.change(device, to, slot, SlotEnergy.ZERO, energy, fine);
        }
      }
    }
  }

  /** Writes gathered changes into the rows and sends on what changed. */
  void publish(long now, String replay) {
    rollUp.deviceRows().forEach((row, delta) -> change(row, delta, now, replay));
    rollUp.groupRows().forEach((row, delta) -> change(row, delta, now));
    rollUp.clear();
    book.publishDue();
  }

  private void change(RollUp.DeviceRow row, Sums delta, long now, String replay) {
    Row before = rowOf(row);
    Sums sums = before.sums().plus(delta);
    int present = sums.booked() > 0 ? 1 : 0;
    sums = sums.withDevices(present);
    DeviceTable.Expected expected = new DeviceTable.Expected(1, row.id().end() - row.id().start());
    if (devices.isDescribed(row.device())) {
      expected = devices.expectedOf(row.device(), row.assignment(), row.id());
    }
    Row after =
        before.withSums(
            sums, expected.devices(), expected.millis(), row.assignment().personal(), now);
    if (after.isTooPersonal(now)) {
      book.putUnpublished(row.key(), after.with(after.sums().timeOnly()));
    } else if (!row.isPublished()) {
      book.putUnpublished(row.key(), after);
    } else if (before.changedAt() == 0 || !after.sameFigures(before)) {
      book.put(row.key(), after, replay, now);
    }
    if (present != before.sums().devices() && row.assignment().includeInTotals()) {
      presence(row, present - before.sums().devices());
    }
  }

  private Row rowOf(RollUp.DeviceRow row) {
    Row known = book.row(row.key());
    return known == null ? Row.empty(row.id(), row.assignment().personal()) : known;
  }

  /** A device appeared in a period or left it: so it did in every group that has it there only. */
  private void presence(RollUp.DeviceRow row, int by) {
    Assignment a = row.assignment();
    RowId id = row.id();
    List<Scope> scopes = new ArrayList<>(RollUp.groups(a));
    scopes.removeIf(
        scope -> !id.zone().equals(scope.site() == null ? rollUp.estateZone() : a.zone()));
    List<Assignment> others = devices.others(row.device(), a);
    for (Scope scope : scopes) {
      RollUp.GroupRow group =
          new RollUp.GroupRow(new RowId(scope, id.period(), id.start(), id.zone()));
      if (others.stream().noneMatch(o -> group.holds(o) && isPresent(row.device(), o, id))) {
        rollUp.changeDevices(group, by);
      }
    }
  }

  private boolean isPresent(String device, Assignment a, RowId id) {
    RollUp.DeviceRow row = RollUp.deviceRow(device, a, id.period(), id.start(), id.zone());
    return rowOf(row).sums().devices() > 0;
  }

  private void change(RollUp.GroupRow row, Sums delta, long now) {
    String key = row.id().key();
    byte[] known = shares.get(key);
    Sums sums = known == null ? Sums.ZERO : ShareRow.unpack(known).sums();
    share(row, key, sums.plus(delta), now);
  }

  private void share(RollUp.GroupRow row, String key, Sums sums, long now) {
    DeviceTable.Expected expected = devices.expected(row);
    shares.put(key, new ShareRow(row.id(), sums, expected, now).pack());
    context.forward(
        new Record<>(
            key,
            (Object)
                new PartialTotal.Share(
                    context.taskId().partition(),
                    row.id(),
                    sums,
                    expected.devices(),
                    expected.millis()),
            now),
        Names.SHARES);
  }

  private void addStale(@Nullable Device device) {
    if (device != null) {
      device.assignments().stream()
          .filter(Assignment::includeInTotals)
          .forEach(a -> stale.addAll(RollUp.groups(a)));
    }
  }

  /** Sends again the shares of which the inventory now expects something else. */
  void sendStale(long now) {
    if (stale.isEmpty()) {
      return;
    }
    try (KeyValueIterator<String, byte[]> all = shares.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        ShareRow known = ShareRow.unpack(entry.value);
        RollUp.GroupRow row = new RollUp.GroupRow(known.id());
        if (stale.contains(known.id().scope()) && !devices.expected(row).equals(known.expected())) {
          share(row, entry.key, known.sums(), now);
        }
      }
    }
    stale.clear();
  }

  /**
   * Makes sure that everything the inventory expects has a total for its days, months and years, so
   * that a silent site still gets its day.
   *
   * @param from wall clock until when that has been done, milliseconds since 1970 UTC
   * @param now wall clock, milliseconds since 1970 UTC
   */
  void openPeriods(long from, long now) {
    long first = Math.max(from, now - TotalsBook.FINE_RETENTION);
    for (long at = first; at < now; at += DAY) {
      openPeriods(at);
    }
    openPeriods(now);
    if (opened.size() > 100_000) {
      opened.clear();
    }
  }

  private void openPeriods(long at) {
    for (Device device : devices.all()) {
      Assignment a = device.at(at);
      if (a == null || !a.includeInTotals()) {
        continue;
      }
      for (Scope scope : RollUp.groups(a)) {
        ZoneId zone = scope.site() == null ? rollUp.estateZone() : a.zone();
        for (Period period : List.of(Period.DAY, Period.MONTH, Period.YEAR)) {
          RowId id = new RowId(scope, period, period.startOf(at, zone), zone);
          if (opened.add(id) && shares.get(id.key()) == null) {
            share(new RollUp.GroupRow(id), id.key(), Sums.ZERO, at);
          }
        }
      }
    }
  }

  void settle(long now) {
    book.settle(now);
  }

  void closeReplay(String replay) {
    book.closeReplay(replay);
  }

  /** Forgets slots and fine rows that are no longer corrected. */
  void forget(long now) {
    book.forgetPersonal(now);
    book.forgetOldFineRows(now);
    List<String> oldShares = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = shares.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        ShareRow share = ShareRow.unpack(entry.value);
        if (share.id().isFine() && share.changedAt() < now - TotalsBook.FINE_RETENTION) {
          oldShares.add(entry.key);
        }
      }
    }
    oldShares.forEach(shares::delete);
    forgetSlots(now);
  }

  private void forgetSlots(long now) {
    Map<ChannelKey, Long> newest = new HashMap<>();
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = slots.reverseAll()) {
      while (all.hasNext()) {
        Bytes key = all.next().key;
        long slot = ChannelKey.timeIn(key);
        // Descending: the first slot of a channel is its newest.
        ChannelKey channel = ChannelKey.in(key, 8);
        long latest = newest.computeIfAbsent(channel, c -> slot);
        if (slot < latest - TotalsBook.FINE_RETENTION
            || (slot < now - Row.PERSONAL_RETENTION
                && devices.at(channel.device(), slot).personal())) {
          old.add(key);
        }
      }
    }
    old.forEach(slots::delete);
  }

  /**
   * This partition's share of a total, as it was last sent.
   *
   * @param id which total
   * @param sums the share
   * @param expected what the inventory expects of this partition
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
