package io.garonne.model.load;

import io.garonne.model.Scope;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The load curves of one device, or of one asset on a device, that are kept: of printing equipment
 * 400 days, else 98, of what is somebody's own 28.
 *
 * @param scope what the totals call it: device, site, entity, class, family, and asset if known. A
 *     device that moved has a history for each place
 * @param zone the site's zone
 * @param personal whether it is, or was in any of the days, somebody's own
 * @param days load curves by local day, in order
 */
public record LoadHistory(
    Scope scope, ZoneId zone, boolean personal, SortedMap<LocalDate, DayCurve> days) {
  public LoadHistory {
    days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    if (scope.device() == null) {
      throw new IllegalArgumentException("a load curve is of a device");
    }
  }
}
