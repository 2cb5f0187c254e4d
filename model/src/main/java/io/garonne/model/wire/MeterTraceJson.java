package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.Units;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.MeterProfile.Register;
import io.garonne.model.metering.MeterProfile.Reporting;
import io.garonne.model.metering.MeterReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code meter} command's profile and report as JSON. A profile is an object with {@code
 * ratedPowerW} (3680), {@code resolutionWh}, {@code registerModulusWh}, {@code register} (auto),
 * {@code reporting} (periodic), {@code intervalSeconds} (60) and {@code maxGapSeconds} (600; on
 * change 3900), or one that holds it as {@code profile}; {@code zone} may stand in either, or in an
 * object {@code expect} beside.
 */
public final class MeterTraceJson {
  /**
   * A profile as it was read.
   *
   * @param profile its resolution is null if none was stated
   * @param zone null if none was stated
   * @param unusedFields fields of the profile that mean nothing here
   */
  public record TraceProfile(
      MeterProfile profile, @Nullable ZoneId zone, List<String> unusedFields) {}

  private static final BigDecimal MILLIJOULES_PER_WH = BigDecimal.valueOf(Units.MILLIJOULES_PER_WH);

  private MeterTraceJson() {}

  /**
   * Reads a profile.
   *
   * @throws IllegalArgumentException with the line, if it is none
   */
  public static TraceProfile readProfile(byte[] json) {
    Builder builder = new Builder();
    try {
      Json.readObject(json, builder);
      return builder.build();
    } catch (IllegalArgumentException e) {
      String message =
          e.getMessage() == null ? "not a profile" : e.getMessage().lines().findFirst().orElse("");
      throw new IllegalArgumentException(builder.line + ": " + message, e);
    }
  }

  /** Writes a report, indented, with a line feed at the end; Wh to twelve decimals. */
  public static byte[] write(MeterReport report) {
    return Json.prettyObject(
        out -> {
          number(out, "totalWh", wattHours(report.sum().energy()));
          number(out, "measuredWh", wattHours(report.sum().measured()));
          number(out, "interpolatedWh", wattHours(report.sum().interpolated()));
          number(out, "estimatedWh", wattHours(report.sum().estimated()));
          number(out, "measuredSeconds", seconds(report.sum().covered()));
          number(
              out, "interpolatedSeconds", seconds(report.sum().booked() - report.sum().covered()));
          out.writeNumberField("resets", report.counts().resets());
          out.writeNumberField("glitches", report.counts().glitches());
          out.writeNumberField("discontinuities", report.counts().discontinuities());
          writeSums(out, "byLocalDay", report.byLocalDay());
          writeSums(out, "byLocalMonth", report.byLocalMonth());
          out.writeStringField("zone", report.zone().getId());
          out.writeNumberField("totalMillijoules", report.sum().energy());
          out.writeNumberField("lines", report.lines());
          out.writeNumberField("instants", report.instants());
          out.writeNumberField("voidFields", report.voidFields());
        });
  }

  private static void writeSums(JsonGenerator out, String name, Map<?, Long> sums)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<?, Long> sum : sums.entrySet()) {
      number(out, sum.getKey().toString(), wattHours(sum.getValue()));
    }
    out.writeEndObject();
  }

  private static void number(JsonGenerator out, String name, BigDecimal value) throws IOException {
    out.writeFieldName(name);
    out.writeNumber(value.stripTrailingZeros().toPlainString());
  }

  private static BigDecimal wattHours(long millijoules) {
    return BigDecimal.valueOf(millijoules).divide(MILLIJOULES_PER_WH, 12, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal seconds(long millis) {
    return BigDecimal.valueOf(millis, 3);
  }

  private static final class Builder implements Json.Field {
    private final List<String> unused = new ArrayList<>();
    private int line = 1;
    private boolean inProfile = true;
    private @Nullable ZoneId zone;
    private @Nullable Long ratedPower;
    private @Nullable Long resolution;
    private @Nullable Long modulus;
    private @Nullable Long interval;
    private @Nullable Long maxGap;
    private Register register = Register.AUTO;
    private Reporting reporting = Reporting.PERIODIC;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      line = in.currentLocation().getLineNr();
      switch (name) {
        case "profile" -> {
          require(in.currentToken() == JsonToken.START_OBJECT, "profile must be an object");
          // Beside a profile stand notes; inside it, a field that means nothing is likely a slip.
          unused.clear();
          Json.readFields(in, this);
          inProfile = false;
        }
        case "expect" -> readExpect(in);
        case "zone" -> zone = zone(in.getText());
        case "ratedPowerW" -> ratedPower = positive(name, in, 1000);
        case "resolutionWh" -> resolution = positive(name, in, Units.MILLIJOULES_PER_WH);
        case "registerModulusWh" -> modulus = positive(name, in, Units.MILLIJOULES_PER_WH);
        case "intervalSeconds" -> interval = positive(name, in, 1000);
        case "maxGapSeconds" -> maxGap = positive(name, in, 1000);
        case "register" ->
            register =
                switch (in.getText().toLowerCase(Locale.ROOT)) {
                  case "yes", "true" -> Register.YES;
                  case "no", "false" -> Register.NO;
                  case "auto" -> Register.AUTO;
                  default -> throw new IllegalArgumentException("register must be yes, no or auto");
                };
        case "reporting" ->
            reporting =
                switch (in.getText().toLowerCase(Locale.ROOT)) {
                  case "periodic" -> Reporting.PERIODIC;
                  case "on-change" -> Reporting.ON_CHANGE;
                  default ->
                      throw new IllegalArgumentException("reporting must be periodic or on-change");
                };
        default -> {
          if (inProfile) {
            unused.add(name);
          }
          in.skipChildren();
        }
      }
    }

    private void readExpect(JsonParser in) throws IOException {
      if (in.currentToken() != JsonToken.START_OBJECT) {
        in.skipChildren();
        return;
      }
      Json.readFields(
          in,
          (name, value) -> {
            if (name.equals("zone")) {
              zone = zone(value.getText());
            } else {
              value.skipChildren();
            }
          });
    }

    private static ZoneId zone(String text) {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("no such zone: " + text, e);
      }
    }

    /** A number or a numeric string, above 0, scaled to whole units of ours, at least 1. */
    private static long positive(String name, JsonParser in, long factor) throws IOException {
      try {
        BigDecimal value = new BigDecimal(in.getText().strip());
        require(value.signum() > 0, name + " must be above 0");
        return Math.max(1, Units.scaled(value, factor));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(name + " must be a number", e);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(name + " is out of range", e);
      }
    }

    private static void require(boolean condition, String problem) {
      if (!condition) {
        throw new IllegalArgumentException(problem);
      }
    }

    private TraceProfile build() {
      long gap =
          reporting == Reporting.ON_CHANGE
              ? MeterProfile.DEFAULT_MAX_GAP_ON_CHANGE
              : MeterProfile.DEFAULT_MAX_GAP;
      MeterProfile profile =
          new MeterProfile(
              ratedPower == null ? MeterProfile.DEFAULT_RATED_POWER : ratedPower,
              ratedPower != null,
              resolution,
              modulus,
              register,
              reporting,
              interval == null ? MeterProfile.DEFAULT_INTERVAL : interval,
              maxGap == null ? gap : maxGap);
      return new TraceProfile(profile, zone, List.copyOf(unused));
    }
  }
}
