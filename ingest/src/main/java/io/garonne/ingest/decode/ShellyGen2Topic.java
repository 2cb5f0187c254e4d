package io.garonne.ingest.decode;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A topic of a Shelly Gen2, known by its end; what is before it is free text.
 *
 * @param prefix the device's name
 * @param component like {@code switch:0}; empty for the device's own topics
 */
record ShellyGen2Topic(String prefix, Kind kind, String component) {
  private static final Set<String> WITHOUT_INDEX =
      Set.of(
          "sys", "wifi", "cloud", "mqtt", "ble", "ws", "eth", "ui", "modbus", "matter", "bthome");

  /** How the firmware calls a device, unless its owner calls it otherwise. */
  private static final Pattern ID = Pattern.compile("(.*/)?shelly[a-z0-9]*-[0-9a-fA-F]{6,12}");

  /** What its messages are. */
  enum Kind {
    NOTIFICATION("/events/rpc"),
    ONLINE("/online"),
    STATUS("/status"),
    COMMAND("/command");

    private final String end;

    Kind(String end) {
      this.end = end;
    }
  }

  /** Reads a topic; null if it has none of these ends. */
  static @Nullable ShellyGen2Topic of(String topic) {
    if (endsWith(topic, Kind.NOTIFICATION)) {
      return new ShellyGen2Topic(before(topic, Kind.NOTIFICATION), Kind.NOTIFICATION, "");
    }
    if (endsWith(topic, Kind.ONLINE)) {
      return new ShellyGen2Topic(before(topic, Kind.ONLINE), Kind.ONLINE, "");
    }
    int last = topic.lastIndexOf('/');
    if (last < 0 || !isComponent(topic, last + 1)) {
      return null;
    }
    String place = topic.substring(0, last);
    Kind kind = endsWith(place, Kind.STATUS) ? Kind.STATUS : Kind.COMMAND;
    return endsWith(place, kind)
        ? new ShellyGen2Topic(before(place, kind), kind, topic.substring(last + 1))
        : null;
  }

  /**
   * Whether it is a Shelly's beyond doubt: its end is no other system's, or it has a Shelly's id.
   */
  boolean isCertain() {
    return kind != Kind.ONLINE || ID.matcher(prefix).matches();
  }

  private static boolean endsWith(String topic, Kind kind) {
    return topic.length() > kind.end.length() && topic.endsWith(kind.end);
  }

  private static String before(String topic, Kind kind) {
    return topic.substring(0, topic.length() - kind.end.length());
  }

  /** Whether {@code switch:0} or the like begins there, or a component that has no index. */
  private static boolean isComponent(String topic, int start) {
    int colon = topic.indexOf(':', start);
    if (colon < 0) {
      return WITHOUT_INDEX.contains(topic.substring(start));
    }
    for (int i = start; i < topic.length(); i++) {
      char c = topic.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      boolean digit = c >= '0' && c <= '9';
      if (i != colon && !digit && !(letter && i < colon)) {
        return false;
      }
    }
    return colon > start && colon < topic.length() - 1;
  }
}
