package io.garonne.model.room;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Device;
import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.inventory.Descriptions;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.MeteringPoint;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A metering point with a role, for the time in which its description does not change, with the
 * rows of its device's totals that are its own.
 *
 * @param ref the point
 * @param role its role
 * @param site where it stands
 * @param room room, or null
 * @param zone the site's zone
 * @param above the points above it
 * @param from milliseconds since 1970 UTC, inclusive
 * @param to milliseconds since 1970 UTC, exclusive
 * @param accuracyPpm how wrong it may be, in millionths of what it says
 * @param ratedPower milliwatts as stated, or null
 * @param rows scopes of the device's totals that hold what it said
 * @param separate whether nothing else is in these rows: a device has rows for what its channels
 *     count for, not for channels
 */
record RoleMeter(
    PointRef ref,
    Role role,
    String site,
    @Nullable String room,
    ZoneId zone,
    List<PointRef> above,
    long from,
    long to,
    int accuracyPpm,
    @Nullable Long ratedPower,
    Set<Scope> rows,
    boolean separate) {

  /** Every one of an estate; those of somebody's desk are not among them. */
  static List<RoleMeter> of(Estate estate) {
    Map<String, Device> devices = Descriptions.of(estate).devices();
    List<RoleMeter> meters = new ArrayList<>();
    for (MeteringPoint point : estate.points()) {
      Role role = Role.ofLabel(point.line().cell("role"));
      Device device = devices.get(point.ref().device());
      if (role != null && device != null) {
        for (Assignment as : device.assignments()) {
          long from = Math.max(as.from(), point.validity().from());
          long to = Math.min(as.to(), point.validity().to());
          boolean own = Objects.equals(as.channel(), point.ref().channel()) && !as.personal();
          if (own && from < to) {
            meters.add(of(point, role, as, from, to, isSeparate(as, role, device, estate)));
          }
        }
      }
    }
    return meters;
  }

  private static RoleMeter of(
      MeteringPoint point, Role role, Assignment as, long from, long to, boolean separate) {
    return new RoleMeter(
        point.ref(),
        role,
        as.site(),
        as.room(),
        as.zone(),
        as.tree().above(),
        from,
        to,
        as.tree().accuracyPpm(),
        point.profile().ratingStated() ? point.profile().ratedPower() : null,
        rows(point.ref().device(), as),
        separate);
  }

  private static Set<Scope> rows(String device, Assignment as) {
    Set<Scope> rows = new HashSet<>();
    Attribution.of(as).forEach(to -> rows.add(to.ofDevice(device)));
    return rows;
  }

  /** Channels that count for the same may share a row if they are of one role in one room. */
  private static boolean isSeparate(Assignment as, Role role, Device device, Estate estate) {
    Set<Scope> own = rows(device.device(), as);
    for (Assignment other : device.assignments()) {
      boolean together = other.from() < as.to() && as.from() < other.to();
      if (together
          && !Objects.equals(other.channel(), as.channel())
          && rows(device.device(), other).stream().anyMatch(own::contains)
          && !(Objects.equals(other.room(), as.room())
              && role == roleOf(new PointRef(device.device(), other.channel()), estate))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Role roleOf(PointRef ref, Estate estate) {
    return estate.points().stream()
        .filter(point -> point.ref().equals(ref))
        .map(point -> Role.ofLabel(point.line().cell("role")))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** How long it holds in a month of its site's calendar, in milliseconds. */
  long within(YearMonth month) {
    return Math.max(0, Math.min(to, start(month.plusMonths(1))) - Math.max(from, start(month)));
  }

  private long start(YearMonth month) {
    return month.atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** How long a month of its site's calendar is, in milliseconds. */
  long length(YearMonth month) {
    return start(month.plusMonths(1)) - start(month);
  }
}
