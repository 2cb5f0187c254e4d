package io.garonne.publish.view;

import io.garonne.model.Attribution;
import io.garonne.model.LivePower;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which sums would tell of a single person. The power of a class with one workstation is the power
 * of that desk, whatever it is called. So a site and class with a personal device and fewer than
 * three devices in all is withheld where the page or API shows live values or days; so is a larger
 * sum from which fewer than three devices could be found by subtracting what is shown. Pages are
 * judged apart, by the devices with page counters: those of one person's printer are that person's
 * whatever else in its class draws power. Months and years are no time clock and stay.
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

  private final Map<Attribution, Members> groups;

  /**
   * Small groups among these.
   *
   * @param groups entity, site and class with who is in it; without assets
   */
  SmallGroups(Map<Attribution, Members> groups) {
    this.groups = Map.copyOf(groups);
  }

  /** Whether a live value must not be shown; those of devices and racks are not sums of a class. */
  public boolean withholds(LivePower power) {
    Scope scope = new Scope(null, power.site(), power.equipmentClass(), null);
    return power.kind() == LivePower.Kind.SITE_CLASS
        && (withholds(scope) || (power.devices() < ENOUGH && hasPersonal(scope)));
  }

  /** Whether the sum of a scope must not be shown, by who is described. */
  public boolean withholds(Scope scope) {
    int devices =
        groups.entrySet().stream()
            .filter(group -> group.getValue().tooFew() && group.getKey().isIn(scope))
            .mapToInt(group -> group.getValue().devices())
            .sum();
    return devices > 0 && devices < ENOUGH;
  }

  private boolean hasPersonal(Scope scope) {
    return groups.entrySet().stream()
        .anyMatch(group -> group.getValue().personal() > 0 && group.getKey().isIn(scope));
  }

  /**
   * Which totals must not be shown, by who was measured: who is described and never reports hides
   * nobody.
   *
   * @param totals at least those of sites and classes, of every period that is asked about
   */
  public Predicate<Total> withheldOf(Stream<Total> totals) {
    Map<When, SmallGroups> measured = byPeriod(totals, this::among);
    return total -> {
      SmallGroups then = measured.get(When.of(total));
      return withholds(total.scope()) || (then != null && then.withholds(total.scope()));
    };
  }

  /**
   * Takes out pages that must not be shown. How many printers tell colour apart, or count paper
   * only, is not known: what there is of these is taken out wherever somebody's own printer is
   * among them.
   *
   * @param totals at least those of sites and classes, of every period that is asked about
   */
  public UnaryOperator<Total> withPagesOf(Stream<Total> totals) {
    Map<When, SmallGroups> printing = byPeriod(totals, this::printing);
    return total -> {
      SmallGroups then = printing.get(When.of(total));
      if (then == null || !then.hasPersonal(total.scope())) {
        return total;
      }
      return then.withholds(total.scope()) ? total.withoutPages() : total.withoutPageKinds();
    };
  }

  private static Map<When, SmallGroups> byPeriod(
      Stream<Total> totals, Function<List<Total>, SmallGroups> groups) {
    return totals
        .filter(t -> t.scope().device() == null && t.scope().family() == null)
        .filter(t -> t.scope().site() != null && t.scope().equipmentClass() != null)
        .collect(
            Collectors.groupingBy(
                When::of, Collectors.collectingAndThen(Collectors.toList(), groups)));
  }

  /** A period by the clocks of the site: the estate's day is not the same time everywhere. */
  private record When(Period period, LocalDateTime start) {
    static When of(Total total) {
      return new When(
          total.period(),
          LocalDateTime.ofInstant(Instant.ofEpochMilli(total.start()), total.zone()));
    }
  }

  private SmallGroups among(List<Total> siteClasses) {
    Map<Attribution, Members> measured = new HashMap<>(groups);
    for (Total total : siteClasses) {
      measured.replaceAll(
          (group, members) ->
              group.isIn(total.scope())
                  ? new Members(Math.min(members.devices(), total.devices()), members.personal())
                  : members);
    }
    return new SmallGroups(measured);
  }

  private SmallGroups printing(List<Total> siteClasses) {
    Map<Attribution, Members> printing = new HashMap<>();
    groups.forEach(
        (group, members) ->
            siteClasses.stream()
                .filter(total -> total.hasPages() || !total.pageKinds().isNone())
                .filter(total -> group.isIn(total.scope()))
                .findFirst()
                .ifPresent(
                    total ->
                        printing.put(
                            group, new Members(total.pageCounters(), members.personal()))));
    return new SmallGroups(printing);
  }
}
