package io.garonne.model.schedule;

import io.garonne.model.advice.Kept;
import io.garonne.model.advice.Reason;
import io.garonne.model.inventory.Asset;
import org.jspecify.annotations.Nullable;

/**
 * A printer at a site, as it was.
 *
 * @param name asset, or the device where no asset is named
 * @param site where
 * @param equipmentClass what it is
 * @param asset as the estate describes it last, or null
 * @param kept that it is to be left as it is for now, or null
 * @param days the site's days
 * @param log what is known of it
 */
record Printer(
    String name,
    String site,
    String equipmentClass,
    @Nullable Asset asset,
    @Nullable Kept kept,
    SiteDays days,
    PrinterLog log) {

  @Nullable String room() {
    return asset == null ? null : asset.room();
  }

  @Nullable String model() {
    return asset == null ? null : asset.model();
  }

  @Nullable String keepAwake() {
    return asset == null ? null : asset.keepAwake();
  }

  /** Why nothing is to be done about it, or null. */
  @Nullable Reason leftAlone() {
    return keepAwake() != null ? Reason.KEEP_AWAKE : kept != null ? Reason.KEPT : null;
  }

  /** Calendar weeks that were seen. */
  long weeks() {
    return log.days().stream()
        .filter(day -> day.known() > 0)
        .map(PrinterDay::week)
        .distinct()
        .count();
  }

  /** Millijoules a year, or of them what it draws for being there and not for work. */
  long yearEnergy(boolean restOnly) {
    DaySavings energies = new DaySavings();
    for (PrinterDay day : log.days()) {
      int known = day.known();
      if (known * 2 >= day.quarters()) {
        double sum = 0;
        for (int q = 0; q < day.quarters(); q++) {
          if (day.isKnown(q)) {
            long power = restOnly ? log.resting(day.power(q)) : day.power(q);
            sum += power * (double) PrinterDay.SECONDS;
          }
        }
        energies.add(day, sum * day.quarters() / known);
      }
    }
    // Days of types that were not seen, such as holidays, are taken to be like the others.
    int seen = 0;
    for (DayType type : energies.means().keySet()) {
      seen += days.year().getOrDefault(type, 0);
    }
    return seen == 0 ? 0 : Math.round(energies.year(days.year()) * DayType.YEAR / seen);
  }
}
