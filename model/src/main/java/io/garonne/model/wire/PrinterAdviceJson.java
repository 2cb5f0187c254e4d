package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.Kept;
import io.garonne.model.advice.PowerStates;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.PrinterAdvice.HourOfWeek;
import io.garonne.model.advice.PrinterAdvice.Measure;
import io.garonne.model.advice.PrinterAdvice.Measured;
import io.garonne.model.advice.PrinterAdvice.Proposal;
import io.garonne.model.advice.Reason;
import io.garonne.model.advice.Timetable;
import io.garonne.model.advice.Worth;
import io.garonne.model.calendar.SiteCalendar.DayKind;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@link PrinterAdvice} on the wire; schema {@code energy.advice.v1.printer.schema.json}. */
public final class PrinterAdviceJson {
  /** Value of the field {@code kind}. */
  public static final String KIND = "printer";

  private PrinterAdviceJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(PrinterAdvice advice) {
    return Json.object(
        out -> {
          out.writeStringField("kind", KIND);
          out.writeStringField("printer", advice.printer());
          out.writeStringField("site", advice.site());
          Json.writeIfSaid(out, "room", advice.room());
          Json.writeIfSaid(out, "model", advice.model());
          out.writeStringField("first", advice.first().toString());
          out.writeStringField("last", advice.last().toString());
          write(out, advice.states());
          out.writeStringField("use", advice.usePages() ? "pages" : "power");
          profile(out, advice.profile());
          Json.writeIfSaid(out, "keepAwake", advice.keepAwake());
          KeptJson.write(out, advice.kept());
          PrinterPartsJson.write(out, advice.timetable());
          out.writeArrayFieldStart("proposals");
          for (Proposal proposal : advice.proposals()) {
            write(out, proposal);
          }
          out.writeEndArray();
          Measured measured = advice.measured();
          if (measured != null) {
            write(out, measured);
          }
          PrinterPartsJson.write(out, advice.worth());
        });
  }

  private static void write(JsonGenerator out, PowerStates states) throws IOException {
    out.writeObjectFieldStart("states");
    Json.writeIfSaid(out, "offMilliwatts", states.off());
    Json.writeIfSaid(out, "sleepMilliwatts", states.sleep());
    Json.writeIfSaid(out, "awakeMilliwatts", states.awake());
    out.writeNumberField("offMilliseconds", states.offMillis());
    out.writeNumberField("sleepMilliseconds", states.sleepMillis());
    out.writeNumberField("awakeMilliseconds", states.awakeMillis());
    out.writeNumberField("idleMillijoules", states.idleEnergy());
    out.writeNumberField("activeMillijoules", states.activeEnergy());
    out.writeEndObject();
  }

  /** By kind of day: hour, known and used quarter-hours, milliwatts of each hour in one row. */
  private static void profile(JsonGenerator out, List<HourOfWeek> profile) throws IOException {
    out.writeObjectFieldStart("profile");
    for (DayKind kind : DayKind.values()) {
      out.writeArrayFieldStart(kind.label());
      for (HourOfWeek hour : profile) {
        if (hour.kind() == kind) {
          out.writeNumber(hour.hour());
          out.writeNumber(hour.quarters());
          out.writeNumber(hour.used());
          out.writeNumber(hour.power());
        }
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Proposal proposal) throws IOException {
    out.writeStartObject();
    out.writeStringField("measure", proposal.measure().label());
    PrinterPartsJson.write(out, "savingAYear", proposal.saving());
    out.writeNumberField("powerMilliwatts", proposal.power());
    out.writeBooleanField("powerAssumed", proposal.powerAssumed());
    PrinterPartsJson.write(out, "why", proposal.why());
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Measured measured) throws IOException {
    out.writeObjectFieldStart("measured");
    out.writeStringField("action", measured.action());
    Json.writeInstant(out, "at", measured.at());
    out.writeStringField("author", measured.author());
    out.writeStringField("reason", measured.reason());
    out.writeNumberField("daysBefore", measured.before());
    out.writeNumberField("daysAfter", measured.after());
    PrinterPartsJson.write(out, "savingAYear", measured.saving());
    PrinterPartsJson.write(out, "why", measured.why());
    out.writeEndObject();
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not advice about a printer
   */
  public static PrinterAdvice read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new PrinterAdvice(
        Json.required(b.printer, "printer"),
        Json.required(b.site, "site"),
        b.room,
        b.model,
        Json.required(b.first, "first"),
        Json.required(b.last, "last"),
        Json.required(b.states, "states"),
        b.usePages,
        b.profile,
        b.keepAwake,
        b.kept,
        b.timetable,
        b.proposals,
        b.measured,
        Json.required(b.worth, "worth"));
  }

  private static final class Builder implements Json.Field {
    private @Nullable String printer;
    private @Nullable String site;
    private @Nullable String room;
    private @Nullable String model;
    private @Nullable LocalDate first;
    private @Nullable LocalDate last;
    private @Nullable PowerStates states;
    private boolean usePages;
    private List<HourOfWeek> profile = List.of();
    private @Nullable String keepAwake;
    private @Nullable Kept kept;
    private Timetable timetable = new Timetable(List.of());
    private List<Proposal> proposals = List.of();
    private @Nullable Measured measured;
    private @Nullable Worth worth;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "printer" -> printer = in.getText();
        case "site" -> site = in.getText();
        case "room" -> room = in.getText();
        case "model" -> model = in.getText();
        case "first" -> first = LocalDate.parse(in.getText());
        case "last" -> last = LocalDate.parse(in.getText());
        case "states" -> states = states(in);
        case "use" -> usePages = in.getText().equals("pages");
        case "profile" -> profile = profile(in);
        case "keepAwake" -> keepAwake = in.getText();
        case "kept" -> kept = KeptJson.read(in);
        case "timetable" -> timetable = PrinterPartsJson.timetable(in);
        case "proposals" -> proposals = PrinterPartsJson.list(in, PrinterAdviceJson::proposal);
        case "measured" -> measured = measured(in);
        case "worth" -> worth = PrinterPartsJson.worth(in);
        default -> in.skipChildren();
      }
    }
  }

