package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Causes;
import io.garonne.model.Device;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.PageCounter;
import io.garonne.model.metering.SlotEnergy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Totals of a partition's devices, and the partition's share of everything above them. Changes of
 * slots come in; device totals go out, and shares go to the totals of the estate. One thread.
 */
final class DeviceTotals {
  private static final long DAY = 86_400_000L;
  private static final Causes INVENTORY = Causes.of(Causes.Cause.INVENTORY);

  /**
   * Rows and slots of trees that may wait for their publication: a year that is read in at once, or
   * described anew, is more than fits into memory. What comes in live stays far below it.
   */
  private static final int MOST_WAITING = 50_000;

  private final ProcessorContext<String, Object> context;
  private final DeviceTable devices;
  private final Supplier<String> replay;
  private final BookedSlots slots;
  private final GroupShares shares;
  private final RollUp rollUp;
  private final TotalsBook book;
  private final DeviceRows rows;
  private final TreeNews trees = new TreeNews();
  private final SilentPeriods silent;

  /** Why slots change now. */
  private Causes because = Causes.UNKNOWN;

  /** Scopes whose devices were described anew. */
  private final Set<Scope> stale = new HashSet<>();

  /**
   * Totals kept in the task's stores.
   *
   * @param channels what has been metered before
   * @param replay name of the replay under way, or empty
   */
  DeviceTotals(
      TotalsSettings settings,
      ProcessorContext<String, Object> context,
      DeviceTable devices,
      Collection<ChannelKey> channels,
      Supplier<String> replay) {
    this.context = context;
    this.replay = replay;
    this.devices = devices;
    this.slots = new BookedSlots(context.getStateStore(Names.SLOTS), channels);
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
            (key, id, total) ->
                context.forward(
                    new Record<>(key, total, context.currentSystemTimeMs()),
                    id.isFine() ? Names.DEVICE_FINE_TOTALS_OUT : Names.DEVICE_TOTALS_OUT));
    this.rows = new DeviceRows(book, devices, rollUp);
    this.silent = new SilentPeriods(devices, shares, settings.zone());
  }

  /** Books the slots that a batch of readings changed. */
  void book(ChannelKey channel, ChannelMeter.Effect effect) {
    if (channel.isPages()) {
      slots.addPageCounter(channel);
    }
    for (Map.Entry<Long, SlotEnergy> change : effect.slots().entrySet()) {
      long slot = change.getKey();
      because = effect.causes().getOrDefault(slot, Causes.UNKNOWN);
      SlotEnergy before = slots.of(channel, slot);
      SlotEnergy after = before.plus(change.getValue());
      Assignment to = devices.at(channel, slot);
      boolean fine =
          (before.isZero() && !slots.otherHasBooked(channel, slot))
              || isKept(channel.device(), to, slot);
      if (channel.isPages()) {
        PageCounter.Booked was = slots.pagesBooked(channel.device(), slot);
        slots.put(channel, slot, after);
        PageCounter.Booked now = slots.pagesBooked(channel.device(), slot);
        countPages(channel, to, slot, page(channel, before, was), page(channel, after, now), fine);
        if (!was.equals(now)) {
          countSiblings(channel, slot, was, now);
        }
      } else {
        slots.put(channel, slot, after);
        count(channel, to, slot, before, after, fine);
      }
    }
  }

  /**
   * Where a declared rate of sheets is not used, because the printer counted impressions.
   *
   * @param changed slots of a counter of paper that were booked
   * @return the first of them, or null
   */
  @Nullable Long unusedRate(ChannelKey channel, Set<Long> changed) {
    return changed.stream()
        .sorted()
        .filter(slot -> devices.at(channel, slot).profile().sheetRate() > 0)
        .filter(slot -> slots.pagesBooked(channel.device(), slot).impressions())
        .findFirst()
        .orElse(null);
  }

  private static PageSlot page(ChannelKey channel, SlotEnergy slot, PageCounter.Booked booked) {
    return new PageSlot(PageCounter.of(channel.channel()), slot, booked);
  }

  /** A page counter began to book a slot, or does not any more: others count for something else. */
  private void countSiblings(
      ChannelKey channel, long slot, PageCounter.Booked was, PageCounter.Booked now) {
    for (ChannelKey other : slots.pageCountersOf(channel.device())) {
      SlotEnergy energy = slots.of(other, slot);
      if (!other.equals(channel) && !energy.isZero()) {
        Assignment to = devices.at(other, slot);
        boolean fine = isKept(other.device(), to, slot);
        countPages(other, to, slot, page(other, energy, was), page(other, energy, now), fine);
      }
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
    if (channel.isPages()) {
      PageCounter.Booked booked = slots.pagesBooked(channel.device(), slot);
      countPages(
          channel, to, slot, page(channel, before, booked), page(channel, after, booked), fine);
      return;
    }
    publishIfMuchWaits();
    rollUp.because(because);
    rollUp.change(channel.device(), channel.channel(), to, slot, before, after, fine);
    trees.booked(channel, to, slot, after, because);
  }

  private void countPages(
      ChannelKey channel, Assignment to, long slot, PageSlot before, PageSlot after, boolean fine) {
    publishIfMuchWaits();
    rollUp.because(because);
    rollUp.changePages(channel.device(), to, slot, before, after, fine);
  }

  private void publishIfMuchWaits() {
    if (rollUp.size() + trees.size() >= MOST_WAITING) {
      publish(context.currentSystemTimeMs());
    }
  }

  /** Whether a quarter-hour that was booked is still there to be corrected. */
  private boolean isKept(String device, Assignment a, long slot) {
    Attribution first = Attribution.of(a).get(0);
    RollUp.DeviceRow row = RollUp.deviceRow(device, a, first, Period.QUARTER_HOUR, slot, a.zone());
    // The other counter may have made it a moment ago.
    return rollUp.deviceRows().containsKey(row) || rows.isThere(row);
  }

  /**
   * Moves the energy of a device's slots from what they counted for to what they count for now.
   * Trees are tasks of their own, which forget by themselves: nothing moves in them that is older
   * than what they keep for sure, and the limit is the same for all that was described together.
   *
   * @param now wall clock, milliseconds since 1970 UTC
   * @return start of the newest quarter-hour that stays where it is for that reason, or null
   */
  @Nullable Long reassign(
      String device, @Nullable Device before, @Nullable Device described, long now) {
    Long stated = described == null ? null : described.treesFrom();
    long treesFrom = stated == null ? Period.slotOf(now - Device.TREES_KEPT) : stated;
    because = INVENTORY;
    describe(device, before, described);
    rows.describeFurther(before, described, rowsOf(device, before, described), INVENTORY);
    List<Quarter> staying = new ArrayList<>();
    slots.eachFrom(
        device,
        0,
        (channel, slot, energy) -> {
          Assignment from = devices.at(before, channel.channel(), slot);
          Assignment to = devices.at(described, channel.channel(), slot);
          if (countsAlike(channel, from, to)) {
            return;
          }
          boolean inTree = !channel.isPages() && (TreeNews.isOf(from) || TreeNews.isOf(to));
          if (slot < treesFrom && inTree) {
            staying.add(new Quarter(channel, slot));
            return;
          }
          boolean fine = isKept(device, from, slot);
          count(channel, from, slot, energy, SlotEnergy.ZERO, fine);
          count(channel, to, slot, SlotEnergy.ZERO, energy, fine);
        });
    // What it was is not known any more: it is not to be moved from somewhere else later.
    staying.forEach(one -> slots.put(one.channel(), one.slot(), SlotEnergy.ZERO));
    return staying.stream().map(Quarter::slot).max(Comparator.naturalOrder()).orElse(null);
  }

  private record Quarter(ChannelKey channel, long slot) {}

  /** Whether a channel's slot is the same in every row under both. */
  private static boolean countsAlike(ChannelKey channel, Assignment a, Assignment b) {
    return a.countsLike(b)
        && (channel.isPages()
            ? a.profile().sheetRate() == b.profile().sheetRate()
            : (a.channel() == null) == (b.channel() == null));
  }

  /** Writes gathered changes into the rows and sends on what changed. */
  void publish(long now) {
    rollUp.deviceRows().forEach((row, by) -> rows.change(row, by, replay.get(), now));
    rollUp.groupRows().forEach((row, by) -> shares.change(row, by, now));
    rollUp.clear();
    book.publishDue();
    trees.send(
        (root, news) ->
            context.forward(new Record<>(root.toString(), (Object) news, now), Names.BRANCH_SLOTS));
  }

  /** Rows of a device's slots under either description: each once; none if it has one channel. */
  private Collection<RollUp.DeviceRow> rowsOf(
      String device, @Nullable Device before, @Nullable Device described) {
    // By their keys: what else is said of a row, such as whether it is personal, may differ.
    Map<String, RollUp.DeviceRow> all = new LinkedHashMap<>();
    if (slots.hasSeveralChannels(device)) {
      slots.eachFrom(
          device,
          0,
          (channel, slot, booked) -> {
            if (!channel.isPages()) {
              String name = channel.channel();
              for (Device by : Arrays.asList(before, described)) {
                rollUp
                    .rowsOf(device, devices.at(by, name, slot), slot)
                    .forEach(row -> all.put(row.key(), row));
              }
            }
          });
    }
    return all.values();
  }

  /** Takes note of a description, before anything is moved by it. */
  private void describe(String name, @Nullable Device before, @Nullable Device now) {
    stale.addAll(DeviceTable.groups(before, now));
    rows.describe(name, before, now);
  }

  /** Sends again the shares of which the inventory now expects something else. */
  void sendStale(long now) {
    if (stale.isEmpty()) {
      return;
    }
    shares.sendAgain(stale, now);
    stale.clear();
  }

  /** See {@link SilentPeriods#open}. */
  void openPeriods(long from, long now) {
    silent.open(from, now);
  }

  void settle(long now) {
    book.settle(now);
  }

  void closeReplay(String replay) {
    book.closeReplay(replay);
  }

  /** Takes what a device booked from an instant's quarter-hour on out of every row. */
  void takeOutFrom(String device, long instant) {
    because = INVENTORY;
    slots.eachFrom(
        device,
        instant,
        (channel, slot, energy) -> {
          Assignment a = devices.at(channel, slot);
          count(channel, a, slot, energy, SlotEnergy.ZERO, isKept(device, a, slot));
        });
  }

  /** The reverse, under the device's description as it is then. */
  void putBackFrom(String device, long instant) {
    because = INVENTORY;
    slots.eachFrom(
        device,
        instant,
        (channel, slot, energy) ->
            count(channel, devices.at(channel, slot), slot, SlotEnergy.ZERO, energy, true));
  }

  /**
   * Takes back what a device itself counted before an instant; sums of several devices stay. The
   * quarter-hour that the instant is in goes once it has become old.
   *
   * @param described how the device was described until now
   * @param before milliseconds since 1970 UTC
   */
  void forget(String device, @Nullable Device described, long before) {
    describe(device, described, devices.get(device));
    book.forgetDevice(device, before, DeviceTable.renamed(device, described, devices.get(device)));
    trees.forget(device, described, Period.slotOf(before));
    slots.forgetBefore(device, before);
  }

  /** Forgets slots and fine rows that are no longer corrected. */
  void forget(long now) {
    book.becomePersonal(devices::isPersonalIn, now);
    book.forgetPersonal(now);
    book.forgetOldFineRows(now, key -> {});
    shares.forgetOldFineRows(now);
    slots.forget((channel, slot, newest) -> isOld(channel, slot, newest, now));
  }

  private boolean isOld(ChannelKey channel, long slot, long newest, long now) {
    if (devices.isForgotten(channel.device(), slot) && slot < now - DAY) {
      // Its own instant, so that one message does for all of its slots.
      Device described = devices.get(channel.device());
      Long before = described == null ? null : described.forgetBefore();
      trees.forget(channel.device(), described, before == null ? slot : before);
      return true;
    }
    return slot < newest - TotalsBook.FINE_RETENTION
        || (slot < now - Row.PERSONAL_RETENTION && devices.at(channel, slot).personal());
  }
}
