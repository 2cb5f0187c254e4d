package io.garonne.deploy.correction;

import io.garonne.model.Correction;
import io.garonne.model.Correction.Measure;
import io.garonne.model.Units;
import io.garonne.model.metering.Amendment;
import io.garonne.model.wire.IsoTime;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.text.Columns;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Corrections as text. Times are UTC. Of somebody's own device neither instants nor values. */
public final class CorrectionText {
  private static final String HIDDEN = "–";

  private final Texts texts;

  public CorrectionText(Texts texts) {
    this.texts = texts;
  }

  /** What a correction will do. */
  public void write(Answer.Prepared prepared, Appendable out) throws IOException {
    Correction c = prepared.correction();
    out.append(
            texts.get(
                "correct.says",
                texts.get("correct.kind." + label(c.amendment().kind())),
                Texts.printable(c.device() + "/" + c.channel()),
                texts.get("correct.measure." + label(c.measure())),
                IsoTime.format(c.at()),
                registers(c)))
        .append('\n');
    if (prepared.personal()) {
      out.append(texts.get("correct.personal")).append('\n');
    } else if (prepared.days().isEmpty()) {
      out.append(texts.get("correct.changes-nothing")).append('\n');
    } else {
      prepared
          .days()
          .forEach(
              (day, change) ->
                  append(out, "  " + texts.date(day) + "  " + signed(c.measure(), change)));
      out.append(texts.get("correct.by-what-was-heard")).append('\n');
    }
    if (!prepared.fits()) {
      out.append(texts.get("correct.does-not-fit")).append('\n');
    }
  }

  private static void append(Appendable out, String line) {
    try {
      out.append(line).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String signed(Measure measure, long change) {
    return (change > 0 ? "+" : "−") + amount(measure, Math.abs(change));
  }

  /** Exact: it is to be held against a display. */
  private String amount(Measure measure, long amount) {
    return measure == Measure.PAGES
        ? texts.count(amount)
        : Units.kilowattHours(amount).stripTrailingZeros().toPlainString() + " kWh";
  }

  private String registers(Correction c) {
    Amendment a = c.amendment();
    return switch (a.kind()) {
      case VOID, WITHDRAWN -> "";
      case MANUAL -> amount(c.measure(), a.last());
      case EXCHANGE -> amount(c.measure(), a.last()) + " → " + amount(c.measure(), a.first());
    };
  }

  /** A table. */
  public void table(List<Correction> all, Predicate<String> isPersonal, Appendable out)
      throws IOException {
    if (all.isEmpty()) {
      out.append(texts.get("correct.none")).append('\n');
      return;
    }
    Columns columns =
        new Columns(
            List.of(
                texts.get("correct.recorded"),
                texts.get("correct.who"),
                texts.get("correct.what"),
                texts.get("correct.where"),
                texts.get("correct.at"),
                texts.get("correct.read"),
                texts.get("correct.standing"),
                texts.get("correct.why")),
            Set.of());
    Standing.Latest latest = new Standing.Latest(all);
    for (Correction c : all) {
      boolean personal = isPersonal.test(c.device());
      columns.add(
          List.of(
              IsoTime.format(c.amendment().recordedAt()),
              Texts.printable(c.who()),
              texts.get("correct.kind." + label(c.amendment().kind())),
              Texts.printable(c.device() + "/" + c.channel()),
              personal ? HIDDEN : IsoTime.format(c.at()),
              personal ? HIDDEN : registers(c),
              texts.get("correct.standing." + latest.of(c).label()),
              Texts.printable(c.why())));
    }
    columns.write(out);
  }

  /** A header and a line for each. */
  public static void csv(List<Correction> all, Predicate<String> isPersonal, Appendable out)
      throws IOException {
    out.append("recorded_at,who,kind,device,channel,measure,at,last,first,why,standing\n");
    Standing.Latest latest = new Standing.Latest(all);
    for (Correction c : all) {
      Amendment a = c.amendment();
      boolean personal = isPersonal.test(c.device());
      boolean exchange = a.kind() == Amendment.Kind.EXCHANGE;
      boolean read = exchange || a.kind() == Amendment.Kind.MANUAL;
      out.append(
              String.join(
                  ",",
                  IsoTime.format(a.recordedAt()),
                  TotalsCsv.field(c.who()),
                  label(a.kind()),
                  TotalsCsv.field(c.device()),
                  TotalsCsv.field(c.channel()),
                  label(c.measure()),
                  personal ? "" : IsoTime.format(c.at()),
                  personal || !read ? "" : Long.toString(a.last()),
                  personal || !exchange ? "" : Long.toString(a.first()),
                  TotalsCsv.field(c.why()),
                  latest.of(c).label()))
          .append('\n');
    }
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
