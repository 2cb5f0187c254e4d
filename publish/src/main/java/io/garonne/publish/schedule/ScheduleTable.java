package io.garonne.publish.schedule;

import static io.garonne.publish.schedule.ScheduleTexts.printable;

import io.garonne.model.advice.Band;
import io.garonne.model.advice.Candidate;
import io.garonne.model.advice.Kept;
import io.garonne.model.advice.PowerStates;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.PrinterAdvice.Measured;
import io.garonne.model.advice.PrinterAdvice.Proposal;
import io.garonne.model.advice.Reason;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Worth;
import io.garonne.publish.text.Columns;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Advice about printers for a person: what each does, what could be done, and what came of it. */
public final class ScheduleTable {
  private static final long MOST_SLEEP = 8_000;

  private final ScheduleTexts texts;
  private final ZoneId zone;

  /**
   * A table in one language.
   *
   * @param zone of the moments that it names
   */
  public ScheduleTable(Texts texts, ZoneId zone) {
    this.texts = new ScheduleTexts(texts);
    this.zone = zone;
  }

  /** Writes all of it, site by site. */
  public void write(PublishedSchedules all, Appendable out) throws IOException {
    for (String site : all.siteNames()) {
      PublishedSchedules of = all.at(site);
      out.append(texts.get("site", printable(site))).append('\n');
      states(of.printers(), out);
      out.append('\n');
      savings(of, out);
      details(of, out);
      candidates(of.candidates(), out);
      out.append('\n');
    }
    out.append(texts.get("band")).append('\n');
    out.append(texts.get("people-decide")).append('\n');
  }

  private void states(List<PrinterAdvice> printers, Appendable out) throws IOException {
    Columns table =
        new Columns(
            List.of(
                texts.get("printer"),
                texts.get("model"),
                texts.get("off"),
                texts.get("sleep"),
                texts.get("awake"),
                texts.get("asleep"),
                texts.get("rest"),
                texts.get("use")),
            Set.of(2, 3, 4, 5, 6));
    for (PrinterAdvice printer : printers) {
      PowerStates states = printer.states();
      long millis = states.offMillis() + states.sleepMillis() + states.awakeMillis();
      String model = printer.model();
      table.add(
          List.of(
              printable(printer.printer()),
              model == null ? "" : printable(model),
              texts.watts(states.off()),
              texts.watts(states.sleep()) + (isDoubtful(states) ? " ?" : ""),
              texts.watts(states.awake()),
              states.neverSleeps()
                  ? texts.get("never-sleeps")
                  : texts.texts().percent(states.offMillis() + states.sleepMillis(), millis),
              texts.texts().percent(states.idleEnergy(), states.energy()),
              texts.get(printer.usePages() ? "use.pages" : "use.power")));
    }
    table.write(out);
    if (printers.stream().anyMatch(printer -> isDoubtful(printer.states()))) {
      out.append(texts.get("doubtful")).append('\n');
    }
  }

  /**
   * Whether what is called sleep draws more than the Union has allowed of networked standby since
   * 2017 (8 W; Regulation (EU) 801/2013): an old copier's sleep, or rest with heating above it.
   */
  private static boolean isDoubtful(PowerStates states) {
    Long sleep = states.sleep();
    return sleep != null && sleep > MOST_SLEEP;
  }

  private void savings(PublishedSchedules of, Appendable out) throws IOException {
    Columns table =
        new Columns(
            List.of(
                texts.get("printer"),
                texts.get("measure"),
                texts.get("saving"),
                texts.get("range"),
                texts.get("money"),
                texts.get("carbon")),
            Set.of(2, 3, 4, 5));
    for (PrinterAdvice printer : of.printers()) {
      if (printer.keepAwake() == null && printer.kept() == null) {
        for (Proposal proposal : printer.proposals()) {
          String measure = texts.get("measure." + proposal.measure().label());
          add(
              table,
              printable(printer.printer()),
              measure,
              proposal.why() == null ? proposal.saving() : null,
              proposal.why(),
              printer.worth());
        }
      }
    }
    for (SiteSchedule site : of.sites()) {
      String all = texts.all(site.printers());
      add(table, "", all, site.why() == null ? site.saving() : null, site.why(), site.worth());
      add(table, "", texts.get("each"), site.each(), null, site.worth());
    }
    table.write(out);
  }

