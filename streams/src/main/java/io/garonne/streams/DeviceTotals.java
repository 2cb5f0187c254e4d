package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Causes;
import io.garonne.model.Device;
import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.PageCounter;
import io.garonne.model.metering.SlotEnergy;
import io.garonne.model.tree.ChannelSlot;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
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

  private static final Causes INVENTORY = Causes.of(Causes.Cause.INVENTORY);

  private final ProcessorContext<String, Object> context;
  private final DeviceTable devices;

  /**
   * Rows and slots of trees that may wait for their publication: a year that is read in at once, or
   * described anew, is more than fits into memory. What comes in live stays far below it.
   */
  private static final int MOST_WAITING = 50_000;

  private final KeyValueStore<Bytes, byte[]> slots;
  private final Supplier<String> replay;
  private final GroupShares shares;
  private final RollUp rollUp;
  private final TotalsBook book;
  private final Set<RowId> opened = new HashSet<>();

  /** Slots of channels in trees that changed since the last publication. */
  private final Map<BranchKey, InTree> branches = new LinkedHashMap<>();

  /** What is to be told a tree, and why. */
  private record InTree(ChannelSlot slot, Causes causes) {}

  /** Trees that a device is to be forgotten in. */
  private final Set<BranchInput.Forget> forgotten = new LinkedHashSet<>();

  /** Page counters by device, so that devices without them cost nothing more. */
  private final Map<String, Set<ChannelKey>> pageCounters = new HashMap<>();

  /** Devices of which some channel does not count in groups, or did not a description ago. */
  private final Set<String> partlyExcluded = new HashSet<>();

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
    channels.stream().filter(ChannelKey::isPages).forEach(this::addPageCounter);
    this.slots = context.getStateStore(Names.SLOTS);
    this.shares =
        new GroupShares(
            context.getStateStore(Names.GROUP_SHARES),
            context.taskId().partition(),
            devices::expected,
            (share, now) ->
                context.forward(new Record<>(share.id().key(), (Object) share, now), Names.SHARES));
    this.rollUp = new RollUp(settings.zone());
    devices.all().stream()
        .filter(DeviceTable::hasExcluded)
        .forEach(device -> partlyExcluded.add(device.device()));
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
  }

  /** Books the slots that a batch of readings changed. */
  void book(ChannelKey channel, ChannelMeter.Effect effect) {
    if (channel.isPages()) {
      addPageCounter(channel);
    }
    for (Map.Entry<Long, SlotEnergy> change : effect.slots().entrySet()) {
      long slot = change.getKey();
      because = effect.causes().getOrDefault(slot, Causes.UNKNOWN);
      Bytes key = channel.key(slot);
      SlotEnergy before = booked(channel, slot);
      SlotEnergy after = before.plus(change.getValue());
      Assignment to = devices.at(channel, slot);
      boolean fine =
          (before.isZero() && !otherHasBooked(channel, slot)) || isKept(channel.device(), to, slot);
      if (channel.isPages()) {
        PageCounter.Booked was = pagesBooked(channel.device(), slot);
        put(key, after);
        PageCounter.Booked now = pagesBooked(channel.device(), slot);
        countPages(channel, to, slot, page(channel, before, was), page(channel, after, now), fine);
        if (!was.equals(now)) {
          countSiblings(channel, slot, was, now);
        }
      } else {
        put(key, after);
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
        .filter(slot -> pagesBooked(channel.device(), slot).impressions())
        .findFirst()
        .orElse(null);
  }

  private void addPageCounter(ChannelKey channel) {
    pageCounters.computeIfAbsent(channel.device(), device -> new LinkedHashSet<>()).add(channel);
  }

  private Set<ChannelKey> pageCountersOf(String device) {
    return pageCounters.getOrDefault(device, Set.of());
  }

  /** What a channel has booked in a slot. */
  private SlotEnergy booked(ChannelKey channel, long slot) {
    byte[] known = slots.get(channel.key(slot));
    return known == null ? SlotEnergy.ZERO : Block.unpackSlot(new Unpacker(known));
  }

  /** Which page counters of a device have booked any of a slot. */
  private PageCounter.Booked pagesBooked(String device, long slot) {
    PageCounter.Booked booked = PageCounter.Booked.NONE;
    for (ChannelKey counter : pageCountersOf(device)) {
      if (booked(counter, slot).booked() > 0) {
        booked = booked.and(PageCounter.of(counter.channel()));
      }
    }
    return booked;
  }

  private static PageSlot page(ChannelKey channel, SlotEnergy slot, PageCounter.Booked booked) {
    return new PageSlot(PageCounter.of(channel.channel()), slot, booked);
  }

  /** A page counter began to book a slot, or does not any more: others count for something else. */
  private void countSiblings(
      ChannelKey channel, long slot, PageCounter.Booked was, PageCounter.Booked now) {
    for (ChannelKey other : pageCountersOf(channel.device())) {
      SlotEnergy energy = booked(other, slot);
      if (!other.equals(channel) && !energy.isZero()) {
        Assignment to = devices.at(other, slot);
        boolean fine = isKept(other.device(), to, slot);
        countPages(other, to, slot, page(other, energy, was), page(other, energy, now), fine);
      }
    }
  }

  /** Whether the quarter-hour is there already with the energy, or with pages, of the channel. */
  private boolean otherHasBooked(ChannelKey channel, long slot) {
    Set<ChannelKey> ofPages = pageCountersOf(channel.device());
    if (!channel.isPages()) {
      return ofPages.contains(channel.other()) && slots.get(channel.other().key(slot)) != null;
    }
    return slots.get(channel.other().key(slot)) != null
        || ofPages.stream()
            .anyMatch(other -> !other.equals(channel) && slots.get(other.key(slot)) != null);
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
      PageCounter.Booked booked = pagesBooked(channel.device(), slot);
      countPages(
          channel, to, slot, page(channel, before, booked), page(channel, after, booked), fine);
      return;
    }
    publishIfMuchWaits();
    rollUp.because(because);
    rollUp.change(channel.device(), channel.channel(), to, slot, before, after, fine);
    if (countsInTree(to)) {
      branches.merge(
          new BranchKey(rootOf(channel, to), channel, slot),
          new InTree(
              new ChannelSlot(
                  channel.device(),
                  channel.channel(),
                  to,
                  after.measured(),
                  after.interpolated(),
                  after.booked()),
              because),
          (known, newer) -> new InTree(newer.slot(), known.causes().plus(newer.causes())));
    }
  }

  private void countPages(
      ChannelKey channel, Assignment to, long slot, PageSlot before, PageSlot after, boolean fine) {
    publishIfMuchWaits();
    rollUp.because(because);
    rollUp.changePages(channel.device(), to, slot, before, after, fine);
  }

  private void publishIfMuchWaits() {
    if (rollUp.size() + branches.size() >= MOST_WAITING) {
      publish(context.currentSystemTimeMs());
    }
  }

  private static boolean countsInTree(Assignment a) {
    return a.tree().isInTree() && a.includeInTotals();
  }

  private static PointRef rootOf(ChannelKey channel, Assignment a) {
    return a.tree().root(channel.point(a));
  }

  /** Whether a quarter-hour that was booked is still there to be corrected. */
  private boolean isKept(String device, Assignment a, long slot) {
    Attribution first = Attribution.of(a).get(0);
    RollUp.DeviceRow row = RollUp.deviceRow(device, a, first, Period.QUARTER_HOUR, slot, a.zone());
    // The other counter may have made it a moment ago.
    return rollUp.deviceRows().containsKey(row) || book.row(row.key()) != null;
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
    describeFurther(before, described, rowsOf(device, before, described));
    Long stays = null;
    List<Bytes> staying = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        slots.range(ChannelKey.firstOf(device), ChannelKey.behind(device))) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        long slot = ChannelKey.timeIn(entry.key);
        ChannelKey channel = ChannelKey.in(entry.key, 8);
        Assignment from = devices.at(before, channel.channel(), slot);
        Assignment to = devices.at(described, channel.channel(), slot);
        if (countsAlike(channel, from, to)) {
          continue;
        }
        boolean inTree = !channel.isPages() && (countsInTree(from) || countsInTree(to));
        if (slot < treesFrom && inTree) {
          stays = stays == null ? slot : Math.max(stays, slot);
          // What it was is not known any more: it is not to be moved from somewhere else later.
          staying.add(entry.key);
          continue;
        }
        SlotEnergy energy = Block.unpackSlot(new Unpacker(entry.value));
        boolean fine = isKept(device, from, slot);
        count(channel, from, slot, energy, SlotEnergy.ZERO, fine);
        count(channel, to, slot, SlotEnergy.ZERO, energy, fine);
      }
    }
    staying.forEach(slots::delete);
    return stays;
  }

  /** Whether a channel's slot is the same in every row under both. */
  private static boolean countsAlike(ChannelKey channel, Assignment a, Assignment b) {
    return a.countsLike(b)
        && (channel.isPages()
            ? a.profile().sheetRate() == b.profile().sheetRate()
            : (a.channel() == null) == (b.channel() == null));
  }

  /**
   * A device's line holds longer or shorter: so is each of its channels expected, in every period
   * of which there is a slot.
   */
  private void describeFurther(
      @Nullable Device before, @Nullable Device described, Collection<RollUp.DeviceRow> of) {
    for (RollUp.DeviceRow row : of) {
      Row known = book.row(row.key());
      int channels = known == null ? 0 : known.sums().channels().further();
      rollUp.because(INVENTORY);
      changeFurther(row, -channels, before);
      changeFurther(row, channels, described);
    }
  }

  /** Writes gathered changes into the rows and sends on what changed. */
  void publish(long now) {
    rollUp.deviceRows().forEach((row, by) -> change(row, by, now, replay.get()));
    rollUp.groupRows().forEach((row, by) -> shares.change(row, by, now));
    rollUp.clear();
    book.publishDue();
    branches.forEach(
        (key, slot) ->
            context.forward(
                new Record<>(
                    key.root().toString(),
                    (Object) new BranchInput.Slot(key, slot.slot(), slot.causes()),
                    now),
                Names.BRANCH_SLOTS));
    branches.clear();
    forgotten.forEach(
        of ->
            context.forward(
                new Record<>(of.root().toString(), (Object) of, now), Names.BRANCH_SLOTS));
    forgotten.clear();
  }

  private void change(RollUp.DeviceRow row, RollUp.Change by, long now, String replay) {
    Sums delta = by.sums();
    // Whoever appears in a group does so for the reason for which the row changes.
    rollUp.because(by.causes());
    Row before = rowOf(row);
    Sums sums = before.sums().plus(delta);
    sums = sums.withDevices(sums.booked() > 0 ? 1 : 0, sums.pagesBooked() > 0 ? 1 : 0);
    sums = sums.withFurther(further(sums, row));
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
      book.put(row.key(), after, replay, by.causes(), now);
    }
    boolean was = countsInGroups(row, before.sums(), Sums::booked);
    boolean hadPages = countsInGroups(row, before.sums(), Sums::pagesBooked);
    if (!row.included()) {
      addExcluded(row, delta, now);
    }
    changeFurther(
        row,
        sums.channels().further() - before.sums().channels().further(),
        devices.get(row.device()));
    boolean is = countsInGroups(row, sums, Sums::booked);
    if (was != is) {
      presence(row, Sums::booked, group -> rollUp.changeDevices(group, is ? 1 : -1));
    }
    boolean hasPages = countsInGroups(row, sums, Sums::pagesBooked);
    if (hadPages != hasPages) {
      presence(
          row, Sums::pagesBooked, group -> rollUp.changePageCounters(group, hasPages ? 1 : -1));
    }
  }

  /** Milliseconds that are expected, in a device's own row, of channels beyond the first. */
  private long further(Sums sums, RollUp.DeviceRow row) {
    int channels = sums.channels().further();
    return channels == 0
        ? 0
        : channels * DeviceTable.wholeMillis(devices.get(row.device()), row.to(), null, row.id());
  }

  /** So many channels more are expected in what a row counts in, by a description. */
  private void changeFurther(RollUp.DeviceRow row, int channels, @Nullable Device described) {
    if (channels != 0) {
      eachGroup(
          row,
          group -> {
            Scope scope = group.id().scope();
            long millis = DeviceTable.wholeMillis(described, row.to(), scope, row.id());
            rollUp.changeFurther(group, channels * millis);
          });
    }
  }

  /**
   * Whether a device is there for the groups of a row: by what counts in them, and some of its
   * channels may not.
   *
   * @param booked the time that tells it: of energy, or of page counters
   */
  private boolean countsInGroups(RollUp.DeviceRow row, Sums sums, ToLongFunction<Sums> booked) {
    long time = booked.applyAsLong(sums);
    if (time <= 0 || !partlyExcluded.contains(row.device())) {
      return time > 0;
    }
    Row excluded = book.row(excludedKey(row));
    return time > (excluded == null ? 0 : booked.applyAsLong(excluded.sums()));
  }

  private void addExcluded(RollUp.DeviceRow row, Sums delta, long now) {
    String key = excludedKey(row);
    Row known = book.row(key);
    Row excluded = known == null ? Row.empty(row.id(), row.personal()) : known;
    Sums sums = excluded.sums().plus(delta.timeOnly());
    book.putUnpublished(key, excluded.withSums(sums, 0, 0, row.personal(), now));
  }

  private static String excludedKey(RollUp.DeviceRow row) {
    return "excluded " + row.key();
  }

  private Row rowOf(RollUp.DeviceRow row) {
    Row known = book.row(row.key());
    return known == null ? Row.empty(row.id(), row.personal()) : known;
  }

  /** A device appeared in a period or left it: so it did in every group that has it there only. */
  private void presence(
      RollUp.DeviceRow row, ToLongFunction<Sums> booked, Consumer<RollUp.GroupRow> change) {
    List<Attribution> others = devices.others(row.device(), row.to());
    eachGroup(
        row,
        group -> {
          Scope scope = group.id().scope();
          if (others.stream().noneMatch(o -> o.isIn(scope) && isPresent(row, o, booked))) {
            change.accept(group);
          }
        });
  }

  /** Every row of several devices that a device's row of the same calendar counts in. */
  private void eachGroup(RollUp.DeviceRow row, Consumer<RollUp.GroupRow> each) {
    RowId id = row.id();
    for (Scope scope : row.to().groups()) {
      ZoneId calendar = scope.site() == null ? rollUp.estateZone() : row.to().zone();
      if (id.zone().equals(calendar) && (!id.isFine() || scope.hasFineTotals())) {
        each.accept(new RollUp.GroupRow(new RowId(scope, id.period(), id.start(), id.zone())));
      }
    }
  }

  private boolean isPresent(RollUp.DeviceRow row, Attribution other, ToLongFunction<Sums> booked) {
    RowId id =
        new RowId(
            other.ofDevice(row.device()), row.id().period(), row.id().start(), row.id().zone());
    RollUp.DeviceRow same = new RollUp.DeviceRow(id, other, true, false);
    return countsInGroups(same, rowOf(same).sums(), booked);
  }

  /** Rows of a device's slots under either description: each once; none if it has one channel. */
  private Collection<RollUp.DeviceRow> rowsOf(
      String device, @Nullable Device before, @Nullable Device described) {
    // By their keys: what else is said of a row, such as whether it is personal, may differ.
    Map<String, RollUp.DeviceRow> rows = new LinkedHashMap<>();
    if (hasSeveralChannels(device)) {
      bookedFrom(
          device,
          0,
          (channel, slot, booked) -> {
            if (!channel.isPages()) {
              String name = channel.channel();
              for (Device by : Arrays.asList(before, described)) {
                rollUp
                    .rowsOf(device, devices.at(by, name, slot), slot)
                    .forEach(row -> rows.put(row.key(), row));
              }
            }
          });
    }
    return rows.values();
  }

  private boolean hasSeveralChannels(String device) {
    Bytes next = ChannelKey.firstOfEnergy(device);
    for (int channels = 0; channels < 2; channels++) {
      try (KeyValueIterator<Bytes, byte[]> rest = slots.range(next, ChannelKey.behind(device))) {
        if (!rest.hasNext()) {
          return false;
        }
        next = ChannelKey.in(rest.next().key, 8).key(Long.MAX_VALUE);
      }
    }
    return true;
  }

  /** Takes note of a description, before anything is moved by it. */
  private void describe(String name, @Nullable Device before, @Nullable Device now) {
    stale.addAll(DeviceTable.groups(before, now));
    if (DeviceTable.hasExcluded(before) || DeviceTable.hasExcluded(now)) {
      partlyExcluded.add(name);
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
          shares.change(
              new RollUp.GroupRow(id),
              new RollUp.Change(Sums.ZERO, Causes.of(Causes.Cause.PROGRESS)),
              at);
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

  /** Takes what a device booked from an instant's quarter-hour on out of every row. */
  void takeOutFrom(String device, long instant) {
    because = INVENTORY;
    bookedFrom(
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
    bookedFrom(
        device,
        instant,
        (channel, slot, energy) ->
            count(channel, devices.at(channel, slot), slot, SlotEnergy.ZERO, energy, true));
  }

  /** Is told of a channel's quarter-hour. */
  private interface Booked {
    void slot(ChannelKey channel, long slot, SlotEnergy energy);
  }

  private void bookedFrom(String device, long instant, Booked each) {
    try (KeyValueIterator<Bytes, byte[]> all =
        slots.range(ChannelKey.firstOf(device), ChannelKey.behind(device))) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        long slot = ChannelKey.timeIn(entry.key);
        if (slot >= Period.slotOf(instant)) {
          each.slot(ChannelKey.in(entry.key, 8), slot, Block.unpackSlot(new Unpacker(entry.value)));
        }
      }
    }
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
    book.forgetDevice(device, before, renamed(device, described, devices.get(device)));
    forgetInTrees(device, described, Period.slotOf(before));
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        slots.range(ChannelKey.firstOf(device), ChannelKey.behind(device))) {
      while (all.hasNext()) {
        Bytes key = all.next().key;
        if (ChannelKey.timeIn(key) < Period.slotOf(before)) {
          old.add(key);
        }
      }
    }
    old.forEach(slots::delete);
  }

  private void forgetInTrees(String device, @Nullable Device described, long before) {
    if (described != null) {
      described.assignments().stream()
          .filter(DeviceTotals::countsInTree)
          .map(a -> a.tree().root(new PointRef(device, a.channel())))
          .forEach(root -> forgotten.add(new BranchInput.Forget(root, device, before)));
    }
  }

  /**
   * What a device counted for and does not any more, and what counts in the same groups instead of
   * it: the asset has another name.
   */
  private static Map<Scope, Scope> renamed(
      String device, @Nullable Device before, @Nullable Device now) {
    Set<Attribution> gone = attributions(before);
    Set<Attribution> come = attributions(now);
    gone.removeAll(attributions(now));
    come.removeAll(attributions(before));
    Map<Scope, Scope> renamed = new HashMap<>();
    for (Attribution old : gone) {
      come.stream()
          .filter(other -> other.groups().equals(old.groups()))
          .findFirst()
          .ifPresent(other -> renamed.put(old.ofDevice(device), other.ofDevice(device)));
    }
    return renamed;
  }

  private static Set<Attribution> attributions(@Nullable Device device) {
    Set<Attribution> all = new LinkedHashSet<>();
    if (device != null) {
      device.assignments().forEach(a -> all.addAll(Attribution.of(a)));
    }
    return all;
  }

  /** Forgets slots and fine rows that are no longer corrected. */
  void forget(long now) {
    book.becomePersonal(devices::isPersonalIn, now);
    book.forgetPersonal(now);
    book.forgetOldFineRows(now, key -> {});
    shares.forgetOldFineRows(now);
    forgetSlots(now);
  }

  /** Newest slot of any page counter of a device: they are kept as long as each other. */
  private long newestPages(String device) {
    long newest = Long.MIN_VALUE;
    for (ChannelKey counter : pageCountersOf(device)) {
      try (KeyValueIterator<Bytes, byte[]> last =
          slots.reverseRange(counter.key(Long.MIN_VALUE), counter.key(Long.MAX_VALUE))) {
        if (last.hasNext()) {
          newest = Math.max(newest, ChannelKey.timeIn(last.next().key));
        }
      }
    }
    return newest;
  }

  private void forgetSlots(long now) {
    Map<ChannelKey, Long> newest = new HashMap<>();
    // The iterator sees the store as it was.
    try (KeyValueIterator<Bytes, byte[]> all = slots.reverseAll()) {
      while (all.hasNext()) {
        Bytes key = all.next().key;
        long slot = ChannelKey.timeIn(key);
        // Descending: the first slot of a channel is its newest.
        ChannelKey channel = ChannelKey.in(key, 8);
        long latest =
            newest.computeIfAbsent(channel, c -> c.isPages() ? newestPages(c.device()) : slot);
        if (devices.isForgotten(channel.device(), slot) && slot < now - DAY) {
          // Its own instant, so that one message does for all of its slots.
          Device described = devices.get(channel.device());
          Long before = described == null ? null : described.forgetBefore();
          forgetInTrees(channel.device(), described, before == null ? slot : before);
          slots.delete(key);
        } else if (slot < latest - TotalsBook.FINE_RETENTION
            || (slot < now - Row.PERSONAL_RETENTION && devices.at(channel, slot).personal())) {
          slots.delete(key);
        }
      }
    }
  }
}
