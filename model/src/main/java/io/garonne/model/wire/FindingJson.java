package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.Finding;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** {@link Finding} on the wire; schema {@code energy.findings.v1.schema.json}. */
public final class FindingJson {
  private FindingJson() {}

  /** For Kafka. */
  public static Serde<Finding> serde() {
    return Json.serde(FindingJson::write, FindingJson::read);
  }

  /** As UTF-8 JSON. */
  public static byte[] write(Finding a) {
    return Json.object(
        out -> {
          out.writeStringField("kind", ReadingJson.label(a.kind()));
          Json.writeIfSaid(out, "device", a.device());
          Json.writeIfSaid(out, "channel", a.channel());
          Json.writeInstant(out, "at", a.at());
          out.writeStringField("detail", a.detail());
          Json.writeIfSaid(out, "valueMilliwatts", a.value());
          Json.writeIfSaid(out, "limitMilliwatts", a.limit());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not an alert
   */
  public static Finding read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new Finding(
        Json.required(b.kind, "kind"),
        b.device,
        b.channel,
        Json.required(b.at, "at"),
        Json.required(b.detail, "detail"),
        b.value,
        b.limit);
  }

  private static final class Builder implements Json.Field {
    private Finding.@Nullable Kind kind;
    private @Nullable String device;
    private @Nullable String channel;
    private @Nullable Long at;
    private @Nullable String detail;
    private @Nullable Long value;
    private @Nullable Long limit;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "kind" -> kind = ReadingJson.constant(Finding.Kind.class, in.getText());
        case "device" -> device = in.getText();
        case "channel" -> channel = in.getText();
        case "at" -> at = IsoTime.parse(in.getText());
        case "detail" -> detail = in.getText();
        case "valueMilliwatts" -> value = in.getLongValue();
        case "limitMilliwatts" -> limit = in.getLongValue();
        default -> in.skipChildren();
      }
    }
  }
}
