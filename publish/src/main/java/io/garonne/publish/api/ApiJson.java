package io.garonne.publish.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.garonne.model.LivePower;
import io.garonne.model.wire.IsoTime;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.publish.device.DeviceNow;
import io.garonne.publish.http.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The API's answers as UTF-8 JSON. */
final class ApiJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  private ApiJson() {}

  /**
   * Live values; the power of the estate is the sum of its sites and classes.
   *
   * @param sums sites and classes
   * @param values what is listed
   */
  static Answer live(List<LivePower> sums, List<LivePower> values) {
    return object(
        out -> {
          out.writeNumberField("powerMilliwatts", sums.stream().mapToLong(LivePower::power).sum());
          out.writeNumberField("devicesLive", sums.stream().mapToInt(LivePower::devices).sum());
          out.writeArrayFieldStart("live");
          for (LivePower value : values) {
            raw(out, LivePowerJson.write(value));
          }
          out.writeEndArray();
        });
  }

  /** A list under a name, each as on the wire. */
  static <T> Answer list(String name, List<T> items, Function<T, byte[]> write) {
    return object(
        out -> {
          out.writeArrayFieldStart(name);
          for (T item : items) {
            raw(out, write.apply(item));
          }
          out.writeEndArray();
        });
  }

  /** Devices; what is not known is left out. */
  static Answer devices(List<DeviceNow> devices) {
    return object(
        out -> {
          out.writeArrayFieldStart("devices");
          for (DeviceNow d : devices) {
            out.writeStartObject();
            out.writeStringField("device", d.device());
            out.writeStringField("state", Choice.label(d.state()));
            out.writeBooleanField("personal", d.personal());
            out.writeStringField("site", d.site());
            said(out, "room", d.room());
            said(out, "rack", d.rack());
            said(out, "equipmentClass", d.equipmentClass());
            Long power = d.power();
            if (power != null) {
              out.writeNumberField("powerMilliwatts", power);
            }
            Long at = d.at();
            said(out, "at", at == null ? null : IsoTime.format(at));
            said(out, "decoder", d.decoder());
            out.writeArrayFieldStart("alerts");
            for (String alert : d.alerts()) {
              out.writeString(alert);
            }
            out.writeEndArray();
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private static void said(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  private static void raw(JsonGenerator out, byte[] json) throws IOException {
    out.writeRawValue(new String(json, StandardCharsets.UTF_8));
  }

  private static Answer object(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      body.write(out);
      out.writeEndObject();
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.of("application/json", bytes.toByteArray());
  }
}
