package io.garonne.model.offhours;

import io.garonne.model.advice.AdviceRule;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.UnusedPersonal;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.Family;
import io.garonne.model.inventory.Tariffs;
import io.garonne.model.load.KeptDays;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Off-hours and base load of each site and family, by month.
 *
 * <p>Halves of months are made while all load curves of them are kept; what was said of earlier
 * ones is carried on. A month is written when each of its halves that have begun is known. Units of
 * somebody's own are in the sums where they are five or more; what is nobody's own may be shown one
 * by one, so it does not hide them.
 */
public final class OffHoursRule implements AdviceRule {
  private final Equipment equipment;
  private final Estate estate;
  private final Prices prices;
  private final Instant now;
  private final Map<Group, Sums> groups = new TreeMap<>();
  private final Map<String, OffClock> clocks = new HashMap<>();
  private final Map<Group, Map<YearMonth, OffHours>> earlier = new TreeMap<>();

  private record Group(String site, String family) implements Comparable<Group> {
    @Override
    public int compareTo(Group other) {
      int bySite = site.compareTo(other.site);
      return bySite != 0 ? bySite : family.compareTo(other.family);
    }
  }

  /** Of one site and family. */
  private static final class Sums {
    private final ZoneId zone;
    private final Map<HalfMonth, HalfCurve> shared = new TreeMap<>();
    private final Map<HalfMonth, HalfCurve> personal = new TreeMap<>();

    Sums(ZoneId zone) {
      this.zone = zone;
    }
  }

  /**
   * @param now when this is computed: days that are over then are in it
   * @param earlier what was said before, by this rule
   */
  public OffHoursRule(Estate estate, Instant now, Collection<OffHours> earlier) {
    this.equipment = new Equipment(estate);
    this.estate = estate;
    this.prices = new Prices(Tariffs.of(estate));
    this.now = now;
    for (OffHours one : earlier) {
      this.earlier
          .computeIfAbsent(new Group(one.site(), one.family()), group -> new TreeMap<>())
          .put(one.month(), one);
    }
  }

  @Override
  public void look(LoadHistory history) {
    if (!equipment.counts(history.scope()) || Equipment.isPageCounter(history)) {
      return;
    }
    Family family = equipment.family(history.scope());
    Group group = new Group(Objects.requireNonNull(history.scope().site()), family.label());
    Sums sums = groups.computeIfAbsent(group, g -> new Sums(history.zone()));
    if (!history.zone().equals(sums.zone)) {
      // The site's clock was set to another zone: days of both cannot be added.
      return;
    }
    List<Equipment.Time> expected = equipment.expected(history);
    LocalDate today = today(sums.zone);
    LocalDate oldest = oldest(family, history.personal(), today);
    LocalDate first =
        history.days().isEmpty() || history.days().firstKey().isBefore(oldest)
            ? oldest
            : history.days().firstKey();
    for (HalfMonth half = HalfMonth.of(first);
        half.start().isBefore(today);
        half = HalfMonth.of(half.end())) {
      if (!half.start().isBefore(oldest)) {
        HalfMonth of = half;
        (history.personal() ? sums.personal : sums.shared)
            .computeIfAbsent(of, h -> curve(group.site(), of, sums.zone, today))
            .add(
                history,
                expected,
                Equipment.unit(history.scope()),
                equipment.quantity(history.scope(), of.endIn(sums.zone)));
      }
    }
  }

  private HalfCurve curve(String site, HalfMonth half, ZoneId zone, LocalDate today) {
    OffClock clock = clocks.computeIfAbsent(site, s -> new OffClock(estate.calendar(s), zone));
    LocalDate until = half.end().isBefore(today) ? half.end() : today;
    return new HalfCurve(half, until, zone, clock.in(half));
  }

  private LocalDate today(ZoneId zone) {
    return now.atZone(zone).toLocalDate();
  }

  private static LocalDate oldest(Family family, boolean personal, LocalDate today) {
    return today.minusDays(KeptDays.of(family, personal) - 1L);
  }

  @Override
  public List<OffHours> advice() {
    List<OffHours> all = new ArrayList<>();
    TreeSet<Group> known = new TreeSet<>(groups.keySet());
    known.addAll(earlier.keySet());
    for (Group group : known) {
      Sums sums = groups.get(group);
      Map<YearMonth, OffHours> before = earlier.getOrDefault(group, Map.of());
      TreeSet<YearMonth> months = new TreeSet<>(before.keySet());
      if (sums != null) {
        sums.shared.keySet().forEach(half -> months.add(half.month()));
        sums.personal.keySet().forEach(half -> months.add(half.month()));
      }
      for (YearMonth month : months) {
        OffHours one = month(group, sums, month, before.get(month));
        if (one != null) {
          all.add(one);
        }
      }
    }
    return LikeSites.compare(all);
  }

