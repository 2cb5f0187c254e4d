package io.garonne.publish.persons;

import io.garonne.model.LivePower;
import io.garonne.model.withholding.SmallGroups;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.function.Predicate;

/**
 * Which live sums must not be shown: those of a class at a site with equipment of fewer persons
 * than it takes that reports now, or of too few devices, as power is a time clock.
 */
public final class LiveGroups implements Predicate<LivePower> {
  private final Crowd crowd;
  private final int least;
  private final SmallGroups small;

  /**
   * By who is where.
   *
   * @param now milliseconds since 1970 UTC
   */
  public LiveGroups(Inhabitants who, long now) {
    this.crowd = who.crowd();
    this.least = who.least();
    this.small = SmallGroups.of(who.devices(), now);
  }

  @Override
  public boolean test(LivePower power) {
    String equipmentClass = power.equipmentClass();
    if (power.kind() != LivePower.Kind.SITE_CLASS || equipmentClass == null) {
      return false;
    }
    YearMonth month = YearMonth.from(Instant.ofEpochMilli(power.at()).atZone(ZoneOffset.UTC));
    int persons = crowd.persons(power.site(), equipmentClass, month, power.devices());
    return People.isFew(persons, least) || small.withholds(power);
  }
}
