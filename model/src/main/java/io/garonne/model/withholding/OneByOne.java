package io.garonne.model.withholding;

import io.garonne.model.Device;
import io.garonne.model.LivePower;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.Family;
import java.util.Collection;

/**
 * The rule of {@link SmallGroups} for whoever sees one record at a time and no other of its time:
 * by who is described, and by how many are in the record itself. It does not know that others were
 * silent: with three desks described and two measured, their sum is withheld and that of the site
 * is not, as {@link SmallGroups#withheldOf} would.
 */
public final class OneByOne {
  private final SmallGroups groups;
  private final SmallGroups printers;

  private OneByOne(SmallGroups groups) {
    this.groups = groups;
    this.printers = groups.ofFamily(Family.PRINTING);
  }

  /**
   * By an inventory.
   *
   * @param at by the assignments of this instant, milliseconds since 1970 UTC
   */
  public static OneByOne of(Collection<Device> devices, long at) {
    return new OneByOne(SmallGroups.of(devices, at));
  }

  /** Whether a live value must not be shown. */
  public boolean withholds(LivePower power) {
    return groups.withholds(power);
  }

  /**
   * Whether a total must not be shown. One of nothing, which takes the place of what moved away,
   * tells nothing and is not withheld; nor are those of months, years and single devices.
   */
  public boolean withholds(Total total) {
    return isTimeClock(total)
        && total.isMetered()
        && (groups.withholds(total.scope())
            || (SmallGroups.tooFew(total.devices()) && groups.hasPersonal(total.scope())));
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
    Scope scope = total.scope();
    boolean oneClass = scope.site() != null && scope.equipmentClass() != null;
    boolean fewCounters = SmallGroups.tooFew(total.pageCounters());
    if ((fewCounters && groups.hasPersonal(scope)) || printers.withholds(scope)) {
      return total.withoutPages();
    }
    return (oneClass ? groups : printers).hasPersonal(scope) ? total.withoutPageKinds() : total;
  }

  /** Of a day or less, and of several devices. */
  private static boolean isTimeClock(Total total) {
    return total.scope().device() == null && total.period().compareTo(Period.DAY) <= 0;
  }
}
