package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.Reason;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Timetable;
import io.garonne.model.advice.Worth;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link SiteSchedule} on the wire; schema {@code energy.advice.v1.site-schedule.schema.json}. */
public final class SiteScheduleJson {
  /** Value of the field {@code kind}. */
  public static final String KIND = "site-schedule";

  private SiteScheduleJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(SiteSchedule schedule) {
    return Json.object(
        out -> {
          out.writeStringField("kind", KIND);
          out.writeStringField("site", schedule.site());
          out.writeNumberField("printers", schedule.printers());
          PrinterPartsJson.write(out, schedule.timetable());
          PrinterPartsJson.write(out, "savingAYear", schedule.saving());
          PrinterPartsJson.write(out, "eachSavingAYear", schedule.each());
          PrinterPartsJson.write(out, "why", schedule.why());
          PrinterPartsJson.write(out, schedule.worth());
          LocalDate last = schedule.last();
          Json.writeIfSaid(out, "last", last == null ? null : last.toString());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a site's schedule
   */
  public static SiteSchedule read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new SiteSchedule(
        Json.required(b.site, "site"),
        b.printers,
        b.timetable,
        b.saving,
        Json.required(b.each, "eachSavingAYear"),
        b.why,
        Json.required(b.worth, "worth"),
        b.last);
  }

  private static final class Builder implements Json.Field {
    private @Nullable String site;
    private int printers;
    private Timetable timetable = new Timetable(List.of());
    private @Nullable Band saving;
    private @Nullable Band each;
    private @Nullable Reason why;
    private @Nullable Worth worth;
    private @Nullable LocalDate last;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "site" -> site = in.getText();
        case "printers" -> printers = in.getIntValue();
        case "timetable" -> timetable = PrinterPartsJson.timetable(in);
        case "savingAYear" -> saving = PrinterPartsJson.band(in);
        case "eachSavingAYear" -> each = PrinterPartsJson.band(in);
        case "why" -> why = PrinterPartsJson.reason(in);
        case "worth" -> worth = PrinterPartsJson.worth(in);
        case "last" -> last = LocalDate.parse(in.getText());
        default -> in.skipChildren();
      }
    }
  }
}
