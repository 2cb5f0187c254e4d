package io.garonne.publish.report;

import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Outlook;
import io.garonne.model.indicator.Path;
import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.Result;
import io.garonne.publish.report.Block.Answer;
import io.garonne.publish.report.Block.Mood;
import io.garonne.publish.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is said of the target, electricity at constant user perimeter, in plain words. */
final class TargetWords {
  private static final int MONTHS = 12;

  /** More than that would hide what is said. */
  private static final int NAMED = 4;

  private final ReportTexts texts;
  private final YearMonth month;
  private final @Nullable Figure figure;
  private final Programme.@Nullable Target target;

  TargetWords(ReportTexts texts, ReportData data) {
    this.texts = texts;
    this.month = data.month();
    this.figure = data.headline(Indicator.ELECTRICITY);
    this.target = data.target(Indicator.ELECTRICITY);
  }

  Figure.@Nullable Value value() {
    return figure == null ? null : figure.value();
  }

  /** The sentence that the council's page opens with. */
  String sentence() {
    Figure.Value value = value();
    Figure.Reference reference = figure == null ? null : figure.reference();
    if (value == null || reference == null) {
      return texts.get("sentence.none", texts.month(month), why(), objective());
    }
    Comparison.Change change = value.chosen();
    String key =
        rounded(change.value()) < 0 ? "fell" : rounded(change.value()) > 0 ? "rose" : "same";
    return texts.get(
        "sentence." + key,
        year(reference),
        now(value),
        texts.percent(change.value()),
        between(change),
        objective(),
        measured(value),
        without(value));
  }

  /** Whether the city is on the way to its target. */
  Answer answer() {
    String question =
        target == null
            ? texts.get("question.none")
            : texts.get("question", texts.texts().change(target.change(), 0), year(target));
    Figure.Value value = value();
    if (value == null) {
      return new Answer(question, texts.get("answer.none"), texts.sentence(why()), Mood.OPEN);
    }
    Path.Status status = value.status();
    Double due = value.due();
    if (status == null || due == null) {
      return new Answer(
          question, texts.get("answer.no-target"), texts.get("why.no-target"), Mood.OPEN);
    }
    Comparison.Change perUser = value.allPerUser();
    String label = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    boolean known = Double.isFinite(value.chosen().halfWidth());
    boolean isGood = status == Path.Status.AHEAD || status == Path.Status.ON_TRACK;
    boolean isForNow = isGood && "missed".equals(leadsTo());
    return new Answer(
        question,
        texts.get("answer." + (isForNow ? "for-now" : label)),
        texts.get(
            "why." + (status == Path.Status.UNCERTAIN && !known ? "unknown" : label),
            texts.month(month),
            texts.texts().change(due, 1),
            texts.texts().change(value.chosen().low(), 1),
            texts.texts().change(value.chosen().high(), 1),
            texts.texts().count(value.months()),
            texts.texts().change(value.allFixed().value(), 1),
            perUser == null ? "–" : texts.texts().change(perUser.value(), 1)),
        isForNow
            ? Mood.OPEN
            : isGood ? Mood.YES : status == Path.Status.BEHIND ? Mood.NO : Mood.OPEN);
  }

  /** Where it leads, if it goes on like this; null: that is not known, or the time is over. */
  @Nullable String outlook() {
    Figure.Value value = value();
    Outlook outlook = value == null ? null : value.outlook();
    Double change = outlook == null ? null : outlook.change();
    String leadsTo = leadsTo();
    if (outlook == null || change == null || leadsTo == null) {
      return null;
    }
    Double low = outlook.low();
    Double high = outlook.high();
    return texts.get(
        "outlook." + leadsTo,
        texts.texts().change(change, 1),
        texts.month(outlook.month()),
        low != null && high != null
            ? texts.get(
                "outlook.range", texts.texts().change(low, 1), texts.texts().change(high, 1))
            : texts.get("outlook.no-range"));
  }

  /** Whether the target will be met, missed, or that is open; null: there is no outlook. */
  private @Nullable String leadsTo() {
    Figure.Value value = value();
    Outlook outlook = value == null ? null : value.outlook();
    Double change = outlook == null ? null : outlook.change();
    if (outlook == null || change == null || target == null) {
      return null;
    }
    Double low = outlook.low();
    Double high = outlook.high();
    if ((high == null ? change : high) <= target.change()) {
      return "met";
    }
    return (low == null ? change : low) > target.change() ? "missed" : "open";
  }

