package io.garonne.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.wire.LedgerJson;
import io.garonne.publish.view.LedgerView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LedgerMetricsTest {
  @Test
  void metricsHaveBothEquationsOfTheNewestEightDaysAndWhatBecameOfRegisters() {
    TreeMap<String, Long> counts = new TreeMap<>(counts(9));
    counts.putAll(
        Map.of(
            LedgerBalance.REGISTERS_CHECKED, 7L,
            LedgerBalance.REGISTERS_FAILED, 1L,
            LedgerBalance.REGISTERS_OPEN, 2L,
            LedgerBalance.REGISTERS_MOVED, 3_600_001L,
            LedgerBalance.REGISTERS_BOOKED, 3_600_000L,
            LedgerBalance.REGISTERS_VOIDED, 4_000L,
            LedgerBalance.REGISTERS_HELD_BACK, 1_500L));
    TreeMap<LocalDate, SortedMap<String, Long>> days = new TreeMap<>();
    LocalDate first = LocalDate.of(2026, 3, 1);
    for (int day = 0; day < 9; day++) {
      days.put(first.plusDays(day), new TreeMap<>(counts(day)));
    }
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    LedgerView view = new LedgerView(InstantSource.fixed(Instant.ofEpochMilli(Estate.NOW)));
    LedgerMetrics metrics = new LedgerMetrics(() -> view, registry);
    view.take("streams/0", LedgerJson.write(new Ledger("streams", "0", counts, days)));
    metrics.days();
    assertThat(value(registry, LedgerMetrics.CHECKS, "are", "conserved")).isEqualTo(6);
    assertThat(value(registry, LedgerMetrics.CHECKS, "are", "mismatched")).isEqualTo(1);
    assertThat(value(registry, LedgerMetrics.CHECKS, "are", "open")).isEqualTo(2);
    assertThat(value(registry, LedgerMetrics.ENERGY, "are", "moved")).isEqualTo(3600.001);
    assertThat(value(registry, LedgerMetrics.ENERGY, "are", "booked")).isEqualTo(3600);
    assertThat(value(registry, LedgerMetrics.ENERGY, "are", "void")).isEqualTo(4);
    assertThat(value(registry, LedgerMetrics.ENERGY, "are", "held-back")).isEqualTo(1.5);
    assertThat(daysOf(registry)).hasSize(8).contains("2026-03-09").doesNotContain("2026-03-01");
    assertThat(value(registry, LedgerMetrics.DAY_READINGS, "day", "2026-03-09", "are", "read"))
        .isEqualTo(8);
    days.put(first.plusDays(9), new TreeMap<>(counts(42)));
    view.take("streams/0", LedgerJson.write(new Ledger("streams", "0", counts, days)));
    metrics.days();
    assertThat(daysOf(registry)).hasSize(8).contains("2026-03-10").doesNotContain("2026-03-02");
  }

  private static Map<String, Long> counts(long readings) {
    return Map.of("readings", readings, "metered", readings);
  }

  private static double value(SimpleMeterRegistry registry, String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  private static Set<String> daysOf(SimpleMeterRegistry registry) {
    return registry.find(LedgerMetrics.DAY_READINGS).gauges().stream()
        .map(gauge -> gauge.getId().getTag("day"))
        .collect(Collectors.toSet());
  }
}
