package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.Ledger;
import java.util.Map;
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
          out.writeObjectFieldStart("counts");
          for (Map.Entry<String, Long> count : ledger.counts().entrySet()) {
            out.writeNumberField(count.getKey(), count.getValue());
          }
          out.writeEndObject();
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a ledger record
   */
  public static Ledger read(byte[] json) {
    String[] names = new String[2];
    TreeMap<String, Long> counts = new TreeMap<>();
    Json.readObject(
        json,
        (field, in) -> {
          switch (field) {
            case "stage" -> names[0] = in.getText();
            case "instance" -> names[1] = in.getText();
            case "counts" -> {
              while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                counts.put(name, in.getLongValue());
              }
            }
            default -> in.skipChildren();
          }
        });
    return new Ledger(
        Json.required(names[0], "stage"), Json.required(names[1], "instance"), counts);
  }
}
