package io.garonne.publish.report;

import io.garonne.model.Total;
import io.garonne.model.Units;
import io.garonne.publish.chart.Heading;
import io.garonne.publish.chart.Stack;
import io.garonne.publish.chart.StackedBars;
import io.garonne.publish.chart.StackedColumns;
import io.garonne.publish.chart.Unit;
import io.garonne.publish.persons.People;
import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.report.PeriodTotals.Move;
import io.garonne.publish.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What was used: by month, site and family, and what changed most since a year before. */
final class TotalsPart {
  private static final int BARS = 10;
  private static final int ROWS = 30;
  private static final int MOVES = 5;

  private final ReportTexts texts;
  private final ReportPeriod period;
  private final PeriodTotals totals;

  TotalsPart(ReportTexts texts, ReportPeriod period, PeriodTotals totals) {
    this.texts = texts;
    this.period = period;
    this.totals = totals;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Section(2, "energy", texts.get("energy", texts.period(period))));
    Total estate = totals.estate();
    if (estate == null && totals.sites().isEmpty()) {
      blocks.add(new Block.Paragraph(texts.get("energy.none", texts.period(period))));
      return blocks;
    }
    blocks.add(new Block.Paragraph(estate == null ? texts.get("energy.no-sum") : sum(estate)));
    blocks.add(new Block.Paragraph(texts.get("energy.metered-only")));
    if (totals.months().size() > 1) {
      blocks.add(months());
    }
    if (!totals.families().isEmpty()) {
      blocks.add(new Block.Section(3, "families", texts.get("families")));
      Function<Total, String> name = this::family;
      blocks.add(bars("c-families", "families.chart", totals.families(), name));
      blocks.add(table("families.table", "col.family", totals.families(), name));
    }
    if (!totals.sites().isEmpty()) {
      blocks.add(new Block.Section(3, "sites", texts.get("sites")));
      blocks.add(bars("c-sites", "sites.chart", totals.sites(), this::site));
      blocks.add(table("sites.table", "col.site", totals.sites(), this::site));
      if (totals.sites().size() > ROWS) {
        blocks.add(
            new Block.Paragraph(
                texts.get("more-rows", texts.texts().count(totals.sites().size() - ROWS))));
      }
    }
    few(blocks, "few.together", totals.grouped());
    few(blocks, "few.withheld", totals.withheld());
    moves(blocks);
    return blocks;
  }

  private void few(List<Block> blocks, String key, int cells) {
    if (cells > 0) {
      blocks.add(
          new Block.Paragraph(
              texts.texts().get(key, People.DEFAULT_LEAST, texts.texts().count(cells))));
    }
  }

  private String sum(Total estate) {
    Total before = totals.before();
    String known =
        texts.get(
            "energy.sum",
            texts.withUnit(estate.energy()),
            estate.interpolated() == 0
                ? texts.get("energy.all-measured")
                : texts.get(
                    "energy.measured", texts.texts().percent(estate.measured(), estate.energy())),
            texts.texts().percent(estate.coveredMillis(), estate.expectedMillis()),
            texts.texts().count(estate.devices()),
            texts.texts().count(estate.expected()),
            status(estate));
    return before == null
        ? known
        : known
            + " "
            + texts.get(
                "energy.before",
                texts.withUnit(before.energy()),
                texts.change(estate.energy(), before.energy()),
                texts.texts().count(before.devices()));
  }

  private String site(Total total) {
    if (VisibleRow.isGrouped(total.scope())) {
      return texts.texts().get("few.grouped");
    }
    String site = Objects.requireNonNull(total.scope().site());
    long same = totals.sites().stream().filter(t -> site.equals(t.scope().site())).count();
    String entity = total.scope().entity();
    return marked(
        total,
        texts.site(site)
            + (same > 1 && entity != null ? " (" + Texts.printable(entity) + ")" : ""));
  }

  private String family(Total total) {
    return VisibleRow.isGrouped(total.scope())
        ? texts.texts().get("few.grouped")
        : marked(total, texts.family(Objects.requireNonNull(total.scope().family())));
  }

  private String marked(Total total, String name) {
    return totals.lacking().contains(total.scope()) ? texts.texts().get("few.without", name) : name;
  }

  private String status(Total total) {
    return texts.texts().get("status." + total.status().name().toLowerCase(Locale.ROOT));
  }

  private Block months() {
    List<Total> months = totals.months();
    Total most = months.stream().max(Comparator.comparingLong(Total::energy)).orElseThrow();
    Total last = months.get(months.size() - 1);
    Stack stack =
        stack(texts.get("col.month"), months, t -> ReportTexts.shortMonth(ReportPeriod.start(t)));
    return new Block.Picture(
        new Heading(
            "c-months",
            texts.get("months.chart"),
            texts.get(
                "months.conclusion",
                texts.month(ReportPeriod.start(most)),
                texts.withUnit(most.energy()),
                texts.month(ReportPeriod.start(last)),
                texts.withUnit(last.energy()),
                texts.texts().percent(last.measured(), last.energy()))),
        new StackedColumns(stack));
  }

  private Block bars(String id, String key, List<Total> of, Function<Total, String> name) {
    List<Total> shown = of.stream().limit(BARS).toList();
    long all = of.stream().mapToLong(Total::energy).sum();
    Total first = shown.get(0);
    String conclusion =
        texts.get(
            "bars.conclusion",
            name.apply(first),
            texts.withUnit(first.energy()),
            texts.texts().percent(first.energy(), all));
    if (of.size() > shown.size()) {
      conclusion +=
          " " + texts.get("bars.rest", texts.texts().count(BARS), texts.texts().count(of.size()));
    }
    return new Block.Picture(
        new Heading(id, texts.get(key, texts.period(period)), conclusion),
        new StackedBars(stack(texts.get("col.what"), shown, name)));
  }

  private Stack stack(String over, List<Total> of, Function<Total, String> name) {
    long most = of.stream().mapToLong(Total::energy).max().orElse(0);
    int decimals =
        most < Units.MILLIJOULES_PER_KWH ? 3 : most < 10 * Units.MILLIJOULES_PER_KWH ? 2 : 0;
    List<Stack.Part> parts = new ArrayList<>();
    parts.add(part("measured", of, Total::measured, true));
    if (of.stream().anyMatch(t -> t.interpolated() > 0)) {
      parts.add(part("interpolated", of, Total::interpolated, true));
    }
    if (of.stream().anyMatch(t -> t.estimated() > 0)) {
      parts.add(part("estimated", of, Total::estimated, false));
    }
    return new Stack(
        over,
        of.stream().map(name).toList(),
        parts,
        texts.get("col.sum"),
        new Unit("kWh", decimals, false));
  }

  private Stack.Part part(
      String key, List<Total> of, ToLongFunction<Total> energy, boolean counted) {
    return new Stack.Part(
        texts.get("part." + key),
        of.stream()
            .map(t -> Units.kilowattHours(Math.max(0, energy.applyAsLong(t))).doubleValue())
            .toList(),
        counted);
  }

  private Block table(String caption, String over, List<Total> of, Function<Total, String> name) {
    return new Block.Table(
        texts.get(caption, texts.period(period)),
        Stream.of(
                over,
                "col.kwh",
                "col.measured",
                "col.interpolated",
                "col.estimated",
                "col.covered",
                "col.devices",
                "col.status")
            .map(texts::get)
            .toList(),
        7,
        of.stream().limit(ROWS).map(t -> row(t, name.apply(t))).toList());
  }

  private List<String> row(Total t, String name) {
    return List.of(
        name,
        texts.kilowattHours(t.energy()),
        texts.kilowattHours(t.measured()),
        texts.kilowattHours(t.interpolated()),
        texts.kilowattHours(t.estimated()),
        texts.texts().percent(t.coveredMillis(), t.expectedMillis()),
        texts
            .texts()
            .get("of", texts.texts().count(t.devices()), texts.texts().count(t.expected())),
        status(t));
  }

  private void moves(List<Block> blocks) {
    blocks.add(
        new Block.Section(3, "moves", texts.get("moves", texts.period(period.aYearBefore()))));
    List<Move> less = totals.moves().stream().filter(m -> m.difference() < 0).limit(MOVES).toList();
    List<Move> more = totals.moves().stream().filter(m -> m.difference() > 0).limit(MOVES).toList();
    if (less.isEmpty() && more.isEmpty()) {
      blocks.add(new Block.Paragraph(texts.get("moves.none", texts.period(period.aYearBefore()))));
      return;
    }
    blocks.add(new Block.Paragraph(texts.get("moves.beware")));
    if (!less.isEmpty()) {
      blocks.add(moves("moves.less", less));
    }
    if (!more.isEmpty()) {
      blocks.add(moves("moves.more", more));
    }
  }

  private Block moves(String caption, List<Move> moves) {
    return new Block.Table(
        texts.get(caption),
        List.of(
            texts.get("col.site"),
            texts.get("col.class"),
            texts.get("col.then", texts.period(period.aYearBefore())),
            texts.get("col.now", texts.period(period)),
            texts.get("col.difference"),
            texts.get("col.change"),
            texts.get("col.devices-then-now")),
        5,
        moves.stream().map(this::row).toList());
  }

  private List<String> row(Move move) {
    return List.of(
        texts.site(Objects.requireNonNull(move.now().scope().site())),
        texts.equipmentClass(move.now().scope().equipmentClass()),
        texts.kilowattHours(move.then().energy()),
        texts.kilowattHours(move.now().energy()),
        texts.signed(move.difference()),
        texts.change(move.now().energy(), move.then().energy()),
        texts.texts().count(move.then().devices())
            + " → "
            + texts.texts().count(move.now().devices()));
  }
}
