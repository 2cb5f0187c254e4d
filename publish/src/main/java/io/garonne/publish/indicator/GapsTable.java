package io.garonne.publish.indicator;

import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.PublicationGaps;
import io.garonne.model.indicator.Result;
import io.garonne.publish.text.Columns;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** What is missing for a publication and who provides it, for a person. */
public final class GapsTable {
  /** More months than this are said by the first and the last. */
  private static final int TIMES_SHOWN = 3;

  private final FigureTexts texts;

  /** In one language. */
  public GapsTable(Texts texts) {
    this.texts = new FigureTexts(texts);
  }

  /** Whether a month can be published, in a sentence. */
  public String summary(PublicationGaps gaps) {
    return texts.get(
        gaps.gaps().isEmpty() ? "gap.none" : gaps.isPublishable() ? "gap.beside" : "gap.stops",
        gaps.month());
  }

  /** What the columns of {@link #rows} are. */
  public List<String> headers() {
    return Stream.of("gap.needed", "gap.what", "gap.of", "gap.when", "gap.who")
        .map(texts::get)
        .toList();
  }

  /** What is missing, a row each. */
  public List<List<String>> rows(PublicationGaps gaps) {
    return gaps.gaps().stream().map(this::row).toList();
  }

  private List<String> row(PublicationGaps.Gap gap) {
    return List.of(
        texts.get(gap.what().stops() ? "gap.yes" : "gap.no"),
        texts.get("gap." + FigureTexts.label(gap.what())),
        of(gap),
        when(gap.when()),
        texts.get("who." + FigureTexts.label(gap.what().who())));
  }

  /** Writes what is missing; that nothing is, if so. */
  public void write(PublicationGaps gaps, Appendable out) throws IOException {
    out.append(summary(gaps)).append('\n');
    if (gaps.gaps().isEmpty()) {
      return;
    }
    Columns table = new Columns(headers(), Set.of());
    rows(gaps).forEach(table::add);
    table.write(out);
  }

  private String of(PublicationGaps.Gap gap) {
    if (gap.what() == PublicationGaps.What.TARGET) {
      Indicator indicator = Indicator.ofLabel(gap.of().get(0));
      return indicator == null ? "" : texts.indicator(indicator);
    }
    if (gap.what() == PublicationGaps.What.NOT_COMPUTABLE) {
      return texts.why(
          new Result.NotComputable(Result.Reason.valueOf(gap.of().get(0)), gap.of().get(1)));
    }
    StringJoiner of = new StringJoiner(", ");
    for (int i = 0; i < gap.of().size(); i++) {
      of.add(i == 0 ? FigureTexts.printable(gap.of().get(i)) : texts.family(gap.of().get(i)));
    }
    return of.toString();
  }

  private static String when(List<String> times) {
    return times.size() <= TIMES_SHOWN
        ? String.join(", ", times)
        : times.get(0) + " … " + times.get(times.size() - 1) + " (" + times.size() + ")";
  }
}
