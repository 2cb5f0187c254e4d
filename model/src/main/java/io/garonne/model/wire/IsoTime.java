package io.garonne.model.wire;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Instants in ISO 8601, quickly: milliseconds since 1970 UTC to and from text. */
public final class IsoTime {
  private IsoTime() {}

  /** As {@code 2026-03-02T10:00:00Z}, with three decimals where there are milliseconds. */
  public static String format(long at) {
    long day = Math.floorDiv(at, 86_400_000L);
    int inDay = (int) (at - day * 86_400_000L);
    LocalDate date = LocalDate.ofEpochDay(day);
    int year = date.getYear();
    if (year < 1000 || year > 9999) {
      return Instant.ofEpochMilli(at).toString();
    }
    int milli = inDay % 1000;
    byte[] text = new byte[milli == 0 ? 20 : 24];
    put(text, 0, 4, year, '-');
    put(text, 5, 2, date.getMonthValue(), '-');
    put(text, 8, 2, date.getDayOfMonth(), 'T');
    put(text, 11, 2, inDay / 3_600_000, ':');
    put(text, 14, 2, inDay / 60_000 % 60, ':');
    put(text, 17, 2, inDay / 1000 % 60, milli == 0 ? 'Z' : '.');
    if (milli != 0) {
      put(text, 20, 3, milli, 'Z');
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void put(byte[] text, int from, int digits, int value, char then) {
    int rest = value;
    for (int i = from + digits - 1; i >= from; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    text[from + digits] = (byte) then;
  }

  /**
   * The instant of a text with a zone ({@code Z} or an offset), cut to milliseconds.
   *
   * @throws DateTimeException if it is not one
   */
  public static long parse(String text) {
    int length = text.length();
    if ((length == 20 || length == 24) && text.charAt(length - 1) == 'Z') {
      long fast = parseUtc(text, length);
      if (fast != Long.MIN_VALUE) {
        return fast;
      }
    }
    return OffsetDateTime.parse(text).toInstant().toEpochMilli();
  }

  private static long parseUtc(String t, int length) {
    int year = digits(t, 0, 4);
    int month = digits(t, 5, 7);
    int day = digits(t, 8, 10);
    int hour = digits(t, 11, 13);
    int minute = digits(t, 14, 16);
    int second = digits(t, 17, 19);
    int milli = length == 24 ? digits(t, 20, 23) : 0;
    if ((year | month | day | hour | minute | second | milli) < 0
        || t.charAt(4) != '-'
        || t.charAt(7) != '-'
        || t.charAt(10) != 'T'
        || t.charAt(13) != ':'
        || t.charAt(16) != ':'
        || (length == 24 && t.charAt(19) != '.')
        || hour > 23
        || minute > 59
        || second > 59) {
      return Long.MIN_VALUE;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return ((days * 24 + hour) * 60 + minute) * 60_000L + second * 1000L + milli;
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