  /** How sure that is. */
  List<String> sure() {
    Figure.Value value = value();
    if (value == null) {
      return List.of();
    }
    List<String> said = new ArrayList<>();
    double halfWidth = value.chosen().halfWidth();
    said.add(
        Double.isFinite(halfWidth)
            ? texts.get(
                "sure.interval",
                texts.points(halfWidth),
                texts.texts().change(value.chosen().low(), 1),
                texts.texts().change(value.chosen().high(), 1))
            : texts.get("sure.unknown"));
    said.add(
        value.measured() >= value.actual()
            ? texts.get("sure.all-measured")
            : texts.get("sure.measured", texts.texts().percent(value.measured(), value.actual())));
    said.add(texts.get("sure.publishable." + value.publishable().label()));
    if (value.months() < MONTHS) {
      said.add(texts.get("sure.months", texts.texts().count(value.months())));
    }
    Figure.Reference reference = figure == null ? null : figure.reference();
    if (reference != null && reference.isProxy()) {
      said.add(texts.get("sure.proxy"));
    }
    return said;
  }

  /** Numbers for the eye. */
  List<Block.Fact> facts() {
    Figure.Value value = value();
    List<Block.Fact> facts = new ArrayList<>();
    if (value != null) {
      facts.add(
          new Block.Fact(
              texts.get("fact.change", texts.month(month)),
              texts.texts().change(value.chosen().value(), 1)));
      Double due = value.due();
      if (due != null) {
        facts.add(
            new Block.Fact(
                texts.get("fact.due", texts.month(month)), texts.texts().change(due, 1)));
      }
    }
    if (target != null) {
      facts.add(
          new Block.Fact(
              texts.get("fact.target", texts.date(target.due())),
              texts.texts().change(target.change(), 0)));
    }
    if (value != null) {
      facts.add(
          new Block.Fact(
              texts.get("fact.measured"), texts.texts().percent(value.measured(), value.actual())));
    }
    return facts;
  }

  private String why() {
    if (figure == null) {
      return texts.get("no-figure", texts.month(month));
    }
    Result.NotComputable why = figure.why();
    return why == null ? "" : texts.figures().why(why);
  }

  private String objective() {
    return target == null
        ? texts.get("objective.none")
        : texts.get(
            "objective", texts.texts().change(target.change(), 0), texts.date(target.due()));
  }

  private static String year(Programme.Target target) {
    return Integer.toString(target.due().getYear());
  }

  /** The reference year: a calendar year by its number. */
  private String year(Figure.Reference reference) {
    YearMonth first = reference.firstMonth();
    return first.getMonthValue() == 1
        ? Integer.toString(first.getYear())
        : texts.get("span", texts.month(first), texts.month(first.plusMonths(MONTHS - 1L)));
  }

  private String now(Figure.Value value) {
    if (value.months() < MONTHS) {
      return texts.get("months.some", texts.texts().count(value.months()), texts.month(month));
    }
    return month.getMonthValue() == MONTHS
        ? Integer.toString(month.getYear())
        : texts.get("months.all", texts.month(month));
  }

  private String between(Comparison.Change change) {
    if (!Double.isFinite(change.halfWidth())) {
      return texts.get("between.unknown");
    }
    boolean fell = rounded(change.high()) < 0;
    boolean rose = rounded(change.low()) > 0;
    if (fell || rose) {
      return texts.get(
          "between",
          texts.percent(fell ? change.high() : change.low()),
          texts.percent(fell ? change.low() : change.high()));
    }
    return texts.get(
        "between", texts.texts().change(change.low(), 1), texts.texts().change(change.high(), 1));
  }

  private String measured(Figure.Value value) {
    return value.measured() >= value.actual()
        ? texts.get("measured.all")
        : texts.get("measured", texts.texts().percent(value.measured(), value.actual()));
  }

  /** What is not in it: families, each with whose. */
  private String without(Figure.Value value) {
    Map<String, TreeSet<String>> entities = new TreeMap<>();
    for (Figure.LeftOut left : value.leftOut()) {
      entities
          .computeIfAbsent(texts.family(left.family()), f -> new TreeSet<>())
          .add(Texts.printable(left.entity()));
    }
    if (entities.isEmpty()) {
      return texts.get("without.nothing");
    }
    List<String> named =
        entities.entrySet().stream()
            .limit(NAMED)
            .map(e -> e.getKey() + " (" + some(List.copyOf(e.getValue())) + ")")
            .toList();
    return texts.get("without", some(named, entities.size()));
  }

  private String some(List<String> names) {
    return some(names.stream().limit(NAMED).toList(), names.size());
  }

  private String some(List<String> named, int of) {
    String said = String.join(", ", named);
    return of > named.size()
        ? texts.get("and-more", said, texts.texts().count(of - named.size()))
        : said;
  }

  /** In tenths of a per cent, as it is shown. */
  private static long rounded(double ratio) {
    return BigDecimal.valueOf(ratio)
        .movePointRight(3)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
