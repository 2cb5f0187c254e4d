package io.garonne.deploy.command;

import io.garonne.deploy.letter.LetterCounts;
import io.garonne.deploy.letter.LetterText;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints how many dead letters there are, of which reasons and topics, and the newest. */
@Command(
    name = "list",
    description = {
      "Prints how many dead letters of the last 29 days there are by reason and topic, and the"
          + " newest of them.",
      "With --csv or --json: the newest."
    })
public final class DeadLettersListCommand implements Callable<Integer> {
  private static final int MOST = 100_000;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many of the newest, and how many groups. Default: ${DEFAULT-VALUE}")
  private int limit;

  @Mixin private LetterOptions letters = new LetterOptions();
  @Mixin private FormatOptions format = new FormatOptions();
  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    FormatOptions.Form form = format.form();
    if (limit < 1 || limit > MOST) {
      throw new SettingsException(List.of("--limit is from 1 to " + MOST));
    }
    LetterCounts counts = new LetterCounts(limit);
    letters.choice(Set.of()).read(options.bootstrap(), counts::add);
    Writer out = ReadOptions.out();
    switch (form) {
      case CSV -> LetterText.csv(counts.newest(), out);
      case JSON ->
          out.write(
              counts.newest().stream()
                  .map(LetterText::json)
                  .collect(Collectors.joining(",\n", "[", "]\n")));
      case TABLE -> new LetterText(options.texts()).tables(counts, limit, out);
    }
    out.flush();
    return 0;
  }
}
