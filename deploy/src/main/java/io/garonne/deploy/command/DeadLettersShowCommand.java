package io.garonne.deploy.command;

import io.garonne.deploy.letter.LetterChoice;
import io.garonne.deploy.letter.LetterText;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a dead letter and its bytes. */
@Command(
    name = "show",
    description = {
      "Prints a dead letter and its original bytes, as text or in hexadecimal.",
      "With --json as a message that decode --fixture reads."
    })
public final class DeadLettersShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "As in the list: 0-123.")
  private String id = "";

  @Option(names = "--json", description = "JSON, the bytes as Base64.")
  private boolean json;

  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    LetterText text = new LetterText(options.texts());
    Writer out = ReadOptions.out();
    AtomicBoolean found = new AtomicBoolean();
    new LetterChoice(Set.of(id), Set.of(), null, Long.MIN_VALUE)
        .<IOException>read(
            options.bootstrap(),
            letter -> {
              found.set(true);
              if (json) {
                out.write(LetterText.json(letter) + "\n");
              } else {
                text.show(letter, out);
              }
            });
    out.flush();
    if (!found.get()) {
      throw new SettingsException(List.of("there is no dead letter \"" + id + "\""));
    }
    return 0;
  }
}
