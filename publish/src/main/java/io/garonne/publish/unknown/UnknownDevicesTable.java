package io.garonne.publish.unknown;

import io.garonne.model.inventory.UnknownDevice;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Unknown devices for a person: what they look like, each with its line for the inventory. */
public final class UnknownDevicesTable {
  private static final int CHANNELS_SHOWN = 4;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private final Texts texts;
  private final ZoneId zone;

  /**
   * A table in one language.
   *
   * @param zone in which times are shown
   */
  public UnknownDevicesTable(Texts texts, ZoneId zone) {
    this.texts = texts;
    this.zone = zone;
  }

  /** Writes a header and a line for each device. */
  public void write(List<UnknownDevice> devices, Appendable out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            texts.get("table.device"),
            texts.get("unknown.family"),
            texts.get("unknown.channels"),
            texts.get("unknown.watts"),
            texts.get("unknown.looks"),
            texts.get("unknown.seen"),
            texts.get("unknown.line")));
    devices.forEach(device -> rows.add(row(device)));
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length())).append("  ");
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private List<String> row(UnknownDevice device) {
    return List.of(
        printable(device.device()),
        printable(String.join(", ", device.decoders())),
        channels(device),
        watts(device.power()),
        looks(device),
        TIME.format(Instant.ofEpochMilli(device.lastSeen()).atZone(zone)),
        printable(device.line()));
  }

  private String channels(UnknownDevice device) {
    StringJoiner names = new StringJoiner(" ");
    device.channels().stream().limit(CHANNELS_SHOWN).forEach(c -> names.add(printable(c)));
    if (device.channels().size() > CHANNELS_SHOWN) {
      names.add("… (" + device.channels().size() + ")");
    }
    return names.toString();
  }

  private String watts(UnknownDevice.@Nullable Power power) {
    return power == null
        ? ""
        : "%s (%s – %s)"
            .formatted(
                texts.watts(power.typical()), texts.watts(power.low()), texts.watts(power.high()));
  }

  private String looks(UnknownDevice device) {
    StringJoiner looks = new StringJoiner(", ");
    if (device.isPrinterLike()) {
      looks.add(texts.get("unknown.printer"));
    }
    Boolean alwaysOn = device.alwaysOn();
    if (alwaysOn != null) {
      looks.add(texts.get(alwaysOn ? "unknown.always-on" : "unknown.not-always-on"));
    }
    if (!device.decoders().isEmpty()) {
      looks.add(texts.get(device.register() ? "unknown.register" : "unknown.no-register"));
    }
    return looks.toString();
  }

  /** A name without what could steer a terminal. */
  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
