package io.garonne.deploy.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InfluxProcessTest {
  @TempDir Path directory;

  @BeforeEach
  void needsInfluxd() {
    assumeTrue(
        InfluxBinary.find().filter(InfluxBinary::isUsable).isPresent(),
        "not run: no influxd 1.x on this machine");
  }

  @Test
  void itIsStartedAgainWhenItDies() {
    try (InfluxProcess influx = start()) {
      long first = influx.pid();
      influxd(first).forEach(ProcessHandle::destroyForcibly);
      await().atMost(Duration.ofSeconds(10)).until(() -> influx.pid() != first && influx.answers());
    }
  }

  @Test
  void closingItLeavesNoProcess() {
    InfluxProcess influx = start();
    List<ProcessHandle> all = influxd(influx.pid());
    assertThat(all).isNotEmpty();
    influx.close();
    await()
        .atMost(Duration.ofSeconds(3))
        .untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
    assertThat(influx.answers()).isFalse();
  }

  private InfluxProcess start() {
    return InfluxProcess.start(InfluxBinary.find().orElseThrow(), directory, 0);
  }

  private static List<ProcessHandle> influxd(long guard) {
    return ProcessHandle.of(guard).stream().flatMap(ProcessHandle::descendants).toList();
  }
}
