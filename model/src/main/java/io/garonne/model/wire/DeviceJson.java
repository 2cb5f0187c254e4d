package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Part;
import io.garonne.model.PointRef;
import io.garonne.model.TreePlace;
import io.garonne.model.metering.MeterProfile;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** {@link Device} on the wire; schema {@code energy.devices.v1.schema.json}. */
public final class DeviceJson {
  private DeviceJson() {}

  /** For Kafka. */
  public static Serde<Device> serde() {
    return Json.serde(DeviceJson::write, DeviceJson::read);
  }

  /** As UTF-8 JSON. */
  public static byte[] write(Device device) {
    return Json.object(
        out -> {
          out.writeStringField("device", device.device());
          out.writeArrayFieldStart("assignments");
          for (Assignment assignment : device.assignments()) {
            write(out, assignment);
          }
          out.writeEndArray();
          Long forgetBefore = device.forgetBefore();
          if (forgetBefore != null) {
            Json.writeInstant(out, "forgetBefore", forgetBefore);
          }
          Long treesFrom = device.treesFrom();
          if (treesFrom != null) {
            Json.writeInstant(out, "treesFrom", treesFrom);
          }
        });
  }

  private static void write(JsonGenerator out, Assignment a) throws IOException {
    out.writeStartObject();
    if (a.from() != Long.MIN_VALUE) {
      Json.writeInstant(out, "from", a.from());
    }
    if (a.to() != Long.MAX_VALUE) {
      Json.writeInstant(out, "to", a.to());
    }
    Json.writeIfSaid(out, "channel", a.channel());
    out.writeStringField("site", a.site());
    out.writeStringField("zone", a.zone().getId());
    Json.writeIfSaid(out, "room", a.room());
    Json.writeIfSaid(out, "rack", a.rack());
    out.writeArrayFieldStart("parts");
    for (Part part : a.parts()) {
      out.writeStartObject();
      Json.writeIfSaid(out, "asset", part.asset());
      out.writeStringField("entity", part.entity());
      out.writeStringField("equipmentClass", part.equipmentClass());
      out.writeStringField("family", part.family());
      out.writeNumberField("weight", part.weight());
      out.writeEndObject();
    }
    out.writeEndArray();
    if (a.tree().isInTree()) {
      out.writeArrayFieldStart("above");
      for (PointRef point : a.tree().above()) {
        out.writeStartObject();
        out.writeStringField("device", point.device());
        Json.writeIfSaid(out, "channel", point.channel());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeBooleanField("hasChildren", a.tree().hasChildren());
    }
    out.writeNumberField("accuracyPpm", a.tree().accuracyPpm());
    out.writeBooleanField("includeInTotals", a.includeInTotals());
    out.writeBooleanField("personal", a.personal());
    MeterProfile p = a.profile();
    out.writeNumberField("ratedPowerMilliwatts", p.ratedPower());
    out.writeBooleanField("ratingStated", p.ratingStated());
    Json.writeIfSaid(out, "resolutionMillijoules", p.resolution());
    Json.writeIfSaid(out, "registerModulusMillijoules", p.modulus());
    out.writeStringField("register", ReadingJson.label(p.register()));
    out.writeStringField("reporting", ReadingJson.label(p.reporting()));
    out.writeNumberField("intervalMillis", p.interval());
    out.writeNumberField("maxGapMillis", p.maxGap());
    if (p.sheetRate() > 0) {
      out.writeNumberField("impressionsPerHundredSheets", p.sheetRate());
    }
    out.writeEndObject();
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a device
   */
  public static Device read(byte[] json) {
    String[] name = new String[1];
    @Nullable Long[] forgetBefore = new Long[1];
    @Nullable Long[] treesFrom = new Long[1];
    List<Assignment> assignments = new ArrayList<>();
    Json.readObject(
        json,
        (field, in) -> {
          switch (field) {
            case "device" -> name[0] = in.getText();
            case "forgetBefore" -> forgetBefore[0] = IsoTime.parse(in.getText());
            case "treesFrom" -> treesFrom[0] = IsoTime.parse(in.getText());
            case "assignments" -> {
              while (in.nextToken() == JsonToken.START_OBJECT) {
                Builder builder = new Builder();
                Json.readFields(in, builder);
                assignments.add(builder.build());
              }
            }
            default -> in.skipChildren();
          }
        });
    return new Device(Json.required(name[0], "device"), assignments, forgetBefore[0], treesFrom[0]);
  }

  private static final class Builder implements Json.Field {
    private long from = Long.MIN_VALUE;
    private long to = Long.MAX_VALUE;
    private @Nullable String channel;
    private @Nullable String entity;
    private @Nullable String site;
    private @Nullable String equipmentClass;
    private @Nullable ZoneId zone;
    private @Nullable String room;
    private @Nullable String rack;
    private boolean includeInTotals = true;
    private boolean personal;
    private final List<Part> parts = new ArrayList<>();
    private final List<PointRef> above = new ArrayList<>();
    private boolean hasChildren;
    private int accuracyPpm;
    private @Nullable Long ratedPower;
    private boolean ratingStated;
    private @Nullable Long resolution;
    private @Nullable Long modulus;
    private MeterProfile.Register register = MeterProfile.Register.AUTO;
    private MeterProfile.Reporting reporting = MeterProfile.Reporting.PERIODIC;
    private long interval = MeterProfile.DEFAULT_INTERVAL;
    private @Nullable Long maxGap;
    private long sheetRate;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "from" -> from = IsoTime.parse(in.getText());
        case "to" -> to = IsoTime.parse(in.getText());
        case "channel" -> channel = in.getText();
        case "entity" -> entity = in.getText();
        case "site" -> site = in.getText();
        case "equipmentClass" -> equipmentClass = in.getText();
        case "zone" -> zone = ZoneId.of(in.getText());
        case "room" -> room = in.getText();
        case "rack" -> rack = in.getText();
        case "includeInTotals" -> includeInTotals = in.getBooleanValue();
        case "personal" -> personal = in.getBooleanValue();
        case "parts" -> {
          while (in.nextToken() == JsonToken.START_OBJECT) {
            PartBuilder part = new PartBuilder();
            Json.readFields(in, part);
            parts.add(part.build());
          }
        }
        case "above" -> {
          while (in.nextToken() == JsonToken.START_OBJECT) {
            PointBuilder point = new PointBuilder();
            Json.readFields(in, point);
            above.add(point.build());
          }
        }
        case "hasChildren" -> hasChildren = in.getBooleanValue();
        case "accuracyPpm" -> accuracyPpm = in.getIntValue();
        case "ratedPowerMilliwatts" -> ratedPower = in.getLongValue();
        case "ratingStated" -> ratingStated = in.getBooleanValue();
        case "resolutionMillijoules" -> resolution = in.getLongValue();
        case "registerModulusMillijoules" -> modulus = in.getLongValue();
        case "register" ->
            register = ReadingJson.constant(MeterProfile.Register.class, in.getText());
        case "reporting" ->
            reporting = ReadingJson.constant(MeterProfile.Reporting.class, in.getText());
        case "intervalMillis" -> interval = in.getLongValue();
        case "maxGapMillis" -> maxGap = in.getLongValue();
        case "impressionsPerHundredSheets" -> sheetRate = in.getLongValue();
        default -> in.skipChildren();
      }
    }

    private Assignment build() {
      String place = Json.required(site, "site");
      return new Assignment(
          from,
          to,
          channel,
          place,
          Json.required(zone, "zone"),
          room,
          rack,
          includeInTotals,
          personal,
          parts.isEmpty() ? List.of(onlyPart(place)) : parts,
          profile(),
          new TreePlace(above, hasChildren, accuracyPpm));
    }

    /** As records were before a channel could count for several things. */
    private Part onlyPart(String place) {
      return new Part(
          null,
          entity == null ? place : entity,
          Json.required(equipmentClass, "equipmentClass"),
          Part.OTHER_FAMILY,
          1);
    }

    private MeterProfile profile() {
      Long gap = maxGap;
      return new MeterProfile(
          ratedPower == null ? MeterProfile.DEFAULT_RATED_POWER : ratedPower,
          ratingStated,
          resolution,
          modulus,
          register,
          reporting,
          interval,
          gap != null
              ? gap
              : reporting == MeterProfile.Reporting.ON_CHANGE
                  ? MeterProfile.DEFAULT_MAX_GAP_ON_CHANGE
                  : MeterProfile.DEFAULT_MAX_GAP,
          MeterProfile.Counted.ENERGY,
          sheetRate);
    }
  }

  private static final class PartBuilder implements Json.Field {
    private @Nullable String asset;
    private @Nullable String entity;
    private @Nullable String equipmentClass;
    private String family = Part.OTHER_FAMILY;
    private long weight = 1;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "asset" -> asset = in.getText();
        case "entity" -> entity = in.getText();
        case "equipmentClass" -> equipmentClass = in.getText();
        case "family" -> family = in.getText();
        case "weight" -> weight = in.getLongValue();
        default -> in.skipChildren();
      }
    }

    private Part build() {
      return new Part(
          asset,
          Json.required(entity, "entity"),
          Json.required(equipmentClass, "equipmentClass"),
          family,
          weight);
    }
  }

  private static final class PointBuilder implements Json.Field {
    private @Nullable String device;
    private @Nullable String channel;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "device" -> device = in.getText();
        case "channel" -> channel = in.getText();
        default -> in.skipChildren();
      }
    }

    private PointRef build() {
      return new PointRef(Json.required(device, "device"), channel);
    }
  }
}
