package io.garonne.deploy.command;

import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TotalsCourse;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.TotalsReader;
import io.garonne.publish.TotalsTable;
import io.garonne.publish.persons.Cell;
import io.garonne.publish.persons.Division;
import io.garonne.publish.persons.People;
import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.persons.VisibleRowJson;
import io.garonne.publish.persons.VisibleTotals;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints totals from their topics: a table for a person, CSV for a machine. */
@Command(
    name = "totals",
    description = {
      "Prints the energy totals of a running chain: a table with courses, JSON, or CSV with fixed"
          + " columns.",
      "Dates are midnight of each site. Personal devices are never shown."
    })
public final class TotalsCommand implements Callable<Integer> {
  /** Of a local time between the first place on Earth and the last one. */
  private static final Duration FARTHEST_ZONE = Duration.ofHours(26);

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      defaultValue = "month",
      description = "quarter-hour, hour, day, month or year. Default: ${DEFAULT-VALUE}")
  private String period = "";

  @Option(names = "--site", paramLabel = "SITE", description = "This site only.")
  private @Nullable String site;

  @Option(names = "--class", paramLabel = "CLASS", description = "This equipment class only.")
  private @Nullable String equipmentClass;

  @Option(names = "--final-only", description = "Only totals that are final.")
  private boolean finalOnly;

  @Mixin private TotalsOptions which = new TotalsOptions();
  @Mixin private EstateZone zone = new EstateZone();
  @Mixin private FormatOptions format = new FormatOptions();
  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    TotalsQuery query = which.query(period, site, equipmentClass, finalOnly);
    FormatOptions.Form form = format.form();
    Texts texts = options.texts();
    boolean ofDevices = query.by() == TotalsQuery.By.DEVICE;
    AtomicBoolean leftOut = new AtomicBoolean();
    List<Total> read =
        TotalsReader.read(
            options.bootstrap(),
            query.topic(),
            total -> {
              leftOut.compareAndSet(false, total.personal());
              return ofDevices ? query.test(total) : isNeeded(total, query);
            });
    Division division =
        Division.of(
            zone.inhabitants(options.bootstrap(), People.DEFAULT_LEAST),
            ofDevices ? Stream.of() : months(query, read));
    VisibleTotals visible =
        ofDevices
            ? new VisibleTotals(
                read.stream()
                    .filter(total -> !division.tellsOfPersons(total))
                    .sorted(TotalsCsv.ORDER)
                    .map(total -> new VisibleRow(total, false))
                    .toList(),
                0,
                0)
            : VisibleTotals.of(read.stream(), query, division);
    Writer out = ReadOptions.out();
    switch (form) {
      case CSV -> TotalsCsv.write(visible.rows(), query.by(), TotalsCsv.LineEnd.LF, out);
      case JSON -> out.write(FormatOptions.array(sorted(visible), VisibleRowJson::write));
      case TABLE -> {
        TotalsTable.write(visible.rows(), texts, out);
        TotalsCourse.write(visible.totals(), texts, out);
      }
    }
    out.flush();
    if (visible.rows().isEmpty()) {
      System.err.println(texts.get("table.none"));
    }
    if (visible.grouped() > 0) {
      System.err.println(
          texts.get("export.together", People.DEFAULT_LEAST, texts.count(visible.grouped())));
    }
    if (visible.withheld() > 0) {
      System.err.println(
          texts.get("export.withheld", People.DEFAULT_LEAST, texts.count(visible.withheld())));
    }
    if (leftOut.get()) {
      System.err.println(texts.get("table.personal"));
    }
    return 0;
  }

  private static List<VisibleRow> sorted(VisibleTotals visible) {
    return visible.rows().stream()
        .sorted(Comparator.comparing(VisibleRow::total, TotalsCsv.ORDER))
        .toList();
  }

  /** What is asked for, its cells, and the months that say of how many persons these are. */
  private static boolean isNeeded(Total total, TotalsQuery query) {
    boolean isCell = Cell.of(total.scope()) != null;
    return (isCell && total.period() == Period.MONTH)
        || (total.period() == query.period()
            && query.isNear(total.start(), FARTHEST_ZONE)
            && (isCell || query.by().matches(total.scope())));
  }

  /** Months are in another topic than hours. */
  private Stream<Total> months(TotalsQuery query, List<Total> read) {
    return query.topic() == Topics.TOTALS
        ? read.stream()
        : TotalsReader.read(
            options.bootstrap(),
            Topics.TOTALS,
            total -> total.period() == Period.MONTH && Cell.of(total.scope()) != null)
            .stream();
  }
}
