package io.garonne.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.garonne.deploy.runtime.InfluxBinary;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The short form of {@code ./garonne faults}: one run with each broker. Takes four minutes, so only
 * when asked for: {@code ./garonne test -pl deploy -am -Dgaronne.faults=true}.
 */
@EnabledIfSystemProperty(named = "garonne.faults", matches = "true")
class FaultsTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {2, 3})
  void notOneMillijouleDiffersWhateverDies(long seed) throws Exception {
    assumeThat(InfluxBinary.onPath("mosquitto")).as("mosquitto is not on this machine").isNotNull();
    assumeThat(InfluxBinary.find()).as("influxd is not on this machine").isPresent();
    FaultRun.Ended ended = FaultRun.of(seed, 60_000, 8, 12, directory, System.out);
    assertThat(ended.differences()).isEmpty();
    assertThat(ended.kills()).isGreaterThanOrEqualTo(8);
    assertThat(ended.compared().get("quarter-hours of devices")).isGreaterThan(500);
  }
}
