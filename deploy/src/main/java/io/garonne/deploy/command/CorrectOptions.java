package io.garonne.deploy.command;

import io.garonne.deploy.correction.Answer;
import io.garonne.deploy.correction.CorrectionCheck;
import io.garonne.deploy.correction.CorrectionText;
import io.garonne.deploy.correction.CorrectionTopic;
import io.garonne.deploy.correction.Heard;
import io.garonne.deploy.correction.Wanted;
import io.garonne.model.Correction;
import io.garonne.model.Correction.Measure;
import io.garonne.model.Reading;
import io.garonne.model.Units;
import io.garonne.model.Unprintable;
import io.garonne.model.metering.Amendment;
import io.garonne.model.metering.Meter;
import io.garonne.model.metering.Sample;
import io.garonne.model.wire.IsoTime;
import io.garonne.publish.text.Texts;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every correction says: of what, of when, who and why. */
final class CorrectOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--device", paramLabel = "NAME", required = true, description = "The device.")
  private String device = "";

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      defaultValue = Reading.ONLY_CHANNEL,
      description = "Its channel. Default: ${DEFAULT-VALUE}")
  private String channel = "";

  @Option(
      names = "--measure",
      paramLabel = "WHAT",
      defaultValue = "energy",
      description = "energy, pages, or for void also power. Default: ${DEFAULT-VALUE}")
  private String measure = "";

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      required = true,
      description = "Of the reading, or when: 2026-03-02T10:00:00Z or with an offset.")
  private String at = "";

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      required = true,
      description = "The reason, for others to read; kept with it.")
  private String why = "";

  @Option(
      names = "--who",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who says so; kept with it. Default: ${DEFAULT-VALUE}")
  private String who = "";

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description = "Days of devices that nobody described. Default: ${DEFAULT-VALUE}")
  private ZoneId zone = ZoneId.of("UTC");

  @Option(
      names = "--horizon",
      paramLabel = "DURATION",
      defaultValue = "PT48H",
      description = "How late streams takes it, its streams.horizon. Default: ${DEFAULT-VALUE}")
  private Duration horizon = Duration.ofMillis(Meter.DEFAULT_HORIZON);

  @Option(names = "--yes", description = "Do it; without it: what it would change.")
  private boolean yes;

  @Mixin private ReadOptions options = new ReadOptions();

  Measure measure() {
    return switch (measure) {
      case "energy" -> Measure.ENERGY;
      case "power" -> Measure.POWER;
      case "pages" -> Measure.PAGES;
      default ->
          throw new ParameterException(
              spec.commandLine(), "--measure is energy, power or pages, not \"" + measure + "\"");
    };
  }

  /**
   * What was read.
   *
   * @param value kWh, or pages
   * @return millijoules, or pages
   */
  long register(String option, String value) {
    if (measure() == Measure.POWER) {
      throw new ParameterException(
          spec.commandLine(), "power is no counter: it can be void, not read");
    }
    try {
      BigDecimal number = new BigDecimal(value);
      long read =
          measure() == Measure.PAGES
              ? number.longValueExact()
              : Units.scaled(number, Units.MILLIJOULES_PER_KWH);
      if (number.signum() >= 0) {
        return read;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrong(option, value, e);
    }
    throw wrong(option, value, null);
  }

  private ParameterException wrong(String option, String value, @Nullable Exception cause) {
    return new ParameterException(
        spec.commandLine(),
        "%s \"%s\" is not a number of %s from 0 on"
            .formatted(option, value, measure() == Measure.PAGES ? "pages" : "kWh, such as 12.3"),
        cause);
  }

  /** The last digit that was typed, in millijoules; pages are exact. */
  long resolution(String value) {
    return measure() == Measure.PAGES
        ? Sample.NONE
        : Math.max(
            1,
            Units.MILLIJOULES_PER_KWH
                / BigDecimal.TEN
                    .pow(Math.clamp(new BigDecimal(value).scale(), 0, 9))
                    .longValueExact());
  }

  /** Says it, or what it would change. */
  int say(Amendment.Kind kind, long last, long first, long resolution) throws IOException {
    Texts texts = options.texts();
    Wanted wanted = wanted(kind, last, first, resolution);
    Heard heard = Heard.of(options.bootstrap(), device, wanted.at(), horizon.toMillis());
    Answer answer =
        CorrectionCheck.of(wanted, heard, horizon.toMillis(), zone, System.currentTimeMillis());
    return switch (answer) {
      case Answer.Refused(String key, List<String> arguments) ->
          throw new SettingsException(List.of(texts.get(key, arguments.toArray())));
      case Answer.Prepared prepared -> publish(prepared, texts);
    };
  }

  private int publish(Answer.Prepared prepared, Texts texts) throws IOException {
    Writer out = ReadOptions.out();
    new CorrectionText(texts).write(prepared, out);
    if (yes) {
      CorrectionTopic.publish(options.bootstrap(), prepared.correction());
      String recorded = IsoTime.format(prepared.correction().amendment().recordedAt());
      out.append(texts.get("correct.done", recorded));
    } else {
      out.append(texts.get("correct.dry"));
    }
    out.append('\n').flush();
    return 0;
  }

  private Wanted wanted(Amendment.Kind kind, long last, long first, long resolution) {
    long instant;
    try {
      instant = OffsetDateTime.parse(at).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--at \"" + at + "\" is not an instant with its zone (2026-03-02T10:00:00Z)",
          e);
    }
    return new Wanted(
        device,
        channel,
        measure(),
        instant,
        at.indexOf('.') < 0,
        kind,
        last,
        first,
        resolution,
        line("--who", who, Correction.LONGEST_WHO),
        line("--why", why, Correction.LONGEST_WHY));
  }

  private String line(String option, String value, int longest) {
    String said = value.strip();
    if (said.isEmpty() || said.length() > longest) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(Locale.ROOT, "%s is a line of 1 to %d characters", option, longest));
    }
    Unprintable found = Unprintable.in(said);
    if (found != null) {
      throw new ParameterException(spec.commandLine(), option + " has the " + found);
    }
    return said;
  }
}
