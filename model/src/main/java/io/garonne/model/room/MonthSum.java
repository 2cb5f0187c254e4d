package io.garonne.model.room;

import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.Units;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Energy of some meters over some months: what they said, and between what it must be.
 *
 * @param energy millijoules that were metered
 * @param low millijoules there are at least: what was metered, less what the meters may be wrong by
 * @param high millijoules there are at most: with that on top, and the rated power of a meter for
 *     as long as it said nothing; null: such a meter has no stated rating
 * @param whole millijoules with the gaps of a meter filled with its mean of the same month; null: a
 *     meter said nothing in a month
 * @param known milliseconds of {@code expected} for which the energy is known
 * @param expected milliseconds that the meters were there
 * @param settled whether every figure is final
 */
record MonthSum(
    long energy,
    long low,
    @Nullable Long high,
    @Nullable Long whole,
    long known,
    long expected,
    boolean settled) {

  static final MonthSum NONE = new MonthSum(0, 0, 0L, 0L, 0, 0, true);

  /** What is expected of a row of a device's totals, and of how many points it is. */
  private record Row(
      long expected, int accuracyPpm, @Nullable Long ratedPower, Set<PointRef> points) {}

  /**
   * Of one month.
   *
   * @param meters that were there, each with its time in the month in milliseconds
   * @param months what the devices said
   * @param month which month
   */
  static MonthSum of(Map<RoleMeter, Long> meters, DeviceMonths months, YearMonth month) {
    Map<Scope, Row> rows = new HashMap<>();
    meters.forEach(
        (meter, millis) -> {
          for (Scope scope : meter.rows()) {
            Row one = new Row(millis, meter.accuracyPpm(), meter.ratedPower(), Set.of(meter.ref()));
            rows.merge(scope, one, MonthSum::together);
          }
        });
    MonthSum sum = NONE;
    for (Map.Entry<Scope, Row> row : rows.entrySet()) {
      Scope scope = row.getKey();
      // A point that is a whole device has time for each channel: one that died is missing.
      int channels = Math.ceilDiv(months.channels(scope), row.getValue().points.size());
      long expected = row.getValue().expected * Math.max(1, channels);
      sum = sum.plus(of(row.getValue(), expected, months.total(month, scope)));
    }
    return sum;
  }

  private static Row together(Row a, Row b) {
    Long rated = a.ratedPower;
    Long other = b.ratedPower;
    return new Row(
        a.expected + b.expected,
        Math.max(a.accuracyPpm, b.accuracyPpm),
        rated == null || other == null ? null : Long.valueOf(Math.max(rated, other)),
        Stream.concat(a.points.stream(), b.points.stream()).collect(Collectors.toSet()));
  }

  private static MonthSum of(Row row, long expected, @Nullable Total total) {
    long energy = total == null ? 0 : Math.max(0, total.energy());
    long known = total == null ? 0 : Math.min(expected, total.bookedMillis());
    long wrong = Units.millionths(energy, row.accuracyPpm);
    long missing = expected - known;
    Long rated = row.ratedPower;
    Long most = missing == 0 ? Long.valueOf(0) : rated == null ? null : most(rated, missing);
    Long high = sum(energy + wrong, most);
    Long whole =
        missing == 0
            ? Long.valueOf(energy)
            : known == 0 ? null : Long.valueOf(Math.round((double) energy * expected / known));
    return new MonthSum(
        energy,
        energy - wrong,
        high,
        whole,
        known,
        expected,
        total != null && total.status() == Total.Status.FINAL);
  }

  /** Both together. */
  MonthSum plus(MonthSum other) {
    return new MonthSum(
        Math.addExact(energy, other.energy),
        Math.addExact(low, other.low),
        sum(high, other.high),
        sum(whole, other.whole),
        known + other.known,
        expected + other.expected,
        settled && other.settled);
  }

  /** The same, of which there is no more than this; null: that is not known. */
  MonthSum atMost(@Nullable Long most) {
    Long least = high == null ? most : most == null ? high : Long.valueOf(Math.min(high, most));
    return new MonthSum(energy, low, least, whole, known, expected, settled);
  }

  /** Less what of it is something else. */
  MonthSum minus(MonthSum part) {
    Long partHigh = part.high;
    return new MonthSum(
        Math.max(0, energy - part.energy),
        // What is taken off may be all there is.
        partHigh == null ? 0 : Math.max(0, low - partHigh),
        high == null ? null : Long.valueOf(Math.max(0, high - part.low)),
        whole == null || part.whole == null ? null : Long.valueOf(Math.max(0, whole - part.whole)),
        known + part.known,
        expected + part.expected,
        settled && part.settled);
  }

  /** Milliwatts over milliseconds in millijoules, by whole watts up; null: no long holds them. */
  private static @Nullable Long most(long rated, long millis) {
    long watts = Math.ceilDiv(rated, 1000L);
    return watts > Long.MAX_VALUE / millis ? null : Long.valueOf(watts * millis);
  }

  /** Both, 0 or more; null: one is not bounded, or no long holds them. */
  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    return a == null || b == null || a > Long.MAX_VALUE - b ? null : Long.valueOf(a + b);
  }

  /** Share of the time for which the energy is known, in millionths, rounded down. */
  int knownPpm() {
    return expected == 0 ? 0 : (int) (known * 1e6 / expected);
  }
}
