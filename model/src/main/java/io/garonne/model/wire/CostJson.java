package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.advice.Cost;
import io.garonne.model.advice.NoFigure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@link Cost} on the wire: an object with {@code micros} and {@code currency}, or {@code why}. */
final class CostJson implements Json.Field {
  private @Nullable Long micros;
  private @Nullable String currency;
  private @Nullable NoFigure why;

  private CostJson() {}

  static void write(JsonGenerator out, String name, Cost cost) throws IOException {
    out.writeObjectFieldStart(name);
    switch (cost) {
      case Cost.Known(long micros, String currency) -> {
        out.writeNumberField("micros", micros);
        out.writeStringField("currency", currency);
      }
      case Cost.Unknown(NoFigure why) -> out.writeStringField("why", why.label());
    }
    out.writeEndObject();
  }

  /** Reads the object whose start is the current token. */
  static Cost read(JsonParser in) throws IOException {
    CostJson cost = new CostJson();
    Json.readFields(in, cost);
    return cost.why != null
        ? new Cost.Unknown(cost.why)
        : new Cost.Known(
            Json.required(cost.micros, "micros"), Json.required(cost.currency, "currency"));
  }

  @Override
  public void read(String name, JsonParser in) throws IOException {
    switch (name) {
      case "micros" -> micros = in.getLongValue();
      case "currency" -> currency = in.getText();
      case "why" -> why = NoFigure.ofLabel(in.getText());
      default -> in.skipChildren();
    }
  }
}
