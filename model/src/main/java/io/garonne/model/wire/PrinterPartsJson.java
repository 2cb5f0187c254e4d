package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.Reason;
import io.garonne.model.advice.Timetable;
import io.garonne.model.advice.Timetable.Span;
import io.garonne.model.advice.Worth;
import io.garonne.model.calendar.SiteCalendar.DayKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parts that records of advice about printers share. */
final class PrinterPartsJson {
  private PrinterPartsJson() {}

  /** Reads one element of an array, or one object. */
  interface Read<T> {
    T read(JsonParser in) throws IOException;
  }

  /** Every element of the array whose start is the current token. */
  static <T> List<T> list(JsonParser in, Read<T> read) throws IOException {
    List<T> list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.add(read.read(in));
    }
    return list;
  }

  static void write(JsonGenerator out, String name, @Nullable Band band) throws IOException {
    if (band != null) {
      out.writeObjectFieldStart(name);
      out.writeNumberField("lowMillijoules", band.low());
      out.writeNumberField("midMillijoules", band.mid());
      out.writeNumberField("highMillijoules", band.high());
      out.writeEndObject();
    }
  }

  static Band band(JsonParser in) throws IOException {
    long[] of = new long[3];
    Json.readFields(
        in,
        (name, field) -> {
          switch (name) {
            case "lowMillijoules" -> of[0] = field.getLongValue();
            case "midMillijoules" -> of[1] = field.getLongValue();
            case "highMillijoules" -> of[2] = field.getLongValue();
            default -> field.skipChildren();
          }
        });
    return new Band(of[0], of[1], of[2]);
  }

  static void write(JsonGenerator out, String name, @Nullable Reason reason) throws IOException {
    if (reason != null) {
      out.writeStringField(name, reason.label());
    }
  }

  static Reason reason(JsonParser in) throws IOException {
    String label = in.getText();
    Reason reason = Reason.ofLabel(label);
    if (reason == null) {
      throw new IllegalArgumentException("\"" + label + "\" is no reason");
    }
    return reason;
  }

  static void write(JsonGenerator out, Worth worth) throws IOException {
    out.writeObjectFieldStart("worth");
    BigDecimal price = worth.price();
    BigDecimal grams = worth.grams();
    if (price != null) {
      out.writeNumberField("pricePerKwh", price);
    }
    Json.writeIfSaid(out, "currency", worth.currency());
    if (grams != null) {
      out.writeNumberField("gramsPerKwh", grams);
    }
    out.writeEndObject();
  }

  static Worth worth(JsonParser in) throws IOException {
    WorthBuilder b = new WorthBuilder();
    Json.readFields(in, b);
    return new Worth(b.price, b.currency, b.grams);
  }

  private static final class WorthBuilder implements Json.Field {
    private @Nullable BigDecimal price;
    private @Nullable String currency;
    private @Nullable BigDecimal grams;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "pricePerKwh" -> price = in.getDecimalValue();
        case "currency" -> currency = in.getText();
        case "gramsPerKwh" -> grams = in.getDecimalValue();
        default -> in.skipChildren();
      }
    }
  }

  static DayKind kind(String label) {
    return DayKind.valueOf(label.toUpperCase(Locale.ROOT));
  }

  static void write(JsonGenerator out, Timetable timetable) throws IOException {
    out.writeArrayFieldStart("timetable");
    for (Timetable.Line line : timetable.lines()) {
      out.writeStartObject();
      out.writeStringField("days", line.kind().label());
      out.writeBooleanField("weekend", line.weekend());
      out.writeNumberField("daysSeen", line.days());
      out.writeNumberField("weeksSeen", line.weeks());
      out.writeNumberField("usedQuarterHours", line.used());
      out.writeNumberField("missedQuarterHours", line.missed());
      out.writeArrayFieldStart("onQuarterHours");
      for (Span span : line.on()) {
        out.writeNumber(span.from());
        out.writeNumber(span.to());
      }
      out.writeEndArray();
      write(out, "why", line.why());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  static Timetable timetable(JsonParser in) throws IOException {
    return new Timetable(list(in, PrinterPartsJson::line));
  }

  private static Timetable.Line line(JsonParser in) throws IOException {
    LineBuilder b = new LineBuilder();
    Json.readFields(in, b);
    List<Span> on = new ArrayList<>();
    for (int i = 0; i + 1 < b.on.size(); i += 2) {
      on.add(new Span(b.on.get(i), b.on.get(i + 1)));
    }
    return new Timetable.Line(
        Json.required(b.kind, "days"), b.weekend, b.days, b.weeks, b.used, b.missed, on, b.why);
  }

  private static final class LineBuilder implements Json.Field {
    private @Nullable DayKind kind;
    private boolean weekend;
    private int days;
    private int weeks;
    private long used;
    private long missed;
    private List<Integer> on = List.of();
    private @Nullable Reason why;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "days" -> kind = kind(in.getText());
        case "weekend" -> weekend = in.getBooleanValue();
        case "daysSeen" -> days = in.getIntValue();
        case "weeksSeen" -> weeks = in.getIntValue();
        case "usedQuarterHours" -> used = in.getLongValue();
        case "missedQuarterHours" -> missed = in.getLongValue();
        case "onQuarterHours" -> on = list(in, JsonParser::getIntValue);
        case "why" -> why = reason(in);
        default -> in.skipChildren();
      }
    }
  }
}
