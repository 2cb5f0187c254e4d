package io.garonne.deploy.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.service.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstateFilesTest {
  @TempDir Path directory;

  private static List<String> problems(Path file) {
    try {
      EstateFiles.read(List.of(file));
      return List.of();
    } catch (SettingsException e) {
      return e.problems();
    }
  }

  @Test
  void aFileLargerThanAnyTableIsRefusedBeforeItIsRead() throws IOException {
    Path file = directory.resolve("entities.csv");
    String header = "entity\n";
    String line = "x".repeat(150) + "\n";
    Files.writeString(file, header + line.repeat(120_000));
    assertThat(problems(file))
        .containsExactly(
            file
                + ": has 18120007 bytes: a file has at most 100000 lines under its header, and"
                + " 16777216 bytes; divide it");
    Files.writeString(file, header + "x\n".repeat(100_001));
    assertThat(problems(file)).singleElement().asString().startsWith(file + ": has 100002 lines: ");
  }

  @Test
  void aLineThatIsThereTwiceIsSaidOnce() throws IOException {
    Path file = directory.resolve("entities.csv");
    Files.writeString(file, "entity,name\ncity,A\ncity,B\n");
    assertThat(problems(file)).containsExactly(file + ":3: the same entity as " + file + ":2");
  }

  @Test
  void aFileThatDoesNotExistIsSaidNotTo() {
    Path file = directory.resolve("nonexist");
    assertThat(problems(file)).containsExactly(file + ": does not exist");
  }

  @Test
  void aFileOfUtf16IsNamedAsThat() throws IOException {
    for (String name : List.of("entities.csv", "targets.yaml")) {
      Path file = directory.resolve(name);
      Files.write(file, "\uFEFFentity\ncity\n".getBytes(StandardCharsets.UTF_16LE));
      assertThat(problems(file))
          .singleElement()
          .asString()
          .startsWith(file + ": is UTF-16; save it as UTF-8");
    }
  }
}
