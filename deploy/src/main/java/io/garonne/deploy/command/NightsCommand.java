package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.UnusedPersonal;
import io.garonne.model.wire.BeforeAfterJson;
import io.garonne.model.wire.OffHoursJson;
import io.garonne.model.wire.UnusedJson;
import io.garonne.model.wire.UnusedPersonalJson;
import io.garonne.publish.AdviceReader;
import io.garonne.publish.AsOf;
import io.garonne.publish.night.NightAdvice;
import io.garonne.publish.night.NightsCsv;
import io.garonne.publish.night.NightsTable;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what is used while nobody is there, what nobody uses, and what came of actions. */
@Command(
    name = "nights",
    description = {
      "Prints off-hours and base load of each site and family in a month, units that nobody used"
          + " for eight weeks, and what was measured before and after actions. Personal devices"
          + " are never shown. See docs/nights.md."
    })
public final class NightsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      description =
          "This month, such as 2026-10. Default: the newest that has ended in the table, else all.")
  private @Nullable String month;

  @Option(names = "--site", paramLabel = "SITE", description = "Only this site.")
  private @Nullable String site;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json. Default: ${DEFAULT-VALUE}")
  private String format = "";

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description = "Time zone of the dates of actions. Default: ${DEFAULT-VALUE}")
  private ZoneId zone = ZoneId.of("UTC");

  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    YearMonth wanted = month();
    Texts texts = options.texts();
    NightAdvice any = NightAdvice.of(AdviceReader.read(options.bootstrap()));
    KnownNames.check(
        spec,
        "--site",
        site,
        any.sites(),
        () -> KnownNames.sites(new EstateTopics(options.bootstrap()).read(zone)));
    NightAdvice all = any.only(null, site);
    TreeSet<YearMonth> months =
        all.offHours().stream().map(OffHours::month).collect(Collectors.toCollection(TreeSet::new));
    if (wanted != null && wanted.isAfter(YearMonth.now(zone))) {
      System.err.println(texts.get("night.future", wanted));
    } else if (wanted != null && !months.isEmpty() && !months.contains(wanted)) {
      System.err.println(
          texts.get(
              "night.no-month",
              wanted,
              months.stream().map(YearMonth::toString).collect(Collectors.joining(", "))));
    }
    NightAdvice advice = all.only(wanted, site);
    Writer out = ReadOptions.out();
    switch (format) {
      case "table" -> {
        out.write(AsOf.of(all.all()).line(texts, zone));
        new NightsTable(texts, zone).write(advice, wanted == null ? all.month() : wanted, out);
      }
      case "csv" -> NightsCsv.write(advice, out);
      case "json" ->
          out.write(
              advice.all().stream()
                  .flatMap(NightsCommand::json)
                  .collect(Collectors.joining(",\n", "[", "]\n")));
      default -> throw new ParameterException(spec.commandLine(), "--format is table, csv or json");
    }
    out.flush();
    return 0;
  }

  private static Stream<String> json(Advice advice) {
    return Stream.ofNullable(
            switch (advice) {
              case OffHours one -> OffHoursJson.write(one);
              case Unused one -> UnusedJson.write(one);
              case UnusedPersonal one -> UnusedPersonalJson.write(one);
              case BeforeAfter one -> BeforeAfterJson.write(one);
              default -> null;
            })
        .map(json -> new String(json, StandardCharsets.UTF_8));
  }

  private @Nullable YearMonth month() {
    try {
      return month == null ? null : YearMonth.parse(month);
    } catch (DateTimeParseException e) {
      throw new ParameterException(spec.commandLine(), "--month is like 2026-10", e);
    }
  }
}
