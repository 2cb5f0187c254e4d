package io.garonne.publish.indicator;

import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Indicator;
import org.jspecify.annotations.Nullable;

/** Numbers of an explanation, with as many digits as an accountant checks. */
final class ExactNumbers {
  private static final int DECIMALS = 3;
  private static final int PERCENT_DECIMALS = 4;

  private final FigureTexts texts;

  ExactNumbers(FigureTexts texts) {
    this.texts = texts;
  }

  String quantity(Indicator indicator, double quantity) {
    return texts.quantity(indicator, quantity, DECIMALS);
  }

  String quantity(Indicator indicator, long quantity) {
    return texts.quantity(indicator, quantity, DECIMALS);
  }

  String known(Indicator indicator, double halfWidth) {
    return Double.isFinite(halfWidth)
        ? quantity(indicator, halfWidth)
        : texts.get("ind.spread-unknown");
  }

  String percent(@Nullable Double ratio) {
    return texts.texts().change(ratio == null ? Double.NaN : ratio, PERCENT_DECIMALS);
  }

  String halfWidth(Comparison.Change change) {
    return points(change.halfWidth());
  }

  String points(double ratio) {
    return Double.isFinite(ratio)
        ? texts.get("points", texts.number(100 * ratio, PERCENT_DECIMALS))
        : texts.get("ind.spread-unknown");
  }
}
