package io.garonne.deploy.replay;

import io.garonne.model.Total;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.TotalsReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** What a replay leaves behind: {@code totals.csv} and {@code ledger.json}. */
final class Outputs {
  private Outputs() {}

  /** Reads the totals of devices, and of sites and classes, and writes them. Returns how many. */
  static int writeTotals(String bootstrap, Path out) throws IOException {
    List<Total> totals = new ArrayList<>();
    for (Topics topic : Topics.totals()) {
      totals.addAll(TotalsReader.read(bootstrap, topic, Outputs::belongs));
    }
    Files.createDirectories(out);
    Path fresh = out.resolve("totals.csv.new");
    try (Writer writer = Files.newBufferedWriter(fresh)) {
      TotalsCsv.write(totals, TotalsCsv.LineEnd.LF, writer);
    }
    Files.move(fresh, out.resolve("totals.csv"), StandardCopyOption.REPLACE_EXISTING);
    return totals.size();
  }

  /** Writes the accounts. */
  static void writeLedger(Accounts accounts, Path out) throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("ledger.json"), accounts.toJson());
  }

  private static boolean belongs(Total total) {
    return total.isMetered()
        && total.scope().site() != null
        && total.scope().equipmentClass() != null;
  }
}
