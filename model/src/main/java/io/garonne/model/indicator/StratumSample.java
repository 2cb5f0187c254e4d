package io.garonne.model.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was metered of a stratum in half a month: sums over units, which tell of nobody's desk, and
 * so may be kept.
 *
 * @param entity entity
 * @param family family, by its label
 * @param model model, or empty: every unit of the entity and family that is of no model with enough
 *     meters
 * @param half half of a month, by the days of the units' sites
 * @param sums over the metered units
 * @param accuracy millijoules that the meters may be wrong by, all in the same direction
 * @param isPersonal whether any of the units is somebody's own: it cannot be made again later
 */
public record StratumSample(
    String entity,
    String family,
    String model,
    HalfMonth half,
    UnitSums sums,
    long accuracy,
    boolean isPersonal) {

  /** Names in order, the first ones first. */
  static final Comparator<List<String>> BY_NAMES =
      (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
          int by = a.get(i).compareTo(b.get(i));
          if (by != 0) {
            return by;
          }
        }
        return Integer.compare(a.size(), b.size());
      };

  /** Meters from which on sums tell of nobody. */
  private static final int FEWEST_PERSONAL = 3;

  /** Every unit that is of no model with enough meters. */
  public static final String REST = "";

  /**
   * One metered unit, or what is behind one meter, in half a month.
   *
   * @param name tells it from others: the asset, or the device
   * @param entity entity
   * @param family family, by its label
   * @param model model, or empty: not known
   * @param metered what was metered
   * @param accuracyPpm how wrong the meter may be, in millionths
   * @param isPersonal whether it is somebody's own
   */
  public record Unit(
      String name,
      String entity,
      String family,
      String model,
      Stratum.MeteredUnit metered,
      int accuracyPpm,
      boolean isPersonal) {}

  /**
   * The samples of half a month. Models with {@link Stratum#ENOUGH_METERS} are strata of their own:
   * fewer would be sums of a few people's desks, and too few to say anything. Of less than {@link
   * #FEWEST_PERSONAL} meters with somebody's own among them there is no sample: what is in it would
   * be theirs.
   *
   * @param units metered units, in any order
   * @return sorted by entity, family and model
   */
  public static List<StratumSample> of(HalfMonth half, Collection<Unit> units) {
    Map<List<String>, List<Unit>> found = new HashMap<>();
    units.stream()
        .sorted(Comparator.comparing(Unit::name))
        .forEach(
            unit ->
                found
                    .computeIfAbsent(
                        List.of(unit.entity(), unit.family(), unit.model()),
                        key -> new ArrayList<>())
                    .add(unit));
    Map<List<String>, List<Unit>> byModel = new TreeMap<>(BY_NAMES);
    byModel.putAll(found);
    Map<List<String>, List<Unit>> strata = new TreeMap<>(BY_NAMES);
    byModel.forEach(
        (key, of) ->
            strata
                .computeIfAbsent(
                    of.size() >= Stratum.ENOUGH_METERS
                        ? key
                        : List.of(key.get(0), key.get(1), REST),
                    k -> new ArrayList<>())
                .addAll(of));
    List<StratumSample> samples = new ArrayList<>();
    strata
        .values()
        .removeIf(of -> of.size() < FEWEST_PERSONAL && of.stream().anyMatch(Unit::isPersonal));
    strata.forEach(
        (key, of) ->
            samples.add(
                new StratumSample(
                    key.get(0),
                    key.get(1),
                    key.get(2),
                    half,
                    UnitSums.of(of.stream().map(Unit::metered).toList()),
                    of.stream().mapToLong(StratumSample::accuracy).sum(),
                    of.stream().anyMatch(Unit::isPersonal))));
    return samples;
  }

  private static long accuracy(Unit unit) {
    return Math.round(Math.abs((double) unit.metered().energy()) * unit.accuracyPpm() / 1e6);
  }
}
