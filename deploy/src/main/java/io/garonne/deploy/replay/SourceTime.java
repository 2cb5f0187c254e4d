package io.garonne.deploy.replay;

import io.garonne.model.wire.IsoTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Time stamps as recorders write them. */
final class SourceTime {
  /** Blank or T between date and time, seconds optional, offset with or without colon. */
  private static final DateTimeFormatter LENIENT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private SourceTime() {}

  /**
   * Milliseconds since 1970 UTC of an ISO 8601 stamp with {@code Z} or an offset, or of seconds
   * since 1970 UTC; fractions of a millisecond are cut off.
   *
   * @throws DateTimeException if it is neither
   */
  static long parse(String text) {
    if (text.length() == 20 && text.charAt(19) == 'Z') {
      return IsoTime.parse(text);
    }
    if (text.indexOf(':') < 0) {
      try {
        BigDecimal seconds = new BigDecimal(text);
        if (seconds.precision() - seconds.scale() <= 12) {
          return seconds.multiply(THOUSAND).setScale(0, RoundingMode.FLOOR).longValueExact();
        }
      } catch (NumberFormatException | ArithmeticException e) {
        throw new DateTimeException("neither a time with its zone nor seconds since 1970", e);
      }
    }
    return OffsetDateTime.parse(text, LENIENT).toInstant().toEpochMilli();
  }
}
