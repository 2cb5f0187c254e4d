package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Part;
import io.garonne.model.Scope;
import io.garonne.model.TreePlace;
import io.garonne.model.metering.MeterProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScopeValidityTest {
  private static final long DAY = 86_400_000L;

  private static Assignment assignment(
      long from, long to, String channel, String site, boolean included) {
    return new Assignment(
        from,
        to,
        channel,
        site,
        TotalsDriver.PARIS,
        null,
        null,
        included,
        false,
        List.of(new Part(null, "city", "pc", "workstations", 1)),
        MeterProfile.DEFAULT,
        TreePlace.ALONE);
  }

  private static Device device(Random random, String name) {
    List<Assignment> all = new ArrayList<>();
    for (int channel = random.nextInt(3); channel >= 0; channel--) {
      long from = random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextInt(40) * DAY;
      while (all.size() < 12) {
        long to =
            from == Long.MIN_VALUE
                ? random.nextInt(50) * DAY
                : from + DAY * (1 + random.nextInt(20));
        boolean last = random.nextInt(3) == 0;
        all.add(
            assignment(
                from,
                last ? Long.MAX_VALUE : to,
                Integer.toString(channel),
                random.nextBoolean() ? "hq" : "annex",
                random.nextInt(5) > 0));
        if (last) {
          break;
        }
        from = to + random.nextInt(2) * DAY;
      }
    }
    return new Device(name, all);
  }

  /** The definition: every assignment is looked at. */
  private static DeviceTable.Expected plain(
      List<Device> devices, Scope scope, long start, long end) {
    int count = 0;
    long sum = 0;
    for (Device device : devices) {
      long millis = 0;
      for (Assignment a : device.assignments()) {
        if (a.includeInTotals()
            && (scope.site() == null || scope.site().equals(a.site()))
            && a.from() < end
            && a.to() > start) {
          millis += Math.min(end, a.to()) - Math.max(start, a.from());
        }
      }
      count += millis > 0 ? 1 : 0;
      sum += millis;
    }
    return new DeviceTable.Expected(count, sum);
  }

  @Test
  void itSaysWhatLookingAtEveryDeviceSaysAlsoAfterChanges() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      List<Device> devices = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        devices.add(device(random, "d" + i));
      }
      Scope scope = random.nextBoolean() ? Scope.ESTATE : new Scope("city", "hq", null, null);
      ScopeValidity validity = new ScopeValidity(scope, devices);
      for (int i = 0; i < 5; i++) {
        int which = random.nextInt(devices.size());
        Device now = device(random, "d" + which);
        validity.change(devices.set(which, now), now);
      }
      for (int i = 0; i < 30; i++) {
        long start = random.nextInt(60) * DAY;
        long end = start + (1 + random.nextInt(30)) * DAY;
        assertThat(validity.in(start, end))
            .as("seed %s, %s to %s", seed, start, end)
            .isEqualTo(plain(devices, scope, start, end));
      }
    }
  }
}
