package io.garonne.model.withholding;

import io.garonne.model.Device;
import io.garonne.model.LivePower;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import java.util.Collection;

/**
 * The rule of {@link SmallGroups} for whoever sees one record at a time and no other of its time:
 * by who was there then, and by how many are in the record itself. It does not know that others
 * were silent: with three desks described and two measured, their sum is withheld and that of the
 * site is not.
 */
public final class OneByOne {
  private final SmallGroups now;
  private final SmallGroups.InTime inTime;

  private OneByOne(SmallGroups now) {
    this.now = now;
    this.inTime = now.new InTime();
  }

  /**
   * By an inventory. Totals are judged by who was there in their time: what a desk used that is
   * gone is still its person's.
   *
   * @param at live values by the assignments of this instant, milliseconds since 1970 UTC
   */
  public static OneByOne of(Collection<Device> devices, long at) {
    return new OneByOne(SmallGroups.of(devices, at));
  }

  /** Whether a live value must not be shown. */
  public boolean withholds(LivePower power) {
    return now.withholds(power);
  }

  /**
   * Whether a total must not be shown. One of nothing, which takes the place of what moved away,
   * tells nothing and is not withheld; nor are those of months, years and single devices.
   */
  public boolean withholds(Total total) {
    if (!isTimeClock(total) || !total.isMetered()) {
      return false;
    }
    SmallGroups there = inTime.of(total.start(), total.end());
    return there.withholds(total.scope())
        || (SmallGroups.tooFew(total.devices()) && there.hasPersonal(total.scope()));
  }

  /**
   * Takes out of a total the pages that must not be shown: those of too few page counters, and of
   * larger sums from which a few described printers could be found. How many printers tell colour
   * apart, or count paper only, is not known: that is taken out wherever somebody's own printer may
   * be among them.
   */
  public Total withPages(Total total) {
    if (!isTimeClock(total) || (!total.hasPages() && total.pageKinds().isNone())) {
      return total;
    }
    SmallGroups there = inTime.of(total.start(), total.end());
    SmallGroups printers = there.printers();
    Scope scope = total.scope();
    boolean oneClass = scope.site() != null && scope.equipmentClass() != null;
    boolean fewCounters = SmallGroups.tooFew(total.pageCounters());
    if ((fewCounters && there.hasPersonal(scope)) || printers.withholds(scope)) {
      return total.withoutPages();
    }
    return (oneClass ? there : printers).hasPersonal(scope) ? total.withoutPageKinds() : total;
  }

  /** Of a day or less, and of several devices. */
  private static boolean isTimeClock(Total total) {
    return total.scope().device() == null && total.period().compareTo(Period.DAY) <= 0;
  }
}
