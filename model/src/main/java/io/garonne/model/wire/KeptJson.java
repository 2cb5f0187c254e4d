package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.advice.Kept;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** {@link Kept} within records of advice. */
final class KeptJson {
  private KeptJson() {}

  /** As a field {@code kept}; nothing for null. */
  static void write(JsonGenerator out, @Nullable Kept kept) throws IOException {
    if (kept != null) {
      out.writeObjectFieldStart("kept");
      out.writeStringField("until", kept.until().toString());
      out.writeStringField("reason", kept.reason());
      out.writeStringField("decidedBy", kept.decidedBy());
      out.writeEndObject();
    }
  }

  static Kept read(JsonParser in) throws IOException {
    Fields fields = new Fields();
    Json.readFields(in, fields);
    return new Kept(
        Json.required(fields.until, "until"),
        Json.required(fields.reason, "reason"),
        Json.required(fields.decidedBy, "decidedBy"));
  }

  private static final class Fields implements Json.Field {
    private @Nullable LocalDate until;
    private @Nullable String reason;
    private @Nullable String decidedBy;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "until" -> until = LocalDate.parse(in.getText());
        case "reason" -> reason = in.getText();
        case "decidedBy" -> decidedBy = in.getText();
        default -> in.skipChildren();
      }
    }
  }
}
