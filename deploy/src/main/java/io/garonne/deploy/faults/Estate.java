package io.garonne.deploy.faults;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.twin.EstateSpec;
import io.garonne.twin.FaultSpec;
import io.garonne.twin.Twin;
import io.garonne.twin.TwinMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;

/**
 * The estate that publishes: twenty hours, some messages twice, some an hour late.
 *
 * @param from when its messages begin, in milliseconds since 1970 UTC: its own time, some days ago,
 *     so that no clock of ours is in it
 */
record Estate(Twin twin, List<Device> inventory, long from) {
  private static final Duration LENGTH = Duration.ofHours(20);

  /** What comes through before faults begin, so that they find something to disturb. */
  private static final Duration CALM = Duration.ofHours(1);

  /** One of a seed. */
  static Estate of(long seed, int devices) {
    Twin twin =
        new Twin(
            EstateSpec.of(seed, devices, 3, Duration.ofMinutes(1))
                .withFaults(FaultSpec.parse("duplicates=0.05,late=0.05:PT1H")));
    return new Estate(
        twin,
        twin.inventory().stream().map(Estate::notPersonal).toList(),
        Instant.now()
            .truncatedTo(ChronoUnit.DAYS)
            .minus(3, ChronoUnit.DAYS)
            .plus(6, ChronoUnit.HOURS)
            .toEpochMilli());
  }

  /** The messages before faults begin. */
  Iterator<TwinMessage> calm() {
    return twin.messages(from, calmUntil());
  }

  /** The messages during faults. */
  Iterator<TwinMessage> troubled() {
    return twin.messages(calmUntil(), from + LENGTH.toMillis());
  }

  /** When faults begin, in the estate's time: milliseconds since 1970 UTC. */
  long calmUntil() {
    return from + CALM.toMillis();
  }

  /** How many times faster than the clock it goes if the troubled hours take so long. */
  double speed(long millis) {
    return (double) LENGTH.minus(CALM).toMillis() / millis;
  }

  /** A personal device's points are kept from InfluxDB, and there would be nothing to compare. */
  private static Device notPersonal(Device device) {
    return new Device(
        device.device(),
        device.assignments().stream()
            .map(
                a ->
                    new Assignment(
                        a.from(),
                        a.to(),
                        a.channel(),
                        a.site(),
                        a.zone(),
                        a.room(),
                        a.rack(),
                        a.includeInTotals(),
                        false,
                        a.parts(),
                        a.profile(),
                        a.tree()))
            .toList());
  }
}
