package io.garonne.model.indicator;

import io.garonne.model.inventory.Estate;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has been decided and counted for the targets, as the estate's tables say it.
 *
 * @param firstMonth first month of the reference year, or null: nobody has said
 * @param targets what is to be reached, and by when
 * @param fixedShares by family: which share of its energy does not depend on the number of users,
 *     from 0 to 1; a family that is not in here depends on it wholly
 * @param factors grams CO₂e per kWh by year: consumption mix, life-cycle, location-based
 * @param entities who is served; empty if nobody has listed them
 * @param users equipped persons at the end of each month, by entity, of the one kind that counts:
 *     agents and pupils are never added
 * @param baselines versions of the baseline, the one that holds first
 * @param adjustments of the baseline
 * @param externalised loads that moved to somebody else's machines
 * @param embodied manufacturing, by year and family
 * @param degreeDays cooling degree days by month
 */
public record Programme(
    @Nullable YearMonth firstMonth,
    Map<Indicator, Target> targets,
    Map<String, Double> fixedShares,
    Map<Integer, Factor> factors,
    List<Entity> entities,
    Map<YearMonth, Map<String, Long>> users,
    List<BaselineVersion> baselines,
    List<DecidedAdjustment> adjustments,
    List<Evidence.Externalised> externalised,
    List<Embodied> embodied,
    Map<YearMonth, Double> degreeDays) {

  public Programme {
    targets = sorted(targets);
    fixedShares = sorted(fixedShares);
    factors = sorted(factors);
    entities = List.copyOf(entities);
    Map<YearMonth, Map<String, Long>> months = new TreeMap<>();
    users.forEach((month, of) -> months.put(month, sorted(of)));
    users = Collections.unmodifiableMap(months);
    baselines = List.copyOf(baselines);
    adjustments = List.copyOf(adjustments);
    externalised = List.copyOf(externalised);
    embodied = List.copyOf(embodied);
    degreeDays = sorted(degreeDays);
  }

  /**
   * What an estate's tables say. Lines that cannot be used are left out; who imports such a line is
   * told. Equal lines in any order give an equal programme.
   */
  public static Programme of(Estate estate) {
    return new ProgrammeReader(estate).read();
  }

  /** In the order of its keys, so that whatever goes over it does so in the same order. */
  private static <K extends Comparable<K>, V> Map<K, V> sorted(Map<K, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }

  /**
   * What is to be reached.
   *
   * @param change the change that is wanted: −0.15 is 15 % less
   * @param due last day
   */
  public record Target(double change, LocalDate due) {}

  /**
   * Carbon of a kWh.
   *
   * @param grams grams CO₂e per kWh
   * @param source where it is from, and when it was read
   */
  public record Factor(double grams, String source) {}

  /**
   * One version of the baseline, frozen: what has to be corrected becomes another version.
   *
   * @param version its number, from 1
   * @param hash SHA-256 in hexadecimal of its lines as {@code inventory export} writes them (CSV,
   *     sorted, UTF-8): who has the same has the same lines
   * @param decidedOn the latest day on which a line of it was decided
   * @param electricity millijoules of its months
   * @param impressions of its months; empty if no line says any
   */
  public record BaselineVersion(
      int version, String hash, LocalDate decidedOn, Baseline electricity, Baseline impressions) {}

  /**
   * An adjustment with who stands for it.
   *
   * @param adjustment what it does
   * @param reason why
   * @param decidedBy who decided
   * @param approvedBy who approved, somebody else
   */
  public record DecidedAdjustment(
      Evidence.Adjustment adjustment, String reason, String decidedBy, String approvedBy) {}

  /**
   * Manufacturing of equipment.
   *
   * @param year year that it counts in
   * @param entity whose, or null: of the whole perimeter
   * @param family family of the equipment class
   * @param grams grams CO₂e
   * @param source where it is from
   */
  public record Embodied(
      int year, @Nullable String entity, String family, double grams, String source) {}
}
