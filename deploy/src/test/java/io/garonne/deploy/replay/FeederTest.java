package io.garonne.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeederTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long NOW = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    new SmallCorpus(directory)
        .file("power/a.csv", file(1_767_225_600L, 1_000))
        .file("power/b.csv", file(1_767_225_600L, 10))
        .file("power/c.csv", file(1_790_000_000L, 10));
  }

  @Test
  void filesOfAnyLengthEndTogetherAndEachKeepsItsOrder() throws Exception {
    Recorder recorder = new Recorder(Integer.MAX_VALUE);
    List<Series> series = series(0);
    new Feeder(recorder).feed(series, Pace.MAX);
    assertThat(recorder.published).hasSize(1_020);
    assertThat(recorder.of("a")).isSorted().hasSize(1_000);
    assertThat(recorder.of("b")).isSorted().hasSize(10);
    assertThat(series).allMatch(s -> s.acknowledged() == s.scan().usable());
  }

  @Test
  void whatIsAcknowledgedIsNotPublishedAgain() throws Exception {
    Recorder first = new Recorder(6);
    List<Series> begun = series(0);
    new Feeder(first).feed(begun, Pace.MAX);
    long acknowledged = begun.get(1).acknowledged();
    assertThat(acknowledged).isPositive().isLessThan(10);
    Recorder second = new Recorder(Integer.MAX_VALUE);
    new Feeder(second).feed(series(acknowledged), Pace.MAX);
    assertThat(second.of("b")).isEqualTo(first.of("b").subList((int) acknowledged, 10));
  }

  @Test
  void aPacedReplayGoesByEventTimeAndSkipsLongSilence() throws Exception {
    Recorder recorder = new Recorder(Integer.MAX_VALUE);
    long begun = System.nanoTime();
    new Feeder(recorder).feed(series(0), new Pace(30_000));
    // 1,000 readings three seconds apart, 30,000 times as fast, and a year of silence.
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofMillis(95), Duration.ofSeconds(5));
    assertThat(recorder.published).hasSize(1_020);
    assertThat(recorder.published).extracting(Published::at).isSorted();
  }

  private List<Series> series(long acknowledged) throws CorpusException {
    return Corpus.read(directory, PARIS, Set.of(), NOW).series().stream()
        .map(
            scan ->
                new Series(
                    scan,
                    Disorder.NONE,
                    new VendorMessages(scan.file().device(), PARIS, false, null),
                    null,
                    NOW,
                    acknowledged))
        .toList();
  }

  private static String[] file(long start, int readings) {
    List<String> lines = new ArrayList<>(List.of("ts_utc,power_w"));
    for (int i = 0; i < readings; i++) {
      lines.add(start + 3L * i + "," + i);
    }
    return lines.toArray(String[]::new);
  }

  private record Published(String device, long at) {}

  /** Acknowledges the first few. */
  private static final class Recorder implements Outlet {
    private final List<Published> published = new ArrayList<>();
    private final int acknowledging;

    Recorder(int acknowledging) {
      this.acknowledging = acknowledging;
    }

    @Override
    public void publish(Series series, SourceReading reading, Runnable acknowledged) {
      published.add(new Published(series.device(), reading.at()));
      if (published.size() <= acknowledging) {
        acknowledged.run();
      }
    }

    List<Long> of(String device) {
      return published.stream().filter(p -> p.device().equals(device)).map(Published::at).toList();
    }

    @Override
    public boolean flush(Duration atMost) {
      return true;
    }

    @Override
    public void close() {}
  }
}
