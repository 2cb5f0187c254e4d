package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading;
import io.garonne.model.Reading.State;
import io.garonne.model.Units;
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
    int slash = topic.indexOf('/', PREFIX.length());
    return slash < 0 || topic.indexOf('/', slash + 1) < 0;
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    String topic = message.topic();
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
    Long energy = Decimals.notNegative(register, unit);
    Long power = Decimals.power(Decimals.number(in.get("powerW")), context);
    Long voltage = Decimals.notNegative(Decimals.number(in.get("voltageV")), 1000);
    Long current = Decimals.scaled(Decimals.number(in.get("currentA")), 1000);
    Long factor = Decimals.powerFactor(Decimals.number(in.get("powerFactor")));
    Long pages = Decimals.count(Decimals.number(in.get("pages")));
    State state = state(in.get("state"));
    if (energy == null
        && power == null
        && voltage == null
        && current == null
        && factor == null
        && pages == null
        && state == null) {
      return new Decoding.Rejected(Reason.NO_USABLE_VALUE, "no field has a usable value");
    }
    Long stated =
        Decimals.notNegative(Decimals.number(in.get("resolutionWh")), Units.MILLIJOULES_PER_WH);
    Long resolution = null;
    if (energy != null && register != null) {
      resolution =
          stated != null && stated > 0 ? stated : (Long) Decimals.resolution(register, unit);
    }
    return new Decoding.Readings(
        List.of(
            new Reading(
                device,
                channel,
                when.at(),
                when.source(),
                message.receivedAt(),
                energy,
                power,
                voltage,
                current,
                factor,
                pages,
                state,
                resolution,
                name())));
  }

  private static @Nullable State state(@Nullable JsonNode node) {
    if (node == null || !node.isTextual()) {
      return null;
    }
    return switch (node.textValue().strip().toLowerCase(Locale.ROOT)) {
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
