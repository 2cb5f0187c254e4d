package io.garonne.model.indicator;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * An entity that is served.
 *
 * @param name name
 * @param joined first month in which it was served, or null: always
 * @param left first month in which it was not served any more, or null: it is
 */
public record Entity(String name, @Nullable YearMonth joined, @Nullable YearMonth left) {

  /**
   * Whether a month of it is compared with the reference: it was served when the reference began,
   * and has not left by then.
   */
  public boolean isInPerimeter(YearMonth reference, YearMonth month) {
    return (joined == null || !joined.isAfter(reference)) && (left == null || month.isBefore(left));
  }
}
