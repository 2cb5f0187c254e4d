package io.garonne.publish.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.LedgerBalance;
import io.garonne.publish.Estate;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Paint;
import io.garonne.publish.text.Texts;
import io.garonne.publish.view.Views;
import java.io.IOException;
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

  private static String table(Views views, Paint paint) throws IOException {
    StringBuilder out = new StringBuilder();
    LedgerBalance balance = views.ledger().balance();
    new LedgerTable(new Texts(Language.EN), paint).write(balance, views.ledger().all(), out);
    return out.toString();
  }
}
