package io.garonne.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DevicesPageTest {
  private static final Path PAGE = Path.of("../docs/devices.md");

  @Test
  void thePageSaysWhatTheDecodersAndTablesUnderstand() throws IOException {
    String is = DevicesPage.markdown();
    if (Boolean.getBoolean("garonne.devices.write")) {
      Files.writeString(PAGE, is);
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("if this is meant: run this test with -Dgaronne.devices.write=true")
        .isEqualTo(is);
  }
}
