package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Device;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.SlotEnergy;
import io.garonne.model.tree.ChannelSlot;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
  private final GroupShares shares;
  private final RollUp rollUp;
  private final TotalsBook book;
  private final Set<RowId> opened = new HashSet<>();

  /** Slots of channels in trees that changed since the last publication. */
  private final Map<BranchKey, ChannelSlot> branches = new LinkedHashMap<>();

  /** Scopes whose devices were described anew. */
  private final Set<Scope> stale = new HashSet<>();

  DeviceTotals(
      TotalsSettings settings, ProcessorContext<String, Object> context, DeviceTable devices) {
    this.context = context;
    this.devices = devices;
    this.slots = context.getStateStore(Names.SLOTS);
    this.shares =
        new GroupShares(
            context.getStateStore(Names.GROUP_SHARES),
            context.taskId().partition(),
            devices::expected,
            (share, now) ->
                context.forward(new Record<>(share.id().key(), (Object) share, now), Names.SHARES));
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
      Assignment to = devices.at(channel, slot);
      boolean fine = before.isZero() || isKept(channel.device(), to, slot);
      count(channel, to, slot, before, after, fine);
    }
  }

  /** Changes the rows that a channel's slot counts in, and tells its tree if it has one. */
  private void count(
      ChannelKey channel,
      Assignment to,
      long slot,
      SlotEnergy before,
      SlotEnergy after,
      boolean fine) {
    rollUp.change(channel.device(), to, slot, before, after, fine);
    if (to.tree().isInTree() && to.includeInTotals()) {
      branches.put(
          new BranchKey(to.tree().root(channel.point(to)), channel, slot),
          new ChannelSlot(
              channel.device(),
              channel.channel(),
              to,
              after.measured(),
              after.interpolated(),
              after.booked()));
    }
  }

  /** Whether a quarter-hour that was booked is still there to be corrected. */
  private boolean isKept(String device, Assignment a, long slot) {
    Attribution first = Attribution.of(a).get(0);
    return book.row(RollUp.deviceRow(device, a, first, Period.QUARTER_HOUR, slot, a.zone()).key())
        != null;
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
        ChannelKey channel = ChannelKey.in(entry.key, 8);
        Assignment from = devices.at(before, channel.channel(), slot);
        Assignment to = devices.at(now, channel.channel(), slot);
        if (!from.countsLike(to)) {
          SlotEnergy energy = Block.unpackSlot(new Unpacker(entry.value));
          boolean fine = isKept(device, from, slot);
          count(channel, from, slot, energy, SlotEnergy.ZERO, fine);
          count(channel, to, slot, SlotEnergy.ZERO, energy, fine);
        }
      }
    }
  }

  /** Writes gathered changes into the rows and sends on what changed. */
  void publish(long now, String replay) {
    rollUp.deviceRows().forEach((row, delta) -> change(row, delta, now, replay));
    rollUp.groupRows().forEach((row, delta) -> shares.change(row, delta, now));
    rollUp.clear();
    book.publishDue();
    branches.forEach(
        (key, slot) ->
            context.forward(
                new Record<>(key.root().toString(), (Object) new BranchInput.Slot(key, slot), now),
                Names.BRANCH_SLOTS));
    branches.clear();
  }

  private void change(RollUp.DeviceRow row, Sums delta, long now, String replay) {
    Row before = rowOf(row);
    Sums sums = before.sums().plus(delta);
    int present = sums.booked() > 0 ? 1 : 0;
    sums = sums.withDevices(present);
    DeviceTable.Expected expected = new DeviceTable.Expected(1, row.id().end() - row.id().start());
    if (devices.isDescribed(row.device())) {
      expected = devices.expectedOf(row.device(), row.to(), row.id());
    }
    Row after = before.withSums(sums, expected.devices(), expected.millis(), row.personal(), now);
    if (after.isTooPersonal(now)) {
      book.putUnpublished(row.key(), after.with(after.sums().timeOnly()));
    } else if (!row.isPublished()) {
      book.putUnpublished(row.key(), after);
    } else if (before.changedAt() == 0 || !after.sameFigures(before)) {
      book.put(row.key(), after, replay, now);
    }
    if (present != before.sums().devices() && row.included()) {
      presence(row, present - before.sums().devices());
    }
  }

  private Row rowOf(RollUp.DeviceRow row) {
    Row known = book.row(row.key());
    return known == null ? Row.empty(row.id(), row.personal()) : known;
  }

  /** A device appeared in a period or left it: so it did in every group that has it there only. */
  private void presence(RollUp.DeviceRow row, int by) {
    RowId id = row.id();
    List<Attribution> others = devices.others(row.device(), row.to());
    for (Scope scope : row.to().groups()) {
      ZoneId calendar = scope.site() == null ? rollUp.estateZone() : row.to().zone();
      if (id.zone().equals(calendar)
          && (!id.isFine() || scope.hasFineTotals())
          && others.stream().noneMatch(o -> o.isIn(scope) && isPresent(row, o))) {
        rollUp.changeDevices(
            new RollUp.GroupRow(new RowId(scope, id.period(), id.start(), id.zone())), by);
      }
    }
  }

  private boolean isPresent(RollUp.DeviceRow row, Attribution other) {
    RowId id =
        new RowId(
            other.ofDevice(row.device()), row.id().period(), row.id().start(), row.id().zone());
    return rowOf(new RollUp.DeviceRow(id, other, true, false)).sums().devices() > 0;
  }

  private void addStale(@Nullable Device device) {
    if (device != null) {
      device.assignments().stream()
          .filter(Assignment::includeInTotals)
          .flatMap(a -> Attribution.of(a).stream())
          .forEach(to -> stale.addAll(to.groups()));
    }
  }

  /** Sends again the shares of which the inventory now expects something else. */
  void sendStale(long now) {
    if (stale.isEmpty()) {
      return;
    }
    shares.sendAgain(stale, now);
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
      for (Assignment a : device.at(at)) {
        if (a.includeInTotals()) {
          Attribution.of(a).forEach(to -> openPeriods(to, at));
        }
      }
    }
  }

  private void openPeriods(Attribution to, long at) {
    for (Scope scope : to.groups()) {
      ZoneId zone = scope.site() == null ? rollUp.estateZone() : to.zone();
      for (Period period : List.of(Period.DAY, Period.MONTH, Period.YEAR)) {
        RowId id = new RowId(scope, period, period.startOf(at, zone), zone);
        if (opened.add(id) && !shares.isThere(id)) {
          shares.change(new RollUp.GroupRow(id), Sums.ZERO, at);
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

  /**
   * Takes back what a device itself counted before an instant; sums of several devices stay.
   *
   * @param before milliseconds since 1970 UTC
   */
  void forget(String device, long before) {
    book.forgetDevice(device, before);
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        slots.range(ChannelKey.firstOf(device), ChannelKey.behind(device))) {
      while (all.hasNext()) {
        Bytes key = all.next().key;
        if (ChannelKey.timeIn(key) < before) {
          old.add(key);
        }
      }
    }
    old.forEach(slots::delete);
  }

  /** Forgets slots and fine rows that are no longer corrected. */
  void forget(long now) {
    book.forgetPersonal(now);
    book.forgetOldFineRows(now);
    shares.forgetOldFineRows(now);
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
            || (slot < now - Row.PERSONAL_RETENTION && devices.at(channel, slot).personal())) {
          old.add(key);
        }
      }
    }
    old.forEach(slots::delete);
  }
}
