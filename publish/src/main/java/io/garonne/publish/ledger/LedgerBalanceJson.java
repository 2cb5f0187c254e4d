package io.garonne.publish.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.wire.LedgerJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The balance of both equations as one JSON object; described in openapi.yaml. */
public final class LedgerBalanceJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private LedgerBalanceJson() {}

  /**
   * As UTF-8.
   *
   * @param all whether instances are named, and the records they are made of are there
   */
  public static byte[] write(LedgerBalance b, boolean all, List<Ledger> records) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeBooleanField("balanced", b.mismatches().isEmpty());
      messages(out, b);
      readings(out, b);
      registers(out, b.registers());
      mismatches(out, b, all);
      if (all) {
        out.writeArrayFieldStart("records");
        for (Ledger ledger : records) {
          out.writeRawValue(new String(LedgerJson.write(ledger), StandardCharsets.UTF_8));
        }
        out.writeEndArray();
      }
      out.writeEndObject();
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void messages(JsonGenerator out, LedgerBalance b) throws IOException {
    out.writeObjectFieldStart("messages");
    out.writeNumberField("received", b.received());
    out.writeNumberField("stored", b.stored());
    counts(out, "ignored", b.ignored());
    counts(out, "deadLettered", b.deadLettered());
    out.writeNumberField("underWay", b.underWay());
    out.writeEndObject();
  }

  private static void readings(JsonGenerator out, LedgerBalance b) throws IOException {
    out.writeObjectFieldStart("readings");
    out.writeNumberField("stored", b.readingsStored());
    out.writeNumberField("fromElsewhere", b.readingsFromElsewhere());
    out.writeNumberField("underWay", b.readingsUnderWay());
    out.writeNumberField("metered", b.metered());
    out.writeNumberField("repeated", b.repeated());
    out.writeNumberField("tooLate", b.tooLate());
    out.writeNumberField("void", b.voided());
    out.writeEndObject();
  }

  private static void registers(JsonGenerator out, LedgerBalance.Registers r) throws IOException {
    out.writeObjectFieldStart("registers");
    out.writeNumberField("conserved", r.conserved());
    out.writeNumberField("mismatched", r.mismatched());
    out.writeNumberField("open", r.open());
    out.writeNumberField("movedMillijoules", r.moved());
    out.writeNumberField("bookedMillijoules", r.booked());
    out.writeNumberField("voidedMillijoules", r.voided());
    out.writeNumberField("heldBackMillijoules", r.heldBack());
    out.writeEndObject();
  }

  private static void mismatches(JsonGenerator out, LedgerBalance b, boolean all)
      throws IOException {
    out.writeArrayFieldStart("mismatches");
    for (LedgerBalance.Mismatch m : b.mismatches()) {
      out.writeStartObject();
      if (all) {
        out.writeStringField("instance", m.instance());
      }
      out.writeNumberField("in", m.in());
      out.writeNumberField("out", m.out());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void counts(JsonGenerator out, String name, Map<String, Long> counts)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      out.writeNumberField(count.getKey(), count.getValue());
    }
    out.writeEndObject();
  }
}
