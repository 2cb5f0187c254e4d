package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.LivePower;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** {@link LivePower} on the wire; schema {@code energy.live.v1.schema.json}. */
public final class LivePowerJson {
  private LivePowerJson() {}

  /** For Kafka. */
  public static Serde<LivePower> serde() {
    return Json.serde(LivePowerJson::write, LivePowerJson::read);
  }

  /** As UTF-8 JSON. */
  public static byte[] write(LivePower p) {
    return Json.object(
        out -> {
          out.writeStringField("kind", ReadingJson.label(p.kind()));
          Json.writeIfSaid(out, "device", p.device());
          Json.writeIfSaid(out, "channel", p.channel());
          Json.writeIfSaid(out, "rack", p.rack());
          out.writeStringField("site", p.site());
          Json.writeIfSaid(out, "equipmentClass", p.equipmentClass());
          out.writeBooleanField("personal", p.personal());
          out.writeNumberField("powerMilliwatts", p.power());
          Json.writeInstant(out, "at", p.at());
          out.writeNumberField("devices", p.devices());
          Json.writeIfSaid(out, "currentMilliamperes", p.current());
          Json.writeIfSaid(out, "voltageMillivolts", p.voltage());
          Json.writeIfSaid(out, "decoder", p.decoder());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a live value
   */
  public static LivePower read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new LivePower(
        Json.required(b.kind, "kind"),
        b.device,
        b.channel,
        b.rack,
        Json.required(b.site, "site"),
        b.equipmentClass,
        b.personal,
        Json.required(b.power, "powerMilliwatts"),
        Json.required(b.at, "at"),
        b.devices,
        b.current,
        b.voltage,
        b.decoder);
  }

  private static final class Builder implements Json.Field {
    private LivePower.@Nullable Kind kind;
    private @Nullable String device;
    private @Nullable String channel;
    private @Nullable String rack;
    private @Nullable String site;
    private @Nullable String equipmentClass;
    private boolean personal;
    private @Nullable Long power;
    private @Nullable Long at;
    private int devices;
    private @Nullable Long current;
    private @Nullable Long voltage;
    private @Nullable String decoder;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "kind" -> kind = ReadingJson.constant(LivePower.Kind.class, in.getText());
        case "device" -> device = in.getText();
        case "channel" -> channel = in.getText();
        case "rack" -> rack = in.getText();
        case "site" -> site = in.getText();
        case "equipmentClass" -> equipmentClass = in.getText();
        case "personal" -> personal = in.getBooleanValue();
        case "powerMilliwatts" -> power = in.getLongValue();
        case "at" -> at = IsoTime.parse(in.getText());
        case "devices" -> devices = in.getIntValue();
        case "currentMilliamperes" -> current = in.getLongValue();
        case "voltageMillivolts" -> voltage = in.getLongValue();
        case "decoder" -> decoder = in.getText();
        default -> in.skipChildren();
      }
    }
  }
}
