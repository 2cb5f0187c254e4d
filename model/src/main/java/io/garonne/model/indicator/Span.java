package io.garonne.model.indicator;

import java.time.YearMonth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which months a figure is about, by its last one. */
public enum Span {
  /** The last twelve months: the headline. */
  ROLLING_12,
  /** From January on. */
  YEAR_TO_DATE,
  /** The month alone. */
  MONTH;

  /** As in topics and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The span of this label, or null. */
  public static @Nullable Span ofLabel(String label) {
    for (Span span : values()) {
      if (span.label().equals(label)) {
        return span;
      }
    }
    return null;
  }

  /** First month of a span that ends with a month. */
  YearMonth firstMonth(YearMonth last) {
    return switch (this) {
      case ROLLING_12 -> last.minusMonths(11);
      case YEAR_TO_DATE -> last.withMonth(1);
      case MONTH -> last;
    };
  }
}
