package io.garonne.publish.chart;

import io.garonne.publish.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What numbers are of.
 *
 * @param symbol such as kWh, or % for numbers that are per cent already
 * @param decimals as many as are shown
 * @param signed whether a plus is shown, as of changes
 */
public record Unit(String symbol, int decimals, boolean signed) {
  private static final String NOTHING = "–";

  public Unit {
    if (decimals < 0) {
      throw new IllegalArgumentException("decimals: " + decimals);
    }
  }

  /** Changes in per cent, with one decimal: −8.3 is 8.3 % less. */
  public static Unit change() {
    return new Unit("%", 1, true);
  }

  /**
   * A ratio as the number of {@link #change}: its decimal point moved, for 100 times a double may
   * be another number, which is rounded the other way.
   */
  public static double perCent(double ratio) {
    return Double.isFinite(ratio)
        ? BigDecimal.valueOf(ratio).movePointRight(2).doubleValue()
        : ratio;
  }

  /** The number with its unit; what is not known is a dash. */
  public String with(@Nullable Double value, Texts texts) {
    return value == null || !Double.isFinite(value)
        ? NOTHING
        : number(value, decimals, texts) + after(texts);
  }

  /** The number alone. */
  String alone(@Nullable Double value, Texts texts) {
    return value == null || !Double.isFinite(value) ? NOTHING : number(value, decimals, texts);
  }

  /** The number of an axis, which needs as many decimals as its steps. */
  String tick(double value, int tickDecimals, Texts texts) {
    return number(value, tickDecimals, texts) + ("%".equals(symbol) ? after(texts) : "");
  }

  private String number(double value, int places, Texts texts) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_EVEN);
    String sign = rounded.signum() < 0 ? "−" : signed && rounded.signum() > 0 ? "+" : "";
    return sign + texts.decimal(rounded.abs(), places);
  }

  private String after(Texts texts) {
    return "%".equals(symbol) ? texts.get("percent") : symbol.isEmpty() ? "" : "\u00a0" + symbol;
  }
}
