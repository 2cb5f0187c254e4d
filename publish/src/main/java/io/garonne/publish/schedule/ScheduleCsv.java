package io.garonne.publish.schedule;

import io.garonne.model.Units;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.Candidate;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.PrinterAdvice.Measured;
import io.garonne.model.advice.PrinterAdvice.Proposal;
import io.garonne.model.advice.Reason;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Worth;
import io.garonne.publish.AsOf;
import io.garonne.publish.TotalsCsv;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Savings as CSV for machines (RFC 4180, UTF-8, comma, decimal point, line feed): a line for each
 * measure, measured saving, site and candidate. The header is a promise: columns may be added at
 * the end, never renamed or moved. A field is empty where nothing is known: that is not 0.
 */
public final class ScheduleCsv {
  /** The columns, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "site",
          "printer",
          "what",
          "proposed",
          "why",
          "saving_kwh",
          "low_kwh",
          "high_kwh",
          "cost",
          "currency",
          "kg_co2e",
          "made",
          "curves_until");

  private ScheduleCsv() {}

  /**
   * Writes the header and the lines.
   *
   * @param asOf as of when they are
   */
  public static void write(PublishedSchedules all, AsOf asOf, Appendable out) throws IOException {
    out.append(String.join(",", COLUMNS)).append('\n');
    for (PrinterAdvice printer : all.printers()) {
      for (Proposal one : printer.proposals()) {
        String measure = one.measure().label();
        String name = printer.printer();
        line(printer.site(), name, measure, one.why(), one.saving(), printer.worth(), asOf, out);
      }
      Measured measured = printer.measured();
      if (measured != null) {
        Band saving = measured.saving();
        String name = printer.printer();
        line(printer.site(), name, "measured", measured.why(), saving, printer.worth(), asOf, out);
      }
    }
    for (SiteSchedule site : all.sites()) {
      line(site.site(), "", "one-timetable", site.why(), site.saving(), site.worth(), asOf, out);
    }
    for (Candidate one : all.candidates()) {
      Band saving = new Band(one.saving(), one.saving(), one.saving());
      String names = String.join(" ", one.printers());
      line(one.site(), names, one.kind().label(), null, saving, one.worth(), asOf, out);
    }
  }

  private static void line(
      String site,
      String printer,
      String what,
      @Nullable Reason why,
      @Nullable Band saving,
      Worth worth,
      AsOf asOf,
      Appendable out)
      throws IOException {
    BigDecimal cost = saving == null ? null : worth.cost(saving.mid());
    BigDecimal kilograms = saving == null ? null : worth.kilograms(saving.mid());
    String currency = worth.currency();
    String[] cells = {
      TotalsCsv.field(site),
      TotalsCsv.field(printer),
      what,
      why == null ? "1" : "0",
      why == null ? "" : why.label(),
      saving == null ? "" : kilowattHours(saving.mid()),
      saving == null ? "" : kilowattHours(saving.low()),
      saving == null ? "" : kilowattHours(saving.high()),
      cost == null ? "" : plain(cost),
      cost == null ? "" : TotalsCsv.field(currency),
      kilograms == null ? "" : plain(kilograms)
    };
    out.append(String.join(",", cells)).append(',');
    out.append(String.join(",", asOf.cells())).append('\n');
  }

  private static String kilowattHours(long millijoules) {
    return plain(Units.kilowattHours(millijoules));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
