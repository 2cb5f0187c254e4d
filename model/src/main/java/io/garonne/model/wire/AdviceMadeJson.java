package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.advice.AdviceMade;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@link AdviceMade} on the wire; schema {@code energy.advice.v1.made.schema.json}. */
public final class AdviceMadeJson {
  private AdviceMadeJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(AdviceMade made) {
    return Json.object(
        out -> {
          out.writeStringField("kind", "made");
          Json.writeInstant(out, "at", made.at());
          Long until = made.until();
          if (until != null) {
            Json.writeInstant(out, "until", until);
          }
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it says no instant
   */
  public static AdviceMade read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new AdviceMade(Json.required(b.at, "at"), b.until);
  }

  private static final class Builder implements Json.Field {
    private @Nullable Long at;
    private @Nullable Long until;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "at" -> at = IsoTime.parse(in.getText());
        case "until" -> until = IsoTime.parse(in.getText());
        default -> in.skipChildren();
      }
    }
  }
}
