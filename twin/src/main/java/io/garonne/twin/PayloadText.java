package io.garonne.twin;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The text of a flat JSON payload with fixed decimals, as firmware prints it. */
final class PayloadText {
  private final StringBuilder out = new StringBuilder(320).append('{');
  private boolean first = true;

  /** Opens an object under a name. */
  PayloadText open(String name) {
    name(name);
    out.append('{');
    first = true;
    return this;
  }

  PayloadText text(String name, String value) {
    name(name);
    out.append('"').append(value).append('"');
    return this;
  }

  /** The number {@code value / 10^decimals}; not below 0. */
  PayloadText number(String name, long value, int decimals) {
    name(name);
    long unit = 1;
    for (int i = 0; i < decimals; i++) {
      unit *= 10;
    }
    out.append(value / unit);
    if (decimals > 0) {
      out.append('.');
      long rest = value % unit;
      for (long digit = unit / 10; digit > 0; digit /= 10) {
        out.append((char) ('0' + rest / digit % 10));
      }
    }
    return this;
  }

  /** A time with an offset of zero written as Z, another as it is, none left out. */
  PayloadText time(String name, long at, ZoneOffset shift, String suffix, boolean millis) {
    name(name);
    out.append('"');
    long second = Math.floorDiv(at, 1000L);
    LocalDateTime local = LocalDateTime.ofEpochSecond(second, 0, shift);
    digits(local.getYear(), 4).append('-');
    digits(local.getMonthValue(), 2).append('-');
    digits(local.getDayOfMonth(), 2).append('T');
    digits(local.getHour(), 2).append(':');
    digits(local.getMinute(), 2).append(':');
    digits(local.getSecond(), 2);
    if (millis) {
      out.append('.');
      digits((int) (at - second * 1000), 3);
    }
    out.append(suffix).append('"');
    return this;
  }

  PayloadText close() {
    out.append('}');
    return this;
  }

  byte[] bytes() {
    return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private void name(String name) {
    if (!first) {
      out.append(',');
    }
    first = false;
    out.append('"').append(name).append("\":");
  }

  private StringBuilder digits(int value, int width) {
    for (int unit = width == 2 ? 10 : width == 3 ? 100 : 1000; unit > 0; unit /= 10) {
      out.append((char) ('0' + value / unit % 10));
    }
    return out;
  }
}