  private static PowerStates states(JsonParser in) throws IOException {
    StatesBuilder b = new StatesBuilder();
    Json.readFields(in, b);
    return new PowerStates(
        b.off, b.sleep, b.awake, b.offMillis, b.sleepMillis, b.awakeMillis, b.idle, b.active);
  }

  private static final class StatesBuilder implements Json.Field {
    private @Nullable Long off;
    private @Nullable Long sleep;
    private @Nullable Long awake;
    private long offMillis;
    private long sleepMillis;
    private long awakeMillis;
    private long idle;
    private long active;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "offMilliwatts" -> off = in.getLongValue();
        case "sleepMilliwatts" -> sleep = in.getLongValue();
        case "awakeMilliwatts" -> awake = in.getLongValue();
        case "offMilliseconds" -> offMillis = in.getLongValue();
        case "sleepMilliseconds" -> sleepMillis = in.getLongValue();
        case "awakeMilliseconds" -> awakeMillis = in.getLongValue();
        case "idleMillijoules" -> idle = in.getLongValue();
        case "activeMillijoules" -> active = in.getLongValue();
        default -> in.skipChildren();
      }
    }
  }

  private static List<HourOfWeek> profile(JsonParser in) throws IOException {
    List<HourOfWeek> hours = new ArrayList<>();
    Json.readFields(
        in,
        (kind, array) -> {
          List<Long> numbers = PrinterPartsJson.list(array, JsonParser::getLongValue);
          for (int i = 0; i + 3 < numbers.size(); i += 4) {
            hours.add(
                new HourOfWeek(
                    PrinterPartsJson.kind(kind),
                    Math.toIntExact(numbers.get(i)),
                    Math.toIntExact(numbers.get(i + 1)),
                    Math.toIntExact(numbers.get(i + 2)),
                    numbers.get(i + 3)));
          }
        });
    return hours;
  }

  private static Proposal proposal(JsonParser in) throws IOException {
    ProposalBuilder b = new ProposalBuilder();
    Json.readFields(in, b);
    return new Proposal(Json.required(b.measure, "measure"), b.saving, b.power, b.assumed, b.why);
  }

  private static final class ProposalBuilder implements Json.Field {
    private @Nullable Measure measure;
    private @Nullable Band saving;
    private long power;
    private boolean assumed;
    private @Nullable Reason why;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "measure" ->
            measure = Measure.valueOf(in.getText().toUpperCase(Locale.ROOT).replace('-', '_'));
        case "savingAYear" -> saving = PrinterPartsJson.band(in);
        case "powerMilliwatts" -> power = in.getLongValue();
        case "powerAssumed" -> assumed = in.getBooleanValue();
        case "why" -> why = PrinterPartsJson.reason(in);
        default -> in.skipChildren();
      }
    }
  }

  private static Measured measured(JsonParser in) throws IOException {
    MeasuredBuilder b = new MeasuredBuilder();
    Json.readFields(in, b);
    return new Measured(
        Json.required(b.action, "action"),
        b.at,
        b.author,
        b.reason,
        b.before,
        b.after,
        b.saving,
        b.why);
  }

  private static final class MeasuredBuilder implements Json.Field {
    private @Nullable String action;
    private long at;
    private String author = "";
    private String reason = "";
    private int before;
    private int after;
    private @Nullable Band saving;
    private @Nullable Reason why;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "action" -> action = in.getText();
        case "at" -> at = IsoTime.parse(in.getText());
        case "author" -> author = in.getText();
        case "reason" -> reason = in.getText();
        case "daysBefore" -> before = in.getIntValue();
        case "daysAfter" -> after = in.getIntValue();
        case "savingAYear" -> saving = PrinterPartsJson.band(in);
        case "why" -> why = PrinterPartsJson.reason(in);
        default -> in.skipChildren();
      }
    }
  }
}
