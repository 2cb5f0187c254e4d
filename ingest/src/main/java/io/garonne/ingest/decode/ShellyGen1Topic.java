package io.garonne.ingest.decode;

import io.garonne.model.Reading;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A topic {@code shellies/<device>/<component>[/<channel>][/<quantity>]}. The device's id is free
 * text and may have several levels; it ends where the first known component begins.
 *
 * @param channel the component's index; {@link Reading#ONLY_CHANNEL} where there is none
 * @param quantity what follows it, several levels as they are; empty for the component itself
 */
record ShellyGen1Topic(String device, String component, String channel, String quantity) {
  static final String PREFIX = "shellies/";
  private static final Set<String> COMPONENTS =
      Set.of(
          "relay",
          "light",
          "white",
          "color",
          "meter",
          "emeter",
          "roller",
          "online",
          "announce",
          "info",
          "command",
          "voltage",
          "total_power");

  /** Reads a topic; null if no component of electricity is in it. */
  static @Nullable ShellyGen1Topic of(String topic) {
    List<String> levels = List.of(topic.substring(PREFIX.length()).split("/", -1));
    for (int i = 1; i < levels.size(); i++) {
      if (COMPONENTS.contains(levels.get(i))) {
        boolean indexed = i + 1 < levels.size() && isIndex(levels.get(i + 1));
        return new ShellyGen1Topic(
            String.join("/", levels.subList(0, i)),
            levels.get(i),
            indexed ? levels.get(i + 1) : Reading.ONLY_CHANNEL, // Shelly2: one meter, no index
            String.join("/", levels.subList(indexed ? i + 2 : i + 1, levels.size())));
      }
    }
    return null;
  }

  /** Whether the component's own value is on or off. */
  boolean switched() {
    return switch (component) {
      case "relay", "light", "white", "color" -> true;
      default -> false;
    };
  }

  /** Whether it is a clamp around a wire. */
  boolean clamp() {
    return component.equals("emeter");
  }

  private static boolean isIndex(String level) {
    return !level.isEmpty() && level.length() < 4 && level.chars().allMatch(Character::isDigit);
  }
}
