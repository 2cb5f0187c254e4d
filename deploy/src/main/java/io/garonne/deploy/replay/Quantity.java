package io.garonne.deploy.replay;

import io.garonne.model.Units;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number of a source: exact, or the reason why it is none.
 *
 * @param amount whole units, at least 0; meaningless if there is a reason
 * @param reason null if it is usable
 */
record Quantity(long amount, @Nullable Reason reason) {

  /** Why a value cannot be used. */
  enum Reason {
    EMPTY,
    NOT_A_NUMBER,
    NOT_FINITE,
    NEGATIVE,
    OUT_OF_RANGE
  }

  private static final int FAST_DIGITS = 9;

  boolean usable() {
    return reason == null;
  }

  /**
   * Reads a decimal times {@code factor}, rounded half to even to a whole number.
   *
   * @param text without blanks around it
   */
  static Quantity parse(String text, long factor) {
    if (text.isEmpty()) {
      return new Quantity(0, Reason.EMPTY);
    }
    long fast = factor == 1000 ? thousandths(text) : -1;
    if (fast >= 0) {
      return new Quantity(fast, null);
    }
    try {
      BigDecimal value = new BigDecimal(text);
      if (value.signum() < 0) {
        return new Quantity(0, Reason.NEGATIVE);
      }
      return new Quantity(Units.scaled(value, factor), null);
    } catch (NumberFormatException e) {
      return new Quantity(0, finite(text) ? Reason.NOT_A_NUMBER : Reason.NOT_FINITE);
    } catch (ArithmeticException e) {
      return new Quantity(0, Reason.OUT_OF_RANGE);
    }
  }

  /**
   * Digits after the point; 0 for a whole number; trailing zeros count, as the device wrote them.
   */
  static int decimals(String text) {
    return Math.max(0, new BigDecimal(text).scale());
  }

  private static boolean finite(String text) {
    return switch (text.toLowerCase(Locale.ROOT).replaceFirst("^[+-]", "")) {
      case "nan", "inf", "infinity" -> false;
      default -> true;
    };
  }

  /** Thousandths of a short plain decimal with at most three decimals, or -1. */
  private static long thousandths(String text) {
    long value = 0;
    int decimals = -1;
    if (text.length() > FAST_DIGITS) {
      return -1;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        value = value * 10 + (c - '0');
        decimals += decimals >= 0 ? 1 : 0;
      } else if (c == '.' && decimals < 0 && i > 0 && i + 1 < text.length()) {
        decimals = 0;
      } else {
        return -1;
      }
    }
    return switch (decimals) {
      case -1 -> value * 1000;
      case 1 -> value * 100;
      case 2 -> value * 10;
      case 3 -> value;
      default -> -1;
    };
  }
}
