package io.garonne.publish.night;

import io.garonne.model.advice.Action;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.UnusedPersonal;
import io.garonne.publish.text.Columns;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nights for a person: off-hours of a month, what is unused, what came of actions. */
public final class NightsTable {
  private static final double WEEK = 7;

  private final Texts texts;
  private final Cells cells;
  private final ZoneId zone;

  /**
   * @param zone of the dates of actions
   */
  public NightsTable(Texts texts, ZoneId zone) {
    this.texts = texts;
    this.cells = new Cells(texts);
    this.zone = zone;
  }

  /**
   * Writes all of it.
   *
   * @param month which month's off-hours, or null: there is none
   */
  public void write(NightAdvice advice, @Nullable YearMonth month, Appendable out)
      throws IOException {
    List<OffHours> offHours =
        advice.offHours().stream().filter(one -> one.month().equals(month)).toList();
    if (month == null || offHours.isEmpty()) {
      out.append(texts.get("night.none")).append('\n');
    } else {
      offHours(offHours, month, out);
    }
    unused(advice.unused(), out);
    for (UnusedPersonal count : advice.unusedPersonal()) {
      out.append(
              texts.get(
                  "night.personal",
                  Cells.printable(count.site()),
                  cells.family(count.family()),
                  texts.count(count.unused()),
                  texts.count(count.of()),
                  count.days(),
                  count.from()))
          .append('\n');
    }
    beforeAfter(advice.beforeAfter(), out);
  }

  private List<String> headers(String prefix, String... names) {
    return Stream.of(names).map(name -> texts.get(prefix + name)).toList();
  }

