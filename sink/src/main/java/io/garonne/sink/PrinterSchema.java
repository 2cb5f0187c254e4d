package io.garonne.sink;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.Candidate;
import io.garonne.model.advice.PowerStates;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.PrinterAdvice.Measured;
import io.garonne.model.advice.PrinterAdvice.Proposal;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Timetable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The measurement {@code printer}, as {@code docs/influxdb.md} describes it: what a shared printer
 * draws at rest, what could be saved, and what was. What is not known has no field beside its
 * {@code …_known} of 0; a field left from an earlier time means nothing then.
 */
final class PrinterSchema {
  static final String PRINTER = "printer";
  static final String SITE = "printer_site";
  static final String CANDIDATE = "printer_candidate";

  private PrinterSchema() {}

  /** The point of a printer, at the beginning of the last day that was looked at, in UTC. */
  static Point point(PrinterAdvice advice) {
    PowerStates states = advice.states();
    Point point =
        Point.measurement(PRINTER)
            .addTag("site", advice.site())
            .addTag("printer", advice.printer())
            .addField("never_sleeps", states.neverSleeps() ? 1L : 0L)
            .addField("use_from_pages", advice.usePages() ? 1L : 0L)
            .addField("keep_awake", advice.keepAwake() == null ? 0L : 1L)
            .addField("timetable", text(advice.timetable()))
            .addField("idle_mj", states.idleEnergy())
            .addField("active_mj", states.activeEnergy())
            .addField("off_ms", states.offMillis())
            .addField("sleep_ms", states.sleepMillis())
            .addField("awake_ms", states.awakeMillis())
            .time(time(advice.last()), WritePrecision.MS);
    level(point, "off", states.off());
    level(point, "sleep", states.sleep());
    level(point, "awake", states.awake());
    for (Proposal proposal : advice.proposals()) {
      String name = proposal.measure().name().toLowerCase(Locale.ROOT);
      point.addField(name + "_proposed", proposal.why() == null ? 1L : 0L);
      saving(point, name, proposal.saving());
    }
    Measured measured = advice.measured();
    saving(point, "measured", measured == null ? null : measured.saving());
    return point;
  }

  /** The point of a site's one timetable, at the beginning of the last day looked at, in UTC. */
  static Point point(SiteSchedule site, LocalDate last) {
    Point point =
        Point.measurement(SITE)
            .addTag("site", site.site())
            .addField("printers", (long) site.printers())
            .addField("proposed", site.why() == null ? 1L : 0L)
            .addField("why", site.why() == null ? "" : site.why().label())
            .time(time(last), WritePrecision.MS);
    saving(point, "saving", site.saving());
    saving(point, "each", site.each());
    Band saving = site.saving();
    Worths.add(point, "saving", site.worth(), saving == null ? null : saving.mid());
    return point;
  }

  /** The point of printers that may be too many or too large, at the same time. */
  static Point point(Candidate one, LocalDate last) {
    Point point =
        Point.measurement(CANDIDATE)
            .addTag("kind", one.kind().label())
            .addTag("site", one.site())
            .addTag("room", one.room())
            .addTag("printer", one.kind() == Candidate.Kind.MERGE ? null : one.printers().get(0))
            .addField("printers", String.join(", ", one.printers()))
            .addField("to", one.to())
            .addField("unit", one.pages() ? "pages" : "quarter-hours")
            .addField("used", one.used())
            .addField("capacity", one.capacity())
            .addField("saving_mj", one.saving())
            .time(time(last), WritePrecision.MS);
    Worths.add(point, "saving", one.worth(), one.saving());
    return point;
  }

  /** As people write it: {@code open 07:45–12:00 13:30–18:30; open weekend -}. */
  private static String text(Timetable timetable) {
    return timetable.lines().stream()
        .filter(line -> line.why() == null)
        .map(
            line ->
                line.kind().name().toLowerCase(Locale.ROOT)
                    + (line.weekend() ? " weekend " : " ")
                    + (line.on().isEmpty() ? "-" : Timetable.text(line.on())))
        .collect(Collectors.joining("; "));
  }

  private static long time(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static void level(Point point, String name, @Nullable Long milliwatts) {
    point.addField(name + "_known", milliwatts == null ? 0L : 1L);
    if (milliwatts != null) {
      point.addField(name + "_mw", milliwatts);
    }
  }

  private static void saving(Point point, String name, @Nullable Band band) {
    point.addField(name + "_known", band == null ? 0L : 1L);
    if (band != null) {
      point
          .addField(name + "_mj", band.mid())
          .addField(name + "_low_mj", band.low())
          .addField(name + "_high_mj", band.high());
    }
  }
}
