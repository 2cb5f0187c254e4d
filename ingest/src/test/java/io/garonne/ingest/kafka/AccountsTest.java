package io.garonne.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.ingest.decode.Reason;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static final String P0 = "energy.readings.v1/0";

  private static Accounts begun(long next) {
    Accounts accounts = new Accounts();
    accounts.begin(
        Map.of("received", 5L, "stored", 5L, "readings", 6L),
        new Offsets(new TreeMap<>(Map.of(P0, next))));
    return accounts;
  }

  @Test
  void countsAndTheOffsetsTheyReachToChangeTogether() {
    Accounts accounts = begun(10);
    accounts.stored(accounts.partition(P0), 10, true);
    accounts.stored(accounts.partition(P0), 11, false);
    Accounts.Snapshot snapshot = accounts.take();
    assertThat(snapshot.offsets().next()).containsEntry(P0, 12L);
    assertThat(snapshot.ledger("it").counts())
        .isEqualTo(Map.of("received", 6L, "stored", 6L, "readings", 8L));
    assertThat(snapshot.gaps()).isEmpty();
  }

  @Test
  void aGapBetweenTwoConfirmationsIsLookedAtSoonAfterAStart() {
    Accounts accounts = begun(10);
    accounts.stored(accounts.partition(P0), 13, true);
    assertThat(accounts.take().gaps()).containsExactly(new Range(P0, 10, 13));
    assertThat(accounts.take().gaps()).isEmpty();
  }

  @Test
  void laterAGapHoldsOnlyOtherWritersRecords() {
    Accounts accounts = begun(10);
    accounts.watch(false);
    accounts.stored(accounts.partition(P0), 13, true);
    assertThat(accounts.take().gaps()).isEmpty();
  }

  @Test
  void aRecordWhoseOffsetTheBrokerDoesNotKnowAnyMoreIsFoundAsAGap() {
    Accounts accounts = begun(10);
    accounts.watch(false);
    accounts.stored(accounts.partition(P0), -1, true);
    accounts.stored(accounts.partition(P0), 11, true);
    Accounts.Snapshot snapshot = accounts.take();
    assertThat(snapshot.ledger("it").count("stored")).isEqualTo(6);
    assertThat(snapshot.gaps()).containsExactly(new Range(P0, 10, 11));
  }

  @Test
  void receivedIsTheSumOfWhatBecameOfTheMessages() {
    Accounts accounts = begun(10);
    accounts.stored(accounts.partition(P0), 10, true);
    accounts.deadLettered(accounts.partition("energy.deadletters.v1/0"), 0, Reason.NOT_JSON);
    accounts.add(Map.of(Reason.STATE_ONLY.counter(), 3L));
    assertThat(accounts.take().ledger("it").count("received")).isEqualTo(5 + 1 + 1 + 3);
  }

  @Test
  void aSnapshotThatCouldNotBeWrittenIsGivenBack() {
    Accounts accounts = begun(10);
    accounts.stored(accounts.partition(P0), 13, true);
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
