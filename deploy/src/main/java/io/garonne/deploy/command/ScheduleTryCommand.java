package io.garonne.deploy.command;

import io.garonne.model.Scope;
import io.garonne.model.inventory.Estate;
import io.garonne.model.load.LoadCurves;
import io.garonne.model.load.LoadHistory;
import io.garonne.model.metering.Meter;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.MeterState;
import io.garonne.model.metering.MeterTrace;
import io.garonne.model.metering.SlotEnergy;
import io.garonne.model.schedule.PrinterRule;
import io.garonne.model.schedule.ScheduleSettings;
import io.garonne.publish.AsOf;
import io.garonne.publish.schedule.PublishedSchedules;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the rules make of recorded printers, without a running chain. */
@Command(
    name = "try",
    description = {
      "Shows what the rules make of recorded printers, without a running chain.",
      "TRACE.csv has the columns at,energy_wh,power_w, as of ./garonne meter; its name is the"
          + " printer's. Opening hours are Monday to Friday, 08:00 to 18:00."
    })
public final class ScheduleTryCommand implements Callable<Integer> {
  private static final String SITE = "try";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "TRACE.csv", arity = "1..*", description = "What each plug said.")
  private List<Path> traces = List.of();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description = "Where the printers stand. Default: ${DEFAULT-VALUE}")
  private ZoneId zone = ZoneId.of("UTC");

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      defaultValue = "en",
      description = "Language: fr or en. Default: ${DEFAULT-VALUE}")
  private String lang = "";

  @Option(
      names = "--format",
      paramLabel = "table|csv|json",
      defaultValue = "table",
      description = "For a person, or for a machine. Default: ${DEFAULT-VALUE}")
  private String format = "";

  @Override
  public Integer call() throws IOException {
    ScheduleCommand.Format wanted = ScheduleCommand.Format.of(spec, format);
    Language language = Language.ofCode(lang);
    if (language == null) {
      throw new ParameterException(spec.commandLine(), "--lang is fr or en");
    }
    List<LoadHistory> histories = new ArrayList<>();
    for (Path trace : traces) {
      histories.add(history(trace));
    }
    Estate estate = Estate.of(List.of(), zone).estate();
    List<PublishedSchedules> each = new ArrayList<>();
    // Recorded at any time: each is looked at as on the day after its last.
    for (LoadHistory history : histories) {
      PrinterRule rule = new PrinterRule(estate, ScheduleSettings.DEFAULT, dayAfter(history));
      rule.look(history);
      each.add(PublishedSchedules.of(rule.advice()));
    }
    PublishedSchedules all =
        new PublishedSchedules(
            each.stream().flatMap(one -> one.printers().stream()).toList(), List.of(), List.of());
    Writer out = ReadOptions.out();
    ScheduleCommand.write(all, new AsOf(null), wanted, new Texts(language), zone, out);
    out.flush();
    return 0;
  }

  private Instant dayAfter(LoadHistory history) {
    return history.days().lastKey().plusDays(1).atStartOfDay(zone).toInstant();
  }

  private LoadHistory history(Path trace) throws IOException {
    if (Files.isDirectory(trace)) {
      throw new SettingsException(List.of(trace + ": is a directory; name the files in it"));
    }
    if (!Files.isReadable(trace)) {
      throw new SettingsException(List.of(trace + ": cannot be read"));
    }
    String text = new String(Files.readAllBytes(trace), StandardCharsets.UTF_8);
    MeterTrace.Result read = MeterTrace.parse(text, trace.toString());
    if (!read.problems().isEmpty()) {
      throw new SettingsException(read.problems());
    }
    MeterProfile profile = MeterProfile.DEFAULT.withResolution(read.trace().resolution());
    SortedMap<Long, SlotEnergy> slots =
        Meter.run(MeterState.INITIAL, read.trace().samples(profile), profile, Meter.DEFAULT_HORIZON)
            .slots();
    if (slots.isEmpty()) {
      throw new SettingsException(List.of(trace + ": there is no energy in it"));
    }
    String name = String.valueOf(trace.getFileName()).replaceFirst("\\.csv$", "");
    return new LoadHistory(
        new Scope(null, SITE, "printer", name), zone, false, LoadCurves.of(slots, zone));
  }
}
