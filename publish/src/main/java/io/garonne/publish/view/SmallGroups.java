package io.garonne.publish.view;

import io.garonne.model.Attribution;
import io.garonne.model.LivePower;
import io.garonne.model.Scope;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which sums would tell of a single person. The power of a class with one workstation is the power
 * of that desk, whatever it is called. So a site and class with a personal device and fewer than
 * three devices in all is withheld where the page or API shows live values or days; so is a larger
 * sum from which fewer than three devices could be found by subtracting what is shown. Months and
 * years are no time clock and stay.
 */
public final class SmallGroups {
  private static final int ENOUGH = 3;

  /** Devices in a group and how many of them are personal. */
  record Members(int devices, int personal) {
    Members plus(Members other) {
      return new Members(devices + other.devices, personal + other.personal);
    }

    boolean tooFew() {
      return personal > 0 && devices < ENOUGH;
    }
  }

  private final Map<Attribution, Integer> withheld;

  /**
   * Small groups among these.
   *
   * @param groups entity, site and class with who is in it; without assets
   */
  SmallGroups(Map<Attribution, Members> groups) {
    withheld =
        groups.entrySet().stream()
            .filter(group -> group.getValue().tooFew())
            .collect(Collectors.toMap(Map.Entry::getKey, group -> group.getValue().devices()));
  }

  /** Whether a live value must not be shown; those of devices and racks are not sums of a class. */
  public boolean withholds(LivePower power) {
    return power.kind() == LivePower.Kind.SITE_CLASS
        && withholds(new Scope(null, power.site(), power.equipmentClass(), null));
  }

  /** Whether the sum of a scope must not be shown. */
  public boolean withholds(Scope scope) {
    int devices =
        withheld.entrySet().stream()
            .filter(group -> group.getKey().isIn(scope))
            .mapToInt(Map.Entry::getValue)
            .sum();
    return devices > 0 && devices < ENOUGH;
  }
}
