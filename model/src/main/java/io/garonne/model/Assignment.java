package io.garonne.model;

import io.garonne.model.metering.MeterProfile;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Where a device counts for some time, and what its meter is.
 *
 * @param from milliseconds since 1970 UTC, inclusive, cut to the quarter-hour; {@link
 *     Long#MIN_VALUE} for "always"
 * @param to milliseconds since 1970 UTC, exclusive; {@link Long#MAX_VALUE} for "until further
 *     notice"
 * @param entity commune or service; the site's own name before entities exist
 * @param site site
 * @param equipmentClass equipment class
 * @param zone the site's zone
 * @param rack rack, or null
 * @param includeInTotals false: metered, but kept out of every total but its own device's
 * @param personal whether it belongs to one person's desk
 * @param profile the meter's profile
 */
public record Assignment(
    long from,
    long to,
    String entity,
    String site,
    String equipmentClass,
    ZoneId zone,
    @Nullable String rack,
    boolean includeInTotals,
    boolean personal,
    MeterProfile profile) {

  /** Site under which devices count that nobody has described. */
  public static final String UNASSIGNED_SITE = "unassigned";

  /** Equipment class of devices that nobody has described. */
  public static final String UNKNOWN_CLASS = "unknown";

  public Assignment {
    if (from >= to) {
      throw new IllegalArgumentException("from is not before to");
    }
  }

  /** The assignment of a device that nobody has described. */
  public static Assignment unassigned(ZoneId zone) {
    return new Assignment(
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        UNASSIGNED_SITE,
        UNASSIGNED_SITE,
        UNKNOWN_CLASS,
        zone,
        null,
        true,
        false,
        MeterProfile.DEFAULT);
  }

  /** The same for a personal device. */
  public Assignment asPersonal() {
    return new Assignment(
        from, to, entity, site, equipmentClass, zone, rack, includeInTotals, true, profile);
  }

  /** Whether energy counts in the same totals under both. */
  public boolean countsLike(Assignment other) {
    return entity.equals(other.entity)
        && site.equals(other.site)
        && equipmentClass.equals(other.equipmentClass)
        && zone.equals(other.zone)
        && includeInTotals == other.includeInTotals;
  }

  /** Whether this assignment holds at an instant (milliseconds since 1970 UTC). */
  public boolean holdsAt(long at) {
    return from <= at && at < to;
  }
}
