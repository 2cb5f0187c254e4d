package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading;
import io.garonne.model.Reading.State;
import io.garonne.model.Units;
import io.garonne.model.wire.AlertJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Garonne's own plain JSON: topic {@code garonne/<device>} or {@code garonne/<device>/<channel>},
 * an object with {@code at} (ISO 8601), {@code energyWh} or {@code energyKwh} (cumulative), {@code
 * powerW}, {@code voltageV}, {@code currentA}, {@code powerFactor}, {@code pages}, {@code state},
 * {@code resolutionWh}; all optional, numbers or texts that are numbers.
 */
public final class GaronneDecoder implements PayloadDecoder {
  private static final String PREFIX = "garonne/";

  @Override
  public String name() {
    return "garonne";
  }

  @Override
  public boolean claims(String topic) {
    if (!topic.startsWith(PREFIX)) {
      return false;
    }
    if (isAlert(topic)) {
      return true;
    }
    int slash = topic.indexOf('/', PREFIX.length());
    return slash < 0 || topic.indexOf('/', slash + 1) < 0;
  }

  /** What Garonne tells people: two levels more, as no device's topic has. */
  private static boolean isAlert(String topic) {
    return topic.startsWith(AlertJson.MQTT_PREFIX)
        && topic.indexOf('/', AlertJson.MQTT_PREFIX.length()) > 0;
  }

  @Override
  public Description description() {
    return new Description(
        "Garonne's plain JSON",
        List.of("garonne/<device>", "garonne/<device>/<channel>"),
        List.of(
            value("at", "ISO 8601; without zone: the site's", "time"),
            value("energyWh, energyKwh", "Wh, kWh", "register"),
            value("resolutionWh", "Wh", "resolution; else the register's last decimal"),
            value("powerW, voltageV, currentA", "W, V, A", "power, voltage, current"),
            value("powerFactor", "-1 to 1", "power factor"),
            value("pages", "whole count", "pages"),
            value("state", "available, on, idle, sleep, printing, off, unavailable", "state")),
        List.of(
            "All fields are optional; numbers may be texts.",
            "Where both energyWh and energyKwh are said and differ, the message is refused."),
        List.of());
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    String topic = message.topic();
    if (isAlert(topic)) {
      return new Decoding.Ignored(Reason.NOT_TELEMETRY);
    }
    int slash = topic.indexOf('/', PREFIX.length());
    String device = topic.substring(PREFIX.length(), slash < 0 ? topic.length() : slash);
    String channel = slash < 0 ? Reading.ONLY_CHANNEL : topic.substring(slash + 1);
    if (!Names.acceptable(device) || !Names.acceptable(channel)) {
      return Names.refused();
    }
    return switch (JsonPayload.read(message.payload())) {
      case JsonPayload.Unusable unusable -> unusable.decoding();
      case JsonPayload.Parsed parsed -> {
        JsonNode at = parsed.object().get("at");
        String time = at == null || at.isNull() ? null : at.asText();
        // Our own format: a time that cannot be read is a mistake, not a device without a clock.
        if (time != null && Timing.parse(time, device, message.receivedAt(), context) == null) {
          yield new Decoding.Rejected(Reason.BAD_TIME, "\"at\" is not ISO 8601 with a zone");
        }
        yield switch (Timing.of(time, device, message, context)) {
          case Timing.Unknown unknown -> unknown.decoding();
          case Timing.At when -> read(parsed.object(), device, channel, when, message, context);
        };
      }
    };
  }

  private Decoding read(
      ObjectNode in,
      String device,
      String channel,
      Timing.At when,
      InboundMessage message,
      DecodeContext context) {
    boolean inWh = in.hasNonNull("energyWh");
    BigDecimal register = Decimals.number(in.get(inWh ? "energyWh" : "energyKwh"));
    long unit = inWh ? Units.MILLIJOULES_PER_WH : Units.MILLIJOULES_PER_KWH;
    BigDecimal other = inWh ? Decimals.number(in.get("energyKwh")) : null;
    if (register != null && other != null && !same(register, other.scaleByPowerOfTen(3))) {
      return new Decoding.Rejected(Reason.CONTRADICTORY, "energyWh and energyKwh differ");
    }
    Long stated =
        Decimals.notNegative(Decimals.number(in.get("resolutionWh")), Units.MILLIJOULES_PER_WH);
    Quantities said =
        new Quantities(context)
            .energy(register, unit, stated == null || stated == 0 ? null : stated)
            .watts(in.get("powerW"))
            .voltage(in.get("voltageV"), Quantities.UNIT)
            .current(in.get("currentA"), Quantities.UNIT)
            .powerFactor(in.get("powerFactor"))
            .pages(in.get("pages"))
            .state(state(in.get("state")));
    return said.isEmpty()
        ? said.nothing()
        : new Decoding.Readings(List.of(said.reading(device, channel, when, message, name())));
  }

  /** Each of them may have been rounded or cut to its last decimal. */
  private static boolean same(BigDecimal one, BigDecimal other) {
    return one.subtract(other).abs().compareTo(one.ulp().max(other.ulp())) < 0;
  }

  private static @Nullable State state(@Nullable JsonNode node) {
    if (node == null || !node.isTextual()) {
      return null;
    }
    return switch (node.textValue().strip().toLowerCase(Locale.ROOT)) {
      case "available" -> State.AVAILABLE;
      case "on" -> State.ON;
      case "idle" -> State.IDLE;
      case "sleep" -> State.SLEEP;
      case "printing" -> State.PRINTING;
      case "off" -> State.OFF;
      case "unavailable" -> State.UNAVAILABLE;
      default -> null;
    };
  }
}
