package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.indicator.Cell;
import io.garonne.model.indicator.CellState;
import io.garonne.model.indicator.Estimate;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Line;
import io.garonne.model.indicator.Publishable;
import java.io.IOException;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** {@link Line} on the wire: the second shape of {@code energy.indicators.v1}. */
final class LineJson {
  private LineJson() {}

  static Line.Out out(String label) {
    return ReadingJson.constant(Line.Out.class, label);
  }

  static void write(JsonGenerator out, Line line) throws IOException {
    String unit = IndicatorJson.unit(line.indicator());
    out.writeStringField("kind", "line");
    out.writeStringField("id", line.id());
    out.writeStringField("indicator", line.indicator().label());
    out.writeStringField("entity", line.cell().entity());
    out.writeStringField("family", line.cell().family());
    out.writeStringField("month", line.cell().month().toString());
    IndicatorJson.writeReference(out, line.reference());
    out.writeBooleanField("current", line.isCurrent());
    if (line.state() != null) {
      write(out, line.state());
    }
    Json.writeIfSaid(out, "reference" + unit, line.referenceQuantity());
    if (Double.isFinite(line.uncertainty())) {
      out.writeNumberField("referenceUncertainty", line.uncertainty());
    } else {
      out.writeBooleanField("referenceSpreadUnknown", true);
    }
    out.writeNumberField("adjusted" + unit, line.adjusted());
    out.writeNumberField("externalised" + unit, line.externalised());
    Json.writeIfFinite(out, "usersRatio", line.users());
    out.writeNumberField("fixedShare", line.fixedShare());
    Json.writeIfSaid(out, "out", line.out() == null ? null : line.out().label());
    out.writeStringField("method", Figure.METHOD);
  }

  private static void write(JsonGenerator out, CellState state) throws IOException {
    out.writeObjectFieldStart("state");
    if (state.estimate() instanceof Estimate.Known known) {
      out.writeNumberField("measuredMillijoules", known.measured());
      out.writeNumberField("extrapolatedMillijoules", known.extrapolated());
      if (Double.isFinite(known.halfWidth())) {
        out.writeNumberField("halfWidthMillijoules", known.halfWidth());
      } else {
        out.writeBooleanField("spreadUnknown", true);
      }
    }
    out.writeNumberField("units", state.units());
    out.writeNumberField("metered", state.metered());
    out.writeNumberField("accuracyMillijoules", state.accuracy());
    out.writeNumberField("highMillijoules", state.high());
    Json.writeIfSaid(out, "pages", state.pages());
    if (state.pages() != null) {
      out.writeNumberField("pageCounters", state.pageCounters());
    }
    PageKindsJson.write(out, state.pageKinds());
    out.writeNumberField("knownShare", state.knownShare());
    out.writeStringField("publishable", state.publishable().label());
    out.writeNumberField("revision", state.revision());
    out.writeEndObject();
  }

  static Line read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new Line(
        IndicatorJson.indicator(b.indicator),
        new Cell(
            Json.required(b.entity, "entity"),
            Json.required(b.family, "family"),
            Json.required(b.month, "month")),
        Json.required(b.reference, "reference"),
        b.current,
        b.state,
        b.referenceQuantity,
        b.uncertainty,
        b.adjusted,
        b.externalised,
        b.users,
        b.fixedShare,
        b.out);
  }

  private static final class Builder implements Json.Field {
    private @Nullable String indicator;
    private @Nullable String entity;
    private @Nullable String family;
    private @Nullable YearMonth month;
    private Figure.@Nullable Reference reference;
    private boolean current;
    private @Nullable CellState state;
    private @Nullable Long referenceQuantity;
    private double uncertainty;
    private long adjusted;
    private long externalised;
    private @Nullable Double users;
    private double fixedShare;
    private Line.@Nullable Out out;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "indicator" -> indicator = in.getText();
        case "entity" -> entity = in.getText();
        case "family" -> family = in.getText();
        case "month" -> month = YearMonth.parse(in.getText());
        case "reference" -> {
          IndicatorJson.ReferenceReader of = new IndicatorJson.ReferenceReader();
          Json.readFields(in, of);
          reference = of.build();
        }
        case "current" -> current = in.getBooleanValue();
        case "state" -> {
          StateReader of = new StateReader();
          Json.readFields(in, of);
          state = of.build();
        }
        case "referenceUncertainty" -> uncertainty = in.getDoubleValue();
        case "referenceSpreadUnknown" ->
            uncertainty = in.getBooleanValue() ? Double.POSITIVE_INFINITY : uncertainty;
        case "usersRatio" -> users = in.getDoubleValue();
        case "fixedShare" -> fixedShare = in.getDoubleValue();
        case "out" -> out = LineJson.out(in.getText());
        default -> readQuantity(IndicatorJson.withoutUnit(name), in);
      }
    }

    private void readQuantity(String name, JsonParser in) throws IOException {
      switch (name) {
        case "reference" -> referenceQuantity = in.getLongValue();
        case "adjusted" -> adjusted = in.getLongValue();
        case "externalised" -> externalised = in.getLongValue();
        default -> in.skipChildren();
      }
    }
  }

  private static final class StateReader implements Json.Field {
    private @Nullable Long measured;
    private long extrapolated;
    private double halfWidth = Double.POSITIVE_INFINITY;
    private int units;
    private int metered;
    private long accuracy;
    private long high;
    private @Nullable Long pages;
    private int pageCounters;
    private final PageKindsJson.Reader pageKinds = new PageKindsJson.Reader();
    private double knownShare;
    private @Nullable Publishable publishable;
    private int revision;

    private CellState build() {
      return new CellState(
          measured == null
              ? new Estimate.NotMeasured()
              : new Estimate.Known(measured, extrapolated, halfWidth),
          units,
          metered,
          accuracy,
          high,
          pages,
          pageCounters,
          pageKinds.build(),
          knownShare,
          Json.required(publishable, "publishable"),
          revision);
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "measuredMillijoules" -> measured = in.getLongValue();
        case "extrapolatedMillijoules" -> extrapolated = in.getLongValue();
        case "halfWidthMillijoules" -> halfWidth = in.getDoubleValue();
        case "units" -> units = in.getIntValue();
        case "metered" -> metered = in.getIntValue();
        case "accuracyMillijoules" -> accuracy = in.getLongValue();
        case "highMillijoules" -> high = in.getLongValue();
        case "pages" -> pages = in.getLongValue();
        case "pageCounters" -> pageCounters = in.getIntValue();
        case "knownShare" -> knownShare = in.getDoubleValue();
        case "publishable" -> publishable = ReadingJson.constant(Publishable.class, in.getText());
        case "revision" -> revision = in.getIntValue();
        default -> pageKinds.read(name, in);
      }
    }
  }
}
