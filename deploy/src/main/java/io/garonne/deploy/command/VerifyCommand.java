package io.garonne.deploy.command;

import io.garonne.publish.opendata.Edition;
import io.garonne.publish.opendata.Verification;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Looks whether an open-data package is as it was published. */
@Command(
    name = "verify",
    description = {
      "Looks whether an edition of open data is as it was published: hashes, the editions before it,",
      "columns, and what follows from other columns. Ends with 1 and what is wrong if it is not."
    })
public final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PACKAGE",
      description = "Directory of an edition, or of several: then the last one.")
  private Path directory = Path.of("");

  @Mixin private PackageOptions options = new PackageOptions();

  @Override
  public Integer call() throws IOException {
    Verification verification = Verification.of(options.edition(directory));
    tell(verification, options.texts());
    return verification.problems().isEmpty() ? 0 : 1;
  }

  static void tell(Verification verification, Texts texts) {
    Edition edition = verification.edition();
    if (!verification.problems().isEmpty() || edition == null) {
      System.err.println(texts.get("od.broken"));
      verification.problems().forEach(p -> System.err.println("  " + Texts.printable(p)));
      return;
    }
    System.out.println(
        texts.get(
            "od.verified",
            edition.number(),
            String.valueOf(edition.year()),
            texts.count(edition.files().size()),
            edition.hash()));
    System.out.println(
        verification.isWholeChain()
            ? texts.get("od.chain", verification.back())
            : texts.get("od.chain-open"));
  }
}
