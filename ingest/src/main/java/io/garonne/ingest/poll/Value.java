package io.garonne.ingest.poll;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says at one OID.
 *
 * @param type the ASN.1 tag as recorded walks write it: 2 Integer32, 4 OctetString, 6 OID, 65
 *     Counter32, 66 Gauge32 or Unsigned32, 67 TimeTicks, 70 Counter64
 * @param text the value; of octets each byte as the character of the same number
 */
record Value(int type, String text) {
  static final int INTEGER = 2;
  static final int OCTETS = 4;
  static final int OBJECT = 6;
  private static final int MAX_DIGITS = 20;

  /** From octets. */
  static Value octets(byte[] bytes) {
    return new Value(OCTETS, new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** From octets written in hexadecimal; null if they are not. */
  static @Nullable Value hex(String digits) {
    try {
      return octets(HexFormat.of().parseHex(digits.strip()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** A number, also one written as text; null for anything else. */
  @Nullable BigDecimal number() {
    String digits = text.strip();
    if (type == OBJECT || digits.isEmpty() || digits.length() > MAX_DIGITS) {
      return null;
    }
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      boolean sign = i == 0 && c == '-';
      if (!sign && c != '.' && (c < '0' || c > '9')) {
        return null; // also keeps exponents out
      }
    }
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A whole number that fits an int, or null. */
  @Nullable Integer whole() {
    BigDecimal number = number();
    try {
      return number == null ? null : (Integer) number.intValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** The octets. */
  byte[] bytes() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** As people read it: UTF-8 where it is, without control characters. */
  String readable() {
    String utf8 = new String(bytes(), StandardCharsets.UTF_8);
    String chosen = utf8.indexOf('\uFFFD') >= 0 ? text : utf8;
    return chosen.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
