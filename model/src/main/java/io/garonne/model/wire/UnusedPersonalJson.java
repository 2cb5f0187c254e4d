package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.advice.UnusedPersonal;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * {@link UnusedPersonal} on the wire; schema {@code energy.advice.v1.unused-personal.schema.json}.
 */
public final class UnusedPersonalJson {
  private UnusedPersonalJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(UnusedPersonal count) {
    return Json.object(
        out -> {
          out.writeStringField("kind", UnusedPersonal.KIND);
          out.writeStringField("site", count.site());
          out.writeStringField("family", count.family());
          out.writeStringField("from", count.from().toString());
          out.writeNumberField("days", count.days());
          out.writeNumberField("of", count.of());
          out.writeNumberField("unused", count.unused());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is no such count
   */
  public static UnusedPersonal read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new UnusedPersonal(
        Json.required(b.site, "site"),
        Json.required(b.family, "family"),
        Json.required(b.from, "from"),
        b.days,
        b.of,
        b.unused);
  }

  private static final class Builder implements Json.Field {
    private @Nullable String site;
    private @Nullable String family;
    private @Nullable LocalDate from;
    private int days;
    private int of;
    private int unused;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "site" -> site = in.getText();
        case "family" -> family = in.getText();
        case "from" -> from = LocalDate.parse(in.getText());
        case "days" -> days = in.getIntValue();
        case "of" -> of = in.getIntValue();
        case "unused" -> unused = in.getIntValue();
        default -> in.skipChildren();
      }
    }
  }
}
