package io.garonne.publish.ledger;

import io.garonne.model.LedgerBalance;
import io.garonne.publish.TotalsCsv;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/**
 * The ledger as CSV (RFC 4180): a line for each term of both equations, of which the first is the
 * sum of the others; then how often registers were held against what was booked for them, and their
 * energies in millijoules. The header is a promise.
 */
public final class LedgerCsv {
  /** The columns, in order. */
  public static final List<String> COLUMNS = List.of("equation", "term", "reason", "count");

  private LedgerCsv() {}

  /** Writes the header and the terms. */
  public static void write(LedgerBalance b, TotalsCsv.LineEnd lineEnd, Appendable out)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    lines.append(String.join(",", COLUMNS)).append('\n');
    terms(b, lines);
    // Instances and reasons have no line feeds.
    out.append(lines.toString().replace("\n", lineEnd.characters()));
  }

  private static void terms(LedgerBalance b, StringBuilder out) {
    line(out, "messages", "received", "", b.received());
    line(out, "messages", "stored", "", b.stored());
    lines(out, "ignored", b.ignored());
    lines(out, "dead-lettered", b.deadLettered());
    line(out, "messages", "under-way", "", b.underWay());
    line(out, "readings", "stored", "", b.readingsStored());
    line(out, "readings", "from-elsewhere", "", b.readingsFromElsewhere());
    line(out, "readings", "metered", "", b.metered());
    line(out, "readings", "repeated", "", b.repeated());
    line(out, "readings", "too-late", "", b.tooLate());
    line(out, "readings", "void", "", b.voided());
    line(out, "readings", "under-way", "", b.readingsUnderWay());
    LedgerBalance.Registers r = b.registers();
    line(out, "registers", "conserved", "", r.conserved());
    line(out, "registers", "mismatched", "", r.mismatched());
    line(out, "registers", "open", "", r.open());
    line(out, "registers", "moved-mj", "", r.moved());
    line(out, "registers", "booked-mj", "", r.booked());
    line(out, "registers", "voided-mj", "", r.voided());
    line(out, "registers", "held-back-mj", "", r.heldBack());
    for (LedgerBalance.Mismatch m : b.mismatches()) {
      line(out, "mismatch", "in", m.instance(), m.in());
      line(out, "mismatch", "out", m.instance(), m.out());
    }
  }

  private static void lines(StringBuilder out, String term, SortedMap<String, Long> byReason) {
    for (var reason : byReason.entrySet()) {
      line(out, "messages", term, reason.getKey(), reason.getValue());
    }
  }

  private static void line(StringBuilder out, String equation, String term, String reason, long n) {
    out.append(String.join(",", equation, term, TotalsCsv.field(reason), Long.toString(n)))
        .append('\n');
  }
}
