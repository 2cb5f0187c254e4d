package io.garonne.publish.indicator;

import io.garonne.model.indicator.SamplePlan;
import io.garonne.publish.text.Columns;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** How many plugs which stratum needs, for a person. */
public final class SampleTable {
  private static final Set<Integer> RIGHT = Set.of(3, 4, 5, 6, 7);

  private final FigureTexts texts;

  /** In one language. */
  public SampleTable(Texts texts) {
    this.texts = new FigureTexts(texts);
  }

  /** Writes a plan. */
  public void write(SamplePlan plan, Appendable out) throws IOException {
    out.append(texts.get("sample.title", plan.half(), percent(plan.halfWidth()))).append('\n');
    Columns table =
        new Columns(
            List.of(
                texts.get("table.entity"),
                texts.get("table.family"),
                texts.get("sample.model"),
                texts.get("sample.units"),
                texts.get("explain.metered"),
                texts.get("sample.now"),
                texts.get("sample.spread"),
                texts.get("sample.more"),
                texts.get("sample.from")),
            RIGHT);
    for (SamplePlan.Need need : plan.needs()) {
      table.add(
          List.of(
              FigureTexts.printable(need.entity()),
              texts.family(need.family()),
              need.model().isEmpty()
                  ? texts.get("sample.rest")
                  : FigureTexts.printable(need.model()),
              texts.texts().count(need.units()),
              texts.texts().count(need.metered()),
              now(need),
              percent(need.spread()),
              texts.texts().count(need.more()),
              texts.get("sample.from." + FigureTexts.label(need.from()))));
    }
    table.write(out);
    out.append(
            texts.get(
                "sample.sum",
                texts.texts().count(plan.needs().stream().mapToLong(SamplePlan.Need::more).sum())))
        .append('\n');
  }

  private String now(SamplePlan.Need need) {
    if (need.metered() == 0) {
      return texts.get("sample.not-measured");
    }
    return Double.isFinite(need.now())
        ? "± " + percent(need.now())
        : texts.get("ind.spread-unknown");
  }

  private String percent(double ratio) {
    return texts.number(100 * ratio, 1) + texts.get("percent");
  }
}
