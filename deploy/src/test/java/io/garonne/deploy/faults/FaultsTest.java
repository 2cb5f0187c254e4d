package io.garonne.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.garonne.deploy.runtime.InfluxBinary;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./garonne faults}: one run, every process killed at least once. */
class FaultsTest {
  /** Odd: the broker is Garonne's own, and killed as well. */
  private static final long SEED = 3;

  /** Kept with its logs when something differs. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void notOneMillijouleDiffersWhateverDies() throws Exception {
    assumeTrue(InfluxBinary.onPath("mosquitto") != null, "not run: there is no mosquitto");
    assumeTrue(
        InfluxBinary.find().filter(InfluxBinary::isUsable).isPresent(),
        "not run: there is no influxd 1.x");
    EnumSet<Ability> missing = EnumSet.allOf(Ability.class);
    missing.removeAll(Ability.here(directory));
    assumeTrue(
        missing.isEmpty(),
        () -> "not run: this machine lacks %s (root on Linux, faketime)".formatted(missing));

    int kills = Part.values().length;
    FaultRun.Ended ended = FaultRun.of(SEED, 30_000, kills, 9, directory, System.out);

    assertThat(ended.differences()).isEmpty();
    assertThat(ended.kills()).isGreaterThan(kills);
    assertThat(ended.compared().get("quarter-hours of devices")).isGreaterThan(500);
    assertThat(ended.compared().get("points in InfluxDB")).isGreaterThan(500);
  }
}
