package io.garonne.deploy.command;

import io.garonne.model.metering.Meter;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.MeterReport;
import io.garonne.model.metering.MeterTrace;
import io.garonne.model.wire.MeterTraceJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the metering rules make of a recorded counter. */
@Command(
    name = "meter",
    description = {
      "Shows, as JSON, what the metering rules make of a recorded counter.",
      "TRACE.csv has the columns at,energy_wh,power_w and optionally state, in any order of time."
    })
public final class MeterCommand implements Callable<Integer> {
  private static final int MOST_PROBLEMS = 20;

  @Parameters(paramLabel = "TRACE.csv", description = "What the channel said.")
  private Path trace = Path.of("");

  @Option(
      names = "--profile",
      paramLabel = "TRACE.json",
      description =
          "The meter: ratedPowerW, resolutionWh, registerModulusWh, register, reporting,"
              + " intervalSeconds, maxGapSeconds. Default: a device of which nothing is stated, with the"
              + " resolution of the decimals in the table.")
  private @Nullable Path profile;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Zone of days and months. Default: the profile's, else UTC.")
  private @Nullable ZoneId zone;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    MeterTraceJson.TraceProfile stated = readProfile(err);
    MeterTrace.Result read = readTrace(err);
    if (stated == null || read == null) {
      return 2;
    }
    MeterProfile meter = stated.profile();
    // A profile that leaves it out means 1 Wh; without any profile the decimals are all we know.
    if (profile == null) {
      meter = meter.withResolution(read.trace().resolution());
    }
    ZoneId days = zone != null ? zone : stated.zone() != null ? stated.zone() : ZoneOffset.UTC;
    MeterReport report = MeterReport.of(read.trace(), meter, days, Meter.DEFAULT_HORIZON);
    PrintWriter out = spec.commandLine().getOut();
    out.print(new String(MeterTraceJson.write(report), StandardCharsets.UTF_8));
    out.flush();
    return 0;
  }

  private MeterTraceJson.@Nullable TraceProfile readProfile(PrintWriter err) throws IOException {
    if (profile == null) {
      return new MeterTraceJson.TraceProfile(MeterProfile.DEFAULT, null, List.of());
    }
    if (isUnreadable(profile, err)) {
      return null;
    }
    try {
      var read = MeterTraceJson.readProfile(Files.readAllBytes(profile));
      read.unusedFields()
          .forEach(field -> err.println(profile + ": \"" + field + "\" means nothing here"));
      return read;
    } catch (IllegalArgumentException e) {
      err.println(profile + ":" + e.getMessage());
      return null;
    }
  }

  private MeterTrace.@Nullable Result readTrace(PrintWriter err) throws IOException {
    if (isUnreadable(trace, err)) {
      return null;
    }
    // Whatever is not UTF-8 becomes a replacement character and is refused with its line.
    String text = new String(Files.readAllBytes(trace), StandardCharsets.UTF_8);
    MeterTrace.Result read = MeterTrace.parse(text, trace.toString());
    read.trace()
        .unusedColumns()
        .forEach(column -> err.println(trace + ":1: column \"" + column + "\" is not used"));
    read.problems().stream().limit(MOST_PROBLEMS).forEach(err::println);
    if (read.problems().size() > MOST_PROBLEMS) {
      err.println("and " + (read.problems().size() - MOST_PROBLEMS) + " more");
    }
    return read.problems().isEmpty() ? read : null;
  }

  private static boolean isUnreadable(Path file, PrintWriter err) {
    boolean readable = Files.isRegularFile(file) && Files.isReadable(file);
    if (!readable) {
      err.println(file + ": " + (Files.exists(file) ? "cannot be read" : "does not exist"));
    }
    return !readable;
  }
}
