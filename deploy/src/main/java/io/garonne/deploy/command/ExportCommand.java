package io.garonne.deploy.command;

import io.garonne.deploy.progress.ProgressBar;
import io.garonne.model.calendar.Period;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.export.ExportFormat;
import io.garonne.publish.export.NewPlace;
import io.garonne.publish.export.TotalsExport;
import io.garonne.publish.export.UnusablePlaceException;
import io.garonne.publish.persons.Inhabitants;
import io.garonne.publish.persons.People;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes totals into files that others can use. */
@Command(
    name = "export",
    description = {
      "Writes the totals of a running chain into a file: CSV, JSON lines, Parquet or a workbook.",
      "Dates are midnight of each site. What is not final is left out; personal devices always are,",
      "and sums of fewer persons than --group leave only together.",
      "The file appears whole or not at all."
    },
    subcommands = {
      ExportNumEcoEvalCommand.class,
      ExportG4itCommand.class,
      ExportOpenDataCommand.class
    })
public final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      defaultValue = "month",
      description = "hour, day, month or year. Default: ${DEFAULT-VALUE}")
  private String period = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "csv",
      description = "csv, jsonl, parquet or xlsx. Default: ${DEFAULT-VALUE}")
  private String format = "";

  @Option(
      names = "--spreadsheet",
      description =
          "CSV as Excel and LibreOffice open it by themselves: UTF-8 with a mark, semicolons, and a decimal comma for --lang fr.")
  private boolean spreadsheet;

  @Option(names = "--provisional", description = "Also totals that are not final.")
  private boolean provisional;

  @Option(names = "--out", paramLabel = "FILE", description = "A file that is not there yet.")
  private @Nullable Path out;

  @Option(
      names = "--group",
      paramLabel = "PERSONS",
      defaultValue = "" + People.DEFAULT_LEAST,
      description =
          "Persons in a row with personal equipment, at least; others are in one row, _grouped. Default: ${DEFAULT-VALUE}")
  private int group;

  @Mixin private EstateZone zone = new EstateZone();
  @Mixin private TotalsOptions totals = new TotalsOptions();
  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    if (period.equals(Period.QUARTER_HOUR.label())) {
      throw usage("--period is hour, day, month or year", null);
    }
    TotalsQuery query = totals.query(period, null, null, !provisional);
    if (query.period() == Period.HOUR && !query.by().hasHours()) {
      throw usage(
          "there are no hours by "
              + query.by().label()
              + ": use --period day, or --by site-class, site, class, estate or device",
          null);
    }
    if (group < People.FEWEST) {
      throw usage("--group is at least " + People.FEWEST, null);
    }
    ExportFormat as;
    try {
      as = ExportFormat.ofLabel(format);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()), e);
    }
    if (out == null) {
      throw usage("--out says which file to write", null);
    }
    if (spreadsheet && as != ExportFormat.CSV) {
      throw usage("--spreadsheet is about csv", null);
    }
    Texts texts = options.texts();
    try (NewPlace place = NewPlace.at(out);
        TotalsExport export = new TotalsExport(query, place.workshop())) {
      ProgressBar bar = ProgressBar.onStandardError();
      Inhabitants who = zone.inhabitants(options.bootstrap(), group);
      ReadingBar reading = new ReadingBar(bar, texts.get("export.reading"));
      export.read(options.bootstrap(), reading);
      reading.end();
      bar.begin(texts.get("export.writing"), 0, export.most());
      TotalsExport.Result result =
          export.write(place.draft(), as, spreadsheet, texts, who, bar::at);
      bar.end(result.rows());
      place.finish();
      tell(result, out, texts);
    } catch (UnusablePlaceException e) {
      throw usage(String.valueOf(e.getMessage()), e);
    }
    return 0;
  }

  private void tell(TotalsExport.Result result, Path out, Texts texts) {
    System.out.println(texts.get("export.written", out, texts.count(result.rows())));
    if (result.rows() == 0) {
      System.err.println(texts.get("table.none"));
    }
    if (result.provisional() > 0) {
      System.err.println(texts.get("export.provisional", texts.count(result.provisional())));
    }
    if (result.grouped() > 0) {
      System.err.println(texts.get("export.together", group, texts.count(result.grouped())));
    }
    if (result.withheld() > 0) {
      System.err.println(texts.get("export.withheld", group, texts.count(result.withheld())));
    }
    if (result.personal()) {
      System.err.println(texts.get("table.personal"));
    }
  }

  private ParameterException usage(String message, @Nullable Exception cause) {
    return cause == null
        ? new ParameterException(spec.commandLine(), message)
        : new ParameterException(spec.commandLine(), message, cause);
  }
}
