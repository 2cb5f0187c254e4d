package io.garonne.model.room;

import io.garonne.model.Total;
import io.garonne.model.Units;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.GeneratorMonth;
import io.garonne.model.advice.PowerUsage;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * PUE and what may not be called so, by the roles of metering points (EN 50600-4-2:2016, the same
 * as ISO/IEC 30134-2): E_DC by E_IT, at the highest IT meter of each branch. Pure.
 *
 * <p>Of each data centre: the newest twelve finished months, the twelve months of each earlier
 * year, and each of the newest {@value #SINGLE_MONTHS} months by itself.
 */
public final class PowerUsages {
  private static final int YEAR = 12;
  private static final int SINGLE_MONTHS = 24;

  private final Estate estate;
  private final DeviceMonths months;

  private PowerUsages(Estate estate, DeviceMonths months) {
    this.estate = estate;
    this.months = months;
  }

  /**
   * Ratios, and what generators gave.
   *
   * @param months months of devices, as in {@code energy.totals-device.v1}; other totals are not
   *     looked at, nor months that are not over
   */
  public static List<Advice> of(Estate estate, Collection<Total> months, Instant now) {
    PowerUsages usages = new PowerUsages(estate, new DeviceMonths(months, now));
    List<Advice> all = new ArrayList<>();
    for (Boundary boundary : Boundary.of(RoleMeter.of(estate))) {
      usages.look(boundary, all);
    }
    return all;
  }

  private void look(Boundary boundary, List<Advice> all) {
    if (months.months().isEmpty()) {
      return;
    }
    YearMonth newest = months.months().lastKey();
    YearMonth oldest = months.months().firstKey();
    Map<YearMonth, Boundary.Month> of = new TreeMap<>();
    Map<YearMonth, List<GeneratorMonth.Burnt>> burnt = burnt(boundary);
    for (YearMonth m = oldest; !m.isAfter(newest); m = m.plusMonths(1)) {
      of.put(m, boundary.month(m, months, energy(burnt.get(m)), PowerUsage.Value.FULL_PPM));
    }
    TreeSet<YearMonth> ends = new TreeSet<>(List.of(newest));
    of.keySet().stream().filter(m -> m.getMonthValue() == YEAR).forEach(ends::add);
    for (YearMonth end : ends) {
      all.add(span(boundary, end.minusMonths(YEAR - 1), end, of, burnt));
    }
    for (YearMonth m : of.keySet()) {
      if (m.isAfter(newest.minusMonths(SINGLE_MONTHS)) && !isEmpty(of.get(m))) {
        PowerUsage single = figures(boundary, m, m, of, burnt);
        if (all.stream().noneMatch(other -> other.key().equals(single.key()))) {
          all.add(single);
        }
        generator(boundary, m, Objects.requireNonNull(of.get(m)), burnt.get(m)).forEach(all::add);
      }
    }
  }

  private static boolean isEmpty(Boundary.@Nullable Month month) {
    return month == null || (month.dc().known() == 0 && month.it().known() == 0);
  }

  /** The twelve months, less those before anything was measured. */
  private static PowerUsage span(
      Boundary boundary,
      YearMonth from,
      YearMonth last,
      Map<YearMonth, Boundary.Month> of,
      Map<YearMonth, List<GeneratorMonth.Burnt>> burnt) {
    YearMonth first = from;
    while (first.isBefore(last) && isEmpty(of.get(first))) {
      first = first.plusMonths(1);
    }
    return figures(boundary, isEmpty(of.get(first)) ? from : first, last, of, burnt);
  }

  private static PowerUsage figures(
      Boundary boundary,
      YearMonth first,
      YearMonth last,
      Map<YearMonth, Boundary.Month> of,
      Map<YearMonth, List<GeneratorMonth.Burnt>> burnt) {
    PowerUsage.Why why = why(boundary);
    MonthSum dc = MonthSum.NONE;
    MonthSum it = MonthSum.NONE;
    // Month by month there is no more IT energy than energy; a gap of one month is bounded by it.
    MonthSum itWithinDc = MonthSum.NONE;
    long generator = 0;
    long fuel = 0;
    int full = 0;
    for (YearMonth m = first; !m.isAfter(last); m = m.plusMonths(1)) {
      Boundary.Month month = of.get(m);
      if (month == null) {
        continue;
      }
      dc = dc.plus(month.dc());
      it = it.plus(month.it());
      itWithinDc = itWithinDc.plus(month.it().atMost(month.dc().high()));
      generator += month.generator() == null ? 0 : month.generator().energy();
      fuel += energy(burnt.get(m));
      full += month.full() ? 1 : 0;
    }
    if (why == null && (it.known() == 0 || dc.known() == 0)) {
      why = PowerUsage.Why.NOTHING_MEASURED;
    }
    if (why == null && it.energy() == 0) {
      why = PowerUsage.Why.NO_IT_ENERGY;
    }
    boolean year = why == null && full == YEAR && first.plusMonths(YEAR - 1).equals(last);
    PowerUsage.Name name =
        boundary.hasTotal()
            ? year ? PowerUsage.Name.PUE : PowerUsage.Name.INTERIM_RATIO
            : year ? PowerUsage.Name.PARTIAL_PUE : PowerUsage.Name.INTERIM_PARTIAL_RATIO;
    PowerUsage.Value value =
        why != null ? null : value(boundary, dc, it, itWithinDc.high(), full, generator, fuel);
    return new PowerUsage(boundary.site(), boundary.room(), first, last, name, value, why);
  }

  private static PowerUsage.@Nullable Why why(Boundary boundary) {
    if (!boundary.has(Role::isIt)) {
      return PowerUsage.Why.NO_IT_METER;
    }
    if (!boundary.hasTotal() && !boundary.has(Role::isInfrastructure)) {
      return PowerUsage.Why.NO_TOTAL_AND_NO_PARTS;
    }
    return boundary.meters().stream().allMatch(RoleMeter::separate)
        ? null
        : PowerUsage.Why.NOT_SEPARATE;
  }

  private static PowerUsage.Value value(
      Boundary boundary,
      MonthSum dc,
      MonthSum it,
      @Nullable Long itHigh,
      int full,
      long generator,
      long fuel) {
    Long whole = dc.whole();
    Long wholeIt = it.whole();
    Long high = dc.high();
    return new PowerUsage.Value(
        dc.energy(),
        it.energy(),
        whole == null || wholeIt == null ? null : (double) whole / wholeIt,
        itHigh == null || itHigh == 0 ? 1 : Math.max(1, (double) dc.low() / itHigh),
        high == null || it.low() == 0 ? null : Double.valueOf((double) high / it.low()),
        boundary.category(),
        full,
        dc.plus(it).knownPpm(),
        generator,
        fuel,
        labels(boundary, true),
        labels(boundary, false));
  }

  /** Roles that E_DC is made of, or those of the infrastructure without a meter of their own. */
  private static List<String> labels(Boundary boundary, boolean present) {
    return Arrays.stream(Role.values())
        .filter(
            role ->
                role.isInfrastructure()
                    || (present
                        && (role.isIt() || role == Role.DC_TOTAL || role == Role.GENERATOR)))
        .filter(role -> boundary.has(role::equals) == present)
        .map(Role::label)
        .toList();
  }

  private static List<GeneratorMonth> generator(
      Boundary boundary,
      YearMonth month,
      Boundary.Month of,
      @Nullable List<GeneratorMonth.Burnt> burnt) {
    MonthSum generator = of.generator();
    if (generator == null && burnt == null) {
      return List.of();
    }
    return List.of(
        new GeneratorMonth(
            boundary.site(),
            boundary.room(),
            month,
            generator == null ? null : generator.energy(),
            generator == null ? 0 : generator.knownPpm(),
            burnt == null ? List.of() : burnt));
  }

  /** What the table {@code fuels} says was burnt at this boundary, by month. */
  private Map<YearMonth, List<GeneratorMonth.Burnt>> burnt(Boundary boundary) {
    Map<YearMonth, List<GeneratorMonth.Burnt>> all = new TreeMap<>();
    for (EstateLine line : estate.lines(EstateTable.FUELS)) {
      boolean here =
          line.required("site").equals(boundary.site())
              && (boundary.room() == null || boundary.room().equals(line.cell("room")));
      if (here) {
        Fuel fuel = Fuel.ofLabel(line.required("fuel"));
        BigDecimal quantity = new BigDecimal(line.required("quantity"));
        all.computeIfAbsent(YearMonth.parse(line.required("month")), m -> new ArrayList<>())
            .add(
                new GeneratorMonth.Burnt(
                    fuel.label(),
                    quantity,
                    fuel.unit(),
                    Units.scaled(
                        quantity.multiply(fuel.kilowattHours()), Units.MILLIJOULES_PER_KWH),
                    line.required("source")));
      }
    }
    return all;
  }

  private static long energy(@Nullable List<GeneratorMonth.Burnt> burnt) {
    return burnt == null ? 0 : burnt.stream().mapToLong(GeneratorMonth.Burnt::energy).sum();
  }
}
