package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Reads {@code tasmota/discovery/<MAC>/config}: what a device's topics begin with, and its texts.
 * Source: the firmware's discovery driver, and hatasmota, which resolves the same placeholders.
 */
final class TasmotaDiscovery {
  private TasmotaDiscovery() {}

  static Decoding read(InboundMessage message) {
    if (message.payload().length == 0) {
      return new Decoding.Announced(
          new Announcement.Tasmota(message.topic(), "", List.of(), "", "", "", ""), null);
    }
    return switch (JsonPayload.read(message.payload())) {
      case JsonPayload.Unusable unusable -> unusable.decoding();
      case JsonPayload.Parsed parsed -> read(message.topic(), parsed.object());
    };
  }

  private static Decoding read(String topic, ObjectNode config) {
    JsonNode prefixes = config.path("tp");
    String name = config.path("t").asText();
    if (name.isEmpty() || !prefixes.isArray() || prefixes.size() < 3) {
      return new Decoding.Ignored(Reason.DISCOVERY);
    }
    String full = config.path("ft").asText("%prefix%/%topic%/");
    List<String> heads =
        List.of(
            head(full, prefixes.get(1).asText("stat"), name, config),
            head(full, prefixes.get(2).asText("tele"), name, config));
    JsonNode texts = config.path("state");
    return new Decoding.Announced(
        new Announcement.Tasmota(
            topic,
            TasmotaDecoder.device(heads.get(1)),
            heads.stream().distinct().toList(),
            config.path("onln").asText("Online"),
            config.path("ofln").asText("Offline"),
            texts.path(1).asText("ON"),
            texts.path(0).asText("OFF")),
        null);
  }

  private static String head(String full, String prefix, String name, ObjectNode config) {
    String mac = config.path("mac").asText();
    String head =
        full.replace("%prefix%", prefix)
            .replace("%topic%", name)
            .replace("%hostname%", config.path("hn").asText())
            .replace("%id%", mac.substring(Math.max(0, mac.length() - 6)));
    return head.endsWith("/") ? head.substring(0, head.length() - 1) : head;
  }
}
