package io.garonne.publish.room;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.garonne.model.Units;
import io.garonne.model.advice.GeneratorMonth;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.Kept;
import io.garonne.model.advice.LeastHeadroom;
import io.garonne.model.advice.PeakLoad;
import io.garonne.model.advice.PowerUsage;
import io.garonne.model.room.Headroom;
import io.garonne.model.room.Imbalance;
import io.garonne.model.room.Load;
import io.garonne.model.room.RackLoad;
import io.garonne.model.room.RatedLoad;
import io.garonne.model.wire.IsoTime;
import io.garonne.publish.TotalsCsv;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A room's figures for machines: a line each, as CSV (RFC 4180, UTF-8, comma, decimal point, line
 * feed) or as a JSON array of objects with the same names. The columns are a promise: some may be
 * added at the end, never renamed or moved. A field is empty, or is not there, where nothing is
 * known: that is not 0, and {@code why} says why.
 */
public final class RoomLines {
  /** The columns, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "kind",
          "site",
          "room",
          "rack",
          "what",
          "phase",
          "from",
          "to",
          "unit",
          "value",
          "limit",
          "left",
          "low",
          "high",
          "e_dc_kwh",
          "e_it_kwh",
          "category",
          "known_percent",
          "at",
          "name",
          "why",
          "detail",
          "cost",
          "currency",
          "kg_co2e");

  private RoomLines() {}

  /** As CSV. */
  public static void writeCsv(RoomPicture picture, Writer out) throws IOException {
    out.write(String.join(",", COLUMNS) + "\n");
    for (Map<String, Object> line : lines(picture)) {
      out.write(
          COLUMNS.stream().map(column -> field(line.get(column))).collect(Collectors.joining(","))
              + "\n");
    }
  }

