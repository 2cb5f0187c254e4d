package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.model.advice.ModelEnergy;
import io.garonne.model.wire.ModelEnergyJson;
import io.garonne.publish.AdviceReader;
import io.garonne.publish.AsOf;
import io.garonne.publish.night.Models;
import io.garonne.publish.night.NightAdvice;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
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

/** Prints what a unit of each model uses, as measured. */
@Command(
    name = "models",
    description = {
      "Prints what a unit of each model uses a week and a year, as measured, with its 95 %%"
          + " interval, against what the supplier declares. See docs/nights.md."
    })
public final class ModelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--class", paramLabel = "CLASS", description = "This equipment class only.")
  private @Nullable String equipmentClass;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "table, json, csv (for purchasers, in the language), or lines: one for each model, for"
              + " the form on which equipment is requested. Default: ${DEFAULT-VALUE}")
  private String format = "";

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description = "Time zone of what is printed. Default: ${DEFAULT-VALUE}")
  private ZoneId zone = ZoneId.of("UTC");

  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    Texts texts = options.texts();
    NightAdvice advice = NightAdvice.of(AdviceReader.read(options.bootstrap()));
    List<ModelEnergy> all = advice.models();
    KnownNames.check(
        spec,
        "--class",
        equipmentClass,
        all.stream().flatMap(model -> model.classes().stream()).toList(),
        () -> new EstateTopics(options.bootstrap()).read(zone).classes().keySet());
    List<ModelEnergy> models =
        all.stream()
            .filter(model -> equipmentClass == null || model.classes().contains(equipmentClass))
            .toList();
    Writer out = ReadOptions.out();
    switch (format) {
      case "table" -> {
        out.write(AsOf.of(advice.all()).line(texts, zone));
        new Models(texts).writeTable(models, out);
      }
      case "csv" -> new Models(texts).writeCsv(models, out);
      case "lines" -> new Models(texts).writeLines(models, out);
      case "json" ->
          out.write(
              models.stream()
                  .map(one -> new String(ModelEnergyJson.write(one), StandardCharsets.UTF_8))
                  .collect(Collectors.joining(",\n", "[", "]\n")));
      default ->
          throw new ParameterException(spec.commandLine(), "--format is table, json, csv or lines");
    }
    out.flush();
    return 0;
  }
}
