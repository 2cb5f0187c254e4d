package io.garonne.publish.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.publish.Estate;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Paint;
import io.garonne.publish.text.Texts;
import io.garonne.publish.view.Views;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerTableTest {
  @Test
  void bothEquationsAndEachInstanceAreThereAndWhetherTheyHold() throws IOException {
    String table = table(Estate.usual(), Paint.NONE);
    assertThat(table)
        .containsSubsequence(
            "Received", "412,907", "Stored", "410,102", "Ignored", "2,721", "Dead-lettered", "43")
        .containsSubsequence("Metered", "Known already", "Too late", "Void", "Under way")
        .containsSubsequence("ingest/garonne-ingest", "412,907", "412,866", "41")
        .containsSubsequence("streams/0", "167,300", "167,300", "0")
        .endsWith("The ledger balances.\n")
        .doesNotContain("\u001b");
  }

  @Test
  void aMismatchIsSaidAndOnATerminalSeen() throws IOException {
    String table = table(Estate.unbalanced(), Paint.COLOURS);
    assertThat(table)
        .endsWith(
            "\u001b[1;31mThe ledger does not balance for streams/0: 167,300 in, 167,299"
                + " accounted for.\u001b[0m\n");
  }

  @Test
  void inCsvTheTermsAddUpToTheirSum() throws IOException {
    StringBuilder csv = new StringBuilder();
    LedgerCsv.write(Estate.usual().ledger().balance(), TotalsCsv.LineEnd.LF, csv);
    long received = 0;
    long terms = 0;
    for (String line : csv.toString().split("\n", -1)) {
      String[] cells = line.split(",", -1);
      if (cells[0].equals("messages")) {
        long count = Long.parseLong(cells[3]);
        received += cells[1].equals("received") ? count : 0;
        terms += cells[1].equals("received") ? 0 : count;
      }
    }
    assertThat(received).isPositive().isEqualTo(terms);
  }

  @Test
  void whatRegistersMovedByAndWhatWasBookedForThemIsInTableCsvAndJson() throws IOException {
    Ledger streams =
        new Ledger(
            "streams",
            "0",
            new TreeMap<>(
                Map.of(
                    LedgerBalance.REGISTERS_CHECKED, 7L,
                    LedgerBalance.REGISTERS_OPEN, 2L,
                    LedgerBalance.REGISTERS_MOVED, 9_000_000_001L,
                    LedgerBalance.REGISTERS_BOOKED, 9_000_000_001L,
                    LedgerBalance.REGISTERS_VOIDED, 3_600_000_000L,
                    LedgerBalance.REGISTERS_HELD_BACK, 1_800_000_000L)));
    LedgerBalance balance = LedgerBalance.of(List.of(streams), 0);
    StringBuilder table = new StringBuilder();
    new LedgerTable(new Texts(Language.EN), Paint.NONE).write(balance, List.of(streams), table);
    assertThat(table)
        .contains("7 steps held against what was booked for them, 0 not the same; of 2 it cannot")
        .contains("moved by 2.50 kWh, and 2.50 kWh were booked", "back: 1.00 kWh", "0.500 kWh");
    StringBuilder csv = new StringBuilder();
    LedgerCsv.write(balance, TotalsCsv.LineEnd.LF, csv);
    assertThat(csv).contains("registers,conserved,,7\n", "registers,moved-mj,,9000000001\n");
    assertThat(new String(LedgerBalanceJson.write(balance, false, List.of()), UTF_8))
        .contains("\"registers\":{\"conserved\":7,\"mismatched\":0,\"open\":2,")
        .contains("\"heldBackMillijoules\":1800000000");
  }

  private static String table(Views views, Paint paint) throws IOException {
    StringBuilder out = new StringBuilder();
    LedgerBalance balance = views.ledger().balance();
    new LedgerTable(new Texts(Language.EN), paint).write(balance, views.ledger().all(), out);
    return out.toString();
  }
}
