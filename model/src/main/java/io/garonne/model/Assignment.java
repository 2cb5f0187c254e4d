package io.garonne.model;

import io.garonne.model.metering.MeterProfile;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a device, or one channel of it, counts for during some time, and what its meter is.
 *
 * @param from milliseconds since 1970 UTC, inclusive, cut to the quarter-hour; {@link
 *     Long#MIN_VALUE} for "always"
 * @param to milliseconds since 1970 UTC, exclusive; {@link Long#MAX_VALUE} for "until further
 *     notice"
 * @param channel the channel it is about, or null: every channel that then has none of its own
 * @param site site
 * @param zone the site's zone
 * @param room room, or null
 * @param rack rack, or null
 * @param includeInTotals false: metered, but kept out of every total but its own device's
 * @param personal whether it belongs to one person's desk
 * @param parts what its energy counts for, at least one, in a fixed order
 * @param profile the meter's profile
 * @param tree where the meter stands among others
 */
public record Assignment(
    long from,
    long to,
    @Nullable String channel,
    String site,
    ZoneId zone,
    @Nullable String room,
    @Nullable String rack,
    boolean includeInTotals,
    boolean personal,
    List<Part> parts,
    MeterProfile profile,
    TreePlace tree) {

  /** Site under which devices count that nobody has described. */
  public static final String UNASSIGNED_SITE = "unassigned";

  /** Equipment class of devices that nobody has described. */
  public static final String UNKNOWN_CLASS = "unknown";

  /** Equipment class of what a meter measures beyond the meters below it. */
  public static final String UNMETERED_CLASS = "unmetered";

  public Assignment {
    if (from >= to) {
      throw new IllegalArgumentException("from is not before to");
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("counts for nothing");
    }
    parts = Part.sorted(parts);
  }

  /** A whole device that counts for one thing, without asset, room or tree. */
  public Assignment(
      long from,
      long to,
      String entity,
      String site,
      String equipmentClass,
      String family,
      ZoneId zone,
      @Nullable String rack,
      boolean includeInTotals,
      boolean personal,
      MeterProfile profile) {
    this(
        from,
        to,
        null,
        site,
        zone,
        null,
        rack,
        includeInTotals,
        personal,
        List.of(new Part(null, entity, equipmentClass, family, 1)),
        profile,
        TreePlace.ALONE);
  }

  /** The same, of a class whose family nobody named. */
  public Assignment(
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
    this(
        from,
        to,
        entity,
        site,
        equipmentClass,
        Part.OTHER_FAMILY,
        zone,
        rack,
        includeInTotals,
        personal,
        profile);
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
        from, to, channel, site, zone, room, rack, includeInTotals, true, parts, profile, tree);
  }

  /** The entity of the first part. */
  public String entity() {
    return parts.get(0).entity();
  }

  /** The equipment class of the first part. */
  public String equipmentClass() {
    return parts.get(0).equipmentClass();
  }

  /** Whether energy counts in the same totals under both. */
  public boolean countsLike(Assignment other) {
    return parts.equals(other.parts)
        && site.equals(other.site)
        && zone.equals(other.zone)
        && includeInTotals == other.includeInTotals
        && standsLike(other);
  }

  /** Whether a tree makes the same of it under both. */
  private boolean standsLike(Assignment other) {
    return tree.equals(other.tree)
        && (!tree.isInTree()
            || (personal == other.personal
                && Objects.equals(channel, other.channel)
                && Objects.equals(profile.resolution(), other.profile.resolution())));
  }

  /** Whether this assignment holds at an instant (milliseconds since 1970 UTC). */
  public boolean holdsAt(long at) {
    return from <= at && at < to;
  }
}