  private void offHours(List<OffHours> months, YearMonth month, Appendable out) throws IOException {
    boolean provisional = months.stream().anyMatch(OffHours::provisional);
    out.append(texts.get(provisional ? "night.title.provisional" : "night.title", month))
        .append('\n');
    Columns table =
        new Columns(
            headers(
                "night.col.",
                "site",
                "family",
                "units",
                "known",
                "energy",
                "off",
                "off-share",
                "off-cost",
                "base",
                "base-energy",
                "base-share",
                "base-cost",
                "avoidable",
                "avoidable-cost"),
            Set.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
    for (OffHours one : months) {
      table.add(row(one));
    }
    table.write(out);
    cells.writeNotes(out);
    out.append('\n');
  }

  private List<String> row(OffHours one) {
    NoFigure withheld = one.withheld();
    if (withheld != null) {
      return List.of(
          Cells.printable(one.site()), cells.family(one.family()), cells.reason(withheld));
    }
    String unknown = one.isBaseKnown() ? "" : cells.note(NoFigure.LITTLE_KNOWN);
    String avoidable;
    String avoidableCost;
    switch (one.avoidable()) {
      case OffHours.Avoidable.Known known -> {
        avoidable = cells.kilowattHours(known.energy(), 1);
        avoidableCost = cells.cost(known.cost());
      }
      case OffHours.Avoidable.NotComputable(NoFigure why) -> {
        avoidable = cells.note(why);
        avoidableCost = cells.note(why);
      }
    }
    return List.of(
        Cells.printable(one.site()),
        cells.family(one.family()),
        texts.count(one.units())
            + (one.personalLeftOut() ? " " + cells.note(NoFigure.FEW_UNITS) : ""),
        cells.percent(one.knownShare()),
        cells.kilowattHours(one.energy(), 1),
        cells.kilowattHours(one.offHours(), 1),
        cells.percent(one.offHoursShare()),
        cells.cost(one.offHoursCost()),
        unknown.isEmpty() ? texts.watts(one.basePower()) : unknown,
        unknown.isEmpty() ? cells.kilowattHours(one.base(), 1) : unknown,
        unknown.isEmpty() ? cells.percent(one.baseShare()) : unknown,
        unknown.isEmpty() ? cells.cost(one.baseCost()) : unknown,
        avoidable,
        avoidableCost);
  }

  private void unused(List<Unused> units, Appendable out) throws IOException {
    if (units.isEmpty()) {
      out.append(texts.get("night.unused.none")).append('\n');
      return;
    }
    out.append(texts.get("night.unused")).append('\n');
    Columns table =
        new Columns(
            headers(
                "night.col.",
                "site",
                "family",
                "unit",
                "model",
                "since",
                "known",
                "power",
                "yearly",
                "yearly-cost"),
            Set.of(5, 6, 7, 8));
    for (Unused one : units) {
      String asset = one.asset();
      table.add(
          List.of(
              Cells.printable(one.site()),
              cells.family(one.family()),
              Cells.printable(asset == null ? one.device() : asset),
              Cells.printable(one.model()),
              one.from().toString(),
              cells.percent(one.knownShare()),
              texts.watts(one.power()),
              cells.kilowattHours(one.yearly(), 0),
              cells.cost(one.cost())));
    }
    table.write(out);
    cells.writeNotes(out);
    out.append('\n');
  }

  private void beforeAfter(List<BeforeAfter> actions, Appendable out) throws IOException {
    if (actions.isEmpty()) {
      return;
    }
    out.append('\n').append(texts.get("night.actions")).append('\n');
    Columns table =
        new Columns(
            headers(
                "night.col.",
                "date",
                "action",
                "site",
                "what",
                "days",
                "before",
                "saved",
                "change",
                "remarks"),
            Set.of(4, 5, 6, 7));
    for (BeforeAfter one : actions) {
      table.add(row(one));
    }
    table.write(out);
  }

  private List<String> row(BeforeAfter one) {
    Action action = one.action();
    String family = action.family();
    String what =
        action.asset() != null
            ? Cells.printable(action.asset())
            : family == null ? texts.get("night.everything") : cells.family(family);
    String date = Instant.ofEpochMilli(action.at()).atZone(zone).toLocalDate().toString();
    String kind = texts.get("night.action." + action.kind().label());
    return switch (one.result()) {
      case BeforeAfter.Result.Known known -> {
        Long halfWidth = known.halfWidth();
        yield List.of(
            date,
            kind,
            Cells.printable(action.site()),
            what,
            known.daysBefore() + " / " + known.daysAfter(),
            kilowattHoursPerWeek(known.before()),
            kilowattHoursPerWeek(known.saved())
                + (halfWidth == null ? "" : " ± " + kilowattHoursPerWeek(halfWidth)),
            percent(known),
            remarks(one, halfWidth == null));
      }
      case BeforeAfter.Result.NotComputable none ->
          List.of(
              date,
              kind,
              Cells.printable(action.site()),
              what,
              none.daysBefore() + " / " + none.daysAfter(),
              cells.reason(none.why()));
    };
  }

  private String percent(BeforeAfter.Result.Known known) {
    if (known.before() <= 0) {
      return "–";
    }
    Long halfWidth = known.halfWidth();
    String change = texts.change(-(double) known.saved() / known.before(), 1);
    return halfWidth == null
        ? change
        : change + " ± " + cells.percent((double) halfWidth / known.before());
  }

  private String kilowattHoursPerWeek(long millijoulesPerDay) {
    return cells.kilowattHours(Math.round(millijoulesPerDay * WEEK), 2);
  }

  private String remarks(BeforeAfter one, boolean spreadUnknown) {
    return Stream.of(
            one.provisional() ? texts.get("night.still") : "",
            spreadUnknown ? cells.reason(NoFigure.SPREAD_UNKNOWN) : "",
            one.personalLeftOut() ? cells.reason(NoFigure.FEW_UNITS) : "",
            one.otherActions() > 0 ? texts.get("night.others", one.otherActions()) : "")
        .filter(remark -> !remark.isEmpty())
        .reduce((a, b) -> a + "; " + b)
        .orElse("");
  }
}
