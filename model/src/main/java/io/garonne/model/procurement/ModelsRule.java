package io.garonne.model.procurement;

import io.garonne.model.Units;
import io.garonne.model.advice.AdviceRule;
import io.garonne.model.advice.ModelEnergy;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.MeteredUnits;
import io.garonne.model.indicator.Stratum;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.indicator.StudentT;
import io.garonne.model.indicator.UnitSums;
import io.garonne.model.indicator.UnitsInService;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.Estate;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of each model uses, over the newest twelve months that are known: energy by unit-time
 * in each month, every month counting by its length.
 *
 * <p>From the samples that are kept for ever, of entities with at least {@link
 * Stratum#ENOUGH_METERS} meters of the model: these tell of nobody. Of a model without such a
 * sample, from the load curves of units that are nobody's own, as far as these are kept.
 *
 * <p>The interval is of the mean of such units everywhere (so there is no correction for a finite
 * population), by Student's t from the spread between units. That units differ is the same error in
 * every half of a month: it does not become less with time. What meters may be wrong by is added.
 */
public final class ModelsRule implements AdviceRule {
  private static final double WEEK_SECONDS = 7 * 86_400;
  private static final double YEAR_SECONDS = 365 * 86_400;

  private final Estate estate;
  private final Instant now;
  private final SortedMap<Model, SortedMap<HalfMonth, Sample>> sampled = new TreeMap<>();
  private final List<MeteredUnits.DeviceDays> shared = new ArrayList<>();

  private record Model(String family, String name) implements Comparable<Model> {
    @Override
    public int compareTo(Model other) {
      int byFamily = family.compareTo(other.family);
      return byFamily != 0 ? byFamily : name.compareTo(other.name);
    }
  }

  /** Sums of a model in half a month, and what the meters may be wrong by in mJ. */
  private record Sample(UnitSums sums, long accuracy) {
    private static final Sample NONE = new Sample(UnitSums.NONE, 0);

    Sample plus(Sample other) {
      return new Sample(sums.plus(other.sums), accuracy + other.accuracy);
    }

    double power() {
      return sums.energy() * 1000.0 / sums.millis();
    }

    /** Half-width by the energy, or null: not known. */
    @Nullable Double error() {
      UnitSums.Spread spread = sums.spread();
      return spread == null
          ? null
          : StudentT.quantile975(spread.degrees())
                  * Math.sqrt(spread.relativeVariance() / sums.meters())
              + (double) accuracy / sums.energy();
    }
  }

  /**
   * @param now when this is computed: halves of months that are over then are in it
   * @param samples every sample that is known
   */
  public ModelsRule(Estate estate, Instant now, Collection<StratumSample> samples) {
    this.estate = estate;
    this.now = now;
    for (StratumSample sample : samples) {
      if (!sample.model().equals(StratumSample.REST)) {
        add(
            sampled,
            new Model(sample.family(), sample.model()),
            sample.half(),
            new Sample(sample.sums(), sample.accuracy()));
      }
    }
  }

  private void add(
      SortedMap<Model, SortedMap<HalfMonth, Sample>> to,
      Model model,
      HalfMonth half,
      Sample sample) {
    if (half.endIn(estate.zone()) <= now.toEpochMilli() && sample.sums().millis() > 0) {
      to.computeIfAbsent(model, m -> new TreeMap<>()).merge(half, sample, Sample::plus);
    }
  }

  @Override
  public void look(LoadHistory history) {
    if (history.personal() || history.scope().asset() == null) {
      return;
    }
    SortedMap<LocalDate, MeteredUnits.Day> days = new TreeMap<>();
    history
        .days()
        .forEach(
            (date, curve) -> {
              long energy = 0;
              long booked = 0;
              for (int quarter = 0; quarter < curve.quarters(); quarter++) {
                energy += curve.energy(quarter);
                booked += curve.booked(quarter);
              }
              days.put(date, new MeteredUnits.Day(energy, booked));
            });
    shared.add(
        new MeteredUnits.DeviceDays(
            history.scope(), history.zone(), false, hasPages(history), days));
  }

  private static boolean hasPages(LoadHistory history) {
    return history.days().values().stream()
        .anyMatch(
            day -> IntStream.range(0, day.quarters()).anyMatch(quarter -> day.pages(quarter) >= 0));
  }

  @Override
  public List<ModelEnergy> advice() {
    SortedMap<Model, SortedMap<HalfMonth, Sample>> all = new TreeMap<>(ofSharedUnits());
    all.putAll(sampled);
    UnitsInService inService = UnitsInService.of(estate);
    List<ModelEnergy> models = new ArrayList<>();
    all.forEach(
        (model, halves) -> {
          ModelEnergy energy = energy(model, halves, inService);
          if (energy != null) {
            models.add(energy);
          }
        });
    return models;
  }

  private SortedMap<Model, SortedMap<HalfMonth, Sample>> ofSharedUnits() {
    SortedMap<Model, SortedMap<HalfMonth, Sample>> all = new TreeMap<>();
    TreeSet<HalfMonth> halves = new TreeSet<>();
    shared.forEach(one -> one.days().keySet().forEach(day -> halves.add(HalfMonth.of(day))));
    MeteredUnits metered = new MeteredUnits(estate);
    for (HalfMonth half : halves) {
      for (StratumSample.Unit unit : metered.in(half, shared.stream().map(in(half)).toList())) {
        if (!unit.model().equals(StratumSample.REST) && !unit.isPersonal()) {
          long accuracy =
              Units.millionths(Math.max(0, unit.metered().energy()), unit.accuracyPpm());
          add(
              all,
              new Model(unit.family(), unit.model()),
              half,
              new Sample(UnitSums.of(List.of(unit.metered())), accuracy));
        }
      }
    }
    return all;
  }

  private static UnaryOperator<MeteredUnits.DeviceDays> in(HalfMonth half) {
    return one ->
        new MeteredUnits.DeviceDays(
            one.scope(),
            one.zone(),
            one.isPersonal(),
            one.hasPages(),
            one.days().subMap(half.start(), half.end()));
  }

  private @Nullable ModelEnergy energy(
      Model model, SortedMap<HalfMonth, Sample> halves, UnitsInService inService) {
    TreeSet<YearMonth> whole = new TreeSet<>();
    halves.keySet().stream()
        .filter(half -> half.second() && halves.containsKey(new HalfMonth(half.month(), false)))
        .forEach(half -> whole.add(half.month()));
    if (whole.isEmpty()) {
      return null;
    }
    YearMonth last = whole.last();
    List<YearMonth> months = List.copyOf(whole.tailSet(last.minusMonths(ModelEnergy.YEAR - 1L)));
    double energy = 0;
    double seconds = 0;
    double width = 0;
    boolean isSpreadKnown = true;
    for (Map.Entry<HalfMonth, Sample> of : halves.entrySet()) {
      if (months.contains(of.getKey().month())) {
        double length = seconds(of.getKey());
        double power = of.getValue().power();
        Double error = of.getValue().error();
        energy += power * length;
        seconds += length;
        isSpreadKnown &= error != null;
        width += error == null ? 0 : error * power * length;
      }
    }
    return energy(
        model,
        months,
        halves.getOrDefault(new HalfMonth(last, true), Sample.NONE).sums(),
        energy / seconds,
        isSpreadKnown ? width / seconds : null,
        inService);
  }

  private double seconds(HalfMonth half) {
    return (half.endIn(estate.zone()) - half.startIn(estate.zone())) / 1000.0;
  }

  private ModelEnergy energy(
      Model model,
      List<YearMonth> months,
      UnitSums newest,
      double power,
      @Nullable Double error,
      UnitsInService inService) {
    YearMonth last = months.get(months.size() - 1);
    boolean year = months.size() == ModelEnergy.YEAR;
    List<Asset> assets = assets(model);
    List<Long> declared =
        assets.stream().map(Asset::declaredWeeklyWh).filter(Objects::nonNull).distinct().toList();
    boolean known = declared.size() == 1;
    return new ModelEnergy(
        model.family(),
        model.name(),
        assets.stream().map(asset -> asset.equipmentClass().name()).distinct().sorted().toList(),
        inService(model, new HalfMonth(last, true), inService),
        newest.meters(),
        newest.units(),
        months.get(0),
        last,
        months.size(),
        Math.round(power * WEEK_SECONDS),
        error == null ? null : Math.round(error * WEEK_SECONDS),
        year ? Math.round(power * YEAR_SECONDS) : null,
        year && error != null ? Math.round(error * YEAR_SECONDS) : null,
        known ? Math.multiplyExact(declared.get(0), Units.MILLIJOULES_PER_WH) : null,
        known ? null : declared.isEmpty() ? NoFigure.NOT_DECLARED : NoFigure.SEVERAL_DECLARED);
  }

  private List<Asset> assets(Model model) {
    return estate.assets().stream()
        .filter(asset -> model.name().equals(asset.model()))
        .filter(asset -> asset.equipmentClass().family().label().equals(model.family()))
        .toList();
  }

  private static int inService(Model model, HalfMonth half, UnitsInService inService) {
    return inService.named().stream()
        .filter(cell -> cell.get(1).equals(model.family()))
        .mapToInt(
            cell ->
                inService
                    .in(cell.get(0), model.family(), half)
                    .getOrDefault(model.name(), UnitsInService.Count.NONE)
                    .units())
        .sum();
  }
}
