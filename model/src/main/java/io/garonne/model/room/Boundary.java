package io.garonne.model.room;

import io.garonne.model.PointRef;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at as one data centre: a site, or a room of it, with the meters at and within its
 * boundary.
 *
 * @param site site
 * @param room room, or null: the site
 * @param meters every meter with a role in it, at any time
 */
record Boundary(String site, @Nullable String room, List<RoleMeter> meters) {
  Boundary {
    meters = List.copyOf(meters);
  }

  /**
   * A site with a total meter is one; so is each room with a total meter of its own, and each with
   * IT equipment that no total meter counts, or with a part of the infrastructure of its own.
   */
  static List<Boundary> of(Collection<RoleMeter> meters) {
    Map<String, List<RoleMeter>> sites =
        meters.stream()
            .collect(Collectors.groupingBy(RoleMeter::site, TreeMap::new, Collectors.toList()));
    List<Boundary> all = new ArrayList<>();
    sites.forEach((site, of) -> all.addAll(ofSite(site, of)));
    return all;
  }

  private static List<Boundary> ofSite(String site, List<RoleMeter> meters) {
    List<Boundary> all = new ArrayList<>();
    List<RoleMeter> nowhere = meters.stream().filter(m -> m.room() == null).toList();
    boolean whole = any(nowhere, Role.DC_TOTAL::equals);
    if (whole) {
      all.add(new Boundary(site, null, meters));
    } else if (any(nowhere, Role::isIt)) {
      all.add(new Boundary(site, null, nowhere));
    }
    Set<String> rooms =
        meters.stream()
            .map(RoleMeter::room)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String room : rooms) {
      List<RoleMeter> in = meters.stream().filter(m -> room.equals(m.room())).toList();
      boolean own = any(in, Role.DC_TOTAL::equals);
      boolean parts = any(in, Role::isInfrastructure);
      if (own || (any(in, Role::isIt) && (parts || !whole))) {
        all.add(new Boundary(site, room, in));
      }
    }
    return all;
  }

  private static boolean any(Collection<RoleMeter> meters, Predicate<Role> role) {
    return meters.stream().anyMatch(meter -> role.test(meter.role()));
  }

  boolean has(Predicate<Role> role) {
    return any(meters, role);
  }

  /** Whether what is taken in is metered as a whole. */
  boolean hasTotal() {
    return has(Role.DC_TOTAL::equals);
  }

  /** The lowest category of the IT meters that count; 0: there is none. */
  int category() {
    return topmost(Role::isIt, meters).stream()
        .mapToInt(meter -> meter.role().category())
        .min()
        .orElse(0);
  }

  /** Meters of some roles that no other one of them stands above: each branch counts once. */
  private static List<RoleMeter> topmost(Predicate<Role> role, Collection<RoleMeter> among) {
    List<RoleMeter> of = among.stream().filter(m -> role.test(m.role())).toList();
    Set<PointRef> refs = of.stream().map(RoleMeter::ref).collect(Collectors.toSet());
    return of.stream().filter(m -> m.above().stream().noneMatch(refs::contains)).toList();
  }

  /**
   * One month of it.
   *
   * @param dc E_DC
   * @param it E_IT
   * @param generator what generators gave, or null: none has a meter
   * @param full whether it is final and known well enough
   */
  record Month(MonthSum dc, MonthSum it, @Nullable MonthSum generator, boolean full) {}

  /**
   * Its energy in a month.
   *
   * @param months what the devices said
   * @param fuel millijoules of fuel burnt in it
   */
  Month month(YearMonth month, DeviceMonths months, long fuel, int fullPpm) {
    List<RoleMeter> there = meters.stream().filter(m -> m.within(month) > 0).toList();
    MonthSum it = sum(topmost(Role::isIt, there), month, months, true);
    List<RoleMeter> generators = topmost(Role.GENERATOR::equals, there);
    MonthSum generator = sum(generators, month, months, false);
    MonthSum dc;
    if (hasTotal()) {
      List<RoleMeter> tops = topmost(Role.DC_TOTAL::equals, there);
      Set<PointRef> refs = tops.stream().map(RoleMeter::ref).collect(Collectors.toSet());
      Predicate<RoleMeter> below = m -> m.above().stream().anyMatch(refs::contains);
      List<RoleMeter> offices = topmost(Role.OFFICE::equals, there).stream().filter(below).toList();
      // A generator with a meter at its output is outside of the boundary, and what it gives comes
      // in (EN 50600-4-2:2016, 5.2); below the total meter it is in that already.
      List<RoleMeter> beside = generators.stream().filter(below.negate()).toList();
      dc =
          sum(tops, month, months, true)
              .minus(sum(offices, month, months, false))
              .plus(sum(beside, month, months, false));
      if (generators.isEmpty()) {
        dc = dc.plus(new MonthSum(fuel, fuel, fuel, fuel, 0, 0, true));
      }
    } else {
      dc = sum(topmost(r -> r.isIt() || r.isInfrastructure(), there), month, months, true);
    }
    boolean full =
        dc.settled()
            && it.settled()
            && dc.whole() != null
            && it.whole() != null
            && dc.knownPpm() >= fullPpm
            && it.knownPpm() >= fullPpm;
    return new Month(dc, it, generators.isEmpty() ? null : generator, full);
  }

  /**
   * Energy of meters in a month.
   *
   * @param throughout whether there must be a meter all the month: then time without any is a gap
   *     of which nothing is known
   */
  private static MonthSum sum(
      List<RoleMeter> of, YearMonth month, DeviceMonths months, boolean throughout) {
    Map<RoleMeter, Long> within = new HashMap<>();
    of.forEach(meter -> within.put(meter, meter.within(month)));
    MonthSum sum = MonthSum.of(within, months, month);
    boolean gap =
        of.isEmpty()
            || within.values().stream().mapToLong(Long::longValue).sum() < of.get(0).length(month);
    return throughout && gap
        ? new MonthSum(sum.energy(), sum.low(), null, null, sum.known(), sum.expected(), false)
        : sum;
  }
}
