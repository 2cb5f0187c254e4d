package io.garonne.deploy.command;

import io.garonne.model.indicator.Figure;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.publish.indicator.IndicatorsCsv;
import io.garonne.publish.indicator.IndicatorsTable;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the programme's figures: a table for a person, CSV or JSON for a machine. */
@Command(
    name = "indicators",
    description = {
      "Prints the indicators of a running chain: a month's as a table, or all of them as CSV or JSON.",
      "What cannot be computed says why in its place. See docs/indicators.md."
    })
public final class IndicatorsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      description = "This month, such as 2026-10. Default: the newest in the table, else all.")
  private @Nullable String month;

  @Option(
      names = "--csv",
      description = "CSV with fixed columns: ratios, whole millijoules, grams to the milligram.")
  private boolean csv;

  @Option(names = "--json", description = "JSON: an array of the records as in Kafka.")
  private boolean json;

  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    YearMonth wanted = month();
    if (csv && json) {
      throw new ParameterException(spec.commandLine(), "--csv or --json, not both");
    }
    Texts texts = options.texts();
    PublishedIndicators published = options.indicators(texts);
    List<YearMonth> months = published.months();
    if (wanted != null && !months.isEmpty() && !months.contains(wanted)) {
      System.err.println(
          texts.get(
              "ind.no-month",
              wanted,
              months.stream().map(YearMonth::toString).collect(Collectors.joining(", "))));
    }
    List<Figure> figures =
        published.figures().stream()
            .filter(figure -> wanted == null || figure.month().equals(wanted))
            .toList();
    Writer out = ReadOptions.out();
    if (csv) {
      IndicatorsCsv.write(figures, out);
    } else if (json) {
      out.write(
          figures.stream()
              .map(figure -> new String(IndicatorJson.write(figure), StandardCharsets.UTF_8))
              .collect(Collectors.joining(",\n", "[", "]\n")));
    } else if (!months.isEmpty()) {
      YearMonth shown = wanted == null ? months.get(months.size() - 1) : wanted;
      new IndicatorsTable(texts).write(figures, shown, out);
    }
    out.flush();
    return 0;
  }

  private @Nullable YearMonth month() {
    try {
      return month == null ? null : YearMonth.parse(month);
    } catch (DateTimeParseException e) {
      throw new ParameterException(spec.commandLine(), "--month is like 2026-10", e);
    }
  }
}
