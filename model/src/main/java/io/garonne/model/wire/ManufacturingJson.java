package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.indicator.Manufacturing;
import io.garonne.model.indicator.UseCarbon;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Manufacturing} on the wire: beside a figure of carbon. */
final class ManufacturingJson {
  private ManufacturingJson() {}

  static void write(JsonGenerator out, Manufacturing made) throws IOException {
    out.writeObjectFieldStart("manufacturing");
    out.writeObjectFieldStart("factor");
    FigureExtrasJson.writeFields(out, made.factor());
    out.writeEndObject();
    out.writeNumberField("users", made.users());
    out.writeArrayFieldStart("items");
    for (Manufacturing.Item item : made.items()) {
      out.writeStartObject();
      out.writeNumberField("year", item.year());
      Json.writeIfSaid(out, "entity", item.entity());
      out.writeStringField("family", item.family());
      out.writeNumberField("grams", item.grams());
      out.writeNumberField("fixedShare", item.fixedShare());
      out.writeStringField("source", item.source());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  static final class Reader implements Json.Field {
    private UseCarbon.@Nullable YearFactor factor;
    private double users;
    private final List<Manufacturing.Item> items = new ArrayList<>();

    Manufacturing build() {
      return new Manufacturing(Json.required(factor, "factor"), users, items);
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "factor" -> factor = FigureExtrasJson.readFactor(in);
        case "users" -> users = in.getDoubleValue();
        case "items" -> {
          while (in.nextToken() == JsonToken.START_OBJECT) {
            ItemReader of = new ItemReader();
            Json.readFields(in, of);
            items.add(of.build());
          }
        }
        default -> in.skipChildren();
      }
    }
  }

  private static final class ItemReader implements Json.Field {
    private int year;
    private @Nullable String entity;
    private @Nullable String family;
    private double grams;
    private double fixedShare;
    private String source = "";

    private Manufacturing.Item build() {
      return new Manufacturing.Item(
          year, entity, Json.required(family, "family"), grams, fixedShare, source);
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "year" -> year = in.getIntValue();
        case "entity" -> entity = in.getText();
        case "family" -> family = in.getText();
        case "grams" -> grams = in.getDoubleValue();
        case "fixedShare" -> fixedShare = in.getDoubleValue();
        case "source" -> source = in.getText();
        default -> in.skipChildren();
      }
    }
  }
}
