package io.garonne.deploy.command;

import io.garonne.publish.opendata.Edition;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What commands have that look at packages of anybody, without a chain. */
final class PackageOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      defaultValue = "en",
      description = "Language: fr or en. Default: ${DEFAULT-VALUE}")
  private String lang = "";

  Texts texts() {
    Language language = Language.ofCode(lang);
    if (language == null) {
      throw new ParameterException(spec.commandLine(), "--lang is fr or en");
    }
    return new Texts(language);
  }

  /** The edition that is there, or the last of several. */
  Path edition(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new ParameterException(spec.commandLine(), "there is no directory " + directory);
    }
    Path last = Edition.last(directory);
    return last == null ? directory : last;
  }
}
