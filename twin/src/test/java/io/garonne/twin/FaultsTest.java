package io.garonne.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.garonne.model.Device;
import io.garonne.model.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each fault appears as often as asked for, and nothing else changes. */
class FaultsTest {
  private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
  private static final long DAY = 86_400_000L;
  private static final EstateSpec SPEC = EstateSpec.of(7, 48, 3, Duration.ofSeconds(60));

  private static final List<TwinMessage> CLEAN = run(SPEC);

  @Test
  void duplicatesAreTheSameMessageAgain() {
    List<TwinMessage> messages = run("duplicates=0.1");

    assertThat((double) messages.size() / CLEAN.size()).isCloseTo(1.1, within(0.005));
    assertThat(distinct(messages).equals(distinct(CLEAN))).isTrue();
  }

  @Test
  void lateMessagesKeepTheirOwnTime() {
    List<TwinMessage> messages = run("late=0.05:PT30M");
    long late = messages.stream().filter(m -> m.at() - m.reading().at() > 2_000).count();
    long most = messages.stream().mapToLong(m -> m.at() - m.reading().at()).max().orElse(0);

    assertThat(messages).hasSameSizeAs(CLEAN);
    assertThat(distinct(messages).equals(distinct(CLEAN))).isTrue();
    assertThat((double) late / CLEAN.size()).isCloseTo(0.05, within(0.003));
    assertThat(most).isBetween(1_700_000L, 1_801_000L);
    assertThat(messages).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
  }

  @Test
  void strayZerosAreOneReadingOnly() {
    List<TwinMessage> messages = run("zeros=0.01");
    long registers = CLEAN.stream().filter(m -> m.reading().energy() != null).count();
    long zeros = messages.stream().filter(m -> isZero(m.reading())).count();

    assertThat((double) zeros / registers).isCloseTo(0.01, within(0.001));
    Set<String> others = distinct(messages.stream().filter(m -> !isZero(m.reading())).toList());
    assertThat(distinct(CLEAN).containsAll(others)).isTrue();
  }

  @Test
  void jitterMovesReadingsWithinTheInterval() {
    List<TwinMessage> messages = run("jitter=0.5");
    assertThat((double) messages.size() / CLEAN.size()).isCloseTo(1, within(0.001));
    Map<String, List<Long>> times = new HashMap<>();
    messages.forEach(m -> times.computeIfAbsent(m.topic(), t -> new ArrayList<>()).add(m.at()));
    for (List<Long> own : times.values()) {
      for (int i = 1; i < own.size(); i++) {
        assertThat(own.get(i) - own.get(i - 1)).isBetween(30_000L, 90_000L);
      }
    }
  }

  @Test
  void gapsAreSilenceWhileTheTruthGoesOn() {
    Twin clean = new Twin(SPEC);
    Twin faulty = new Twin(SPEC.withFaults(FaultSpec.parse("gaps=2:PT1H")));
    List<TwinMessage> messages = run("gaps=2:PT1H");

    // Two gaps of half an hour on average, some cut off by midnight.
    assertThat(1 - (double) messages.size() / CLEAN.size()).isCloseTo(2 / 48.0, within(0.012));
    assertThat(distinct(CLEAN).containsAll(distinct(messages))).isTrue();
    for (Device device : clean.inventory()) {
      assertThat(faulty.trueEnergy(device.device(), START, START + DAY))
          .isEqualTo(clean.trueEnergy(device.device(), START, START + DAY));
    }
  }

  @Test
  void resetsAndColdRestartsSetTheRegisterToZero() {
    // The truth's first two months may have resets too; only falls within the day are counted.
    long devices = registerDevices();
    long steady = falls(CLEAN);
    long resets = falls(run("resets=1"));
    List<TwinMessage> cold = run("cold-restarts=1");

    assertThat(steady).isZero();
    assertThat(resets).isBetween(devices * 9 / 10, devices);
    assertThat(falls(cold)).isBetween(devices * 9 / 10, devices);
    assertThat(cold.size()).isLessThan(CLEAN.size());
  }

