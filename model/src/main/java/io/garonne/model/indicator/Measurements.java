package io.garonne.model.indicator;

import io.garonne.model.Attribution;
import io.garonne.model.PageKinds;
import io.garonne.model.inventory.Family;
import io.garonne.model.inventory.MeteringPoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * From what was metered and what is there to what was used: the energy of each cell, as far as it
 * is known.
 *
 * <p>A month's metered energy is that of its total, exactly. What units without a meter used is
 * added from the samples of its two halves. What arrived after a sample was closed takes the place
 * of what had been extrapolated for that time.
 */
public final class Measurements {
  /** Days after which nobody waits for a device any more. */
  private static final int LATEST_DAYS = 35;

  /** Share of the sampled energy that a total has at least, unless it is behind. */
  private static final double AS_SAMPLED = 0.99;

  /** Families of what stands below main meters and PDUs. */
  private static final List<String> BELOW_METERS =
      List.of(
          Family.SERVER_ROOM_IT.label(),
          Family.SERVER_ROOM_FACILITY.label(),
          Family.NETWORK.label());

  private final Map<Cell, CellTotal> totals;
  private final Map<HalfMonth, Map<List<String>, List<StratumSample>>> samples = new TreeMap<>();
  private final Map<HalfMonth, Map<String, UnitSums.Spread>> spreads = new HashMap<>();
  private final UnitsInService inService;

  /** Entities and families of which any month had a page counter. */
  private final Set<List<String>> printed = new HashSet<>();

  private final ZoneId zone;
  private final Instant asOf;

  /**
   * What there is.
   *
   * @param totals months of entities and families
   * @param samples of halves of months, as far as they are there
   * @param inService units by the inventory
   * @param zone of the estate's calendar
   * @param asOf when it is asked; only whether a device is still waited for depends on it
   */
  public Measurements(
      Map<Cell, CellTotal> totals,
      Collection<StratumSample> samples,
      UnitsInService inService,
      ZoneId zone,
      Instant asOf) {
    this.totals = totals;
    this.inService = inService;
    this.zone = zone;
    this.asOf = asOf;
    totals.forEach(
        (cell, total) -> {
          if (total.pages() != null) {
            printed.add(List.of(cell.entity(), cell.family()));
          }
        });
    for (StratumSample sample : samples) {
      this.samples
          .computeIfAbsent(sample.half(), half -> new HashMap<>())
          .computeIfAbsent(List.of(sample.entity(), sample.family()), cell -> new ArrayList<>())
          .add(sample);
    }
    this.samples.forEach((half, byCell) -> spreads.put(half, spreads(byCell.values())));
  }