  private void add(
      Columns table,
      String printer,
      String measure,
      @Nullable Band saving,
      @Nullable Reason why,
      Worth worth) {
    if (saving == null) {
      table.add(List.of(printer, measure, why == null ? "" : texts.reason(why)));
    } else {
      table.add(
          List.of(
              printer,
              measure,
              texts.kilowattHours(saving.mid()),
              texts.range(saving),
              texts.cost(worth, saving.mid()),
              texts.carbon(worth, saving.mid())));
    }
  }

  private void details(PublishedSchedules of, Appendable out) throws IOException {
    for (PrinterAdvice printer : of.printers()) {
      List<String> lines = new ArrayList<>();
      String name = printable(printer.printer());
      String keepAwake = printer.keepAwake();
      Kept kept = printer.kept();
      if (keepAwake != null) {
        lines.add(texts.get("stays-awake", name, texts.get("keep-awake." + keepAwake)));
      } else if (kept != null) {
        lines.add(
            texts.get(
                "kept", name, kept.until(), printable(kept.reason()), printable(kept.decidedBy())));
      } else {
        lines.add(name);
        texts.timetable(printer.timetable()).forEach(line -> lines.add("  " + line));
        printer.proposals().stream()
            .filter(Proposal::powerAssumed)
            .filter(proposal -> proposal.saving() != null)
            .forEach(
                proposal -> lines.add("  " + texts.get("assumed", texts.watts(proposal.power()))));
      }
      Measured measured = printer.measured();
      if (measured != null) {
        measured(measured).forEach(line -> lines.add("  " + line));
      }
      for (String line : lines) {
        out.append(line).append('\n');
      }
    }
    for (SiteSchedule site : of.sites()) {
      if (site.printers() > 1 && site.saving() != null) {
        out.append(texts.all(site.printers())).append('\n');
        for (String line : texts.timetable(site.timetable())) {
          out.append("  ").append(line).append('\n');
        }
      }
    }
  }

  private List<String> measured(Measured measured) {
    String applied =
        texts.get(
            "applied",
            texts.texts().dateAndTime(measured.at(), zone),
            printable(measured.author()),
            printable(measured.reason()));
    Band saving = measured.saving();
    Reason why = measured.why();
    String came =
        saving != null
            ? texts.get(
                "measured",
                texts.kilowattHours(saving.mid()),
                texts.kilowattHours(saving.low()),
                texts.kilowattHours(saving.high()),
                measured.before(),
                measured.after())
            : texts.get("not-measured", why == null ? "" : texts.reason(why));
    return List.of(applied, came);
  }

  private void candidates(List<Candidate> candidates, Appendable out) throws IOException {
    if (!candidates.isEmpty()) {
      out.append(texts.get("candidates")).append('\n');
    }
    for (Candidate one : candidates) {
      String names = printable(String.join(", ", one.printers()));
      String used = texts.texts().count(one.used());
      String capacity = texts.texts().count(one.capacity());
      String saving = texts.kilowattHours(one.saving());
      String to = printable(one.to());
      String room = one.room() == null ? "" : printable(one.room());
      String line =
          switch (one.kind()) {
            case MERGE ->
                texts.get(
                    one.room() == null ? "merge-site" : "merge",
                    one.printers().size() + 1,
                    room,
                    to,
                    names,
                    used,
                    capacity,
                    saving);
            case DOWNSIZE -> texts.get("downsize", names, used, to, capacity, saving);
          };
      out.append("  ").append(line).append('\n');
    }
  }
}
