package io.garonne.publish.view;

import io.garonne.model.LivePower;
import io.garonne.model.Scope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which sums would tell of a single person. The power of a class with one workstation is the power
 * of that desk, whatever it is called. So a site and class with a personal device and fewer than
 * three devices in all is withheld where the page or API shows live values or days; so is a site
 * from whose sum such a group could be found by subtraction. Months and years are no time clock and
 * stay.
 */
public final class SmallGroups {
  private static final int ENOUGH = 3;

  /** A site and class. */
  record Group(String site, String equipmentClass) {}

  /** Devices in a group and how many of them are personal. */
  record Members(int devices, int personal) {
    Members plus(Members other) {
      return new Members(devices + other.devices, personal + other.personal);
    }

    boolean tooFew() {
      return personal > 0 && devices < ENOUGH;
    }
  }

  private final Map<Group, Members> groups;
  private final Map<String, Integer> withheldOfSite = new HashMap<>();

  SmallGroups(Map<Group, Members> groups) {
    this.groups = groups;
    groups.forEach(
        (group, members) -> {
          if (members.tooFew()) {
            withheldOfSite.merge(group.site(), members.devices(), Integer::sum);
          }
        });
  }

  /** Whether the sum of a site and class must not be shown. */
  public boolean withholds(@Nullable String site, @Nullable String equipmentClass) {
    if (site == null || equipmentClass == null) {
      return false;
    }
    Members members = groups.get(new Group(site, equipmentClass));
    return members != null && members.tooFew();
  }

  /** Whether a live value must not be shown; those of devices and racks are not sums of a class. */
  public boolean withholds(LivePower power) {
    return power.kind() == LivePower.Kind.SITE_CLASS
        && withholds(power.site(), power.equipmentClass());
  }

  /** Whether the sum of a scope must not be shown. */
  public boolean withholds(Scope scope) {
    if (scope.equipmentClass() != null) {
      return withholds(scope.site(), scope.equipmentClass());
    }
    return scope.site() != null && withheldOfSite.getOrDefault(scope.site(), ENOUGH) < ENOUGH;
  }
}
