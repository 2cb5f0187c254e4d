package io.garonne.publish.report;

import io.garonne.model.Total;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.PublicationGaps;
import io.garonne.model.indicator.Result;
import io.garonne.publish.chart.Heading;
import io.garonne.publish.chart.LineChart;
import io.garonne.publish.indicator.GapsTable;
import io.garonne.publish.indicator.IndicatorsTable;
import io.garonne.publish.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The parts of a report that are about the target and about how good all of it is. */
final class ReportParts {
  private static final double WELL_COVERED = 0.9;
  private static final int ROWS = 15;

  private final ReportTexts texts;
  private final ReportData data;
  private final TargetWords words;

  ReportParts(ReportTexts texts, ReportData data) {
    this.texts = texts;
    this.data = data;
    this.words = new TargetWords(texts, data);
  }

  TargetWords words() {
    return words;
  }

  /** What is to be seen without turning a page. */
  List<Block> first() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(words.answer());
    blocks.add(new Block.Lead(words.sentence()));
    outlook(blocks);
    if (!words.facts().isEmpty()) {
      blocks.add(new Block.Facts(words.facts()));
    }
    return blocks;
  }

  void outlook(List<Block> blocks) {
    String outlook = words.outlook();
    if (outlook != null) {
      blocks.add(new Block.Paragraph(outlook));
    }
  }

  /** How sure it is; nothing where there is no figure. */
  List<Block> sure() {
    List<String> said = words.sure();
    return said.isEmpty()
        ? List.of()
        : List.of(new Block.Section(2, "sure", texts.get("sure")), new Block.Bullets(said));
  }

  /** The path as a picture, if there is one. */
  List<Block> picture() {
    LineChart chart = TargetChart.of(texts, data);
    if (chart == null) {
      return List.of();
    }
    Block.Answer answer = words.answer();
    return List.of(
        new Block.Picture(new Heading("c-target", texts.get("target.chart"), answer.why()), chart));
  }

  /** The three indicators, and what has to be said beside them. */
  List<Block> target() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Section(2, "target", texts.get("target")));
    blocks.addAll(picture());
    blocks.add(indicators());
    Figure headline = data.headline(Indicator.ELECTRICITY);
    if (headline != null && headline.reference() != null) {
      blocks.add(new Block.Paragraph(texts.figures().reference(headline.reference())));
    }
    if (headline != null) {
      List<String> beside = new IndicatorsTable(texts.texts()).beside(headline);
      if (!beside.isEmpty()) {
        blocks.add(new Block.Section(3, "beside", texts.get("beside")));
        blocks.add(new Block.Bullets(items(beside)));
      }
    }
    return blocks;
  }

  /** Lines that are indented belong to the one before them. */
  private static List<String> items(List<String> lines) {
    List<String> items = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(" ") && !items.isEmpty()) {
        String before = items.removeLast();
        items.add(before + (before.endsWith(":") ? " " : "; ") + line.strip());
      } else {
        items.add(line.strip());
      }
    }
    return items;
  }

  Block indicators() {
    List<List<String>> rows =
        Stream.of(Indicator.values())
            .map(data::headline)
            .filter(Objects::nonNull)
            .map(this::row)
            .toList();
    return rows.isEmpty()
        ? new Block.Paragraph(texts.sentence(texts.get("no-figure", texts.month(data.month()))))
        : new Block.Table(
            texts.get("indicators.table", texts.month(data.month())),
            List.of(
                texts.get("col.indicator"),
                texts.get("col.stands"),
                texts.get("col.change"),
                texts.get("col.interval"),
                texts.get("col.due"),
                texts.get("col.target"),
                texts.get("col.measured-share")),
            5,
            rows);
  }

  private List<String> row(Figure figure) {
    String name = texts.figures().indicator(figure.indicator());
    Figure.Value value = figure.value();
    var target = data.target(figure.indicator());
    String goal = target == null ? "–" : texts.texts().change(target.change(), 0);
    if (value == null) {
      Result.NotComputable why = figure.why();
      return List.of(
          name, why == null ? "–" : texts.figures().notComputable(why), "–", "–", "–", goal, "–");
    }
    return List.of(
        name,
        texts.figures().status(value.status()),
        texts.figures().change(value.chosen()),
        texts.figures().interval(value.chosen()),
        texts.figures().change(value.due()),
        goal,
        texts.texts().percent(value.measured(), value.actual()));
  }

  /** What is missing, and what is measured with gaps. */
  List<Block> quality(PeriodTotals totals) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Section(2, "quality", texts.get("quality")));
    PublicationGaps gaps =
        PublicationGaps.of(
            data.programme(), data.indicators().figures(), data.indicators().lines(), data.month());
    GapsTable table = new GapsTable(texts.texts());
    blocks.add(new Block.Paragraph(table.summary(gaps).strip()));
    if (!gaps.gaps().isEmpty()) {
      blocks.add(new Block.Table(texts.get("gaps.table"), table.headers(), 0, table.rows(gaps)));
    }
    coverage(totals, blocks);
    return blocks;
  }

  private void coverage(PeriodTotals totals, List<Block> blocks) {
    List<Total> poor =
        totals.sites().stream()
            .filter(t -> t.coveredMillis() < WELL_COVERED * t.expectedMillis())
            .toList();
    if (poor.isEmpty()) {
      blocks.add(
          new Block.Paragraph(
              texts.get(
                  totals.sites().isEmpty() ? "energy.none" : "covered.all",
                  texts.period(data.period()))));
      return;
    }
    blocks.add(
        new Block.Table(
            texts.get("covered.table", texts.period(data.period())),
            List.of(texts.get("col.site"), texts.get("col.covered"), texts.get("col.devices")),
            2,
            poor.stream()
                .limit(ROWS)
                .map(
                    t ->
                        List.of(
                            texts.site(Objects.requireNonNull(t.scope().site())),
                            texts.texts().percent(t.coveredMillis(), t.expectedMillis()),
                            texts
                                .texts()
                                .get(
                                    "of",
                                    texts.texts().count(t.devices()),
                                    texts.texts().count(t.expected()))))
                .toList()));
    if (poor.size() > ROWS) {
      blocks.add(
          new Block.Paragraph(texts.get("more-rows", texts.texts().count(poor.size() - ROWS))));
    }
  }

  /** How it is computed, and what the words mean. */
  List<Block> method(PeriodTotals totals) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Section(2, "method", texts.get("method")));
    blocks.add(
        new Block.Bullets(
            Stream.of(
                    "perimeter",
                    "sample",
                    "interval",
                    "path",
                    "left-out",
                    "measured",
                    "interpolated",
                    "estimated",
                    "covered",
                    "final",
                    "personal")
                .map(word -> texts.get("method." + word))
                .toList()));
    Set<String> methods = new TreeSet<>();
    totals.sites().forEach(t -> methods.add(t.method()));
    methods.add(Figure.METHOD);
    blocks.add(
        new Block.Paragraph(
            texts.get("method.versions", Texts.printable(String.join(", ", methods)))));
    return blocks;
  }
}