  private static String field(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      // No spreadsheet takes a number for a formula.
      case Long number -> number.toString();
      case Double number -> BigDecimal.valueOf(number).toPlainString();
      case Object other -> TotalsCsv.field(other.toString());
    };
  }

  /** As JSON. */
  public static void writeJson(RoomPicture picture, Writer out) throws IOException {
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .useDefaultPrettyPrinter()) {
      json.writeStartArray();
      for (Map<String, Object> line : lines(picture)) {
        json.writeStartObject();
        for (Map.Entry<String, Object> field : line.entrySet()) {
          json.writeFieldName(field.getKey());
          switch (field.getValue()) {
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Object other -> json.writeString(other.toString());
          }
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    out.write("\n");
  }

  private static List<Map<String, Object>> lines(RoomPicture picture) {
    List<Map<String, Object>> all = new ArrayList<>();
    picture.loads().forEach(one -> all.add(load(one)));
    picture.headrooms().forEach(one -> all.add(headroom(one)));
    picture.imbalances().forEach(one -> all.add(imbalance(one)));
    picture.racks().forEach(one -> all.add(rack(one)));
    picture.peaks().forEach(one -> all.add(peak(one)));
    picture.least().forEach(one -> all.add(least(one)));
    picture.idle().forEach(one -> all.add(idle(one)));
    picture.usages().forEach(one -> all.add(usage(one)));
    picture.generators().forEach(one -> all.add(generator(one)));
    return all;
  }

  /** The fields of a line that say something, in the order of the columns. */
  private static final class Line {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    Line(String kind, String site, @Nullable String room, @Nullable String rack) {
      with("kind", kind).with("site", site).with("room", room).with("rack", rack);
    }

    Line with(String column, @Nullable Object value) {
      if (value != null) {
        fields.put(column, value);
      }
      return this;
    }
  }

  private static Map<String, Object> load(RatedLoad load) {
    Line line =
        new Line("load", load.point().site(), load.point().room(), load.point().rack())
            .with("what", load.point().ref().toString())
            .with("phase", load.phase())
            .with("unit", load.against().unit());
    switch (load.load()) {
      case Load.Known known ->
          line.with("value", known.value())
              .with("limit", load.limit())
              .with("left", load.limit() - known.value())
              .with("at", IsoTime.format(known.at()))
              .with("detail", label(known.basis()));
      case Load.Unknown unknown ->
          line.with("limit", load.limit()).with("why", label(unknown.reason()));
    }
    return line.fields;
  }

  private static Map<String, Object> rack(RackLoad rack) {
    Long limit = rack.limit();
    Line line = new Line("rack-now", rack.site(), null, rack.rack()).with("unit", "mW");
    switch (rack.load()) {
      case Load.Known known ->
          line.with("value", known.value())
              .with("limit", limit)
              .with("left", limit == null ? null : limit - known.value())
              .with("at", IsoTime.format(known.at()));
      case Load.Unknown unknown -> line.with("limit", limit).with("why", label(unknown.reason()));
    }
    return line.fields;
  }

  private static Map<String, Object> headroom(Headroom headroom) {
    Line line =
        new Line("headroom", headroom.site(), null, null)
            .with("what", headroom.group())
            .with("phase", headroom.phase())
            .with("unit", headroom.against().unit());
    switch (headroom.outcome()) {
      case Headroom.Known known ->
          line.with("value", known.load())
              .with("limit", known.limit())
              .with("left", known.left())
              .with("at", IsoTime.format(known.at()))
              .with(
                  "detail",
                  known.a() + " " + known.loadA() + ", " + known.b() + " " + known.loadB());
      case Headroom.Unknown unknown ->
          line.with("why", label(unknown.reason())).with("detail", names(unknown.points()));
    }
    return line.fields;
  }

  private static Map<String, Object> imbalance(Imbalance imbalance) {
    return new Line(
            "imbalance",
            imbalance.point().site(),
            imbalance.point().room(),
            imbalance.point().rack())
        .with("what", imbalance.point().ref().toString())
        .with("unit", "ppm")
        .with("value", imbalance.ppm())
        .with("why", imbalance.why() == null ? null : label(imbalance.why()))
        .with("detail", imbalance.ppm() == null ? null : names(imbalance.amperes()))
        .fields;
  }

  private static Map<String, Object> peak(PeakLoad peak) {
    return new Line("peak", peak.site(), peak.room(), peak.rack())
        .with("what", peak.device())
        .with("from", peak.month())
        .with("to", peak.month())
        .with("unit", "mW")
        .with("value", peak.power())
        .with("limit", peak.limit())
        .with("left", peak.limit() == null ? null : peak.limit() - peak.power())
        .with("known_percent", peak.knownPpm() / 1e4)
        .with("at", IsoTime.format(peak.at()))
        .fields;
  }

  private static Map<String, Object> least(LeastHeadroom least) {
    return new Line("least-headroom", least.site(), null, null)
        .with("what", least.group())
        .with("phase", least.phase())
        .with("from", least.month())
        .with("to", least.month())
        .with("unit", least.unit())
        .with("value", least.loadA() + least.loadB())
        .with("limit", least.limit())
        .with("left", least.left())
        .with("known_percent", least.knownPpm() / 1e4)
        .with("at", IsoTime.format(least.at()))
        .with("name", least.atLeast() ? "at-most" : null)
        .with("detail", "A " + least.loadA() + ", B " + least.loadB())
        .fields;
  }

  private static Map<String, Object> idle(IdleServer idle) {
    Kept kept = idle.kept();
    return new Line("idle", idle.site(), idle.room(), idle.rack())
        .with("what", idle.asset() == null ? names(idle.devices()) : idle.asset())
        .with("from", idle.since())
        .with("to", kept == null ? null : kept.until())
        .with("unit", "kWh/a")
        .with("value", Units.kilowattHours(idle.yearly()).doubleValue())
        .with("low", idle.floor() / 1000.0)
        .with("high", idle.top() / 1000.0)
        .with("name", kept == null ? label(idle.kind()) : "kept")
        .with("detail", kept == null ? null : kept.reason() + " (" + kept.decidedBy() + ")")
        .with("cost", number(idle.worth().cost(idle.yearly())))
        .with("currency", idle.worth().currency())
        .with("kg_co2e", number(idle.worth().kilograms(idle.yearly())))
        .fields;
  }

  private static @Nullable Double number(@Nullable BigDecimal exact) {
    return exact == null ? null : exact.doubleValue();
  }

  private static Map<String, Object> usage(PowerUsage usage) {
    Line line =
        new Line("pue", usage.site(), usage.room(), null)
            .with("from", usage.first())
            .with("to", usage.last());
    PowerUsage.Value value = usage.value();
    if (value != null) {
      line.with("value", value.ratio())
          .with("low", value.low())
          .with("high", value.high())
          .with("e_dc_kwh", Units.kilowattHours(value.dc()).doubleValue())
          .with("e_it_kwh", Units.kilowattHours(value.it()).doubleValue())
          .with("category", (long) value.category())
          .with("known_percent", value.knownPpm() / 1e4);
    }
    return line.with("name", label(usage.name()))
        .with("why", usage.why() == null ? null : label(usage.why()))
        .with("detail", value == null ? null : String.join(" ", value.parts()))
        .fields;
  }

  private static Map<String, Object> generator(GeneratorMonth month) {
    return new Line("generator", month.site(), month.room(), null)
        .with("from", month.month())
        .with("to", month.month())
        .with("unit", "kWh")
        .with(
            "value",
            month.energy() == null ? null : Units.kilowattHours(month.energy()).doubleValue())
        .with("known_percent", month.energy() == null ? null : month.knownPpm() / 1e4)
        .with("why", month.energy() == null ? "no-meter" : null)
        .with(
            "detail",
            month.fuels().stream()
                .map(f -> f.quantity() + " " + f.unit() + " " + f.fuel() + " (" + f.source() + ")")
                .collect(Collectors.joining("; ")))
        .fields;
  }

  private static String names(List<?> of) {
    return of.stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