  @Test
  void restartsKeepTheRegister() {
    List<TwinMessage> messages = run("restarts=3");

    assertThat(falls(messages)).isZero();
    assertThat(messages.size()).isLessThan(CLEAN.size());
    assertThat(distinct(CLEAN).containsAll(distinct(messages))).isTrue();
  }

  @Test
  void aWrongClockStampsOtherTimesForAWhile() {
    List<TwinMessage> messages = run("clock-steps=4:PT10M");
    long wrong =
        messages.stream().filter(m -> Math.abs(m.at() - m.reading().at()) >= 2_000).count();

    assertThat(messages).hasSameSizeAs(CLEAN);
    // Four times 65 minutes on average out of 24 hours, overlaps and midnight taken off.
    assertThat((double) wrong / messages.size()).isBetween(0.12, 0.19);
    assertThat(messages).allMatch(m -> Math.abs(m.at() - m.reading().at()) <= 601_000);
  }

  @Test
  void burstsAreHeldBackAndSentAtOnce() {
    List<TwinMessage> messages = run("bursts=2:PT15M");
    Map<String, Integer> together = new HashMap<>();
    messages.forEach(m -> together.merge(m.topic() + m.at(), 1, Integer::sum));

    assertThat(distinct(messages).equals(distinct(CLEAN))).isTrue();
    assertThat(together.values()).anyMatch(count -> count > 5);
  }

  @Test
  void aPowerCutStopsTheWholeSiteAndItsTrueEnergy() {
    EstateSpec spec = SPEC.withFaults(FaultSpec.parse("power-cuts=1:PT2H"));
    Twin clean = new Twin(SPEC);
    Twin faulty = new Twin(spec);
    Map<String, Set<Long>> dark = new HashMap<>();
    for (Device device : clean.inventory()) {
      String site = device.assignments().get(0).site();
      Set<Long> minutes = new HashSet<>();
      for (long minute = START; minute < START + DAY; minute += 60_000) {
        if (faulty.trueEnergy(device.device(), minute, minute + 60_000) == 0) {
          minutes.add(minute);
        }
      }
      assertThat(dark.computeIfAbsent(site, s -> minutes)).isEqualTo(minutes);
      assertThat(minutes.size()).isBetween(1, 240);
      assertThat(faulty.trueEnergy(device.device(), START, START + DAY))
          .isLessThan(clean.trueEnergy(device.device(), START, START + DAY));
    }
    assertThat(run(spec))
        .noneMatch(
            m -> {
              Device device = device(clean, m.device());
              String site = device.assignments().get(0).site();
              return dark.getOrDefault(site, Set.of()).contains(m.at() / 60_000 * 60_000);
            });
  }

  private static Device device(Twin twin, String name) {
    return twin.inventory().stream().filter(d -> d.device().equals(name)).findFirst().orElseThrow();
  }

  private static long registerDevices() {
    return CLEAN.stream()
        .filter(m -> m.reading().energy() != null)
        .map(TwinMessage::topic)
        .distinct()
        .count();
  }

  private static long falls(List<TwinMessage> messages) {
    Map<String, Long> last = new HashMap<>();
    long falls = 0;
    for (TwinMessage message : messages) {
      Long energy = message.reading().energy();
      if (energy != null) {
        Long before = last.put(message.topic(), energy);
        falls += before != null && before > energy ? 1 : 0;
      }
    }
    return falls;
  }

  private static boolean isZero(Reading reading) {
    Long energy = reading.energy();
    return energy != null && energy == 0;
  }

  private static List<TwinMessage> run(String faults) {
    return run(SPEC.withFaults(FaultSpec.parse(faults)));
  }

  private static List<TwinMessage> run(EstateSpec spec) {
    List<TwinMessage> messages = new ArrayList<>();
    new Twin(spec).messages(START, START + DAY).forEachRemaining(messages::add);
    return messages;
  }

  private static Set<String> distinct(List<TwinMessage> messages) {
    Set<String> texts = new HashSet<>();
    messages.forEach(
        m ->
            texts.add(
                m.topic() + new String(m.payload(), java.nio.charset.StandardCharsets.UTF_8)));
    return texts;
  }
}
