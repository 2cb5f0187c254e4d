package io.garonne.publish.page;

import io.garonne.model.Total;
import io.garonne.model.Units;
import io.garonne.publish.chart.Heading;
import io.garonne.publish.chart.Stack;
import io.garonne.publish.chart.StackedColumns;
import io.garonne.publish.chart.Unit;
import io.garonne.publish.html.Html;
import java.util.List;
import java.util.function.ToLongFunction;

/** Measured, interpolated and estimated energy of the estate's newest periods, stacked. */
final class EnergyChart {
  private static final int BARS = 24;

  private final Look look;
  private final String period;

  EnergyChart(Look look, String period) {
    this.look = look;
    this.period = period;
  }

  /** Writes it, if there is more than one period. */
  void write(Html out, List<Total> newestFirst) {
    if (newestFirst.size() < 2) {
      return;
    }
    List<Total> shown = newestFirst.subList(0, Math.min(BARS, newestFirst.size())).reversed();
    Stack stack =
        new Stack(
            look.get("energy.period"),
            shown.stream().map(EnergyPage::start).toList(),
            List.of(
                part("table.measured", shown, Total::measured, true),
                part("energy.interpolated", shown, Total::interpolated, true),
                part("energy.beside", shown, Total::estimated, false)),
            look.get("energy.sum"),
            new Unit("kWh", 1, false));
    Total last = shown.getLast();
    Total before = shown.get(shown.size() - 2);
    String conclusion =
        look.get(
            "energy.chart.says",
            EnergyPage.start(last),
            look.texts().kilowattHours(last.energy()),
            look.texts().percent(last.measured(), last.energy()),
            EnergyPage.start(before),
            look.texts().kilowattHours(before.energy()));
    String title = look.get("energy.chart", look.get("energy.period." + period));
    out.markup(
        new StackedColumns(stack).html(new Heading("energy", title, conclusion), look.texts()));
  }

  private Stack.Part part(
      String key, List<Total> totals, ToLongFunction<Total> millijoules, boolean counted) {
    return new Stack.Part(
        look.get(key),
        totals.stream()
            .map(t -> Math.max(0, Units.kilowattHours(millijoules.applyAsLong(t)).doubleValue()))
            .toList(),
        counted);
  }
}