  private @Nullable OffHours month(
      Group group, @Nullable Sums sums, YearMonth month, @Nullable OffHours before) {
    ZoneId zone = sums != null ? sums.zone : estate.zoneOf(group.site());
    LocalDate today = today(zone);
    List<OffHours.Half> halves = new ArrayList<>();
    boolean withheld = false;
    for (boolean second : new boolean[] {false, true}) {
      HalfMonth half = new HalfMonth(month, second);
      if (half.start().isBefore(today)) {
        OffHours.Half said = before == null ? null : half(before, second);
        if (isMadeAnew(group, sums, half, said, today)) {
          said = better(half, said, sums == null ? null : half(group, sums, half), today);
          withheld |= said == null && sums != null && sums.personal.containsKey(half);
        } else {
          withheld |= before != null && before.withheld() != null;
        }
        if (said != null) {
          halves.add(said);
        } else if (!withheld) {
          return null;
        }
      }
    }
    if (halves.isEmpty() && !withheld) {
      return null;
    }
    return new OffHours(
        group.site(),
        group.family(),
        month,
        month.atEndOfMonth().isAfter(today.minusDays(1)),
        withheld ? List.of() : halves,
        new OffHours.Avoidable.NotComputable(withheld ? NoFigure.FEW_UNITS : NoFigure.FEW_SITES),
        withheld ? NoFigure.FEW_UNITS : null);
  }

  /**
   * Load curves may be kept for a shorter time than usual, by decision: what is less of a half that
   * is long over is only what is left of it.
   */
  private static OffHours.@Nullable Half better(
      HalfMonth half, OffHours.@Nullable Half said, OffHours.@Nullable Half made, LocalDate today) {
    boolean isOld = half.start().isBefore(today.minusDays(KeptDays.PERSONAL - 1L));
    return isOld && said != null && (made == null || made.knownMillis() < said.knownMillis())
        ? said
        : made;
  }

  private static OffHours.@Nullable Half half(OffHours month, boolean second) {
    return month.halves().stream().filter(h -> h.second() == second).findFirst().orElse(null);
  }

  /** Whether every load curve of half a month is still kept, of its personal units as well. */
  private static boolean isMadeAnew(
      Group group,
      @Nullable Sums sums,
      HalfMonth half,
      OffHours.@Nullable Half said,
      LocalDate today) {
    boolean personal =
        (said != null && (said.personal() || said.personalLeftOut()))
            || (sums != null && !sums.personal.isEmpty());
    Family family = Objects.requireNonNullElse(Family.ofLabel(group.family()), Family.OTHER);
    return !half.start().isBefore(oldest(family, personal, today));
  }

  /** Null where nothing is known, or nothing may be said. */
  private OffHours.@Nullable Half half(Group group, Sums sums, HalfMonth half) {
    LocalDate today = today(sums.zone);
    LocalDate until = half.end().isBefore(today) ? half.end() : today;
    HalfCurve personal = sums.personal.get(half);
    boolean has = personal != null && personal.meteredOneByOne() > 0;
    boolean enough = personal != null && personal.meteredOneByOne() >= UnusedPersonal.ENOUGH;
    HalfCurve all = curve(group.site(), half, sums.zone, today);
    HalfCurve shared = sums.shared.get(half);
    if (shared != null) {
      all.add(shared);
    }
    if (enough) {
      all.add(Objects.requireNonNull(personal));
    }
    if (all.meteredOneByOne() == 0) {
      return null;
    }
    long[] off = all.offEnergyByDay();
    HalfCurve.BaseLoad base = all.base();
    long[] baseByDay = new long[off.length];
    for (int day = 0; day < off.length; day++) {
      LocalDate date = half.start().plusDays(day);
      baseByDay[day] =
          Math.round(
              base.power()
                  / 1000.0
                  * (date.plusDays(1).atStartOfDay(sums.zone).toInstant().toEpochMilli()
                      - date.atStartOfDay(sums.zone).toInstant().toEpochMilli()));
    }
    return new OffHours.Half(
        half.second(),
        until,
        all.units(),
        enough,
        has && !enough,
        all.energy(),
        Arrays.stream(off).sum(),
        all.knownMillis(),
        all.expectedMillis(),
        all.offUnitMillis(),
        base.power(),
        base.mean(),
        base.millis(),
        prices.of(group.site(), half.start(), off),
        prices.of(group.site(), half.start(), baseByDay));
  }
}
