package io.garonne.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerBalanceTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

  /** A stage that counted so many readings on two days. */
  private static Ledger of(String stage, String instance, long first, long second, long partial) {
    TreeMap<LocalDate, SortedMap<String, Long>> days = new TreeMap<>();
    days.put(DAY.minusDays(1), new TreeMap<>());
    days.put(DAY, counts(stage, first));
    days.put(DAY.plusDays(1), counts(stage, second));
    if (partial > 0) {
      days.getOrDefault(DAY, new TreeMap<>()).put(Ledger.PARTIAL, partial);
    }
    return new Ledger(stage, instance, counts(stage, first + second), days);
  }

  private static SortedMap<String, Long> counts(String stage, long readings) {
    TreeMap<String, Long> counts = new TreeMap<>();
    counts.put("readings", readings);
    counts.put(stage.equals("ingest") ? "received" : "metered", readings);
    if (stage.equals("ingest")) {
      counts.put("stored", readings);
    }
    return counts;
  }

  private static List<LedgerBalance.Mismatch> mismatches(Ledger... records) {
    return LedgerBalance.of(List.of(records), 1000).mismatches();
  }

  @Test
  void aDayOfWhichReadingsAreMissingIsSaidWhileReadingsGoOnComing() {
    // Over all days nothing shows: some are always under way, and others came another way.
    assertThat(mismatches(of("ingest", "a", 10, 5, 0), of("streams", "0", 9, 6, 0)))
        .containsExactly(new LedgerBalance.Mismatch("ingest \u2192 streams 2026-11-26", 10, 9));
    assertThat(mismatches(of("ingest", "a", 10, 9, 0), of("streams", "0", 10, 5, 0))).isEmpty();
  }

  @Test
  void aDayIsOverWhenEveryPartitionHasGoneOn() {
    Ledger behind =
        new Ledger(
            "streams", "1", counts("streams", 1), new TreeMap<>(of("x", "", 1, 0, 0).days()));
    behind.days().remove(DAY.plusDays(1));
    assertThat(mismatches(of("ingest", "a", 10, 5, 0), of("streams", "0", 8, 5, 0), behind))
        .isEmpty();
  }

  @Test
  void aDayInWhichCountingByDayBeganIsNotCompared() {
    assertThat(mismatches(of("ingest", "a", 10, 5, 1), of("streams", "0", 9, 6, 0))).isEmpty();
    assertThat(mismatches(of("ingest", "a", 10, 5, 0), of("streams", "0", 9, 6, 1))).isEmpty();
    assertThat(
            mismatches(
                of("ingest", "a", 10, 5, 0),
                new Ledger("streams", "0", counts("streams", 15), new TreeMap<>())))
        .isEmpty();
  }

  @Test
  void aRegisterThatWasNotBookedAsItMovedIsAMismatch() {
    SortedMap<String, Long> counts = counts("streams", 3);
    counts.put(LedgerBalance.REGISTERS_CHECKED, 7L);
    counts.put(LedgerBalance.REGISTERS_FAILED, 2L);
    assertThat(mismatches(new Ledger("streams", "3", counts)))
        .containsExactly(new LedgerBalance.Mismatch("streams/3 registers", 7, 5));
  }
}
