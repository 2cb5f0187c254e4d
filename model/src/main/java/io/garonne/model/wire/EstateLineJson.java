package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
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
    EstateTable table = EstateTable.ofLabel(Json.required(b.table, "table"));
    if (table == null) {
      throw new IllegalArgumentException("there is no table \"" + b.table + "\"");
    }
    b.cells.keySet().removeIf(name -> table.column(name) == null);
    return EstateLine.of(table, b.cells, Json.required(b.place, "place"));
  }

  private static final class Builder implements Json.Field {
    private @Nullable String table;
    private @Nullable String place;
    private final Map<String, String> cells = new TreeMap<>();

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
