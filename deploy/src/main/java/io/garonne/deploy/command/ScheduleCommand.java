package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.model.advice.Advice;
import io.garonne.model.wire.CandidateJson;
import io.garonne.model.wire.PrinterAdviceJson;
import io.garonne.model.wire.SiteScheduleJson;
import io.garonne.publish.AdviceReader;
import io.garonne.publish.AsOf;
import io.garonne.publish.schedule.PublishedSchedules;
import io.garonne.publish.schedule.ScheduleCsv;
import io.garonne.publish.schedule.ScheduleTable;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what shared printers do all week, and what could be done about it. */
@Command(
    name = "schedule",
    description = {
      "Says of every shared printer when it is off, asleep and awake, which timetable would do and"
          + " what that saves in a year, and what came of what was applied. See docs/schedule.md.",
      "Garonne proposes and switches nothing."
    },
    subcommands = {ScheduleApplyCommand.class, ScheduleTryCommand.class})
public final class ScheduleCommand implements Callable<Integer> {
  /** How it is printed. */
  enum Format {
    TABLE,
    CSV,
    JSON;

    /**
     * The option's value.
     *
     * @throws ParameterException if there is none of this name
     */
    static Format of(CommandSpec spec, String name) {
      for (Format format : values()) {
        if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
          return format;
        }
      }
      throw new ParameterException(spec.commandLine(), "--format is table, csv or json");
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--site", paramLabel = "SITE", description = "Only this site.")
  private @Nullable String site;

  @Option(
      names = "--format",
      paramLabel = "table|csv|json",
      defaultValue = "table",
      description = "For a person, or for a machine. Default: ${DEFAULT-VALUE}")
  private String format = "";

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description = "Time zone of moments in the table. Default: ${DEFAULT-VALUE}")
  private ZoneId zone = ZoneId.of("UTC");

  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    Format wantedFormat = Format.of(spec, format);
    Texts texts = options.texts();
    Collection<Advice> advice = AdviceReader.read(options.bootstrap());
    PublishedSchedules all = PublishedSchedules.of(advice);
    KnownNames.check(
        spec,
        "--site",
        site,
        all.siteNames(),
        () -> KnownNames.sites(new EstateTopics(options.bootstrap()).read(zone)));
    PublishedSchedules wanted = site == null ? all : all.at(site);
    if (wanted.isEmpty()) {
      System.err.println(texts.get("sched.none"));
    }
    Writer out = ReadOptions.out();
    write(wanted, AsOf.of(advice), wantedFormat, texts, zone, out);
    out.flush();
    return 0;
  }

  static void write(
      PublishedSchedules all, AsOf asOf, Format format, Texts texts, ZoneId zone, Writer out)
      throws IOException {
    switch (format) {
      case TABLE -> {
        if (!all.isEmpty()) {
          out.write(asOf.line(texts, zone));
          new ScheduleTable(texts, zone).write(all, out);
        }
      }
      case CSV -> ScheduleCsv.write(all, asOf, out);
      case JSON -> out.write(json(all));
    }
  }

  /** The records as in Kafka. */
  private static String json(PublishedSchedules all) {
    List<String> records = new ArrayList<>();
    all.printers().forEach(one -> records.add(text(PrinterAdviceJson.write(one))));
    all.sites().forEach(one -> records.add(text(SiteScheduleJson.write(one))));
    all.candidates().forEach(one -> records.add(text(CandidateJson.write(one))));
    return "[" + String.join(",\n", records) + "]\n";
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
