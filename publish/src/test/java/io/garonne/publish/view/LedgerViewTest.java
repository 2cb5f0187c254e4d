package io.garonne.publish.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.wire.LedgerJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LedgerViewTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-28T01:35:30Z"));
  private final LedgerView view = new LedgerView(now::get);

  private void ingest(long readings) {
    take("ingest", Map.of("received", readings, "stored", readings, "readings", readings));
  }

  private void streams(long readings) {
    take("streams", Map.of("readings", readings, "metered", readings));
  }

  private void take(String stage, Map<String, Long> counts) {
    Ledger ledger = new Ledger(stage, "0", new TreeMap<>(counts));
    view.take(ledger.key(), LedgerJson.write(ledger));
  }

  private void pass(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  @Test
  void aBacklogThatStreamsHasNotBegunIsUnderWayAndNoMismatch() {
    streams(3);
    ingest(5_475);
    pass(Duration.ofHours(3));
    assertThat(view.balance().mismatches()).isEmpty();
    assertThat(view.balance().readingsUnderWay()).isEqualTo(5_472);
  }

  @Test
  void whatIsMissingWhenStreamsIsThroughIsAMismatch() {
    ingest(5);
    streams(4);
    pass(Duration.ofMinutes(2));
    // It may still be at it: a minute between two records is usual in a backlog.
    assertThat(view.balance().mismatches()).isEmpty();
    pass(Duration.ofMinutes(9));
    assertThat(view.balance().mismatches())
        .containsExactly(new LedgerBalance.Mismatch("ingest → streams", 5, 4));
    ingest(6);
    assertThat(view.balance().mismatches()).isEmpty();
  }
}
