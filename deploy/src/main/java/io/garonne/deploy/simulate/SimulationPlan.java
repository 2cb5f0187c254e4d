package io.garonne.deploy.simulate;

import io.garonne.service.SettingsException;
import io.garonne.twin.EstateSpec;
import io.garonne.twin.FaultSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation is to be, made from what a person asked for. Pure.
 *
 * @param spec the estate
 * @param from first reading, milliseconds since 1970 UTC
 * @param to end of the readings, exclusive; {@link Long#MAX_VALUE} for "until stopped"
 * @param speed how much faster than the wall clock; infinite for as fast as it goes
 */
public record SimulationPlan(EstateSpec spec, long from, long to, double speed) {

  /** What a person asked for; null: not said. */
  public record Wish(
      long seed,
      int devices,
      int sites,
      ZoneId zone,
      @Nullable Double rate,
      @Nullable Duration interval,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Duration duration,
      @Nullable String speed,
      String faults) {}

  /**
   * The plan that begins now unless it says otherwise.
   *
   * @throws SettingsException with every problem
   */
  public static SimulationPlan of(Wish wish, Instant now) {
    List<String> problems = new ArrayList<>();
    if (wish.devices < 1 || wish.devices > 1_000_000) {
      problems.add("--devices must be from 1 to 1000000");
    }
    if (wish.sites < 1 || wish.sites > Math.max(1, wish.devices)) {
      problems.add("--sites must be from 1 to the number of devices");
    }
    if (wish.rate != null && wish.interval != null) {
      problems.add("--rate and --interval exclude each other");
    }
    if (wish.rate != null && !(wish.rate > 0 && wish.rate <= 1e6)) {
      problems.add("--rate must be above 0, at most 1000000 messages a second");
    }
    if (wish.interval != null && wish.interval.toMillis() < 1) {
      problems.add("--interval must be at least PT0.001S");
    }
    if (wish.to != null && wish.duration != null) {
      problems.add("--to and --duration exclude each other");
    }
    if (wish.duration != null && (wish.duration.isZero() || wish.duration.isNegative())) {
      problems.add("--duration must be above zero");
    }
    Instant from = wish.from == null ? now : wish.from;
    Instant to = wish.duration == null ? wish.to : from.plus(wish.duration);
    if (to != null && !from.isBefore(to)) {
      problems.add("--from must be before --to");
    }
    if (wish.from != null && to == null) {
      problems.add("--from needs --to or --duration");
    }
    if (wish.from == null && (wish.to != null || wish.speed != null)) {
      problems.add("--to and --speed need --from: a live simulation follows the wall clock");
    }
    double speed = speed(wish, problems);
    FaultSpec faults = faults(wish.faults, problems);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    Duration interval = wish.interval == null ? Duration.ofSeconds(60) : wish.interval;
    EstateSpec spec =
        new EstateSpec(
            wish.seed, wish.devices, wish.sites, interval, wish.zone, epoch(from), faults);
    return new SimulationPlan(
        wish.rate == null ? spec : spec.withRate(wish.rate),
        from.toEpochMilli(),
        to == null ? Long.MAX_VALUE : to.toEpochMilli(),
        speed);
  }

  private static double speed(Wish wish, List<String> problems) {
    if (wish.speed == null || wish.speed.equals("max")) {
      return wish.from == null ? 1 : Double.POSITIVE_INFINITY;
    }
    try {
      double speed = Double.parseDouble(wish.speed);
      if (speed > 0) {
        return speed;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    problems.add("--speed must be max or a number above 0, not " + wish.speed);
    return 1;
  }

  private static FaultSpec faults(String text, List<String> problems) {
    try {
      return FaultSpec.parse(text);
    } catch (IllegalArgumentException e) {
      problems.add("--faults: " + e.getMessage());
      return FaultSpec.NONE;
    }
  }

  /** The standard epoch, so that registers go on from run to run; earlier for earlier history. */
  private static long epoch(Instant from) {
    long latest = from.minus(Duration.ofDays(2)).toEpochMilli();
    return Math.min(EstateSpec.DEFAULT_EPOCH, latest);
  }
}
