package io.garonne.deploy.command;

import io.garonne.deploy.progress.ProgressBar;
import io.garonne.model.advice.PowerUsage;
import io.garonne.model.indicator.Programme;
import io.garonne.model.inventory.Estate;
import io.garonne.publish.AdviceReader;
import io.garonne.publish.export.AssetMonths;
import io.garonne.publish.export.NewPlace;
import io.garonne.publish.export.StrataReader;
import io.garonne.publish.export.UnusablePlaceException;
import io.garonne.publish.export.state.MeasuredAssets;
import io.garonne.publish.export.state.StateFormat;
import io.garonne.publish.export.state.StateInventory;
import io.garonne.publish.export.state.StratumMeans;
import io.garonne.publish.export.state.TwelveMonths;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What both exports for the State's tools have, and do. */
final class StateExportOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--out", paramLabel = "DIR", description = "A directory that is not there yet.")
  private @Nullable Path out;

  @Option(
      names = "--last",
      paramLabel = "MONTH",
      description = "Last of the twelve months, like 2026-09. Default: the newest that has ended.")
  private @Nullable String last;

  @Option(
      names = "--country",
      paramLabel = "NAME",
      defaultValue = "France",
      description =
          "Where the equipment is, as these tools' lists say it. Default: ${DEFAULT-VALUE}")
  private String country = "";

  @Mixin private EstateZone zone = new EstateZone();
  @Mixin private ReadOptions options = new ReadOptions();

  int run(StateFormat format) throws IOException {
    if (out == null) {
      throw new ParameterException(spec.commandLine(), "--out says which directory to write");
    }
    Texts texts = options.texts();
    TwelveMonths months = new TwelveMonths(lastMonth());
    try (NewPlace place = NewPlace.at(out)) {
      StateInventory inventory = inventory(months, place.workshop(), texts);
      Map<String, byte[]> files = format.files(inventory);
      Files.createDirectory(place.draft());
      long bytes = 0;
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(place.draft().resolve(file.getKey()), file.getValue());
        bytes += file.getValue().length;
      }
      place.finish();
      System.out.println(
          texts.get(
              "state.written",
              out,
              texts.count(inventory.equipment().size()),
              texts.count(inventory.dataCentres().size()),
              months.label()));
      tell(inventory.notes(), texts, System.err);
      if (bytes > StateFormat.MOST_BYTES) {
        System.err.println(texts.get("state.size"));
      }
    } catch (UnusablePlaceException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    return 0;
  }

  private YearMonth lastMonth() {
    try {
      return last == null ? YearMonth.now(zone.zone()).minusMonths(1) : YearMonth.parse(last);
    } catch (DateTimeException e) {
      throw new ParameterException(spec.commandLine(), "--last is a month like 2026-09", e);
    }
  }

  private StateInventory inventory(TwelveMonths months, Path workshop, Texts texts)
      throws IOException {
    String bootstrap = options.bootstrap();
    Estate estate = zone.estate(bootstrap);
    ReadingBar bar = new ReadingBar(ProgressBar.onStandardError(), texts.get("export.reading"));
    MeasuredAssets measured = AssetMonths.read(bootstrap, months, workshop, bar);
    bar.end();
    return StateInventory.of(
        estate,
        months,
        measured,
        new StratumMeans(months, StrataReader.read(bootstrap)),
        AdviceReader.read(bootstrap).stream()
            .filter(PowerUsage.class::isInstance)
            .map(PowerUsage.class::cast)
            .toList(),
        Programme.of(estate).users().getOrDefault(months.last(), new TreeMap<>()),
        country);
  }

  private static void tell(StateInventory.Notes notes, Texts texts, PrintStream to) {
    if (!notes.classesWithoutType().isEmpty()) {
      to.println(texts.get("state.types", String.join(", ", notes.classesWithoutType())));
    }
    tell("state.infrastructure", notes.infrastructure(), texts, to);
    tell("state.not-twelve", notes.notTwelveMonths(), texts, to);
    tell("state.range", notes.outOfRange(), texts, to);
    tell("state.few-users", notes.fewUsers(), texts, to);
    tell("state.pue", notes.dataCentresWithoutPue(), texts, to);
    tell("state.names", notes.namesChanged(), texts, to);
    tell("state.users", notes.entitiesWithoutUsers(), texts, to);
  }

  private static void tell(String key, int count, Texts texts, PrintStream to) {
    if (count > 0) {
      to.println(texts.get(key, texts.count(count)));
    }
  }
}
