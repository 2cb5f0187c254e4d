package io.garonne.publish.persons;

import io.garonne.model.wire.TotalJson;
import java.nio.charset.StandardCharsets;

/** A row as JSON: the total as on the wire, and whether something is not in it. */
public final class VisibleRowJson {
  private VisibleRowJson() {}

  /** UTF-8; {@code withoutGrouped} is there where it is true. */
  public static byte[] write(VisibleRow row) {
    byte[] total = TotalJson.write(row.total());
    if (!row.withoutGrouped()) {
      return total;
    }
    // One field more before the brace that closes the object.
    String open = new String(total, 0, total.length - 1, StandardCharsets.UTF_8);
    return (open + ",\"withoutGrouped\":true}").getBytes(StandardCharsets.UTF_8);
  }
}
