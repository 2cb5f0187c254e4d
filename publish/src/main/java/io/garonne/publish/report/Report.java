package io.garonne.publish.report;

import io.garonne.publish.text.Texts;
import java.util.ArrayList;
import java.util.List;

/** The report of a month or a year, and the council's page of it. */
public final class Report {
  private Report() {}

  /** Everything: for elected officials what stands first, for facilities what follows. */
  public static Paper of(ReportData data, Texts language) {
    ReportTexts texts = new ReportTexts(language, data.estate());
    ReportParts parts = new ReportParts(texts, data);
    PeriodTotals totals = PeriodTotals.of(data);
    List<Block> blocks = new ArrayList<>(parts.first());
    blocks.addAll(parts.sure());
    blocks.addAll(parts.target());
    blocks.addAll(new TotalsPart(texts, data.period(), totals).blocks());
    blocks.addAll(new AdvicePart(texts, data).blocks());
    blocks.addAll(parts.quality(totals));
    blocks.addAll(parts.method(totals));
    return new Paper(
        texts.get("title"), texts.get("subtitle", texts.period(data.period())), false, blocks);
  }

  /** One page, which opens with one sentence. */
  public static Paper onePage(ReportData data, Texts language) {
    ReportTexts texts = new ReportTexts(language, data.estate());
    ReportParts parts = new ReportParts(texts, data);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Lead(parts.words().sentence()));
    blocks.add(parts.words().answer());
    parts.outlook(blocks);
    blocks.addAll(parts.picture());
    blocks.addAll(parts.sure());
    List<String> advice = new AdvicePart(texts, data).sentences();
    if (!advice.isEmpty()) {
      blocks.add(new Block.Section(2, "advice", texts.get("advice")));
      blocks.add(new Block.Bullets(advice));
    }
    blocks.add(new Block.Section(2, "method", texts.get("method.short")));
    blocks.add(new Block.Paragraph(texts.get("method.in-short")));
    return new Paper(
        texts.get("title"), texts.get("subtitle", texts.period(data.period())), true, blocks);
  }
}
