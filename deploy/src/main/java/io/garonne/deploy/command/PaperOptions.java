package io.garonne.deploy.command;

import io.garonne.deploy.runtime.Chromium;
import io.garonne.publish.report.Paper;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a paper is written, and as what. */
final class PaperOptions {
  private static final String PDF = "pdf";
  private static final Set<String> FORMATS = Set.of("html", "md", "odt", PDF);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write.")
  private Path out = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "html, md, odt, or pdf by this machine's Chromium. Default: by the file's ending, html if"
              + " it has none.")
  private @Nullable String format;

  @Option(names = "--overwrite", description = "Replaces the file if it is there.")
  private boolean overwrite;

  /** Refuses what cannot be written before anything is read. */
  void check() {
    Path parent = out.toAbsolutePath().getParent();
    if (Files.isDirectory(out)) {
      throw refused("--out " + out + " is a directory");
    }
    if (parent == null || !Files.isDirectory(parent)) {
      throw refused("--out " + out + ": there is no directory " + parent);
    }
    if (!Files.isWritable(parent)) {
      throw refused("--out " + out + ": " + parent + " cannot be written to");
    }
    if (Files.exists(out) && !overwrite) {
      throw refused("--out " + out + " is there already; --overwrite replaces it");
    }
    if (!FORMATS.contains(format())) {
      throw refused(
          format == null
              ? "--out " + out + ": its ending is none of html, md, odt, pdf; --format says which"
              : "--format is html, md, odt or pdf");
    }
    if (format().equals(PDF) && Chromium.find().isEmpty()) {
      throw refused(
          "pdf needs Chromium or Chrome on the PATH; write html and print it from a browser");
    }
  }

  /** Writes it as a whole or not at all, and says where. */
  void write(Paper paper, Texts texts) throws IOException {
    byte[] bytes =
        format().equals(PDF)
            ? Chromium.find().orElseThrow().pdf(paper.as(Paper.Format.HTML, texts))
            : paper.as(Paper.Format.valueOf(format().toUpperCase(Locale.ROOT)), texts);
    Path part = out.resolveSibling(out.getFileName() + ".part");
    Files.write(part, bytes);
    Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
    System.out.println(out);
  }

  private String format() {
    if (format != null) {
      return format;
    }
    String name = String.valueOf(out.getFileName());
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "html" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
