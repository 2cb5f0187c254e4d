package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.Causes;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.Units;
import io.garonne.model.calendar.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** {@link Total} on the wire; schema {@code energy.totals.v1.schema.json}. */
public final class TotalJson {
  private TotalJson() {}

  /** For Kafka. */
  public static Serde<Total> serde() {
    return Json.serde(TotalJson::write, TotalJson::read);
  }

  /** The topic that carries a total: by device or not, and by how long its period is. */
  public static Topics topic(Total total) {
    return topic(total.scope().device() != null, total.period());
  }

  /** The topic that carries totals of devices, or of several, for such periods. */
  public static Topics topic(boolean ofDevices, Period period) {
    boolean fine = period.compareTo(Period.DAY) < 0;
    if (ofDevices) {
      return fine ? Topics.TOTALS_DEVICE_FINE : Topics.TOTALS_DEVICE;
    }
    return fine ? Topics.TOTALS_FINE : Topics.TOTALS;
  }

  /**
   * The record's key: {@code period|start|entity|site|class|device}, empty where the scope has
   * none, and {@code |family|asset} behind it where it has one of these. A bar or backslash in a
   * name is written behind a backslash.
   */
  public static String key(Scope scope, Period period, long start) {
    return period.label()
        + "|"
        + IsoTime.format(start)
        + "|"
        + escaped(scope.entity())
        + "|"
        + escaped(scope.site())
        + "|"
        + escaped(scope.equipmentClass())
        + "|"
        + escaped(scope.device())
        + (scope.family() == null && scope.asset() == null
            ? ""
            : "|" + escaped(scope.family()) + "|" + escaped(scope.asset()));
  }

  static String escaped(@Nullable String name) {
    return name == null ? "" : name.replace("\\", "\\\\").replace("|", "\\|");
  }

  /** As UTF-8 JSON. */
  public static byte[] write(Total t) {
    return Json.object(
        out -> {
          Json.writeIfSaid(out, "entity", t.scope().entity());
          Json.writeIfSaid(out, "site", t.scope().site());
          Json.writeIfSaid(out, "equipmentClass", t.scope().equipmentClass());
          Json.writeIfSaid(out, "device", t.scope().device());
          Json.writeIfSaid(out, "family", t.scope().family());
          Json.writeIfSaid(out, "asset", t.scope().asset());
          out.writeStringField("period", t.period().label());
          Json.writeInstant(out, "start", t.start());
          Json.writeInstant(out, "end", t.end());
          out.writeStringField("zone", t.zone().getId());
          out.writeNumberField("energyMillijoules", t.energy());
          out.writeNumberField("measuredMillijoules", t.measured());
          out.writeNumberField("interpolatedMillijoules", t.interpolated());
          out.writeNumberField("estimatedMillijoules", t.estimated());
          out.writeNumberField("allocatedMillijoules", t.allocated());
          out.writeNumberField("energyKwh", Units.kilowattHours(t.energy()));
          out.writeNumberField("lowMillijoules", t.low());
          out.writeNumberField("highMillijoules", t.high());
          out.writeNumberField("coveredSeconds", seconds(t.coveredMillis()));
          out.writeNumberField("bookedSeconds", seconds(t.bookedMillis()));
          out.writeNumberField("registeredSeconds", seconds(t.registeredMillis()));
          out.writeNumberField("expectedSeconds", seconds(t.expectedMillis()));
          if (t.hasPages()) {
            out.writeNumberField("pages", t.pages());
            out.writeNumberField("pagesBookedSeconds", seconds(t.pagesBookedMillis()));
            out.writeNumberField("pageCounters", t.pageCounters());
          }
          PageKindsJson.write(out, t.pageKinds());
          out.writeNumberField("devices", t.devices());
          out.writeNumberField("expected", t.expected());
          out.writeNumberField("revision", t.revision());
          out.writeStringField("status", ReadingJson.label(t.status()));
          out.writeStringField("method", t.method());
          if (t.scope().device() != null) {
            out.writeBooleanField("personal", t.personal());
          }
          writeCauses(out, t.causes());
        });
  }

  private static void writeCauses(JsonGenerator out, Causes causes) throws IOException {
    if (causes.bits() == 0) {
      return;
    }
    Json.writeTexts(out, "causes", causes.all().stream().map(Causes.Cause::label).toList());
    Long corrected = causes.correction();
    if (corrected != null) {
      Json.writeInstant(out, "correctedAt", corrected);
    }
  }

