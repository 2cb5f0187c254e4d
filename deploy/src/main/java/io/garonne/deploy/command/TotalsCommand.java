package io.garonne.deploy.command;

import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.TotalJson;
import io.garonne.model.withholding.SmallGroups;
import io.garonne.publish.TotalsCourse;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.TotalsReader;
import io.garonne.publish.TotalsTable;
import io.garonne.publish.text.Texts;
import io.garonne.publish.view.DevicesView;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
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
  @Mixin private FormatOptions format = new FormatOptions();
  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    TotalsQuery query = which.query(period, site, equipmentClass, finalOnly);
    FormatOptions.Form form = format.form();
    Texts texts = options.texts();
    boolean telling = query.by() != TotalsQuery.By.DEVICE && isTimeClock(query.period());
    AtomicBoolean leftOut = new AtomicBoolean();
    List<Total> read =
        TotalsReader.read(
            options.bootstrap(),
            query.topic(),
            total -> {
              leftOut.compareAndSet(false, total.personal());
              return query.test(total) || (telling && total.period() == query.period());
            });
    List<Total> totals = read.stream().filter(query).toList();
    int withheld = 0;
    if (telling) {
      SmallGroups small = DevicesView.read(options.bootstrap()).smallGroups();
      List<Total> shown =
          totals.stream()
              .filter(Predicate.not(small.withheldOf(read.stream())))
              .map(small.withPagesOf(read.stream()))
              .toList();
      withheld = totals.size() - shown.size();
      totals = shown;
    }
    Writer out = ReadOptions.out();
    switch (form) {
      case CSV -> TotalsCsv.write(totals, query.by(), TotalsCsv.LineEnd.LF, out);
      case JSON ->
          out.write(
              FormatOptions.array(
                  totals.stream().sorted(TotalsCsv.ORDER).toList(), TotalJson::write));
      case TABLE -> {
        TotalsTable.write(totals, texts, out);
        TotalsCourse.write(totals, texts, out);
      }
    }
    out.flush();
    if (totals.isEmpty()) {
      System.err.println(texts.get("table.none"));
    }
    if (withheld > 0) {
      System.err.println(texts.get("withheld", withheld));
    }
    if (leftOut.get()) {
      System.err.println(texts.get("table.personal"));
    }
    return 0;
  }

  /** Whether periods are so short that those of one desk say when somebody is there. */
  private static boolean isTimeClock(Period period) {
    return period.compareTo(Period.DAY) <= 0;
  }
}
