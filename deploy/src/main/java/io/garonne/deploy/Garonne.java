package io.garonne.deploy;

import io.garonne.deploy.command.AlertsCommand;
import io.garonne.deploy.command.CheckCommand;
import io.garonne.deploy.command.CompareCommand;
import io.garonne.deploy.command.CorrectCommand;
import io.garonne.deploy.command.DeadLettersCommand;
import io.garonne.deploy.command.DecodeCommand;
import io.garonne.deploy.command.ExplainCommand;
import io.garonne.deploy.command.ExportCommand;
import io.garonne.deploy.command.FaultsCommand;
import io.garonne.deploy.command.ForgetCommand;
import io.garonne.deploy.command.GridCommand;
import io.garonne.deploy.command.IndicatorsCommand;
import io.garonne.deploy.command.IngestCommand;
import io.garonne.deploy.command.InventoryCommand;
import io.garonne.deploy.command.LedgerCommand;
import io.garonne.deploy.command.LiveCommand;
import io.garonne.deploy.command.MeterCommand;
import io.garonne.deploy.command.ModelsCommand;
import io.garonne.deploy.command.NightsCommand;
import io.garonne.deploy.command.NoticeCommand;
import io.garonne.deploy.command.PollCommand;
import io.garonne.deploy.command.PrivacyCommand;
import io.garonne.deploy.command.PublishCommand;
import io.garonne.deploy.command.ReplayCommand;
import io.garonne.deploy.command.ReportCommand;
import io.garonne.deploy.command.RoomsCommand;
import io.garonne.deploy.command.SampleCommand;
import io.garonne.deploy.command.ScheduleCommand;
import io.garonne.deploy.command.SimulateCommand;
import io.garonne.deploy.command.SinkCommand;
import io.garonne.deploy.command.StreamsCommand;
import io.garonne.deploy.command.TopicsCommand;
import io.garonne.deploy.command.TopologyCommand;
import io.garonne.deploy.command.TotalsCommand;
import io.garonne.deploy.command.UpCommand;
import io.garonne.deploy.command.UserCommand;
import io.garonne.deploy.command.VerifyCommand;
import io.garonne.service.SettingsException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The way in. Ends with 0 when the command did what was asked, 1 when it failed on the way, 2 when
 * it could not begin: usage, settings, a taken port, an unusable directory.
 */
@Command(
    name = "garonne",
    description = "Measures what digital equipment consumes.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "  test      Prepares what the tests need and runs them: ./garonne test --help",
      "",
      "Ends with 0 done, 1 failed, 2 could not begin. The manual is in docs/."
    },
    subcommands = {
      UpCommand.class,
      CheckCommand.class,
      DecodeCommand.class,
      IngestCommand.class,
      StreamsCommand.class,
      SinkCommand.class,
      PublishCommand.class,
      MeterCommand.class,
      PollCommand.class,
      ReplayCommand.class,
      SimulateCommand.class,
      TopicsCommand.class,
      TopologyCommand.class,
      TotalsCommand.class,
      LiveCommand.class,
      LedgerCommand.class,
      DeadLettersCommand.class,
      CorrectCommand.class,
      ExportCommand.class,
      VerifyCommand.class,
      CompareCommand.class,
      IndicatorsCommand.class,
      ExplainCommand.class,
      SampleCommand.class,
      ReportCommand.class,
      NoticeCommand.class,
      RoomsCommand.class,
      AlertsCommand.class,
      NightsCommand.class,
      ModelsCommand.class,
      ScheduleCommand.class,
      InventoryCommand.class,
      GridCommand.class,
      ForgetCommand.class,
      PrivacyCommand.class,
      UserCommand.class,
      FaultsCommand.class,
      HelpCommand.class
    })
public final class Garonne implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs the command line and returns its exit code. */
  public static int run(String... args) {
    CommandLine commands = new CommandLine(new Garonne());
    commands.getSubcommands().values().forEach(Garonne::addHelp);
    commands.registerConverter(ZoneId.class, Garonne::zone);
    commands.setParameterExceptionHandler((e, arguments) -> misused(e));
    commands.setExecutionExceptionHandler((e, command, parsed) -> explain(e, command.getErr()));
    return commands.execute(args);
  }

  /** Without a command: which there are, and 2. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }

  /** The error, what may have been meant, and where help is; not all options of the command. */
  private static int misused(CommandLine.ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(message(e));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Help: ./" + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new CommandLine.TypeConversionException(
          "\"" + text + "\" is no time zone like Europe/Paris");
    }
  }

  private static void addHelp(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (!spec.helpCommand() && spec.findOption("--help") == null) {
      spec.mixinStandardHelpOptions(true);
      spec.versionProvider(new BuildVersion());
    }
    command.getSubcommands().values().forEach(Garonne::addHelp);
  }

  private static int explain(Exception e, PrintWriter err) {
    if (e instanceof SettingsException settings) {
      settings.problems().forEach(err::println);
      err.flush();
      return CommandLine.ExitCode.USAGE;
    }
    Throwable setting = setting(e);
    if (setting != null) {
      err.println("garonne: " + message(setting));
      err.flush();
      return CommandLine.ExitCode.USAGE;
    }
    err.println("garonne: " + message(e));
    err.flush();
    LoggerFactory.getLogger(Garonne.class).debug("failed", e);
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** What Kafka's clients say of a setting that they cannot use, such as no address; or null. */
  private static @Nullable Throwable setting(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigException) {
        return cause;
      }
    }
    return null;
  }

  private static String message(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.toString() : message;
  }
}
