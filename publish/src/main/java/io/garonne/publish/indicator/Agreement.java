package io.garonne.publish.indicator;

import io.garonne.model.indicator.Arithmetic;
import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Manufacturing;
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

  /** The same of carbon, from the electricity's lines and from manufacturing. */
  List<String> ofCarbon(Figure.Value value, Manufacturing.Sums sums) {
    Indicator of = Indicator.CARBON;
    List<String> wrong = new ArrayList<>();
    compare(
        "ind.actual",
        numbers.quantity(of, sums.actual()),
        numbers.quantity(of, value.actual()),
        wrong);
    compare(
        "ind.measured",
        numbers.quantity(of, sums.measured()),
        numbers.quantity(of, value.measured()),
        wrong);
    compare("explain.chosen", of, sums.chosen(), value.chosen(), wrong);
    compare("explain.all-fixed", of, sums.allFixed(), value.allFixed(), wrong);
    compare("explain.all-per-user", of, sums.allPerUser(), value.allPerUser(), wrong);
    compare("explain.unadjusted", of, sums.unadjusted(), value.unadjusted(), wrong);
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
    compare("explain.chosen", indicator, a.chosen().change(), value.chosen(), wrong);
    compare("explain.all-fixed", indicator, a.allFixed().change(), value.allFixed(), wrong);
    Arithmetic.Side perUser = a.allPerUser();
    compare(
        "explain.all-per-user",
        indicator,
        perUser == null ? null : perUser.change(),
        value.allPerUser(),
        wrong);
    compare("explain.unadjusted", indicator, a.unadjusted().change(), value.unadjusted(), wrong);
    return wrong;
  }

  private void compare(
      String name,
      Indicator indicator,
      Comparison.@Nullable Change computed,
      Comparison.@Nullable Change published,
      Collection<String> wrong) {
    if (computed == null || published == null) {
      return;
    }
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
