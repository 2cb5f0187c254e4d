package io.garonne.deploy.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.service.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  @TempDir Path directory;

  @Test
  void twoNeverHoldOneDirectory() {
    try (DataDirectory first = DataDirectory.take(directory.resolve("d"))) {
      assertThatThrownBy(() -> DataDirectory.take(first.root()))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("in use by another Garonne")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    DataDirectory.take(directory.resolve("d")).close();
  }

  @Test
  void anUnusableDirectoryIsExplained() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> DataDirectory.take(file.resolve("d")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--data DIR");
  }

  @Test
  void itsStandardPlaceIsTheUsersDataDirectory() {
    assertThat(DataDirectory.standard(Map.of("XDG_DATA_HOME", "/x")))
        .isEqualTo(Path.of("/x/garonne"));
    assertThat(DataDirectory.standard(Map.of("XDG_DATA_HOME", "relative")).toString())
        .endsWith("/.local/share/garonne");
  }
}
