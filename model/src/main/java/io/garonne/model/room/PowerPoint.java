package io.garonne.model.room;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.PointRef;
import io.garonne.model.inventory.Descriptions;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.MeteringPoint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A metering point as one who looks after a room sees it: what it supplies and how much it bears.
 * Never one that belongs to somebody's desk.
 *
 * @param ref which channel of which device, or a device with all its channels
 * @param above the points above it, the nearest first
 * @param site where it stands
 * @param room room, or null
 * @param rack rack, or null
 * @param role what it measures, or null
 * @param feed which of two supplies it is, or null: neither
 * @param group the redundancy group whose two feeds carry the same equipment; where none is said,
 *     that of its rack; null: neither
 * @param ratedPower milliwatts it is made for, or null: not stated
 * @param breaker milliamperes a phase at which its breaker trips, or null: not stated
 * @param phases 1 or 3; 1 where nothing is stated
 * @param allowedAge milliseconds for which a value of it holds: the greater of {@code max_gap_s}
 *     and two intervals, as in the metering rule M10
 */
public record PowerPoint(
    PointRef ref,
    List<PointRef> above,
    String site,
    @Nullable String room,
    @Nullable String rack,
    @Nullable Role role,
    @Nullable Feed feed,
    @Nullable String group,
    @Nullable Long ratedPower,
    @Nullable Long breaker,
    int phases,
    long allowedAge) {

  public PowerPoint {
    above = List.copyOf(above);
    if (phases != 1 && phases != 3) {
      throw new IllegalArgumentException("1 or 3 phases, not " + phases);
    }
    if ((ratedPower != null && ratedPower <= 0) || (breaker != null && breaker <= 0)) {
      throw new IllegalArgumentException("a limit is above 0");
    }
  }

  /**
   * The points of an estate that hold at an instant, by name. Those of the short form are among
   * them, and so is a device that no line describes but an asset is connected to: what it draws is
   * drawn. Those of somebody's desk are not.
   *
   * @param at milliseconds since 1970 UTC
   */
  public static List<PowerPoint> of(Estate estate, long at) {
    Map<String, Device> devices = Descriptions.of(estate).devices();
    List<PowerPoint> points = new ArrayList<>();
    for (MeteringPoint point : estate.points()) {
      Device device = devices.get(point.ref().device());
      boolean holds = point.validity().from() <= at && at < point.validity().to();
      if (holds && device != null) {
        device.at(at).stream()
            .filter(as -> Objects.equals(as.channel(), point.ref().channel()) && !as.personal())
            .findFirst()
            .ifPresent(as -> points.add(of(point, as)));
      }
    }
    Set<String> described = new HashSet<>();
    points.forEach(point -> described.add(point.ref().device()));
    for (Device device : devices.values()) {
      if (!described.contains(device.device())) {
        device.at(at).stream()
            .filter(as -> as.includeInTotals() && !as.personal())
            .forEach(as -> points.add(connected(device.device(), as)));
      }
    }
    points.sort(Comparator.comparing(PowerPoint::ref));
    return points;
  }

  /** Of a device of which only the connection is known: nothing limits it. */
  private static PowerPoint connected(String device, Assignment as) {
    return new PowerPoint(
        new PointRef(device, as.channel()),
        as.tree().above(),
        as.site(),
        as.room(),
        as.rack(),
        null,
        null,
        as.rack(),
        null,
        null,
        1,
        Math.max(as.profile().maxGap(), 2 * as.profile().interval()));
  }

  private static PowerPoint of(MeteringPoint point, Assignment as) {
    String feed = point.line().cell("feed");
    String group = point.line().cell("redundancy_group");
    String rack = as.rack();
    return new PowerPoint(
        point.ref(),
        as.tree().above(),
        as.site(),
        as.room(),
        rack,
        Role.ofLabel(point.line().cell("role")),
        feed == null ? null : Feed.valueOf(feed),
        group != null ? group : rack,
        point.profile().ratingStated() ? point.profile().ratedPower() : null,
        milliamperes(point),
        "3".equals(point.line().cell("phases")) ? 3 : 1,
        Math.max(point.profile().maxGap(), 2 * point.profile().interval()));
  }

  private static @Nullable Long milliamperes(MeteringPoint point) {
    String cell =
        point.line().table() == EstateTable.POINTS ? point.line().cell("breaker_a") : null;
    if (cell == null) {
      return null;
    }
    // Nobody has a breaker of a billion amperes; a table may say so.
    BigDecimal amperes = new BigDecimal(cell).min(BigDecimal.valueOf(1_000_000_000L));
    return Math.max(1, amperes.movePointRight(3).longValue());
  }

  /** Which phase it is if it is one of them, or null. */
  public @Nullable Phase phase() {
    return phases == 3 ? null : Phase.ofChannel(ref.channel());
  }
}
