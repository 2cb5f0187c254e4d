package io.garonne.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollerTest {
  private static final Duration OFTEN = Duration.ofMillis(50);

  @TempDir Path directory;

  private final Queue<String> topics = new ConcurrentLinkedQueue<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void aDeviceThatHangsDelaysNoOther() {
    CountDownLatch never = new CountDownLatch(1);
    Asker asker =
        target -> {
          if (target.device().equals("hangs")) {
            never.await();
          }
          return reading();
        };
    try (Poller poller = poller(asker, 4, "hangs", "a", "b")) {
      poller.start();
      await().until(() -> count("a") > 5 && count("b") > 5);
      assertThat(count("hangs")).isZero();
    }
  }

  @Test
  void neverMoreThanAllowedAreAskedAtOnce() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Asker asker =
        target -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          Thread.sleep(5);
          now.decrementAndGet();
          return reading();
        };
    String[] devices = IntStream.range(0, 40).mapToObj(i -> "d" + i).toArray(String[]::new);
    try (Poller poller = poller(asker, 3, devices)) {
      poller.start();
      await().until(() -> topics.size() > 100);
    }
    assertThat(most.get()).isLessThanOrEqualTo(3);
  }

  @Test
  void aDeviceThatDoesNotAnswerIsAskedEverMoreRarelyAndIsNeverCalledOff() {
    Map<String, Integer> asked = new ConcurrentHashMap<>();
    Asker asker =
        target -> {
          asked.merge(target.device(), 1, Integer::sum);
          if (target.device().equals("sleeps")) {
            throw new IOException("does not answer");
          }
          return reading();
        };
    try (Poller poller = poller(asker, 4, "sleeps", "works")) {
      poller.start();
      await().until(() -> asked.getOrDefault("works", 0) > 40);
      assertThat(asked.get("sleeps")).isLessThan(10);
      assertThat(poller.silent()).isEqualTo(1);
      assertThat(count("sleeps")).isZero();
    }
  }

  @Test
  void aBugInOneDeviceStopsNoOther() {
    Asker asker =
        target -> {
          if (target.device().equals("bug")) {
            throw new IllegalStateException("a bug");
          }
          return reading();
        };
    try (Poller poller = poller(asker, 1, "bug", "works")) {
      poller.start();
      await().until(() -> count("works") > 5);
    }
    assertThat(registry.timer(PollMetrics.ASKED, "outcome", "failed").count()).isPositive();
  }

  @Test
  void pausesGrowToAQuarterOfAnHourOrTheIntervalIfThatIsLonger() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(Poller.pause(minute, 0)).isEqualTo(60_000);
    assertThat(Poller.pause(minute, 1)).isBetween(114_000L, 126_000L);
    assertThat(Poller.pause(minute, 99)).isBetween(855_000L, 945_000L);
    assertThat(Poller.pause(Duration.ofHours(1), 99)).isBetween(3_420_000L, 3_780_000L);
  }

  private static Findings reading() {
    return new Findings(
        "test",
        List.of(Measured.pages("0", BigDecimal.ONE, Measured.PageUnit.IMPRESSIONS)),
        List.of());
  }

  private long count(String device) {
    return topics.stream().filter(topic -> topic.equals("garonne/" + device + "/0")).count();
  }

  private Poller poller(Asker asker, int concurrency, String... devices) {
    List<Target> targets =
        java.util.Arrays.stream(devices)
            .map(
                device ->
                    new Target(
                        device, new Target.Ipp(URI.create("ipp://192.0.2.1")), OFTEN, Choices.NONE))
            .toList();
    return new Poller(
        targets,
        Map.of(Target.Ipp.class, asker),
        messages -> messages.forEach(message -> topics.add(message.topic())),
        System::currentTimeMillis,
        new PollMetrics(registry),
        levels(),
        concurrency);
  }

  private KeptLevels levels() {
    try {
      return KeptLevels.open(directory.resolve("levels"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
