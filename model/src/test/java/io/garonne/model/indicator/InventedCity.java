package io.garonne.model.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Causes;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/** A few assets and what was metered of them, put together by a test. Energy is in kWh. */
final class InventedCity {
  static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  static final String CITY = "city";
  static final String DESKS = "workstations";
  private static final double MILLIJOULES = 3.6e9;

  private final List<EstateLine> lines = new ArrayList<>();
  private final Map<Cell, CellTotal> totals = new HashMap<>();
  private final List<StratumSample> samples = new ArrayList<>();
  private final Map<YearMonth, Map<String, Long>> users = new TreeMap<>();
  private final Map<YearMonth, Double> degreeDays = new TreeMap<>();
  private final List<Programme.BaselineVersion> baselines = new ArrayList<>();
  private final List<Evidence.Externalised> externalised = new ArrayList<>();
  private final Map<Indicator, Programme.Target> targets = new HashMap<>();
  private double wrongBy;

  static long millijoules(double kwh) {
    return Math.round(kwh * MILLIJOULES);
  }

  /** So many of a model; dates are those of the first and last day, or empty. */
  InventedCity asset(String equipmentClass, String model, int quantity, String first, String last) {
    Map<String, String> cells = new HashMap<>();
    cells.put("asset", "a" + lines.size());
    cells.put("equipment_class", equipmentClass);
    cells.put("site", CITY);
    cells.put("quantity", Integer.toString(quantity));
    put(cells, "model", model);
    put(cells, "commissioned", first);
    put(cells, "retired", last);
    lines.add(EstateLine.of(EstateTable.ASSETS, cells, "test:" + lines.size()));
    return this;
  }

  private static void put(Map<String, String> cells, String column, String cell) {
    if (!cell.isEmpty()) {
      cells.put(column, cell);
    }
  }

  /** What meters of the samples that follow may be wrong by, per cent. */
  InventedCity metersWrongBy(double percent) {
    wrongBy = percent;
    return this;
  }

  /** A sample: each figure is a unit's kWh in that half month, all of which it is metered. */
  InventedCity sample(String family, String model, HalfMonth half, double... each) {
    long millis = millis(half);
    List<Stratum.MeteredUnit> units = new ArrayList<>();
    for (double kwh : each) {
      units.add(new Stratum.MeteredUnit(1, millijoules(kwh), millis));
    }
    UnitSums sums = UnitSums.of(units);
    long accuracy = Math.round(sums.energy() * wrongBy / 100);
    samples.add(new StratumSample(CITY, family, model, half, sums, accuracy, false));
    return this;
  }

  /** A sample of units that were metered for a share of the half month each. */
  InventedCity sampleOf(String family, HalfMonth half, double[] each, double[] shares) {
    List<Stratum.MeteredUnit> units = new ArrayList<>();
    for (int i = 0; i < each.length; i++) {
      units.add(
          new Stratum.MeteredUnit(1, millijoules(each[i]), Math.round(millis(half) * shares[i])));
    }
    samples.add(
        new StratumSample(CITY, family, StratumSample.REST, half, UnitSums.of(units), 0, false));
    return this;
  }

  /** The same in both halves of a month, with the total of both. */
  InventedCity month(String family, String model, YearMonth month, double... eachHalf) {
    sample(family, model, new HalfMonth(month, false), eachHalf);
    sample(family, model, new HalfMonth(month, true), eachHalf);
    double kwh = 0;
    for (double one : eachHalf) {
      kwh += 2 * one;
    }
    return total(family, month, kwh, eachHalf.length, null);
  }

  /** Nothing was heard of a family in a month. */
  InventedCity silent(String family, YearMonth month) {
    totals.remove(new Cell(CITY, family, month));
    samples.removeIf(
        sample -> sample.family().equals(family) && sample.half().month().equals(month));
    return this;
  }

  InventedCity total(
      String family,
      YearMonth month,
      double kwh,
      int devices,
      @org.jspecify.annotations.Nullable Long pages) {
    long time =
        devices * (millis(new HalfMonth(month, false)) + millis(new HalfMonth(month, true)));
    totals.put(
        new Cell(CITY, family, month),
        new CellTotal(
            millijoules(kwh),
            millijoules(kwh),
            pages,
            pages == null ? 0 : devices,
            PageKinds.NONE,
            time,
            time,
            time,
            devices,
            devices,
            true,
            0));
    return this;
  }

  /** A printer on a plug that says itself what it printed: two devices, of which one meters. */
  InventedCity printerOnAPlug(YearMonth month, double kwh, long pages) {
    long time = millis(new HalfMonth(month, false)) + millis(new HalfMonth(month, true));
    long start = startOf(month.atDay(1)).toEpochMilli();
    totals.put(
        new Cell(CITY, "printing", month),
        CellTotal.of(
            new Total(
                Scope.ofFamily(CITY, "printing"),
                Period.MONTH,
                start,
                start + time,
                PARIS,
                millijoules(kwh),
                0,
                0,
                0,
                time,
                time,
                time,
                2 * time,
                pages,
                time,
                1,
                PageKinds.NONE,
                1,
                2,
                millijoules(kwh),
                1,
                Total.Status.FINAL,
                Total.METHOD,
                false,
                Causes.UNKNOWN)));
    return this;
  }

