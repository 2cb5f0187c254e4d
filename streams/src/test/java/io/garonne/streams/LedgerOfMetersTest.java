package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Finding;
import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.metering.SlotEnergy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The meter's side of the ledger. */
class LedgerOfMetersTest {
  private static final Instant MORNING = Instant.parse("2026-03-10T08:00:00Z");

  @TempDir Path dir;

  private static Ledger ledger(TotalsDriver driver) {
    return Objects.requireNonNull(driver.ledger("streams/0"));
  }

  @Test
  void aReadingCountsInTheDayInWhichKafkaTookItWhateverItSaysItself() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      driver.energy("plug", "0", MORNING, 1);
      driver.energy("plug", "0", MORNING.plusSeconds(60), 2);
      driver.later(Duration.ofDays(1));
      driver.energy("plug", "0", MORNING.plusSeconds(60), 2);
      driver.energy("plug", "0", MORNING.minus(Duration.ofDays(3)), 0);
      driver.flush();
      Map<LocalDate, ?> days = ledger(driver).days();
      assertThat(days).hasSize(2);
      Ledger first = ledger(driver).of(LocalDate.of(2026, 3, 10));
      Ledger second = ledger(driver).of(LocalDate.of(2026, 3, 11));
      assertThat(first.counts()).containsEntry("readings", 2L).containsEntry("metered", 2L);
      assertThat(second.counts())
          .containsEntry("readings", 2L)
          .containsEntry("repeated", 1L)
          .containsEntry("too-late", 1L)
          .doesNotContainKey(Ledger.PARTIAL);
    }
  }

  @Test
  void energyThatIsLostBetweenARegistersStepAndItsQuarterHourIsFound() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      for (int minute = 0; minute < 60; minute += 2) {
        driver.energy("plug", "0", MORNING.plusSeconds(minute * 60L), minute);
        driver.flush();
      }
      assertThat(ledger(driver).count(LedgerBalance.REGISTERS_CHECKED)).isGreaterThan(20);
      assertThat(ledger(driver).count(LedgerBalance.REGISTERS_FAILED)).isZero();
      driver.alerts();
      loseAMillijoule(driver.store(Names.BLOCKS));
      driver.energy("plug", "0", MORNING.plusSeconds(17 * 60), 17);
      driver.flush();
      assertThat(ledger(driver).count(LedgerBalance.REGISTERS_FAILED)).isEqualTo(1);
      assertThat(LedgerBalance.of(java.util.List.of(ledger(driver)), 0).mismatches())
          .extracting(LedgerBalance.Mismatch::instance)
          .containsExactly("streams/0 registers");
      assertThat(driver.alerts())
          .filteredOn(f -> f.kind() == Finding.Kind.LEDGER_MISMATCH)
          .singleElement()
          .satisfies(
              f -> {
                assertThat(f.device()).isEqualTo("plug");
                assertThat(f.detail()).contains("moved by 0 and 1 were booked");
              });
    }
  }

  @Test
  void theEnergyOfRegistersIsInTheLedgerAsItMovedWasBookedIsVoidAndWaits() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      for (int minute = 0; minute <= 30; minute += 2) {
        driver.energy("plug", "0", MORNING.plusSeconds(minute * 60L), 1000 + minute);
        driver.flush();
      }
      LedgerBalance.Registers steady = registers(driver);
      assertThat(steady.mismatched()).isZero();
      // In the quarter-hour in which the register began, an earlier reading could still come first.
      assertThat(steady.open()).isEqualTo(7);
      assertThat(steady.conserved()).isEqualTo(8);
      assertThat(steady.moved()).isEqualTo(16 * 3_600_000L).isEqualTo(steady.booked());
      assertThat(steady.voided()).isZero();
      assertThat(steady.heldBack()).isZero();
      // It seems to have restarted: what it counted since waits for a second reading,
      driver.energy("plug", "0", MORNING.plusSeconds(32 * 60), 5);
      driver.flush();
      assertThat(registers(driver).heldBack()).isEqualTo(5 * 3_600_000L);
      // comes and books its own step; and then the old register goes on, so that was a glitch.
      driver.energy("plug", "0", MORNING.plusSeconds(34 * 60), 7);
      driver.flush();
      assertThat(registers(driver).heldBack()).isZero();
      driver.energy("plug", "0", MORNING.plusSeconds(36 * 60), 1036);
      driver.flush();
      LedgerBalance.Registers after = registers(driver);
      assertThat(after.voided()).isEqualTo(2 * 3_600_000L);
      assertThat(after.heldBack()).isZero();
      assertThat(after.open()).isPositive();
      assertThat(after.moved()).isEqualTo(after.booked());
    }
  }

  private static LedgerBalance.Registers registers(TotalsDriver driver) {
    return LedgerBalance.of(java.util.List.of(ledger(driver)), 0).registers();
  }

  /** What the second block says it had booked is one millijoule less than it was. */
  private static void loseAMillijoule(KeyValueStore<Bytes, byte[]> blocks) {
    KeyValue<Bytes, byte[]> second;
    try (KeyValueIterator<Bytes, byte[]> all = blocks.all()) {
      all.next();
      second = all.next();
    }
    Block block = Block.unpack(second.value);
    TreeMap<Long, SlotEnergy> slots = new TreeMap<>(block.slots());
    slots.merge(slots.firstKey(), new SlotEnergy(-1, 0, 0, 0, 0, 0, 0, 0, 0), SlotEnergy::plus);
    blocks.put(
        second.key, new Block(block.before(), block.samples(), slots, block.events()).pack());
  }

  @Test
  void countersOfBeforeThereWereCorrectionsGoOn() {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("counters"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<String, byte[]>().getStateStoreContext(), store);
    long now = MORNING.toEpochMilli();
    byte[] before =
        new Packer()
            .number(5)
            .number(2)
            .number(1)
            .number(1)
            .number(7)
            .number(0)
            .number(9)
            .number(0)
            .toBytes();
    store.put("ledger", before);
    store.put("offset", new Packer().number(8).number(9).number(20_000).number(9).toBytes());
    MeterCounters counters = new MeterCounters(store, () -> 0, now);
    assertThat(counters.ledger(0).counts()).doesNotContainKey(LedgerBalance.CORRECTIONS);
    counters.took(9, now, 0);
    counters.addCorrections(1, 0, 0);
    assertThat(new MeterCounters(store, () -> 0, now).ledger(0).counts())
        .containsEntry(LedgerBalance.CORRECTIONS, 1L)
        .containsEntry("readings", 9L)
        .containsEntry("metered", 5L)
        .containsEntry(LedgerBalance.REGISTERS_CHECKED, 7L);
  }

  @Test
  void countersOfBeforeThereWereDaysGoOnAndTheirFirstDayIsPartial() {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("counters"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<String, byte[]>().getStateStoreContext(), store);
    store.put("ledger", new Packer().number(5).number(2).number(1).number(1).toBytes());
    store.put("offset", new Packer().number(11).toBytes());
    long now = MORNING.toEpochMilli();
    MeterCounters counters = new MeterCounters(store, () -> 3, now);
    assertThat(counters.offset()).isEqualTo(11);
    counters.took(12, now, 1);
    counters.add(4, 0, 0, 0);
    Ledger ledger = counters.ledger(0);
    assertThat(ledger.counts()).containsEntry("readings", 13L).containsEntry("metered", 9L);
    assertThat(LedgerBalance.of(java.util.List.of(ledger), 0).mismatches()).isEmpty();
    assertThat(ledger.of(LocalDate.of(2026, 3, 10)).count(Ledger.PARTIAL)).isEqualTo(1);
    assertThat(new MeterCounters(store, () -> 0, now).ledger(0)).isEqualTo(ledger);
  }
}
