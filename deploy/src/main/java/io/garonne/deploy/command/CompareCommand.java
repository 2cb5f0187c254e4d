package io.garonne.deploy.command;

import io.garonne.publish.opendata.Edition;
import io.garonne.publish.opendata.PackageComparison;
import io.garonne.publish.opendata.Verification;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts two cities' open data side by side. */
@Command(
    name = "compare",
    description = {
      "Puts two open-data packages side by side, if rules, months and families agree.",
      "Ends with 1 and why if they do not, or if one is not as it was published."
    })
public final class CompareCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "Directory of an edition, or of several.")
  private Path a = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "The same of the other one.")
  private Path b = Path.of("");

  @Mixin private PackageOptions options = new PackageOptions();

  @Override
  public Integer call() throws IOException {
    Texts texts = options.texts();
    Edition one = verified(a, texts);
    Edition other = verified(b, texts);
    if (one == null || other == null) {
      return 1;
    }
    PackageComparison comparison =
        PackageComparison.of(one, a.toString(), other, b.toString(), texts);
    if (!comparison.differences().isEmpty()) {
      System.err.println(texts.get("od.not-comparable"));
      comparison.differences().forEach(line -> System.err.println("  " + line));
      return 1;
    }
    print(comparison.lines());
    return 0;
  }

  private @Nullable Edition verified(Path directory, Texts texts) throws IOException {
    Verification verification = Verification.of(options.edition(directory));
    if (!verification.problems().isEmpty()) {
      System.err.println(Texts.printable(directory.toString()));
      VerifyCommand.tell(verification, texts);
      return null;
    }
    return verification.edition();
  }

  private static void print(List<List<String>> lines) {
    int[] widths = new int[4];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String pad = " ".repeat(widths[i] - line.get(i).length());
        out.append(i < 2 ? line.get(i) + pad : pad + line.get(i)).append("  ");
      }
      System.out.println(Texts.printable(out.toString().stripTrailing()));
    }
  }
}
