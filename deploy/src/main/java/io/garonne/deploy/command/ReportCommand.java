package io.garonne.deploy.command;

import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.Estate;
import io.garonne.model.wire.Topics;
import io.garonne.publish.AdviceReader;
import io.garonne.publish.TotalsReader;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.persons.Division;
import io.garonne.publish.persons.Inhabitants;
import io.garonne.publish.persons.People;
import io.garonne.publish.report.Report;
import io.garonne.publish.report.ReportData;
import io.garonne.publish.report.ReportPeriod;
import io.garonne.publish.text.Texts;
import io.garonne.publish.view.DevicesView;
import java.io.IOException;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the report of a month or a year. */
@Command(
    name = "report",
    description = {
      "Writes the report of a month or year from a running chain: the target, what was used, what"
          + " can be done, how good the data are. One accessible file. See docs/report.md.",
      "The same data give the same file. Personal devices are never in it."
    })
public final class ReportCommand implements Callable<Integer> {
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--month", paramLabel = "MONTH", description = "Of this month: 2026-10.")
  private @Nullable String month;

  @Option(names = "--year", paramLabel = "YEAR", description = "Of this calendar year: 2026.")
  private @Nullable Integer year;

  @Option(
      names = "--one-page",
      description = "The council's page, which opens with one sentence, instead of all of it.")
  private boolean onePage;

  @Mixin private PaperOptions paper = new PaperOptions();
  @Mixin private EstateZone zone = new EstateZone();
  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    ReportPeriod period = period();
    Texts texts = options.texts();
    paper.check();
    String bootstrap = options.bootstrap();
    Estate estate = zone.estate(bootstrap);
    List<Total> totals =
        TotalsReader.read(
            bootstrap,
            Topics.TOTALS,
            total -> total.period() == Period.MONTH || period.needs(total));
    ReportData data =
        new ReportData(
            period,
            estate,
            PublishedIndicators.read(bootstrap),
            totals,
            List.copyOf(AdviceReader.read(bootstrap)),
            Division.of(
                new Inhabitants(estate, DevicesView.read(bootstrap).all(), People.DEFAULT_LEAST),
                totals.stream()));
    paper.write(onePage ? Report.onePage(data, texts) : Report.of(data, texts), texts);
    return 0;
  }

  private ReportPeriod period() {
    if ((month == null) == (year == null)) {
      throw new ParameterException(spec.commandLine(), "--month 2026-10 or --year 2026");
    }
    if (year != null) {
      if (year < FIRST_YEAR || year > LAST_YEAR) {
        throw new ParameterException(spec.commandLine(), "--year is like 2026");
      }
      return ReportPeriod.of(year);
    }
    try {
      return ReportPeriod.of(YearMonth.parse(String.valueOf(month)));
    } catch (DateTimeParseException e) {
      throw new ParameterException(spec.commandLine(), "--month is like 2026-10", e);
    }
  }
}
