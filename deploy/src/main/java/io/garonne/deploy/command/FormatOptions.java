package io.garonne.deploy.command;

import io.garonne.publish.text.Paint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How what was read is written: a table for a person, JSON or CSV for a machine. */
final class FormatOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "JSON: the records as in Kafka.")
  private boolean json;

  @Option(names = "--csv", description = "CSV with fixed columns: UTC, whole numbers.")
  private boolean csv;

  /** What is written. */
  enum Form {
    TABLE,
    JSON,
    CSV
  }

  Form form() {
    if (json && csv) {
      throw new ParameterException(spec.commandLine(), "--csv or --json, not both");
    }
    return json ? Form.JSON : csv ? Form.CSV : Form.TABLE;
  }

  /** Colours if a person looks, and wants them: not in a pipe, not with NO_COLOR. */
  static Paint paint() {
    return Ansi.AUTO.enabled() ? Paint.COLOURS : Paint.NONE;
  }

  /** Records as an array, one a line. */
  static <T> String array(List<T> records, Function<T, byte[]> write) {
    return records.stream()
        .map(record -> new String(write.apply(record), StandardCharsets.UTF_8))
        .collect(Collectors.joining(",\n", "[", "]\n"));
  }
}
