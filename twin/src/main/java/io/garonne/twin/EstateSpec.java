package io.garonne.twin;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * An estate to invent. Two estates of the same specification are the same, byte for byte.
 *
 * @param seed of everything drawn
 * @param devices number of devices, at least 1
 * @param sites number of sites, at least 1; of several, the first is a data centre
 * @param interval between two readings of a metering point, at least 1 ms
 * @param zone of every site
 * @param epoch milliseconds since 1970 UTC; registers stand at their initial values at the local
 *     midnight before, and nothing earlier may be asked. Keep it, and a later start continues the
 *     same registers.
 * @param faults what goes wrong
 */
public record EstateSpec(
    long seed,
    int devices,
    int sites,
    Duration interval,
    ZoneId zone,
    long epoch,
    FaultSpec faults) {

  /** 2026-01-01T00:00Z. */
  public static final long DEFAULT_EPOCH = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  public EstateSpec {
    if (devices < 1 || sites < 1 || sites > devices) {
      throw new IllegalArgumentException("at least one device per site and one site");
    }
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException("interval must be at least 1 ms");
    }
  }

  /** In France, without faults. */
  public static EstateSpec of(long seed, int devices, int sites, Duration interval) {
    return new EstateSpec(
        seed, devices, sites, interval, ZoneId.of("Europe/Paris"), DEFAULT_EPOCH, FaultSpec.NONE);
  }

  /** The same estate with faults. */
  public EstateSpec withFaults(FaultSpec other) {
    return new EstateSpec(seed, devices, sites, interval, zone, epoch, other);
  }

  /** The same estate with another epoch. */
  public EstateSpec withEpoch(long other) {
    return new EstateSpec(seed, devices, sites, interval, zone, other, faults);
  }

  /** The same estate with the interval at which it sends so many messages a second. */
  public EstateSpec withRate(double messagesPerSecond) {
    long millis = Math.round(1000.0 * Estate.points(this).size() / messagesPerSecond);
    return new EstateSpec(
        seed, devices, sites, Duration.ofMillis(Math.max(1, millis)), zone, epoch, faults);
  }
}
