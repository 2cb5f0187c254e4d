package io.garonne.publish;

import io.garonne.model.wire.IsoTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/** An end of a span of time: a date, which each site reads in its own zone, or an instant. */
public sealed interface TimeBound {

  /** The bound in milliseconds since 1970 UTC, for a site in this zone. */
  long in(ZoneId zone);

  /**
   * Local midnight of a date.
   *
   * @param date the date
   */
  record Midnight(LocalDate date) implements TimeBound {
    @Override
    public long in(ZoneId zone) {
      return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }
  }

  /**
   * An instant.
   *
   * @param at milliseconds since 1970 UTC
   */
  record At(long at) implements TimeBound {
    @Override
    public long in(ZoneId zone) {
      return at;
    }
  }

  /**
   * From {@code 2026}, {@code 2026-03}, {@code 2026-03-02} or {@code 2026-03-02T10:00:00Z}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static TimeBound parse(String text) {
    try {
      if (text.indexOf('T') > 0) {
        return new At(IsoTime.parse(text));
      }
      return new Midnight(
          switch (text.length()) {
            case 4 -> LocalDate.of(Integer.parseInt(text), 1, 1);
            case 7 -> YearMonth.parse(text).atDay(1);
            default -> LocalDate.parse(text);
          });
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no date like 2026-03-02 and no instant like 2026-03-02T10:00:00Z",
          e);
    }
  }
}
