package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Units;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The answer of a Shelly Gen1 to HTTP {@code /status}, which {@code …/info} repeats. */
final class ShellyGen1Status {
  private ShellyGen1Status() {}

  /**
   * Reads its meters and clamps.
   *
   * @return false if it has none
   */
  static boolean read(ObjectNode status, Channels channels) {
    JsonNode clamps = status.path("emeters");
    JsonNode meters = status.path("meters");
    if (clamps.isEmpty() && meters.isEmpty()) {
      return false;
    }
    for (int i = 0; i < clamps.size(); i++) {
      JsonNode clamp = clamps.path(i);
      if (isValid(clamp)) {
        channels
            .channel(Integer.toString(i))
            .energy(
                Decimals.number(clamp.get("total")),
                Units.MILLIJOULES_PER_WH,
                ShellyGen1Decoder.TOTAL_STEP)
            .watts(clamp.get("power"))
            .voltage(clamp.get("voltage"), Quantities.UNIT)
            .current(clamp.get("current"), Quantities.UNIT)
            .powerFactor(clamp.get("pf"));
      }
    }
    if (clamps.isEmpty()) {
      for (int i = 0; i < meters.size(); i++) {
        meter(meters.path(i), switchOf(status, meters, i), channels.channel(Integer.toString(i)));
      }
    }
    return true;
  }

  /** Without a total there is no meter behind it: the power is what the owner typed in. */
  private static void meter(JsonNode meter, JsonNode relay, Quantities channel) {
    if (isValid(meter) && meter.hasNonNull("total")) {
      channel
          .energy(meter.get("total"), ShellyGen1Decoder.MILLIJOULES_PER_WATT_MINUTE)
          .watts(meter.get("power"));
    }
    channel.state(Texts.onOff(relay.get("ison")));
  }

  /** The relay or light behind a meter; a Shelly2 has one meter for two of them. */
  private static JsonNode switchOf(ObjectNode status, JsonNode meters, int index) {
    JsonNode relays = status.path("relays");
    JsonNode switches = relays.isEmpty() ? status.path("lights") : relays;
    return switches.size() == meters.size() ? switches.path(index) : MissingNode.getInstance();
  }

  private static boolean isValid(JsonNode meter) {
    JsonNode valid = meter.get("is_valid");
    return valid == null || !valid.isBoolean() || valid.booleanValue();
  }

  /**
   * When it was true: {@code unixtime} is UTC; a meter's {@code timestamp} is the local clock
   * written as if it were UTC.
   */
  static Timing timing(
      ObjectNode status, String device, InboundMessage message, DecodeContext context) {
    if (status.hasNonNull("unixtime")) {
      return Timing.of(status.get("unixtime"), device, message, context);
    }
    BigDecimal local = Decimals.number(status.path("meters").path(0).get("timestamp"));
    Timing.At asUtc = local == null ? null : Timing.epoch(local);
    return Timing.of(
        asUtc == null || asUtc.at() < Timing.EARLIEST
            ? null
            : LocalDateTime.ofEpochSecond(Math.floorDiv(asUtc.at(), 1000), 0, ZoneOffset.UTC)
                .toString(),
        device,
        message,
        context);
  }
}
