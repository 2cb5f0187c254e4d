package io.garonne.publish.indicator;

import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Path;
import io.garonne.model.indicator.Result;
import io.garonne.publish.text.Texts;

/** What a figure says, in one sentence: the change with its interval, what is due, the status. */
public final class FigureSentence {
  private final FigureTexts texts;

  /** In one language. */
  public FigureSentence(Texts texts) {
    this.texts = new FigureTexts(texts);
  }

  /** Of a figure, or why there is none. */
  public String of(Figure figure) {
    String what =
        texts.indicator(figure.indicator()) + ", " + texts.span(figure.span(), figure.month());
    Figure.Value value = figure.value();
    Result.NotComputable why = figure.why();
    if (value == null) {
      return texts.get("sentence", what, why == null ? "–" : texts.notComputable(why));
    }
    Comparison.Change chosen = value.chosen();
    String change =
        Double.isFinite(chosen.halfWidth())
            ? texts.get(
                "sentence.between",
                texts.change(chosen),
                texts.change(chosen.low()),
                texts.change(chosen.high()))
            : texts.get("sentence.no-interval", texts.change(chosen));
    String due = value.due() == null ? "" : texts.get("sentence.due", texts.change(value.due()));
    Path.Status status = value.status();
    return texts.get(
        "sentence",
        what,
        change
            + due
            + texts.get("sentence.status", texts.status(status))
            + texts.get(
                "sentence.measured", texts.texts().percent(value.measured(), value.actual())));
  }
}