  /** The devices of a month's total were heard for so much of one device's month, together. */
  InventedCity heardFor(String family, YearMonth month, double months) {
    long whole = millis(new HalfMonth(month, false)) + millis(new HalfMonth(month, true));
    totals.computeIfPresent(
        new Cell(CITY, family, month),
        (cell, t) ->
            new CellTotal(
                t.energy(),
                t.high(),
                t.pages(),
                t.pageCounters(),
                t.pageKinds(),
                Math.round(whole * months),
                Math.round(whole * months),
                t.expectedMillis(),
                t.devices(),
                t.expected(),
                false,
                0));
    return this;
  }

  /** What is known of a month's pages, or of those of printers that count paper only. */
  InventedCity pageKinds(String family, YearMonth month, PageKinds kinds) {
    totals.computeIfPresent(
        new Cell(CITY, family, month),
        (cell, t) ->
            new CellTotal(
                t.energy(),
                t.high(),
                t.pages(),
                t.pageCounters(),
                kinds,
                t.bookedMillis(),
                t.knownMillis(),
                t.expectedMillis(),
                t.devices(),
                t.expected(),
                true,
                0));
    return this;
  }

  /** Of half of a month's time the energy is not known. */
  InventedCity halfKnown(String family, YearMonth month) {
    totals.computeIfPresent(
        new Cell(CITY, family, month),
        (cell, t) ->
            new CellTotal(
                t.energy(),
                t.high(),
                t.pages(),
                t.pageCounters(),
                t.pageKinds(),
                t.bookedMillis(),
                t.expectedMillis() / 2,
                t.expectedMillis(),
                t.devices(),
                t.expected(),
                true,
                0));
    return this;
  }

  InventedCity users(YearMonth month, long number) {
    users.put(month, Map.of(CITY, number));
    return this;
  }

  InventedCity degreeDays(YearMonth month, double number) {
    degreeDays.put(month, number);
    return this;
  }

  /**
   * A version of the baseline with the same kWh in each month of 2025; the one that holds first.
   */
  InventedCity externalised(YearMonth from, String family, double kwhLastTwelveMonths) {
    externalised.add(
        new Evidence.Externalised("load", from, CITY, family, millijoules(kwhLastTwelveMonths)));
    return this;
  }

  InventedCity baseline(int version, LocalDate decidedOn, String family, double kwhPerMonth) {
    Map<Cell, Baseline.Reference> cells = new HashMap<>();
    for (int i = 1; i <= 12; i++) {
      cells.put(
          new Cell(CITY, family, YearMonth.of(2025, i)),
          new Baseline.Reference(millijoules(kwhPerMonth), 0));
    }
    YearMonth first = YearMonth.of(2025, 1);
    baselines.add(
        new Programme.BaselineVersion(
            version,
            "hash" + version,
            decidedOn,
            Baseline.of(first, cells),
            Baseline.of(first, Map.of())));
    return this;
  }

  InventedCity target(Indicator indicator, double change, LocalDate due) {
    targets.put(indicator, new Programme.Target(change, due));
    return this;
  }

  static long millis(HalfMonth half) {
    return half.end().atStartOfDay(PARIS).toInstant().toEpochMilli()
        - half.start().atStartOfDay(PARIS).toInstant().toEpochMilli();
  }

  private UnitsInService inService() {
    Estate.Result read = Estate.of(lines, PARIS);
    assertThat(read.problems()).isEmpty();
    return UnitsInService.of(read.estate());
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(PARIS).toInstant();
  }

  CellState state(String family, YearMonth month) {
    return Objects.requireNonNull(
        new Measurements(totals, samples, inService(), PARIS, startOf(month.plusMonths(3).atDay(1)))
            .between(month, month)
            .get(new Cell(CITY, family, month)));
  }

  Estimate.Known known(String family, YearMonth month) {
    return (Estimate.Known) state(family, month).estimate();
  }

  Indicators indicators(LocalDate asOf) {
    return Indicators.of(
        new Indicators.Inputs(programme(), totals, samples, inService(), PARIS, startOf(asOf)));
  }

  /** The same, told in another order. */
  Indicators shuffled(LocalDate asOf, Random random) {
    List<StratumSample> other = new ArrayList<>(samples);
    Collections.shuffle(other, random);
    List<Cell> cells = new ArrayList<>(totals.keySet());
    Collections.shuffle(cells, random);
    Map<Cell, CellTotal> otherTotals = new java.util.LinkedHashMap<>();
    cells.forEach(cell -> otherTotals.put(cell, Objects.requireNonNull(totals.get(cell))));
    Collections.shuffle(lines, random);
    return Indicators.of(
        new Indicators.Inputs(programme(), otherTotals, other, inService(), PARIS, startOf(asOf)));
  }

  private Programme programme() {
    return new Programme(
        null,
        targets,
        Map.of(),
        Map.of(),
        List.of(),
        users,
        baselines,
        List.of(),
        externalised,
        List.of(),
        degreeDays);
  }
}
