package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Place;
import io.garonne.model.alert.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** {@link Alert} on the wire; schema {@code energy.alerts.v1.schema.json}; keyed by its id. */
public final class AlertJson {
  /**
   * First part of the MQTT topics on which alerts are told: severity and id follow. Ingest ignores
   * what is said there.
   */
  public static final String MQTT_PREFIX = "garonne/alerts/";

  private AlertJson() {}

  /** For Kafka. */
  public static Serde<Alert> serde() {
    return Json.serde(AlertJson::write, AlertJson::read);
  }

  /** As UTF-8 JSON. */
  public static byte[] write(Alert a) {
    return Json.object(
        out -> {
          out.writeStringField("id", a.id());
          out.writeStringField("kind", ReadingJson.label(a.kind()));
          out.writeStringField("severity", ReadingJson.label(a.severity()));
          write(out, a.place());
          Json.writeInstant(out, "since", a.since());
          if (a.ended() != null) {
            Json.writeInstant(out, "ended", a.ended());
          }
          Json.writeIfSaid(out, "value", a.value());
          Json.writeIfSaid(out, "limit", a.limit());
          Json.writeIfSaid(out, "unit", a.unit());
          out.writeNumberField("behind", a.behind());
          if (!a.names().isEmpty()) {
            out.writeArrayFieldStart("names");
            for (String name : a.names()) {
              out.writeString(name);
            }
            out.writeEndArray();
          }
          out.writeStringField("detail", a.detail());
          Alert.Acknowledgement taken = a.acknowledged();
          if (taken != null) {
            out.writeObjectFieldStart("acknowledged");
            out.writeStringField("by", taken.by());
            Json.writeInstant(out, "at", taken.at());
            out.writeStringField("note", taken.note());
            out.writeEndObject();
          }
          out.writeBooleanField("silenced", a.silenced());
          out.writeNumberField("told", a.told());
          if (!a.about().isEmpty()) {
            out.writeStringField("about", a.about());
          }
          Json.writeIfSaid(out, "part_of", a.partOf());
        });
  }

  private static void write(JsonGenerator out, Place place) throws IOException {
    Json.writeIfSaid(out, "site", place.site());
    Json.writeIfSaid(out, "room", place.room());
    Json.writeIfSaid(out, "rack", place.rack());
    Json.writeIfSaid(out, "device", place.device());
    Json.writeIfSaid(out, "channel", place.channel());
    out.writeBooleanField("personal", place.personal());
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not an alert
   */
  public static Alert read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new Alert(
        Json.required(b.id, "id"),
        Json.required(b.kind, "kind"),
        Json.required(b.severity, "severity"),
        new Place(
            b.site, b.room, b.rack, b.device, b.channel, Json.required(b.personal, "personal")),
        Json.required(b.since, "since"),
        b.ended,
        b.value,
        b.limit,
        b.unit,
        b.behind,
        b.names,
        b.detail,
        b.acknowledged,
        b.silenced,
        b.told,
        b.about,
        b.partOf);
  }

  private static final class Builder implements Json.Field {
    private @Nullable String id;
    private Alert.@Nullable Kind kind;
    private @Nullable Severity severity;
    private @Nullable String site;
    private @Nullable String room;
    private @Nullable String rack;
    private @Nullable String device;
    private @Nullable String channel;
    private @Nullable Boolean personal;
    private @Nullable Long since;
    private @Nullable Long ended;
    private @Nullable Long value;
    private @Nullable Long limit;
    private @Nullable String unit;
    private int behind;
    private final List<String> names = new ArrayList<>();
    private String detail = "";
    private Alert.@Nullable Acknowledgement acknowledged;
    private boolean silenced;
    private int told;
    private String about = "";
    private @Nullable String partOf;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "id" -> id = in.getText();
        case "kind" -> kind = ReadingJson.constant(Alert.Kind.class, in.getText());
        case "severity" -> severity = ReadingJson.constant(Severity.class, in.getText());
        case "site" -> site = in.getText();
        case "room" -> room = in.getText();
        case "rack" -> rack = in.getText();
        case "device" -> device = in.getText();
        case "channel" -> channel = in.getText();
        case "personal" -> personal = in.getBooleanValue();
        case "since" -> since = IsoTime.parse(in.getText());
        case "ended" -> ended = IsoTime.parse(in.getText());
        case "value" -> value = in.getLongValue();
        case "limit" -> limit = in.getLongValue();
        case "unit" -> unit = in.getText();
        case "behind" -> behind = in.getIntValue();
        case "names" -> readNames(in);
        case "detail" -> detail = in.getText();
        case "acknowledged" -> acknowledged = readAcknowledgement(in);
        case "silenced" -> silenced = in.getBooleanValue();
        case "about" -> about = in.getText();
        case "part_of" -> partOf = in.getText();
        case "told" -> told = in.getIntValue();
        default -> in.skipChildren();
      }
    }

    private void readNames(JsonParser in) throws IOException {
      if (in.currentToken() != JsonToken.START_ARRAY) {
        throw new IllegalArgumentException("names is not a list");
      }
      while (in.nextToken() != JsonToken.END_ARRAY) {
        names.add(in.getText());
      }
    }

    private static Alert.Acknowledgement readAcknowledgement(JsonParser in) throws IOException {
      Taken taken = new Taken();
      Json.readFields(in, taken);
      return new Alert.Acknowledgement(
          Json.required(taken.by, "by"), Json.required(taken.at, "at"), taken.note);
    }
  }

  private static final class Taken implements Json.Field {
    private @Nullable String by;
    private @Nullable Long at;
    private String note = "";

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "by" -> by = in.getText();
        case "at" -> at = IsoTime.parse(in.getText());
        case "note" -> note = in.getText();
        default -> in.skipChildren();
      }
    }
  }
}
