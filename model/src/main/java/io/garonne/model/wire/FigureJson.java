package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Path;
import io.garonne.model.indicator.Publishable;
import io.garonne.model.indicator.Span;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Figure} on the wire: the first shape of {@code energy.indicators.v1}. */
final class FigureJson {
  private FigureJson() {}

  static void write(JsonGenerator out, Figure figure) throws IOException {
    out.writeStringField("kind", "figure");
    out.writeStringField("id", figure.id());
    out.writeStringField("indicator", figure.indicator().label());
    out.writeStringField("span", figure.span().label());
    out.writeStringField("month", figure.month().toString());
    out.writeStringField("part", figure.part());
    if (figure.reference() != null) {
      IndicatorJson.writeReference(out, figure.reference());
    }
    out.writeBooleanField("current", figure.isCurrent());
    IndicatorJson.writeWhy(out, figure.why());
    if (figure.value() != null) {
      write(out, figure.value(), IndicatorJson.unit(figure.indicator()));
    }
    out.writeStringField("method", Figure.METHOD);
  }

  private static void write(JsonGenerator out, Figure.Value value, String unit) throws IOException {
    out.writeStringField("from", value.from().toString());
    out.writeNumberField("months", value.months());
    out.writeNumberField("actual" + unit, value.actual());
    out.writeNumberField("measured" + unit, value.measured());
    Json.writeIfFinite(out, "measuredShare", value.shareMeasured());
    out.writeNumberField("high" + unit, value.high());
    out.writeNumberField("accuracy" + unit, value.accuracy());
    Json.writeIfFinite(out, "knownShare", value.knownShare());
    out.writeStringField("quality", value.quality().label());
    write(out, "chosen", value.chosen(), unit);
    write(out, "allFixed", value.allFixed(), unit);
    if (value.allPerUser() != null) {
      write(out, "allPerUser", value.allPerUser(), unit);
    }
    write(out, "unadjusted", value.unadjusted(), unit);
    out.writeNumberField("adjustments" + unit, value.adjustments());
    out.writeBooleanField("adjustedMuch", value.isAdjustedMuch());
    out.writeNumberField("notSaved" + unit, value.notSaved());
    Json.writeIfFinite(out, "due", value.due());
    if (value.status() != null) {
      out.writeStringField("status", ReadingJson.label(value.status()));
    }
    out.writeStringField("publishable", value.publishable().label());
    out.writeArrayFieldStart("perimeter");
    for (String entity : value.perimeter()) {
      out.writeString(entity);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("leftOut");
    for (Figure.LeftOut left : value.leftOut()) {
      out.writeStartObject();
      out.writeStringField("entity", left.entity());
      out.writeStringField("family", left.family());
      out.writeStringField("why", left.why().label());
      Long quantity = left.quantity();
      if (quantity != null) {
        out.writeNumberField("quantity" + unit, quantity);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    FigureExtrasJson.write(out, value);
  }

  private static void write(JsonGenerator out, String name, Comparison.Change change, String unit)
      throws IOException {
    out.writeObjectFieldStart(name);
    Json.writePlain(out, "reference" + unit, change.reference());
    Json.writeIfFinite(out, "change", change.value());
    if (Double.isFinite(change.halfWidth())) {
      out.writeNumberField("halfWidth", change.halfWidth());
      Json.writeIfFinite(out, "low", change.low());
      Json.writeIfFinite(out, "high", change.high());
    } else {
      out.writeBooleanField("spreadUnknown", true);
    }
    out.writeEndObject();
  }

  static Figure read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new Figure(
        IndicatorJson.indicator(b.indicator),
        Json.required(b.span, "span"),
        Json.required(b.month, "month"),
        Json.required(b.part, "part"),
        b.reference,
        b.current,
        b.from == null ? null : b.value(b.from),
        b.why.build());
  }

  private static final class Builder implements Json.Field {
    private @Nullable String indicator;
    private @Nullable Span span;
    private @Nullable YearMonth month;
    private @Nullable String part;
    private Figure.@Nullable Reference reference;
    private boolean current;
    private final IndicatorJson.WhyReader why = new IndicatorJson.WhyReader();
    private @Nullable YearMonth from;
    private int months;
    private long actual;
    private long measured;
    private long high;
    private long accuracy;
    private Comparison.@Nullable Change chosen;
    private Comparison.@Nullable Change allFixed;
    private Comparison.@Nullable Change allPerUser;
    private Comparison.@Nullable Change unadjusted;
    private long adjustments;
    private boolean adjustedMuch;
    private double knownShare;
    private long notSaved;
    private @Nullable Double due;
    private Path.@Nullable Status status;
    private @Nullable Publishable publishable;
    private final List<String> perimeter = new ArrayList<>();
    private final List<Figure.LeftOut> leftOut = new ArrayList<>();
    private final FigureExtrasJson.Reader extras = new FigureExtrasJson.Reader();

    private Figure.Value value(YearMonth first) {
      return new Figure.Value(
          first,
          months,
          actual,
          measured,
          high,
          accuracy,
          knownShare,
          Json.required(chosen, "chosen"),
          Json.required(allFixed, "allFixed"),
          allPerUser,
          Json.required(unadjusted, "unadjusted"),
          adjustments,
          adjustedMuch,
          notSaved,
          due,
          status,
          Json.required(publishable, "publishable"),
          perimeter,
          leftOut,
          extras.carbon(),
          extras.manufacturing(),
          extras.outlook(),
          extras.pageKinds(),
          extras.cooling());
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (IndicatorJson.withoutUnit(name)) {
        case "indicator" -> indicator = in.getText();
        case "span" -> span = ReadingJson.constant(Span.class, in.getText());
        case "month" -> month = YearMonth.parse(in.getText());
        case "part" -> part = in.getText();
        case "reference" -> {
          IndicatorJson.ReferenceReader of = new IndicatorJson.ReferenceReader();
          Json.readFields(in, of);
          reference = of.build();
        }
        case "current" -> current = in.getBooleanValue();
        case "notComputable", "detail" -> why.read(name, in);
        case "from" -> from = YearMonth.parse(in.getText());
        case "months" -> months = in.getIntValue();
        case "actual" -> actual = in.getLongValue();
        case "measured" -> measured = in.getLongValue();
        case "high" -> high = in.getLongValue();
        case "accuracy" -> accuracy = in.getLongValue();
        case "knownShare" -> knownShare = in.getDoubleValue();
        case "chosen" -> chosen = change(in);
        case "allFixed" -> allFixed = change(in);
        case "allPerUser" -> allPerUser = change(in);
        case "unadjusted" -> unadjusted = change(in);
        case "adjustments" -> adjustments = in.getLongValue();
        case "adjustedMuch" -> adjustedMuch = in.getBooleanValue();
        case "notSaved" -> notSaved = in.getLongValue();
        case "due" -> due = in.getDoubleValue();
        case "status" -> status = ReadingJson.constant(Path.Status.class, in.getText());
        case "publishable" -> publishable = ReadingJson.constant(Publishable.class, in.getText());
        case "perimeter" -> {
          while (in.nextToken() == JsonToken.VALUE_STRING) {
            perimeter.add(in.getText());
          }
        }
        case "leftOut" -> {
          while (in.nextToken() == JsonToken.START_OBJECT) {
            LeftOutReader of = new LeftOutReader();
            Json.readFields(in, of);
            leftOut.add(of.build());
          }
        }
        default -> extras.read(name, in);
      }
    }

    private static Comparison.Change change(JsonParser in) throws IOException {
      ChangeReader of = new ChangeReader();
      Json.readFields(in, of);
      return new Comparison.Change(of.reference, of.value, of.halfWidth);
    }
  }

  private static final class ChangeReader implements Json.Field {
    private double reference = Double.NaN;
    private double value = Double.NaN;
    private double halfWidth = Double.POSITIVE_INFINITY;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (IndicatorJson.withoutUnit(name)) {
        case "reference" -> reference = in.getDoubleValue();
        case "change" -> value = in.getDoubleValue();
        case "halfWidth" -> halfWidth = in.getDoubleValue();
        default -> in.skipChildren();
      }
    }
  }

  private static final class LeftOutReader implements Json.Field {
    private @Nullable String entity;
    private @Nullable String family;
    private @Nullable String why;
    private @Nullable Long quantity;

    private Figure.LeftOut build() {
      return new Figure.LeftOut(
          Json.required(entity, "entity"),
          Json.required(family, "family"),
          LineJson.out(Json.required(why, "why")),
          quantity);
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (IndicatorJson.withoutUnit(name)) {
        case "entity" -> entity = in.getText();
        case "family" -> family = in.getText();
        case "why" -> why = in.getText();
        case "quantity" -> quantity = in.getLongValue();
        default -> in.skipChildren();
      }
    }
  }
}
