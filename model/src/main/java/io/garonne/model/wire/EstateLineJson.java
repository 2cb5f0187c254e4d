package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** {@link EstateLine} on the wire; schema {@code energy.estate.v1.schema.json}. */
public final class EstateLineJson {
  private EstateLineJson() {}

  /** For Kafka. */
  public static Serde<EstateLine> serde() {
    return Json.serde(EstateLineJson::write, EstateLineJson::read);
  }

  /** As UTF-8 JSON. */
  public static byte[] write(EstateLine line) {
    return Json.object(
        out -> {
          out.writeStringField("table", line.table().label());
          out.writeStringField("place", line.place());
          out.writeObjectFieldStart("cells");
          for (Map.Entry<String, String> cell : line.cells().entrySet()) {
            out.writeStringField(cell.getKey(), cell.getValue());
          }
          out.writeEndObject();
        });
  }

  /**
   * From UTF-8 JSON; unknown fields and columns are skipped.
   *
   * @throws IllegalArgumentException if it is not a line of a table we know
   */
  public static EstateLine read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return b.build();
  }

  /** Several lines as one JSON array, for a cell. */
  public static String writeAll(Collection<EstateLine> lines) {
    return lines.stream()
        .map(line -> new String(write(line), StandardCharsets.UTF_8))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /**
   * Reads what {@link #writeAll} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static List<EstateLine> readAll(String json) {
    List<EstateLine> lines = new ArrayList<>();
    Json.readObject(
        ("{\"lines\":" + json + "}").getBytes(StandardCharsets.UTF_8),
        (name, in) -> {
          while (in.nextToken() == JsonToken.START_OBJECT) {
            Builder b = new Builder();
            Json.readFields(in, b);
            lines.add(b.build());
          }
        });
    return lines;
  }

  private static final class Builder implements Json.Field {
    private @Nullable String table;
    private @Nullable String place;
    private final Map<String, String> cells = new TreeMap<>();

    private EstateLine build() {
      EstateTable of = EstateTable.ofLabel(Json.required(table, "table"));
      if (of == null) {
        throw new IllegalArgumentException("there is no table \"" + table + "\"");
      }
      cells.keySet().removeIf(name -> of.column(name) == null);
      return EstateLine.of(of, cells, Json.required(place, "place"));
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "table" -> table = in.getText();
        case "place" -> place = in.getText();
        case "cells" -> Json.readFields(in, (column, cell) -> cells.put(column, cell.getText()));
        default -> in.skipChildren();
      }
    }
  }
}