  /** The spread between units of a family, from all its strata. */
  static Map<String, UnitSums.Spread> spreads(Collection<List<StratumSample>> cells) {
    Map<String, UnitSums.Spread> byFamily = new HashMap<>();
    cells.stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(StratumSample::entity).thenComparing(StratumSample::model))
        .forEach(
            sample -> {
              UnitSums.Spread spread = sample.sums().spread();
              if (spread != null) {
                byFamily.merge(sample.family(), spread, UnitSums.Spread::pooledWith);
              }
            });
    return byFamily;
  }

  /**
   * Every cell of some months that is measured, or of which the inventory names equipment: also
   * when all of it is gone, or not there yet. That is 0, and known.
   *
   * @param first first month
   * @param last last month
   */
  public NavigableMap<Cell, CellState> between(YearMonth first, YearMonth last) {
    TreeSet<Cell> cells = new TreeSet<>();
    totals.keySet().stream()
        .filter(cell -> !cell.month().isBefore(first) && !cell.month().isAfter(last))
        .forEach(cells::add);
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      for (List<String> key : inService.named()) {
        cells.add(new Cell(key.get(0), key.get(1), month));
      }
    }
    NavigableMap<Cell, CellState> all = new TreeMap<>();
    cells.forEach(cell -> all.put(cell, of(cell)));
    withoutWhatIsExtrapolated(all);
    return all;
  }

  /**
   * What a meter measures beyond the meters below it are the units there that have none, and these
   * are extrapolated. Counted once, the remainder of an entity is less by what is extrapolated of
   * equipment that stands below such meters.
   */
  private static void withoutWhatIsExtrapolated(NavigableMap<Cell, CellState> all) {
    for (Map.Entry<Cell, CellState> entry : all.entrySet()) {
      Cell cell = entry.getKey();
      if (!cell.family().equals(Attribution.UNMETERED_FAMILY)
          || !(entry.getValue().estimate() instanceof Estimate.Known remainder)) {
        continue;
      }
      long extrapolated = 0;
      for (String family : BELOW_METERS) {
        CellState of = all.get(new Cell(cell.entity(), family, cell.month()));
        if (of != null && of.estimate() instanceof Estimate.Known known) {
          extrapolated += known.extrapolated();
        }
      }
      long rest = Math.max(0, remainder.measured() - extrapolated);
      entry.setValue(
          entry
              .getValue()
              .with(new Estimate.Known(rest, remainder.extrapolated(), remainder.halfWidth())));
    }
  }

  /** What is known of one cell. */
  public CellState of(Cell cell) {
    CellTotal total = totals.get(cell);
    List<Half> halves = halves(cell.month()).stream().map(half -> half(cell, half)).toList();
    int units = units(halves);
    int metered = halves.stream().mapToInt(Half::metered).max().orElseThrow();
    if (total == null || total.devices() == 0) {
      boolean nothing = units == 0 && inService.names(cell.entity(), cell.family());
      return new CellState(
          nothing ? Estimate.Known.ZERO : new Estimate.NotMeasured(),
          units,
          0,
          0,
          0,
          total != null && total.pages() != null
              ? total.pages()
              : nothing && prints(cell) ? (Long) 0L : null,
          total == null ? 0 : total.pageCounters(),
          total == null ? PageKinds.NONE : total.pageKinds(),
          nothing ? 1 : 0,
          nothing ? Publishable.YES : publishable(cell, total),
          total == null ? 0 : total.revision());
    }
    boolean sampled = metered > 0;
    Estimate estimate = sampled ? sampled(total, halves) : unsampled(total, units, halves);
    return new CellState(
        estimate,
        // What the inventory does not name is as many units as there are devices.
        units == 0 ? Math.max(metered, total.devices()) : units,
        sampled ? inTotal(total, metered, halves) : unsampled(total, units, there(halves)),
        accuracy(estimate, halves),
        total.high(),
        total.pages(),
        // Where the inventory names none, those that count are those that there are.
        units == 0 ? 0 : total.pageCounters(),
        total.pageKinds(),
        total.expectedMillis() == 0
            ? 1
            : Math.min(1, (double) total.knownMillis() / total.expectedMillis()),
        publishable(cell, total),
        total.revision());
  }

  /**
   * What meters may be wrong by, all in one direction: by as much of the energy as those of the
   * samples, for what is extrapolated from them is wrong with them.
   */
  private static long accuracy(Estimate estimate, List<Half> halves) {
    if (!(estimate instanceof Estimate.Known known)) {
      return 0;
    }
    double sampled = halves.stream().mapToDouble(half -> half.sums().energy()).sum();
    double share =
        sampled > 0
            ? halves.stream().mapToLong(Half::accuracy).sum() / sampled
            : MeteringPoint.DEFAULT_ACCURACY_PPM / 1e6;
    return Math.round(share * Math.abs((double) known.energy()));
  }

  /** Whether there is anything that prints: of what is not there, 0 is said of printers only. */
  private boolean prints(Cell cell) {
    return cell.family().equals(Family.PRINTING.label())
        || printed.contains(List.of(cell.entity(), cell.family()));
  }

  private static List<HalfMonth> halves(YearMonth month) {
    return List.of(new HalfMonth(month, false), new HalfMonth(month, true));
  }

  /** A half of a cell: what is there of each model, and what was metered of it. */
  private record Half(
      SortedMap<String, UnitsInService.Count> there,
      List<StratumSample> samples,
      UnitSums.@Nullable Spread ofFamily) {

    UnitsInService.Count all() {
      return there.values().stream().reduce(UnitsInService.Count.NONE, UnitsInService.Count::plus);
    }

    UnitSums sums() {
      return samples.stream()
          .sorted(Comparator.comparing(StratumSample::model))
          .map(StratumSample::sums)
          .reduce(UnitSums.NONE, UnitSums::plus);
    }

    int metered() {
      UnitSums sums = sums();
      UnitsInService.Count all = all();
      return sums.units() == 0
          ? 0
          : Stratum.metered(all.units(), all.millis(), sums.units(), sums.millis());
    }

    long accuracy() {
      return samples.stream().mapToLong(StratumSample::accuracy).sum();
    }
  }

  private Half half(Cell cell, HalfMonth half) {
    return new Half(
        inService.in(cell.entity(), cell.family(), half),
        samples
            .getOrDefault(half, Map.of())
            .getOrDefault(List.of(cell.entity(), cell.family()), List.of()),
        spreads.getOrDefault(half, Map.of()).get(cell.family()));
  }

  private static Estimate sampled(CellTotal total, List<Half> halves) {
    long whole = 0;
    long extrapolated = 0;
    double halfWidth = 0;
    for (int i = 0; i < 2; i++) {
      Half half = halves.get(i);
      Half other = halves.get(1 - i);
      // A half without a meter is as the other one of its month.
      boolean borrowed = half.metered() == 0;
      HalfEstimate estimate =
          HalfEstimate.of(
              half.there(),
              borrowed ? other.samples() : half.samples(),
              half.ofFamily() != null ? half.ofFamily() : other.ofFamily());
      whole += estimate.whole();
      extrapolated += borrowed ? estimate.whole() : estimate.extrapolated();
      // The same units in both halves: their errors add up.
      halfWidth += estimate.halfWidth();
    }
    if (isBehind(total, halves)) {
      long missing = Math.max(0, whole - total.energy());
      return new Estimate.Known(
          total.energy(), missing, halfWidth + asOneUnitIsFromOthers(missing, halves));
    }
    // Late energy of metered units is what had been extrapolated for them.
    long late = Math.max(0, total.energy() - sampledEnergy(halves));
    return new Estimate.Known(total.energy(), Math.max(0, extrapolated - late), halfWidth);
  }

  private static long sampledEnergy(List<Half> halves) {
    return halves.stream().mapToLong(half -> half.sums().energy()).sum();
  }

  /**
   * Whether a total has less than what was sampled of it. Days of devices are there before the
   * month of their family is, and while years of history come in for minutes: a unit that is in no
   * total yet has not used nothing.
   */
  private static boolean isBehind(CellTotal total, List<Half> halves) {
    return total.energy() < AS_SAMPLED * sampledEnergy(halves);
  }

  /** How many of the sampled units a total has. */
  private static int inTotal(CellTotal total, int metered, List<Half> halves) {
    if (metered == 1 || !isBehind(total, halves)) {
      return metered;
    }
    long of = Math.round(metered * (double) total.energy() / sampledEnergy(halves));
    return (int) Math.max(1, Math.min(metered - 1, of));
  }

  /** How far off a guess may be of units that are not metered, if there are several. */
  private static double asOneUnitIsFromOthers(long guess, List<Half> halves) {
    if (guess == 0 || units(halves) == 1) {
      return 0;
    }
    UnitSums.Spread first = halves.get(0).sums().spread();
    UnitSums.Spread own = first != null ? first : halves.get(1).sums().spread();
    UnitSums.Spread spread = own != null ? own : ofFamily(halves);
    return spread == null
        ? Double.POSITIVE_INFINITY
        : StudentT.quantile975(spread.degrees()) * guess * Math.sqrt(spread.relativeVariance());
  }

  private static int units(List<Half> halves) {
    return halves.stream().mapToInt(half -> half.all().units()).max().orElseThrow();
  }

  private static long there(List<Half> halves) {
    return halves.stream().mapToLong(half -> half.all().millis()).sum();
  }

  /**
   * Without samples, as of a time before there were any, or of one or two desks: by the mean of the
   * devices that were metered, and as far apart as units of the family are elsewhere.
   */
  private static Estimate unsampled(CellTotal total, int units, List<Half> halves) {
    if (units == 0) {
      return new Estimate.Known(total.energy(), 0, 0);
    }
    long there = there(halves);
    long time = meteredMillis(total, units, there);
    return time == 0
        ? new Estimate.NotMeasured()
        : Stratum.bySpreadOfFamily(
            units, there, unsampled(total, units, there), total.energy(), time, ofFamily(halves));
  }

  /** How many units count as metered without a sample. */
  private static int unsampled(CellTotal total, int units, long there) {
    return units == 0
        ? total.devices()
        : Stratum.metered(
            units, there, Math.min(total.devices(), units), meteredMillis(total, units, there));
  }

  private static long meteredMillis(CellTotal total, int units, long there) {
    double perDevice = (double) there / units;
    return Math.min(total.bookedMillis(), Math.round(perDevice * Math.min(total.devices(), units)));
  }

  private static UnitSums.@Nullable Spread ofFamily(List<Half> halves) {
    UnitSums.Spread first = halves.get(0).ofFamily();
    return first != null ? first : halves.get(1).ofFamily();
  }

  /**
   * Final by its total; complete by who has been heard in the month after it: by its energy, or by
   * the pages it counts.
   */
  private Publishable publishable(Cell cell, @Nullable CellTotal total) {
    if (total == null || !total.isFinal()) {
      return Publishable.PROVISIONAL;
    }
    CellTotal next = totals.get(cell.in(cell.month().plusMonths(1)));
    boolean heard =
        next == null
            ? total.expected() == 0
            : next.devices() + next.pageCounters() >= next.expected();
    if (heard) {
      return Publishable.YES;
    }
    LocalDate latest = cell.month().plusMonths(1).atDay(1).plusDays(LATEST_DAYS);
    return asOf.isBefore(latest.atStartOfDay(zone).toInstant())
        ? Publishable.WAITING
        : Publishable.LOWER_BOUND;
  }
}
