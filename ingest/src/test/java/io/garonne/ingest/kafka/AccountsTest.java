package io.garonne.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.ingest.decode.Reason;
import io.garonne.model.Ledger;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static final String P0 = "energy.readings.v1/0";

  private static final LocalDate TODAY = LocalDate.parse("2026-11-27");
  private static final long NOW = TODAY.toEpochDay() * 86_400_000L + 86_399_999;

  private static Accounts begun(long next) {
    Accounts accounts = new Accounts();
    accounts.begin(
        new Ledger(
            "ingest", "it", new TreeMap<>(Map.of("received", 5L, "stored", 5L, "readings", 6L))),
        new Offsets(new TreeMap<>(Map.of(P0, next))),
        NOW);
    return accounts;
  }

  @Test
  void countsAndTheOffsetsTheyReachToChangeTogether() {
    Accounts accounts = begun(10);
    accounts.stored(accounts.partition(P0), 10, true, NOW);
    accounts.stored(accounts.partition(P0), 11, false, NOW);
    Accounts.Snapshot snapshot = accounts.take();
    assertThat(snapshot.offsets().next()).containsEntry(P0, 12L);
    assertThat(snapshot.ledger("it").counts())
        .isEqualTo(Map.of("received", 6L, "stored", 6L, "readings", 8L));
    assertThat(snapshot.gaps()).isEmpty();
  }

  @Test
  void aGapBetweenTwoConfirmationsIsLookedAtSoonAfterAStart() {
    Accounts accounts = begun(10);
    accounts.stored(accounts.partition(P0), 13, true, NOW);
    assertThat(accounts.take().gaps()).containsExactly(new Range(P0, 10, 13));
    assertThat(accounts.take().gaps()).isEmpty();
  }

  @Test
  void laterAGapHoldsOnlyOtherWritersRecords() {
    Accounts accounts = begun(10);
    accounts.watch(false);
    accounts.stored(accounts.partition(P0), 13, true, NOW);
    assertThat(accounts.take().gaps()).isEmpty();
  }

  @Test
  void aRecordWhoseOffsetTheBrokerDoesNotKnowAnyMoreIsFoundAsAGap() {
    Accounts accounts = begun(10);
    accounts.watch(false);
    accounts.stored(accounts.partition(P0), -1, true, NOW);
    accounts.stored(accounts.partition(P0), 11, true, NOW);
    Accounts.Snapshot snapshot = accounts.take();
    assertThat(snapshot.ledger("it").count("stored")).isEqualTo(6);
    assertThat(snapshot.gaps()).containsExactly(new Range(P0, 10, 11));
  }

  @Test
  void receivedIsTheSumOfWhatBecameOfTheMessages() {
    Accounts accounts = begun(10);
    accounts.stored(accounts.partition(P0), 10, true, NOW);
    accounts.deadLettered(accounts.partition("energy.deadletters.v1/0"), 0, Reason.NOT_JSON, NOW);
    accounts.add(
        new TreeMap<>(Map.of(TODAY, new TreeMap<>(Map.of(Reason.STATE_ONLY.counter(), 3L)))));
    assertThat(accounts.take().ledger("it").count("received")).isEqualTo(5 + 1 + 1 + 3);
  }

  @Test
  void aDayIsThatInWhichKafkaTookTheRecordAndTheFirstIsPartial() {
    Accounts accounts = begun(10);
    accounts.stored(accounts.partition(P0), 10, true, NOW);
    accounts.stored(accounts.partition(P0), 11, true, NOW + 1);
    accounts.deadLettered(
        accounts.partition("energy.deadletters.v1/0"), 0, Reason.NOT_JSON, NOW + 1);
    var days = accounts.take().ledger("it").days();
    assertThat(days.get(TODAY))
        .isEqualTo(Map.of("received", 1L, "stored", 1L, "readings", 1L, "partial", 1L));
    assertThat(days.get(TODAY.plusDays(1)))
        .isEqualTo(
            Map.of("received", 2L, "stored", 1L, "readings", 1L, "dead-lettered.not-json", 1L));
    Accounts after = new Accounts();
    after.begin(accounts.take().ledger("it"), new Offsets(new TreeMap<>()), NOW);
    assertThat(after.take().ledger("it").days()).isEqualTo(days);
  }

  @Test
  void aSnapshotThatCouldNotBeWrittenIsGivenBack() {
    Accounts accounts = begun(10);
    accounts.stored(accounts.partition(P0), 13, true, NOW);
    Accounts.Snapshot failed = accounts.take();
    assertThat(accounts.changed()).isFalse();
    accounts.restore(failed);
    assertThat(accounts.changed()).isTrue();
    assertThat(accounts.take().gaps()).containsExactly(new Range(P0, 10, 13));
  }

  @Test
  void offsetsAreWrittenAndReadAsText() {
    Offsets offsets = new Offsets(new TreeMap<>(Map.of(P0, 3L, "energy.readings.v1/11", 7L)));
    assertThat(Offsets.parse(offsets.text())).isEqualTo(offsets);
    assertThat(Offsets.parse("").next()).isEmpty();
  }
}
