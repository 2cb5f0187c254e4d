package io.garonne.publish.ledger;

import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.publish.text.Columns;
import io.garonne.publish.text.Paint;
import io.garonne.publish.text.Sparkline;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** The ledger for a person: both equations, each stage and instance, and whether all adds up. */
public final class LedgerTable {
  private static final int BAR = 20;

  private final Texts texts;
  private final Paint paint;

  public LedgerTable(Texts texts, Paint paint) {
    this.texts = texts;
    this.paint = paint;
  }

  /** Writes the equations, then the instances they are made of. */
  public void write(LedgerBalance b, List<Ledger> records, Appendable out) throws IOException {
    Columns messages = equation("ledger.messages");
    sum(messages, "ledger.received", b.received());
    term(messages, "ledger.stored", b.stored(), b.received());
    reasons(messages, "ledger.ignored", b.ignored(), b.received());
    reasons(messages, "ledger.dead-lettered", b.deadLettered(), b.received());
    term(messages, "ledger.under-way", b.underWay(), b.received());
    messages.write(out);
    out.append('\n');
    long readings = b.readingsStored() + b.readingsFromElsewhere();
    Columns metered = equation("ledger.readings");
    sum(metered, "ledger.readings-stored", b.readingsStored());
    if (b.readingsFromElsewhere() > 0) {
      sum(metered, "ledger.elsewhere", b.readingsFromElsewhere());
    }
    term(metered, "ledger.metered", b.metered(), readings);
    term(metered, "ledger.repeated", b.repeated(), readings);
    term(metered, "ledger.too-late", b.tooLate(), readings);
    term(metered, "ledger.void", b.voided(), readings);
    term(metered, "ledger.under-way", b.readingsUnderWay(), readings);
    metered.write(out);
    out.append('\n');
    instances(records, out);
    out.append('\n');
    registers(b.registers(), out);
    corrections(records, out);
    if (b.mismatches().isEmpty()) {
      out.append(paint.good(texts.get("ledger.ok"))).append('\n');
    }
    for (LedgerBalance.Mismatch m : b.mismatches()) {
      String line =
          texts.get(
              "ledger.mismatch",
              printable(m.instance()),
              texts.count(m.in()),
              texts.count(m.out()));
      out.append(paint.bad(line)).append('\n');
    }
  }

  /**
   * Writes both equations of single days, the newest first; days are of UTC, by when Kafka took the
   * record.
   */
  public void writeDays(List<Ledger> records, int most, Appendable out) throws IOException {
    Columns table =
        new Columns(
            List.of(
                texts.get("ledger.day"),
                texts.get("ledger.received"),
                texts.get("ledger.stored"),
                texts.get("ledger.ignored"),
                texts.get("ledger.dead-lettered"),
                texts.get("ledger.readings-stored"),
                texts.get("ledger.metered"),
                texts.get("ledger.repeated"),
                texts.get("ledger.too-late"),
                texts.get("ledger.void"),
                ""),
            Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
    LedgerBalance.byDay(records, most)
        .forEach(
            (day, b) ->
                table.add(
                    List.of(
                        day.toString(),
                        texts.count(b.received()),
                        texts.count(b.stored()),
                        texts.count(LedgerBalance.sum(b.ignored())),
                        texts.count(LedgerBalance.sum(b.deadLettered())),
                        texts.count(b.readingsStored()),
                        texts.count(b.metered()),
                        texts.count(b.repeated()),
                        texts.count(b.tooLate()),
                        texts.count(b.voided()),
                        LedgerBalance.isPartial(records, day)
                            ? texts.get("ledger.partial")
                            : b.readingsStored() == b.readingsRead() ? "=" : "≠")));
    table.write(out);
    out.append('\n');
  }

  private void registers(LedgerBalance.Registers r, Appendable out) throws IOException {
    if (r.conserved() + r.mismatched() + r.open() > 0) {
      out.append(
              texts.get(
                  "ledger.registers",
                  texts.count(r.conserved() + r.mismatched()),
                  texts.count(r.mismatched()),
                  texts.count(r.open())))
          .append('\n')
          .append(
              texts.get(
                  "ledger.registers.energy",
                  texts.kilowattHours(r.moved()),
                  texts.kilowattHours(r.booked()),
                  texts.kilowattHours(r.voided()),
                  texts.kilowattHours(r.heldBack())))
          .append("\n\n");
    }
  }

  private void corrections(List<Ledger> records, Appendable out) throws IOException {
    long corrections = total(records, LedgerBalance.CORRECTIONS);
    long repeated = total(records, LedgerBalance.CORRECTIONS_REPEATED);
    long tooLate = total(records, LedgerBalance.CORRECTIONS_TOO_LATE);
    if (corrections + repeated + tooLate > 0) {
      out.append(
              texts.get(
                  "ledger.corrections",
                  texts.count(corrections),
                  texts.count(repeated),
                  texts.count(tooLate)))
          .append("\n\n");
    }
  }

  private static long total(List<Ledger> records, String counter) {
    return records.stream().mapToLong(l -> l.count(counter)).sum();
  }

  private void instances(List<Ledger> records, Appendable out) throws IOException {
    Columns table =
        new Columns(
            List.of(
                texts.get("term.instance"),
                texts.get("term.in"),
                texts.get("term.accounted"),
                texts.get("ledger.under-way")),
            Set.of(1, 2, 3));
    for (Ledger ledger : records) {
      LedgerBalance alone = LedgerBalance.of(List.of(ledger), 0);
      boolean ingest = ledger.stage().equals("ingest");
      long in = ingest ? alone.received() : ledger.count("readings");
      long accounted =
          ingest
              ? alone.stored()
                  + LedgerBalance.sum(alone.ignored())
                  + LedgerBalance.sum(alone.deadLettered())
              : alone.metered() + alone.repeated() + alone.tooLate() + alone.voided();
      table.add(
          List.of(
              printable(ledger.key()),
              texts.count(in),
              texts.count(accounted),
              texts.count(in - accounted)));
    }
    table.write(out);
  }

  private Columns equation(String title) {
    return new Columns(
        List.of(texts.get(title), texts.get("ledger.column.count"), texts.get("term.share"), ""),
        Set.of(1, 2));
  }

  private void sum(Columns table, String key, long count) {
    table.add(List.of(texts.get(key), texts.count(count), "", ""));
  }

  private void term(Columns table, String key, long count, long whole) {
    line(table, "  " + texts.get(key), count, whole);
  }

  private void reasons(Columns table, String key, SortedMap<String, Long> reasons, long whole) {
    term(table, key, LedgerBalance.sum(reasons), whole);
    reasons.forEach(
        (reason, n) -> line(table, "    " + printable(texts.name("reason", reason)), n, whole));
  }

  private void line(Columns table, String name, long count, long whole) {
    table.add(
        List.of(
            name,
            texts.count(count),
            texts.percent(count, whole),
            Sparkline.bar(count, whole, BAR)));
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
