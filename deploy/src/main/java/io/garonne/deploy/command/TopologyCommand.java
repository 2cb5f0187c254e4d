package io.garonne.deploy.command;

import io.garonne.deploy.topology.TopologyPicture;
import io.garonne.service.SettingsException;
import io.garonne.streams.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the topology of streams, or draws it into the README. */
@Command(name = "topology", description = "Prints the topology of the streams, or draws it.")
public final class TopologyCommand implements Callable<Integer> {
  private static final Pattern PLACE =
      Pattern.compile(
          "(<!-- topology:begin[^\\n]*-->\\n).*?(<!-- topology:end -->)", Pattern.DOTALL);
  private static final String PICTURE = "docs/topology.svg";

  @Option(
      names = "--picture",
      description =
          "Draw it into docs/topology.svg and show that between the topology marks of README.md.")
  private boolean picture;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "${sys:garonne.root:-.}",
      description = "Root of the sources. Default: where ./garonne lies.")
  private Path root = Path.of(".");

  @Override
  public Integer call() throws IOException {
    String description = Streams.describe();
    if (!picture) {
      System.out.print(description);
      return 0;
    }
    Path readme = root.resolve("README.md");
    if (!Files.exists(readme)) {
      throw new SettingsException(
          List.of("There is no " + readme + "; name the root with --root."));
    }
    Files.createDirectories(root.resolve(PICTURE).getParent());
    Files.writeString(root.resolve(PICTURE), TopologyPicture.svg(description));
    Files.writeString(readme, withPicture(Files.readString(readme)));
    System.out.println("drawn: " + root.resolve(PICTURE));
    return 0;
  }

  /** The README with the picture between its marks; as it is if it has none. */
  static String withPicture(String readme) {
    return PLACE
        .matcher(readme)
        .replaceAll(
            "$1"
                + Matcher.quoteReplacement(
                    "![Topics and processors of the streams](" + PICTURE + ")\n")
                + "$2");
  }
}