  /** Milliseconds as seconds, with three decimals only where there are any. */
  public static BigDecimal seconds(long millis) {
    return millis % 1000 == 0 ? BigDecimal.valueOf(millis / 1000) : BigDecimal.valueOf(millis, 3);
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a total
   */
  public static Total read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new Total(
        new Scope(b.entity, b.site, b.equipmentClass, b.device, b.family, b.asset),
        Json.required(b.period, "period"),
        Json.required(b.start, "start"),
        Json.required(b.end, "end"),
        Json.required(b.zone, "zone"),
        b.measured,
        b.interpolated,
        b.estimated,
        b.allocated,
        b.coveredMillis,
        b.bookedMillis,
        b.registeredMillis,
        b.expectedMillis,
        b.pages,
        b.pagesBookedMillis,
        b.pageCounters,
        b.pageKinds.build(),
        b.devices,
        b.expected,
        b.high,
        b.revision,
        Json.required(b.status, "status"),
        Json.required(b.method, "method"),
        b.personal,
        b.causes);
  }

  private static final class Builder implements Json.Field {
    private @Nullable String entity;
    private @Nullable String site;
    private @Nullable String equipmentClass;
    private @Nullable String device;
    private @Nullable String family;
    private @Nullable String asset;
    private @Nullable Period period;
    private @Nullable Long start;
    private @Nullable Long end;
    private @Nullable ZoneId zone;
    private long measured;
    private long interpolated;
    private long estimated;
    private long allocated;
    private long high;
    private long coveredMillis;
    private long bookedMillis;
    private long registeredMillis;
    private long expectedMillis;
    private long pages;
    private long pagesBookedMillis;
    private int pageCounters;
    private final PageKindsJson.Reader pageKinds = new PageKindsJson.Reader();
    private int devices;
    private int expected;
    private int revision;
    private Total.@Nullable Status status;
    private @Nullable String method;
    private boolean personal;
    private Causes causes = Causes.UNKNOWN;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "entity" -> entity = in.getText();
        case "site" -> site = in.getText();
        case "equipmentClass" -> equipmentClass = in.getText();
        case "device" -> device = in.getText();
        case "family" -> family = in.getText();
        case "asset" -> asset = in.getText();
        case "period" -> period = Period.ofLabel(in.getText());
        case "start" -> start = IsoTime.parse(in.getText());
        case "end" -> end = IsoTime.parse(in.getText());
        case "zone" -> zone = ZoneId.of(in.getText());
        case "measuredMillijoules" -> measured = in.getLongValue();
        case "interpolatedMillijoules" -> interpolated = in.getLongValue();
        case "estimatedMillijoules" -> estimated = in.getLongValue();
        case "allocatedMillijoules" -> allocated = in.getLongValue();
        case "highMillijoules" -> high = in.getLongValue();
        case "coveredSeconds" -> coveredMillis = millis(in);
        case "bookedSeconds" -> bookedMillis = millis(in);
        case "registeredSeconds" -> registeredMillis = millis(in);
        case "expectedSeconds" -> expectedMillis = millis(in);
        case "pages" -> pages = in.getLongValue();
        case "pagesBookedSeconds" -> pagesBookedMillis = millis(in);
        case "pageCounters" -> pageCounters = in.getIntValue();
        case "devices" -> devices = in.getIntValue();
        case "expected" -> expected = in.getIntValue();
        case "revision" -> revision = in.getIntValue();
        case "status" -> status = ReadingJson.constant(Total.Status.class, in.getText());
        case "method" -> method = in.getText();
        case "personal" -> personal = in.getBooleanValue();
        case "causes" -> {
          for (String label : Json.texts(in)) {
            causes = causes.plus(cause(label));
          }
        }
        case "correctedAt" -> causes = causes.plus(new Causes(0, IsoTime.parse(in.getText())));
        default -> pageKinds.read(name, in);
      }
    }

    /** One that a later version has and this one does not know is left out. */
    private static Causes cause(String label) {
      for (Causes.Cause cause : Causes.Cause.values()) {
        if (cause.label().equals(label)) {
          return Causes.of(cause);
        }
      }
      return Causes.UNKNOWN;
    }

    private static long millis(JsonParser in) throws IOException {
      return in.getDecimalValue().movePointRight(3).longValueExact();
    }
  }
}
