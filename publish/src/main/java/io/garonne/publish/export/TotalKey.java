package io.garonne.publish.export;

import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.IsoTime;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the key of a total's record says ({@code TotalJson.key}): enough to know whether it can be
 * wanted, without reading the total.
 *
 * @param period which kind of period
 * @param start its start, milliseconds since 1970 UTC
 * @param scope what it is about
 */
record TotalKey(Period period, long start, Scope scope) {

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if it is none of a total
   */
  static TotalKey parse(byte[] key) {
    List<String> parts = parts(key);
    if (parts.size() != 6 && parts.size() != 8) {
      throw new IllegalArgumentException(
          "no key of a total: " + new String(key, StandardCharsets.UTF_8));
    }
    return new TotalKey(
        Period.ofLabel(parts.get(0)),
        IsoTime.parse(parts.get(1)),
        new Scope(
            name(parts.get(2)),
            name(parts.get(3)),
            name(parts.get(4)),
            name(parts.get(5)),
            parts.size() == 8 ? name(parts.get(6)) : null,
            parts.size() == 8 ? name(parts.get(7)) : null));
  }

  private static List<String> parts(byte[] key) {
    List<String> parts = new ArrayList<>(8);
    ByteArrayOutputStream part = new ByteArrayOutputStream(32);
    for (int i = 0; i < key.length; i++) {
      if (key[i] == '|') {
        parts.add(part.toString(StandardCharsets.UTF_8));
        part.reset();
      } else {
        part.write(key[i] == '\\' && i + 1 < key.length ? key[++i] : key[i]);
      }
    }
    parts.add(part.toString(StandardCharsets.UTF_8));
    return parts;
  }

  private static @Nullable String name(String part) {
    return part.isEmpty() ? null : part;
  }

  /**
   * Bytes that sort totals of one kind of period by start, then entity, site, class, device, family
   * and asset; "every" comes before a name. Two totals have the same bytes only if their records
   * have the same key.
   */
  byte[] sortable() {
    String names =
        String.join(
            "\0",
            text(scope.entity()),
            text(scope.site()),
            text(scope.equipmentClass()),
            text(scope.device()),
            text(scope.family()),
            text(scope.asset()));
    byte[] text = names.getBytes(StandardCharsets.UTF_8);
    // Also times before 1970 in their order.
    return ByteBuffer.allocate(Long.BYTES + text.length)
        .putLong(start ^ Long.MIN_VALUE)
        .put(text)
        .array();
  }

  private static String text(@Nullable String name) {
    return name == null ? "" : name;
  }
}
