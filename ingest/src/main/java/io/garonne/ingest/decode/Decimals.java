package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.garonne.model.Units;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers of payloads, exactly as they were written; null where there is none to use. */
final class Decimals {
  private static final int MAX_TEXT = 40;

  /** Beyond this a number is noise, and scaling it would cost gigabytes of digits. */
  private static final int MAX_SCALE = 64;

  private static final BigDecimal DRIFT = BigDecimal.valueOf(-2);

  private Decimals() {}

  /** A number, or a text that is one. */
  static @Nullable BigDecimal number(@Nullable JsonNode node) {
    if (node == null) {
      return null;
    }
    BigDecimal value = null;
    if (node.isIntegralNumber() || node.isBigDecimal()) {
      value = node.decimalValue();
    } else if (node.isTextual()) {
      return number(node.textValue().strip());
    }
    return usable(value);
  }

  /** A text that is a number. */
  static @Nullable BigDecimal number(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      return null;
    }
    char first = text.charAt(0);
    if (first != '-' && first != '+' && first != '.' && (first < '0' || first > '9')) {
      return null; // "nan", "unavailable": known without the price of an exception
    }
    try {
      return usable(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable BigDecimal usable(@Nullable BigDecimal value) {
    return value == null || Math.abs((long) value.scale()) > MAX_SCALE ? null : value;
  }

  /** In whole units of {@code factor}ths, or null if that does not fit. */
  static @Nullable Long scaled(@Nullable BigDecimal value, long factor) {
    if (value == null) {
      return null;
    }
    try {
      return Units.scaled(value, factor);
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** A quantity that cannot be below 0. */
  static @Nullable Long notNegative(@Nullable BigDecimal value, long factor) {
    return value == null || value.signum() < 0 ? null : scaled(value, factor);
  }

  /**
   * Milliwatts from watts. Live, a meter's drift down to −2 W is read as 0; recorded history is
   * left as it is.
   */
  static @Nullable Long power(@Nullable BigDecimal watts, DecodeContext context) {
    if (watts != null
        && watts.signum() < 0
        && !context.recordedHistory()
        && watts.compareTo(DRIFT) >= 0) {
      return 0L;
    }
    return scaled(watts, 1000);
  }

  /** Thousandths, or null if it is no power factor. */
  static @Nullable Long powerFactor(@Nullable BigDecimal value) {
    Long thousandths = scaled(value, 1000);
    return thousandths == null || Math.abs(thousandths) > 1000 ? null : thousandths;
  }

  /** Whether it has no fraction. */
  static boolean whole(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0;
  }

  /** The step of a register's last written decimal in millijoules, at least 1. */
  static long resolution(BigDecimal value, long unit) {
    long step = unit;
    for (int i = value.scale(); i > 0 && step > 1; i--) {
      step /= 10;
    }
    return Math.max(1, step);
  }
}
