package io.garonne.model.offhours;

import io.garonne.model.Scope;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.AdviceRule;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.UnusedPersonal;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.Family;
import io.garonne.model.inventory.Tariffs;
import io.garonne.model.load.KeptDays;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Equipment that nobody used for eight weeks, where its load shows use: workstations, printing and
 * other equipment. Network and server rooms are busy, or idle, at a power that hardly changes.
 *
 * <p>A unit is unused if none of its meters was above its own floor beyond noise in any
 * quarter-hour, and nothing was printed. Where its impressions are counted, and none was printed,
 * it is unused whatever it draws: printers wake up by themselves.
 */
public final class UnusedRule implements AdviceRule {
  /** Days that are looked at. */
  static final int DAYS = 56;

  /** The same of what is somebody's own: all that is kept, but for today. */
  static final int PERSONAL_DAYS = KeptDays.PERSONAL - 1;

  private static final Set<Family> SHOWN_BY_LOAD =
      EnumSet.of(Family.WORKSTATIONS, Family.PRINTING, Family.OTHER);

  private static final int YEAR_SECONDS = 365 * 86_400;

  private final Equipment equipment;
  private final Prices prices;
  private final Instant now;
  private final Map<Unit, List<Quiet>> units = new TreeMap<>();

  private record Unit(String site, Family family, String name) implements Comparable<Unit> {
    @Override
    public int compareTo(Unit other) {
      int bySite = site.compareTo(other.site);
      int byFamily = family.compareTo(other.family);
      return bySite != 0 ? bySite : byFamily != 0 ? byFamily : name.compareTo(other.name);
    }
  }

  /**
   * @param now when this is computed: days that are over then are looked at
   */
  public UnusedRule(Estate estate, Instant now) {
    this.equipment = new Equipment(estate);
    this.prices = new Prices(Tariffs.of(estate));
    this.now = now;
  }

  @Override
  public void look(LoadHistory history) {
    Scope scope = history.scope();
    Family family = equipment.family(scope);
    if (!equipment.counts(scope) || !SHOWN_BY_LOAD.contains(family)) {
      return;
    }
    LocalDate today = now.atZone(history.zone()).toLocalDate();
    int days = history.personal() ? PERSONAL_DAYS : DAYS;
    units
        .computeIfAbsent(
            new Unit(Objects.requireNonNull(scope.site()), family, Equipment.unit(scope)),
            unit -> new ArrayList<>())
        .add(Quiet.of(history, today.minusDays(days), today));
  }

  @Override
  public List<Advice> advice() {
    List<Advice> all = new ArrayList<>();
    Map<String, Map<Family, int[]>> personal = new TreeMap<>();
    units.forEach(
        (unit, meters) -> {
          List<Quiet> drawing = meters.stream().filter(Quiet::isMetered).toList();
          if (drawing.isEmpty() || !drawing.stream().allMatch(Quiet::isJudged)) {
            return;
          }
          boolean unused = isUnused(meters, drawing);
          if (meters.stream().anyMatch(Quiet::personal)) {
            int[] counts =
                personal
                    .computeIfAbsent(unit.site(), s -> new TreeMap<>())
                    .computeIfAbsent(unit.family(), f -> new int[2]);
            counts[0]++;
            counts[1] += unused ? 1 : 0;
          } else if (unused) {
            all.add(unused(unit, drawing));
          }
        });
    personal.forEach(
        (site, families) ->
            families.forEach(
                (family, counts) -> {
                  if (counts[0] >= UnusedPersonal.ENOUGH) {
                    all.add(
                        new UnusedPersonal(
                            site,
                            family.label(),
                            firstDay(site, family),
                            PERSONAL_DAYS,
                            counts[0],
                            counts[1]));
                  }
                }));
    return all;
  }

  private LocalDate firstDay(String site, Family family) {
    return units.entrySet().stream()
        .filter(unit -> unit.getKey().site().equals(site) && unit.getKey().family() == family)
        .flatMap(unit -> unit.getValue().stream())
        .filter(Quiet::personal)
        .map(Quiet::from)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isUnused(List<Quiet> all, List<Quiet> drawing) {
    if (all.stream().anyMatch(Quiet::hasPrinted)) {
      return false;
    }
    return all.stream().anyMatch(Quiet::isCounted) || drawing.stream().allMatch(Quiet::isQuiet);
  }

  private Unused unused(Unit unit, List<Quiet> drawing) {
    Quiet first = drawing.get(0);
    long power = drawing.stream().mapToLong(Quiet::power).sum();
    long yearly = Math.round(power * (double) YEAR_SECONDS);
    Asset asset = equipment.asset(first.scope(), now.toEpochMilli());
    return new Unused(
        unit.site(),
        unit.family().label(),
        Objects.requireNonNullElse(first.scope().equipmentClass(), ""),
        first.scope().asset(),
        Objects.requireNonNull(first.scope().device()),
        asset == null ? null : asset.model(),
        first.from(),
        DAYS,
        drawing.stream().mapToDouble(Quiet::knownShare).min().orElse(0),
        power,
        yearly,
        prices.on(unit.site(), first.until(), yearly));
  }
}
