package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.SlotEnergy;
import java.util.ArrayList;
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
  private final ProcessorContext<String, Object> context;
  private final DeviceTable devices;
  private final KeyValueStore<Bytes, byte[]> slots;
  private final KeyValueStore<String, byte[]> shares;
  private final RollUp rollUp;
  private final TotalsBook book;
  private final Set<String> opened = new HashSet<>();

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
            total ->
                context.forward(
                    new Record<>(
                        io.garonne.model.wire.TotalJson.key(
                            total.scope(), total.period(), total.start()),
                        total,
                        context.currentSystemTimeMs()),
                    Names.DEVICE_TOTALS_OUT));
  }

  /**
   * Books the slots that a batch of readings changed.
   *
   * @param newest newest reading of the channel, milliseconds since 1970 UTC
   */
  void book(ChannelKey channel, ChannelMeter.Effect effect, long newest) {
    for (Map.Entry<Long, SlotEnergy> change : effect.slots().entrySet()) {
      long slot = change.getKey();
      Bytes key = channel.key(slot);
      byte[] known = slots.get(key);
      SlotEnergy before = known == null ? SlotEnergy.ZERO : Block.unpackSlot(new Unpacker(known));
      SlotEnergy after = before.plus(change.getValue());
      put(key, after);
      rollUp.change(
          channel.device(),
          devices.at(channel.device(), slot),
          slot,
          before,
          after,
          slot >= newest - TotalsBook.FINE_RETENTION || newest == Long.MIN_VALUE);
    }
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
    try (KeyValueIterator<Bytes, byte[]> all =
        slots.range(ChannelKey.firstOf(device), ChannelKey.behind(device))) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        long slot = ChannelKey.timeIn(entry.key);
        Assignment from = devices.at(before, slot);
        Assignment to = devices.at(now, slot);
        if (!from.countsLike(to)) {
          SlotEnergy energy = Block.unpackSlot(new Unpacker(entry.value));
          rollUp.change(device, from, slot, energy, SlotEnergy.ZERO, true);
          rollUp.change(device, to, slot, SlotEnergy.ZERO, energy, true);
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
    Row after = before.withSums(sums, expected.devices(), expected.millis(), now);
    if (row.isPublished()) {
      book.put(row.key(), after, replay);
    } else {
      book.putUnpublished(row.key(), after);
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
    List<Scope> scopes = new ArrayList<>();
    if (id.zone().equals(a.zone())) {
      scopes.add(new Scope(a.entity(), a.site(), a.equipmentClass(), null));
      scopes.add(new Scope(a.entity(), a.site(), null, null));
    }
    if (id.zone().equals(rollUp.estateZone())) {
      scopes.add(new Scope(null, null, a.equipmentClass(), null));
      scopes.add(Scope.ESTATE);
    }
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
    Sums sums = known == null ? Sums.ZERO : Sums.unpack(new Unpacker(known));
    share(row, key, sums.plus(delta), now);
  }

  private void share(RollUp.GroupRow row, String key, Sums sums, long now) {
    Packer out = new Packer();
    sums.pack(out);
    shares.put(key, out.toBytes());
    RowId id = row.id();
    DeviceTable.Expected expected =
        devices.expected(row::holds, id.period(), id.start(), id.zone());
    context.forward(
        new Record<>(
            key,
            (Object)
                new PartialTotal.Share(
                    context.taskId().partition(), id, sums, expected.devices(), expected.millis()),
            now),
        Names.SHARES);
  }

  /**
   * Makes sure that everything the inventory expects now has a total for the periods under way, so
   * that a silent site still gets its day.
   *
   * @param now wall clock, milliseconds since 1970 UTC
   */
  void openPeriods(long now) {
    for (Device device : devices.all()) {
      Assignment a = device.at(now);
      if (a == null || !a.includeInTotals()) {
        continue;
      }
      for (Period period : List.of(Period.DAY, Period.MONTH, Period.YEAR)) {
        open(new Scope(a.entity(), a.site(), a.equipmentClass(), null), period, now, a.zone());
        open(new Scope(a.entity(), a.site(), null, null), period, now, a.zone());
      }
    }
    if (opened.size() > 100_000) {
      opened.clear();
    }
  }

  private void open(Scope scope, Period period, long now, java.time.ZoneId zone) {
    RowId id = new RowId(scope, period, period.startOf(now, zone), zone);
    String key = id.key();
    if (opened.add(key) && shares.get(key) == null) {
      share(new RollUp.GroupRow(id), key, Sums.ZERO, now);
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
    book.forgetOldFineRows(now);
    Map<ChannelKey, Long> newest = new java.util.HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = slots.reverseAll()) {
      List<Bytes> old = new ArrayList<>();
      while (all.hasNext()) {
        Bytes key = all.next().key;
        long slot = ChannelKey.timeIn(key);
        // Descending: the first slot of a channel is its newest.
        long latest = newest.computeIfAbsent(ChannelKey.in(key, 8), channel -> slot);
        if (slot < latest - TotalsBook.FINE_RETENTION) {
          old.add(key);
        }
      }
      old.forEach(slots::delete);
    }
  }
}
