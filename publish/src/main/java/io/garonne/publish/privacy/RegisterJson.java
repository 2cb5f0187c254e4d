package io.garonne.publish.privacy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.garonne.model.privacy.FieldClass;
import io.garonne.model.privacy.FieldPlace;
import io.garonne.model.privacy.FieldTable;
import io.garonne.model.wire.FieldTableCsv;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The register for machines. */
public final class RegisterJson {
  private RegisterJson() {}

  /**
   * Writes it as one object: {@code controller}, {@code officer} (empty: still to be filled in),
   * {@code activities} with the parts of art. 30 and {@code kept} ({@code days}: whole days, 0 for
   * ever, absent until somebody changes or forgets it; {@code decidedBy} absent: nobody has
   * decided, it is Garonne's default), {@code fields} by place and class.
   */
  public static void write(ProcessingRegister register, Texts texts, Writer out)
      throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeStringField("title", texts.get("register.title"));
    json.writeStringField("verify", texts.get("register.verify"));
    json.writeStringField("controller", register.controller());
    json.writeStringField("officer", register.officer());
    json.writeArrayFieldStart("activities");
    for (ProcessingRegister.Activity activity : register.activities()) {
      activity(activity, texts, json);
    }
    json.writeEndArray();
    fields(json);
    json.writeEndObject();
    json.close();
    out.write('\n');
  }

  private static void activity(
      ProcessingRegister.Activity activity, Texts texts, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", activity.id());
    json.writeStringField("name", texts.get("register." + activity.id()));
    for (String part : ProcessingRegister.PARTS) {
      strings(part, ProcessingRegister.lines(activity, part, texts), json);
    }
    json.writeArrayFieldStart("kept");
    for (Kept kept : activity.kept()) {
      json.writeStartObject();
      json.writeStringField("what", texts.get("register.kept." + kept.what()));
      json.writeStringField("where", kept.place());
      if (kept.days() != Kept.UNTIL_CHANGED) {
        json.writeNumberField("days", kept.days());
      }
      Kept.Decision decision = kept.decision();
      if (decision != null) {
        json.writeStringField("decidedBy", decision.by());
        json.writeStringField("decidedOn", decision.on());
        json.writeStringField("basis", decision.basis());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void fields(JsonGenerator json) throws IOException {
    FieldTable table = FieldTableCsv.read();
    json.writeArrayFieldStart("fields");
    for (FieldPlace.Store store : FieldPlace.Store.values()) {
      for (FieldPlace place : table.places(store)) {
        json.writeStartObject();
        json.writeStringField("store", store.label());
        json.writeStringField("place", place.name());
        for (FieldClass each : FieldClass.values()) {
          strings(each.label(), table.fields(place, each), json);
        }
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void strings(String name, List<String> values, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
