package io.garonne.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.LivePower;
import io.garonne.model.Total;
import io.garonne.model.wire.IsoTime;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.TotalJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The API's answers as UTF-8 JSON. */
final class ApiJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  private ApiJson() {}

  /** Live values in three lists; the estate's sum is that of the sites and classes. */
  static byte[] live(List<LivePower> values) {
    List<LivePower> siteClasses = of(values, LivePower.Kind.SITE_CLASS);
    return object(
        out -> {
          out.writeNumberField(
              "powerMilliwatts", siteClasses.stream().mapToLong(LivePower::power).sum());
          out.writeNumberField(
              "devicesLive", siteClasses.stream().mapToInt(LivePower::devices).sum());
          values(out, "siteClasses", siteClasses);
          values(out, "racks", of(values, LivePower.Kind.RACK));
          values(out, "devices", of(values, LivePower.Kind.DEVICE));
        });
  }

  private static List<LivePower> of(List<LivePower> values, LivePower.Kind kind) {
    return values.stream().filter(p -> p.kind() == kind).toList();
  }

  private static void values(JsonGenerator out, String name, List<LivePower> values)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (LivePower p : values) {
      out.writeStartObject();
      if (p.device() != null) {
        out.writeStringField("device", p.device());
      }
      if (p.rack() != null) {
        out.writeStringField("rack", p.rack());
      }
      out.writeStringField("site", p.site());
      if (p.equipmentClass() != null) {
        out.writeStringField("equipmentClass", p.equipmentClass());
      }
      out.writeNumberField("powerMilliwatts", p.power());
      out.writeStringField("at", IsoTime.format(p.at()));
      out.writeNumberField("devicesLive", p.devices());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** {@code {"totals":[…]}}, each as on the wire. */
  static byte[] totals(List<Total> totals) {
    return object(
        out -> {
          out.writeArrayFieldStart("totals");
          for (Total total : totals) {
            out.writeRawValue(new String(TotalJson.write(total), StandardCharsets.UTF_8));
          }
          out.writeEndArray();
        });
  }

  /** The balance of both equations, and the records it is made of. */
  static byte[] ledger(LedgerBalance b, List<Ledger> records) {
    return object(
        out -> {
          out.writeBooleanField("balanced", b.mismatches().isEmpty());
          out.writeObjectFieldStart("messages");
          out.writeNumberField("received", b.received());
          out.writeNumberField("stored", b.stored());
          counts(out, "ignored", b.ignored());
          counts(out, "deadLettered", b.deadLettered());
          out.writeNumberField("underWay", b.underWay());
          out.writeEndObject();
          out.writeObjectFieldStart("readings");
          out.writeNumberField("stored", b.readingsStored());
          out.writeNumberField("fromElsewhere", b.readingsFromElsewhere());
          out.writeNumberField("underWay", b.readingsUnderWay());
          out.writeNumberField("metered", b.metered());
          out.writeNumberField("repeated", b.repeated());
          out.writeNumberField("tooLate", b.tooLate());
          out.writeNumberField("void", b.voided());
          out.writeEndObject();
          out.writeArrayFieldStart("mismatches");
          for (LedgerBalance.Mismatch m : b.mismatches()) {
            out.writeStartObject();
            out.writeStringField("instance", m.instance());
            out.writeNumberField("in", m.in());
            out.writeNumberField("out", m.out());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeArrayFieldStart("records");
          for (Ledger ledger : records) {
            out.writeRawValue(new String(LedgerJson.write(ledger), StandardCharsets.UTF_8));
          }
          out.writeEndArray();
        });
  }

  private static void counts(JsonGenerator out, String name, Map<String, Long> counts)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      out.writeNumberField(count.getKey(), count.getValue());
    }
    out.writeEndObject();
  }

  private static byte[] object(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      body.write(out);
      out.writeEndObject();
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
