package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.Ledger;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;

/** {@link Ledger} on the wire; schema {@code energy.ledger.v1.schema.json}. */
public final class LedgerJson {
  private LedgerJson() {}

  /** For Kafka. */
  public static Serde<Ledger> serde() {
    return Json.serde(LedgerJson::write, LedgerJson::read);
  }

  /** As UTF-8 JSON. */
  public static byte[] write(Ledger ledger) {
    return Json.object(
        out -> {
          out.writeStringField("stage", ledger.stage());
          out.writeStringField("instance", ledger.instance());
          counts(out, "counts", ledger.counts());
          if (!ledger.days().isEmpty()) {
            out.writeObjectFieldStart("days");
            for (var day : ledger.days().entrySet()) {
              counts(out, day.getKey().toString(), day.getValue());
            }
            out.writeEndObject();
          }
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

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a ledger record
   */
  public static Ledger read(byte[] json) {
    String[] names = new String[2];
    TreeMap<String, Long> counts = new TreeMap<>();
    TreeMap<LocalDate, SortedMap<String, Long>> days = new TreeMap<>();
    Json.readObject(
        json,
        (field, in) -> {
          switch (field) {
            case "stage" -> names[0] = in.getText();
            case "instance" -> names[1] = in.getText();
            case "counts" -> read(in, counts);
            case "days" -> {
              while (in.nextToken() == JsonToken.FIELD_NAME) {
                LocalDate day = day(in.currentName());
                in.nextToken();
                read(in, days.computeIfAbsent(day, key -> new TreeMap<>()));
              }
            }
            default -> in.skipChildren();
          }
        });
    return new Ledger(
        Json.required(names[0], "stage"), Json.required(names[1], "instance"), counts, days);
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a day: " + text, e);
    }
  }

  private static void read(JsonParser in, SortedMap<String, Long> counts) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      counts.put(name, in.getLongValue());
    }
  }
}
