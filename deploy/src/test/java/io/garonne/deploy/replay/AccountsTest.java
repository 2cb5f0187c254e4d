package io.garonne.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Ledger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static final List<SeriesScan> SERIES =
      List.of(
          new SeriesScan(
              new SeriesFile(Path.of("a.csv"), "power/a.csv", "a"),
              "",
              12,
              new TreeMap<>(Map.of("empty", 2L)),
              null,
              0,
              1,
              -1,
              List.of()));

  private static Ledger ingest(long received, long stored, long ignored, long dead) {
    return new Ledger(
        "ingest",
        "garonne-ingest",
        new TreeMap<>(
            Map.of(
                "received", received,
                "stored", stored,
                "readings", stored,
                "ignored.empty", ignored,
                "dead-lettered.not-json", dead)));
  }

  private static Ledger streams(long metered, long repeated, long late) {
    return new Ledger(
        "streams",
        "0",
        new TreeMap<>(Map.of("metered", metered, "repeated", repeated, "too-late", late)));
  }

  @Test
  void theyBalanceWhenEveryLineEndedSomewhere() {
    Accounts accounts =
        Accounts.of(SERIES, 10, 10, List.of(ingest(13, 11, 1, 1), streams(8, 2, 1)), 11);
    assertThat(accounts.balance()).isTrue();
    assertThat(accounts.toJson())
        .contains("\"received\": 13,", "\"tooLate\": 1,", "\"balances\": true")
        .contains("\"deadLettered\": {\n    \"not-json\": 1\n  }");
  }

  @Test
  void readingsPastIngestCountAsReceivedAndStored() {
    Accounts accounts = Accounts.of(SERIES, 10, 10, List.of(streams(9, 1, 0)), 10);
    assertThat(accounts.received()).isEqualTo(10);
    assertThat(accounts.stored()).isEqualTo(10);
    assertThat(accounts.balance()).isTrue();
  }

  @Test
  void anyHoleIsFound() {
    Ledger all = ingest(10, 10, 0, 0);
    // A line that is not published, a message that ingest lost, a reading that streams lost, a
    // message that never arrived.
    assertThat(Accounts.of(SERIES, 9, 9, List.of(all, streams(10, 0, 0)), 10).balance()).isFalse();
    assertThat(
            Accounts.of(SERIES, 10, 10, List.of(ingest(11, 10, 0, 0), streams(10, 0, 0)), 10)
                .balance())
        .isFalse();
    assertThat(Accounts.of(SERIES, 10, 10, List.of(all, streams(9, 0, 0)), 10).balance()).isFalse();
    assertThat(
            Accounts.of(SERIES, 10, 10, List.of(ingest(9, 9, 0, 0), streams(9, 0, 0)), 9).balance())
        .isFalse();
  }
}
