package io.garonne.twin.years;

import io.garonne.model.indicator.Baseline;
import io.garonne.model.indicator.Cell;
import io.garonne.model.indicator.CellTotal;
import io.garonne.model.indicator.Entity;
import io.garonne.model.indicator.Evidence;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.inventory.Family;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two years of a city, drawn by a seed: what every unit used, and what the chain would have made of
 * the metered ones. The first year is the reference, the second is compared.
 */
public final class InventedYears {
  private final Fleet fleet;
  private final Conditions conditions;
  private final long seed;
  private final SortedMap<Cell, Long> truth = new TreeMap<>();
  private final Map<List<String>, long[]> byHalf = new HashMap<>();
  private final SortedMap<YearMonth, Long> moving = new TreeMap<>();
  private final Map<Cell, MeteredMonth> metered = new HashMap<>();
  private final Map<HalfMonth, List<StratumSample.Unit>> sampled = new TreeMap<>();

  private InventedYears(Fleet fleet, long seed) {
    this.fleet = fleet;
    this.seed = seed;
    this.conditions = new Conditions(fleet.city(), fleet.scenario(), seed);
  }

  /** The years of a fleet. */
  public static InventedYears of(Fleet fleet, long seed) {
    InventedYears years = new InventedYears(fleet, seed);
    UnitYears draw = new UnitYears(years.conditions, seed);
    Map<String, double[]> servers = new HashMap<>();
    for (Unit unit : fleet.units()) {
      if (unit.kind() != Kind.COOLING) {
        double[] energy = draw.energy(unit);
        if (unit.kind() == Kind.SERVER) {
          double[] sum = servers.computeIfAbsent(unit.entity(), e -> new double[Halves.COUNT]);
          for (int half = 0; half < Halves.COUNT; half++) {
            sum[half] += energy[half];
          }
        }
        years.add(unit, energy, draw);
      }
    }
    for (Unit unit : fleet.units()) {
      if (unit.kind() == Kind.COOLING) {
        double[] cooled = Objects.requireNonNull(servers.get(unit.entity()));
        years.add(unit, draw.cooling(unit, cooled), draw);
      }
    }
    years.byHalf.forEach(
        (of, energies) -> {
          for (int half = 0; half < Halves.COUNT; half++) {
            Cell cell = new Cell(of.get(0), of.get(1), Halves.get(half).month());
            years.truth.merge(cell, energies[half], Long::sum);
          }
        });
    return years;
  }

  private void add(Unit unit, double[] energies, UnitYears draw) {
    String family = unit.kind().family().label();
    long[] sums =
        byHalf.computeIfAbsent(List.of(unit.entity(), family), k -> new long[Halves.COUNT]);
    for (int half = unit.from(); half < unit.to(); half++) {
      long energy = Math.round(energies[half]);
      HalfMonth of = Halves.get(half);
      sums[half] += energy;
      if (fleet.isExternalised(unit)) {
        moving.merge(of.month(), energy, Long::sum);
      }
      if (unit.meteredFrom() <= half) {
        double known = draw.knownShare(unit, half);
        long millis = Math.round(Halves.millis(half) * known);
        long seen = Math.round(energy * known);
        metered
            .computeIfAbsent(new Cell(unit.entity(), family, of.month()), c -> new MeteredMonth())
            .add(unit.name(), seen, millis, Halves.millis(half));
        sampled
            .computeIfAbsent(of, h -> new ArrayList<>())
            .add(UnitYears.sampled(unit, family, seen, millis));
      }
    }
  }

  /** Zone of all its days. */
  public static ZoneId zone() {
    return Halves.ZONE;
  }

  /** First month of the reference year. */
  public static YearMonth firstMonth() {
    return Halves.FIRST;
  }

  /** Millijoules that all units of a cell used: what nobody knows. */
  public SortedMap<Cell, Long> truth() {
    return truth;
  }

  /** Millijoules, by month, of the servers that a hoster has from some month on. */
  public SortedMap<YearMonth, Long> truthOfExternalised() {
    return moving;
  }

  /** Totals of months, of metered units. */
  public Map<Cell, CellTotal> totals() {
    Map<Cell, CellTotal> totals = new HashMap<>();
    metered.forEach((cell, of) -> totals.put(cell, of.total()));
    return totals;
  }

  /** Samples of half months, as streams make them. */
  public List<StratumSample> samples() {
    List<StratumSample> samples = new ArrayList<>();
    sampled.forEach((half, units) -> samples.addAll(StratumSample.of(half, units)));
    return samples;
  }

  /**
   * What was decided.
   *
   * @param decided whether there is a decided baseline, wrong by as much as its lines say; without
   *     one the first year's samples are the reference
   */
  public Programme programme(boolean decided) {
    List<Entity> entities =
        fleet.city().entities().stream()
            .map(
                e ->
                    new Entity(
                        e.name(), e.name().equals(City.JOINS) ? YearMonth.of(2025, 6) : null, null))
            .toList();
    return new Programme(
        Halves.FIRST,
        Map.of(Indicator.ELECTRICITY, new Programme.Target(-0.15, LocalDate.of(2028, 12, 31))),
        Map.of(
            Family.WORKSTATIONS.label(), 0.0,
            Family.PRINTING.label(), 0.2,
            Family.NETWORK.label(), 0.6,
            Family.SERVER_ROOM_IT.label(), 0.8,
            Family.SERVER_ROOM_FACILITY.label(), 0.8),
        Map.of(),
        entities,
        Users.of(fleet.city(), fleet.scenario()),
        decided
            ? List.of(
                new Programme.BaselineVersion(
                    1,
                    "invented",
                    LocalDate.of(2026, 1, 20),
                    DecidedBaseline.of(truth, seed),
                    Baseline.of(Halves.FIRST, Map.of())))
            : List.of(),
        List.of(),
        externalised(),
        List.of(),
        conditions.degreeDays());
  }

  private List<Evidence.Externalised> externalised() {
    if (moving.isEmpty()) {
      return List.of();
    }
    YearMonth from = moving.lastKey().plusMonths(1);
    long lastTwelve =
        moving.tailMap(from.minusMonths(12)).values().stream().mapToLong(Long::longValue).sum();
    return List.of(
        new Evidence.Externalised(
            "servers", from, City.LARGEST, Family.SERVER_ROOM_IT.label(), lastTwelve));
  }
}
