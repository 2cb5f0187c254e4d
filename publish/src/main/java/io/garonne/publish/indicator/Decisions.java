package io.garonne.publish.indicator;

import io.garonne.model.indicator.Evidence;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Programme;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who decided what a figure of electricity was adjusted by, and what moved elsewhere. */
public final class Decisions {
  private final FigureTexts texts;

  /** In one language. */
  public Decisions(Texts texts) {
    this.texts = new FigureTexts(texts);
  }

  /** Writes the decisions of the months of a figure, if there are any. */
  public void write(Figure figure, Programme programme, Appendable out) throws IOException {
    Figure.Value value = figure.value();
    if (value == null || figure.indicator() != Indicator.ELECTRICITY) {
      return;
    }
    YearMonth last = figure.month();
    List<String> lines = new ArrayList<>();
    for (Programme.DecidedAdjustment one : programme.adjustments()) {
      Evidence.Adjustment of = one.adjustment();
      if (!of.from().isAfter(last) && !of.to().isBefore(value.from())) {
        lines.add(
            texts.get(
                "explain.decided-adjustment",
                FigureTexts.printable(of.id()),
                of.from(),
                of.to(),
                about(of.entity(), of.family()),
                texts.quantity(figure.indicator(), of.perMonth(), 1),
                texts.unit(figure.indicator()),
                FigureTexts.printable(one.reason()),
                FigureTexts.printable(one.decidedBy()),
                FigureTexts.printable(one.approvedBy())));
      }
    }
    for (Evidence.Externalised load : programme.externalised()) {
      if (!load.from().isAfter(last)) {
        lines.add(
            texts.get(
                "explain.decided-elsewhere",
                FigureTexts.printable(load.what()),
                load.from(),
                about(load.entity(), load.family()),
                texts.quantity(figure.indicator(), load.lastTwelveMonths(), 1),
                texts.unit(figure.indicator())));
      }
    }
    if (!lines.isEmpty()) {
      out.append('\n').append(texts.get("explain.decisions")).append('\n');
      for (String line : lines) {
        out.append("  ").append(line).append('\n');
      }
    }
  }

  private String about(@Nullable String entity, @Nullable String family) {
    return entity == null || family == null
        ? texts.get("explain.decided-whole")
        : FigureTexts.printable(entity) + " / " + texts.family(family);
  }
}
