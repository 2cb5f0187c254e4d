package io.garonne.publish.indicator;

import io.garonne.model.Units;
import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Line;
import io.garonne.model.indicator.Path;
import io.garonne.model.indicator.Publishable;
import io.garonne.model.indicator.Result;
import io.garonne.model.indicator.Span;
import io.garonne.publish.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is said of figures in one language. */
public final class FigureTexts {
  private static final int MONTHS = 12;
  private static final String NOTHING = "–";

  private final Texts texts;

  /** In the language of these texts. */
  public FigureTexts(Texts texts) {
    this.texts = texts;
  }

  Texts texts() {
    return texts;
  }

  String get(String key, Object... arguments) {
    return texts.get(key, arguments);
  }

  /** Its name. */
  public String indicator(Indicator indicator) {
    return texts.get("indicator." + indicator.label());
  }

  /** Its unit. */
  public String unit(Indicator indicator) {
    return texts.get("unit." + indicator.label());
  }

  String span(Span span, YearMonth month) {
    return texts.get("span." + span.label(), month);
  }

  /** Everything, IT, facility, or a family. */
  public String part(String part) {
    return switch (part) {
      case Figure.ALL, Figure.IT, Figure.FACILITY -> texts.get("part." + part);
      default -> family(part);
    };
  }

  /** A family by its label. */
  public String family(String label) {
    return printable(texts.name("family", label));
  }

  /** The number alone: kWh, kg CO₂e or printed sides. */
  public String quantity(Indicator indicator, double quantity, int decimals) {
    return Double.isFinite(quantity)
        ? quantity(indicator, BigDecimal.valueOf(quantity), decimals)
        : NOTHING;
  }

  /** The same of a whole number, exactly. */
  public String quantity(Indicator indicator, long quantity, int decimals) {
    return quantity(indicator, BigDecimal.valueOf(quantity), decimals);
  }

  private String quantity(Indicator indicator, BigDecimal quantity, int decimals) {
    return switch (indicator) {
      case ELECTRICITY ->
          texts.decimal(
              quantity.divide(
                  BigDecimal.valueOf(Units.MILLIJOULES_PER_KWH), 9, RoundingMode.HALF_EVEN),
              decimals);
      case CARBON -> texts.decimal(quantity.movePointLeft(3), decimals);
      case PRINTS -> texts.decimal(quantity, Math.min(1, decimals));
    };
  }

  /** A plain number. */
  String number(double number, int decimals) {
    return Double.isFinite(number) ? texts.decimal(BigDecimal.valueOf(number), decimals) : NOTHING;
  }

  /** Grams as kilograms. */
  String kilograms(double grams) {
    return quantity(Indicator.CARBON, grams, 1);
  }

  /** Its value; a dash for none. */
  public String change(Comparison.@Nullable Change change) {
    return change == null ? NOTHING : texts.change(change.value(), 1);
  }

  /** A ratio; a dash for none. */
  public String change(@Nullable Double ratio) {
    return ratio == null ? NOTHING : texts.change(ratio, 1);
  }

  /** Both ends; that it is not known, if so. */
  public String interval(Comparison.Change change) {
    return Double.isFinite(change.halfWidth())
        ? texts.change(change.low(), 1) + " … " + texts.change(change.high(), 1)
        : texts.get("ind.spread-unknown");
  }

  /** Where it stands; that there is no target, if so. */
  public String status(Path.@Nullable Status status) {
    return texts.get("path." + (status == null ? "none" : label(status)));
  }

  /** Whether it may be published. */
  public String publishable(Publishable publishable) {
    return texts.get("publishable." + publishable.label());
  }

  /** Why there is no figure. */
  public String why(Result.NotComputable why) {
    return texts.get("why." + label(why.reason()), printable(why.detail()));
  }

  /** The same in the place of the figure. */
  public String notComputable(Result.NotComputable why) {
    return texts.get("ind.not-computable", why(why));
  }

  String out(Line.Out out) {
    return texts.get("out." + out.label());
  }

  /** What it is compared with, as a sentence. */
  public String reference(Figure.Reference reference) {
    YearMonth first = reference.firstMonth();
    YearMonth last = first.plusMonths(MONTHS - 1L);
    String hash = reference.hash();
    String said = hash == null ? NOTHING : printable(hash);
    return reference.isProxy()
        ? texts.get("ind.proxy", first, last, said)
        : texts.get("ind.reference", first, last, reference.version(), said);
  }

  /** What it is compared with, in a few words. */
  String referenceName(Figure.Reference reference) {
    return reference.isProxy()
        ? texts.get("ind.proxy-name")
        : texts.get("ind.baseline-name", reference.version());
  }

  /** A name without what could steer a terminal. */
  static String printable(String name) {
    return Texts.printable(name);
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
