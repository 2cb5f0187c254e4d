package io.garonne.streams;

import io.garonne.model.Attribution;
import io.garonne.model.Causes;
import io.garonne.model.Device;
import io.garonne.model.Scope;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows of single devices, and what follows from them for every row of several: whether the device
 * is there, and how many of its channels are expected. A device that counts for one thing after the
 * other is there once. One thread.
 */
final class DeviceRows {
  private final TotalsBook book;
  private final DeviceTable devices;
  private final RollUp rollUp;

  /** Devices of which some channel does not count in groups, or did not a description ago. */
  private final Set<String> partlyExcluded = new HashSet<>();

  /**
   * Rows in a book.
   *
   * @param rollUp gets what changes in rows of several devices
   */
  DeviceRows(TotalsBook book, DeviceTable devices, RollUp rollUp) {
    this.book = book;
    this.devices = devices;
    this.rollUp = rollUp;
    devices.all().stream()
        .filter(DeviceTable::hasExcluded)
        .forEach(device -> partlyExcluded.add(device.device()));
  }

  /** Takes note of a description, before anything is moved by it. */
  void describe(String name, @Nullable Device before, @Nullable Device now) {
    if (DeviceTable.hasExcluded(before) || DeviceTable.hasExcluded(now)) {
      partlyExcluded.add(name);
    }
  }

  boolean isThere(RollUp.DeviceRow row) {
    return book.row(row.key()) != null;
  }

  /**
   * Adds to a row.
   *
   * @param replay name of the replay under way, or empty
   * @param now wall clock, milliseconds since 1970 UTC
   */
  void change(RollUp.DeviceRow row, RollUp.Change by, String replay, long now) {
    Sums delta = by.sums();
    // Whoever appears in a group does so for the reason for which the row changes.
    rollUp.because(by.causes());
    Row before = rowOf(row);
    Sums sums = before.sums().plus(delta);
    sums = sums.withDevices(sums.booked() > 0 ? 1 : 0, sums.pagesBooked() > 0 ? 1 : 0);
    sums = sums.withFurther(further(sums, row));
    put(row, before, sums, by.causes(), replay, now);
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

  private void put(
      RollUp.DeviceRow row, Row before, Sums sums, Causes causes, String replay, long now) {
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
      book.put(row.key(), after, replay, causes, now);
    }
  }

  private Row rowOf(RollUp.DeviceRow row) {
    Row known = book.row(row.key());
    return known == null ? Row.empty(row.id(), row.personal()) : known;
  }

  // --- Channels beyond the first of each device ---

  /** Milliseconds that are expected, in a device's own row, of channels beyond the first. */
  private long further(Sums sums, RollUp.DeviceRow row) {
    int channels = sums.channels().further();
    return channels == 0
        ? 0
        : channels * DeviceTable.wholeMillis(devices.get(row.device()), row.to(), null, row.id());
  }

  /**
   * A device's line holds longer or shorter: so is each of its channels expected, in every period
   * of which there is a slot.
   */
  void describeFurther(
      @Nullable Device before,
      @Nullable Device described,
      Collection<RollUp.DeviceRow> of,
      Causes because) {
    for (RollUp.DeviceRow row : of) {
      Row known = book.row(row.key());
      int channels = known == null ? 0 : known.sums().channels().further();
      rollUp.because(because);
      changeFurther(row, -channels, before);
      changeFurther(row, channels, described);
    }
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

  // --- Whether a device is there ---

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

  private boolean isPresent(RollUp.DeviceRow row, Attribution other, ToLongFunction<Sums> booked) {
    RowId id =
        new RowId(
            other.ofDevice(row.device()), row.id().period(), row.id().start(), row.id().zone());
    RollUp.DeviceRow same = new RollUp.DeviceRow(id, other, true, false);
    return countsInGroups(same, rowOf(same).sums(), booked);
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
}
