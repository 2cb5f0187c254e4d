package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.advice.Action;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.NoFigure;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@link BeforeAfter} on the wire; schema {@code energy.advice.v1.before-after.schema.json}. */
public final class BeforeAfterJson {
  private BeforeAfterJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(BeforeAfter of) {
    return Json.object(
        out -> {
          Action action = of.action();
          out.writeStringField("kind", BeforeAfter.KIND);
          out.writeStringField("id", action.id());
          out.writeStringField("action", action.kind().label());
          out.writeStringField("site", action.site());
          Json.writeIfSaid(out, "asset", action.asset());
          Json.writeIfSaid(out, "family", action.family());
          Json.writeInstant(out, "at", action.at());
          out.writeStringField("author", action.author());
          out.writeStringField("reason", action.reason());
          out.writeBooleanField("provisional", of.provisional());
          out.writeBooleanField("personal", of.personal());
          out.writeBooleanField("personalLeftOut", of.personalLeftOut());
          out.writeNumberField("otherActions", of.otherActions());
          write(out, of.result());
          out.writeArrayFieldStart("days");
          for (BeforeAfter.Day day : of.days()) {
            out.writeStartObject();
            out.writeStringField("date", day.date().toString());
            out.writeNumberField("energyMillijoules", day.energy());
            out.writeNumberField("knownMilliseconds", day.knownMillis());
            out.writeNumberField("expectedMilliseconds", day.expectedMillis());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private static void write(JsonGenerator out, BeforeAfter.Result result) throws IOException {
    switch (result) {
      case BeforeAfter.Result.Known known -> {
        out.writeNumberField("daysBefore", known.daysBefore());
        out.writeNumberField("daysAfter", known.daysAfter());
        out.writeNumberField("beforeMillijoulesPerDay", known.before());
        out.writeNumberField("savedMillijoulesPerDay", known.saved());
        Json.writeIfSaid(out, "savedHalfWidthMillijoulesPerDay", known.halfWidth());
      }
      case BeforeAfter.Result.NotComputable none -> {
        out.writeNumberField("daysBefore", none.daysBefore());
        out.writeNumberField("daysAfter", none.daysAfter());
        out.writeStringField("why", none.why().label());
      }
    }
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is none of an action
   */
  public static BeforeAfter read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new BeforeAfter(
        new Action(
            Json.required(b.id, "id"),
            Json.required(b.action, "action"),
            Json.required(b.site, "site"),
            b.asset,
            b.family,
            b.at,
            b.author,
            b.reason),
        b.provisional,
        b.personal,
        b.personalLeftOut,
        b.otherActions,
        b.days,
        b.why == null
            ? new BeforeAfter.Result.Known(
                b.daysBefore,
                b.daysAfter,
                Json.required(b.before, "beforeMillijoulesPerDay"),
                Json.required(b.saved, "savedMillijoulesPerDay"),
                b.halfWidth)
            : new BeforeAfter.Result.NotComputable(b.why, b.daysBefore, b.daysAfter));
  }

  private static final class Builder implements Json.Field {
    private @Nullable String id;
    private Action.@Nullable Kind action;
    private @Nullable String site;
    private @Nullable String asset;
    private @Nullable String family;
    private long at;
    private String author = "";
    private String reason = "";
    private boolean provisional;
    private boolean personal;
    private boolean personalLeftOut;
    private int otherActions;
    private int daysBefore;
    private int daysAfter;
    private @Nullable Long before;
    private @Nullable Long saved;
    private @Nullable Long halfWidth;
    private @Nullable NoFigure why;
    private final List<BeforeAfter.Day> days = new ArrayList<>();

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "id" -> id = in.getText();
        case "action" -> action = Action.Kind.valueOf(in.getText().toUpperCase(Locale.ROOT));
        case "site" -> site = in.getText();
        case "asset" -> asset = in.getText();
        case "family" -> family = in.getText();
        case "at" -> at = IsoTime.parse(in.getText());
        case "author" -> author = in.getText();
        case "reason" -> reason = in.getText();
        case "provisional" -> provisional = in.getBooleanValue();
        case "personal" -> personal = in.getBooleanValue();
        case "personalLeftOut" -> personalLeftOut = in.getBooleanValue();
        case "otherActions" -> otherActions = in.getIntValue();
        case "daysBefore" -> daysBefore = in.getIntValue();
        case "daysAfter" -> daysAfter = in.getIntValue();
        case "beforeMillijoulesPerDay" -> before = in.getLongValue();
        case "savedMillijoulesPerDay" -> saved = in.getLongValue();
        case "savedHalfWidthMillijoulesPerDay" -> halfWidth = in.getLongValue();
        case "why" -> why = NoFigure.ofLabel(in.getText());
        case "days" -> {
          while (in.nextToken() == JsonToken.START_OBJECT) {
            DayReader day = new DayReader();
            Json.readFields(in, day);
            days.add(
                new BeforeAfter.Day(
                    Json.required(day.date, "date"), day.energy, day.known, day.expected));
          }
        }
        default -> in.skipChildren();
      }
    }
  }

  private static final class DayReader implements Json.Field {
    private @Nullable LocalDate date;
    private long energy;
    private long known;
    private long expected;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "date" -> date = LocalDate.parse(in.getText());
        case "energyMillijoules" -> energy = in.getLongValue();
        case "knownMilliseconds" -> known = in.getLongValue();
        case "expectedMilliseconds" -> expected = in.getLongValue();
        default -> in.skipChildren();
      }
    }
  }
}
