package io.garonne.publish.indicator;

import io.garonne.model.indicator.Arithmetic;
import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a figure is what follows from its lines, to the last digit that is shown. */
final class Agreement {
  private static final double AS_GOOD_AS_EQUAL = 1e-12;

  private final FigureTexts texts;
  private final ExactNumbers numbers;

  Agreement(FigureTexts texts, ExactNumbers numbers) {
    this.texts = texts;
    this.numbers = numbers;
  }

  /**
   * What of carbon does not go together: only the change follows from what is published, for
   * manufacturing is in no line.
   */
  List<String> ofCarbon(Figure.Value value) {
    Comparison.Change chosen = value.chosen();
    List<String> wrong = new ArrayList<>();
    double again = (double) value.actual() / chosen.reference() - 1;
    // The quantity is published in whole grams.
    if (!(Math.abs(again - chosen.value()) <= 1 / chosen.reference())) {
      wrong.add(
          texts.get(
              "explain.carbon-differs",
              texts.get("explain.chosen"),
              numbers.percent(again),
              numbers.percent(chosen.value())));
    }
    return wrong;
  }

  /** What is published otherwise than it follows from the lines; empty: it agrees. */
  List<String> differences(Indicator indicator, Figure.Value value, Arithmetic a) {
    List<String> wrong = new ArrayList<>();
    compare(
        "ind.actual",
        numbers.quantity(indicator, a.actual()),
        numbers.quantity(indicator, value.actual()),
        wrong);
    compare(
        "ind.measured",
        numbers.quantity(indicator, a.measured()),
        numbers.quantity(indicator, value.measured()),
        wrong);
    compare("explain.chosen", indicator, a.chosen(), value.chosen(), wrong);
    compare("explain.all-fixed", indicator, a.allFixed(), value.allFixed(), wrong);
    compare("explain.all-per-user", indicator, a.allPerUser(), value.allPerUser(), wrong);
    compare("explain.unadjusted", indicator, a.unadjusted(), value.unadjusted(), wrong);
    return wrong;
  }

  private void compare(
      String name,
      Indicator indicator,
      Arithmetic.@Nullable Side side,
      Comparison.@Nullable Change published,
      Collection<String> wrong) {
    if (side == null || published == null) {
      return;
    }
    Comparison.Change computed = side.change();
    boolean same =
        isSame(computed.reference(), published.reference())
            && isSame(computed.value(), published.value())
            && isSame(computed.halfWidth(), published.halfWidth());
    if (!same) {
      compare(name, shown(indicator, computed), shown(indicator, published), wrong);
    }
  }

  /** Sums of the same numbers in another order may round the last digit shown the other way. */
  private static boolean isSame(double a, double b) {
    return !Double.isFinite(a)
        ? !Double.isFinite(b)
        : Math.abs(a - b) <= AS_GOOD_AS_EQUAL * Math.max(1, Math.abs(a));
  }

  private String shown(Indicator indicator, Comparison.Change change) {
    return "R_adj "
        + numbers.quantity(indicator, change.reference())
        + " "
        + texts.unit(indicator)
        + ", "
        + numbers.percent(change.value())
        + " ± "
        + numbers.halfWidth(change);
  }

  private void compare(String name, String computed, String published, Collection<String> wrong) {
    if (!computed.equals(published)) {
      wrong.add(texts.get("explain.differs", texts.get(name), computed, published));
    }
  }
}
