package io.garonne.deploy.replay;

import io.garonne.model.Units;
import io.garonne.model.wire.IsoTime;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one device as a device would send them: Tasmota's {@code tele/DEVICE/SENSOR} for
 * one with a register, Garonne's plain JSON for the others and wherever Tasmota's format cannot say
 * exactly what the source says. Numbers keep the source's digits.
 */
final class VendorMessages {
  private static final Pattern PLAIN_NUMBER =
      Pattern.compile("(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

  private static final BigDecimal KWH = BigDecimal.valueOf(Units.MILLIJOULES_PER_KWH);

  private final String plainTopic;
  private final String tasmotaTopic;
  private final ZoneId zone;
  private final boolean tasmota;
  private final @Nullable String resolutionWh;

  /**
   * For one device.
   *
   * @param tasmota whether it has a register and an inventory entry that states its resolution
   * @param resolution of its register in millijoules, or null if it has none
   */
  VendorMessages(String device, ZoneId zone, boolean tasmota, @Nullable Long resolution) {
    plainTopic = "garonne/" + device;
    tasmotaTopic = "tele/" + device + "/SENSOR";
    this.zone = zone;
    this.tasmota = tasmota;
    resolutionWh =
        resolution == null
            ? null
            : BigDecimal.valueOf(resolution)
                .divide(BigDecimal.valueOf(Units.MILLIJOULES_PER_WH), MathContext.DECIMAL64)
                .toPlainString();
  }

  /**
   * A message.
   *
   * @param topic MQTT topic
   * @param payload JSON
   */
  record Message(String topic, String payload) {}

  Message of(SourceReading reading) {
    // Tasmota's time has whole seconds, and its energy block always has a register.
    if (tasmota && reading.energyText() != null && reading.at() % 1000 == 0) {
      return new Message(tasmotaTopic, tasmota(reading));
    }
    return new Message(plainTopic, plain(reading));
  }

  private String plain(SourceReading reading) {
    StringBuilder json = new StringBuilder(96);
    json.append("{\"at\":\"").append(IsoTime.format(reading.at())).append('"');
    append(json, ",\"powerW\":", power(reading));
    append(json, ",\"energyKwh\":", energy(reading));
    if (reading.energyText() != null) {
      append(json, ",\"resolutionWh\":", resolutionWh);
    }
    return json.append('}').toString();
  }

  private String tasmota(SourceReading reading) {
    StringBuilder json = new StringBuilder(96);
    json.append("{\"Time\":\"")
        .append(WITH_OFFSET.format(Instant.ofEpochMilli(reading.at()).atZone(zone)))
        .append('"');
    append(json, ",\"ENERGY\":{\"Total\":", energy(reading));
    append(json, ",\"Power\":", power(reading));
    return json.append("}}").toString();
  }

  private static void append(StringBuilder json, String name, @Nullable String number) {
    if (number != null) {
      json.append(name).append(number);
    }
  }

  private static @Nullable String power(SourceReading reading) {
    Long milliwatts = reading.power();
    return milliwatts == null
        ? null
        : asWritten(reading.powerText(), BigDecimal.valueOf(milliwatts, 3));
  }

  private static @Nullable String energy(SourceReading reading) {
    Long millijoules = reading.energy();
    return millijoules == null
        ? null
        : asWritten(
            reading.energyText(),
            // So many digits come back as the same whole number of millijoules.
            BigDecimal.valueOf(millijoules).divide(KWH, 18, RoundingMode.HALF_EVEN));
  }

  /** The source's own digits; where JSON has no such number (1e3, .5), the same amount. */
  private static String asWritten(@Nullable String text, BigDecimal amount) {
    return text != null && PLAIN_NUMBER.matcher(text).matches() ? text : amount.toPlainString();
  }
}
