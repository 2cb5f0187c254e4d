package io.garonne.deploy.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.importing.ImportOptions;
import io.garonne.model.inventory.importing.Neighbour;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighbourFilesTest {
  @TempDir Path dir;

  @Test
  void aFileInUtf8OrWindows1252IsReadAlike() throws Exception {
    String text = "nomEntite;nbCollaborateurs\nÉcole élémentaire d’été;3\n";
    for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"))) {
      Path file = Files.write(dir.resolve("entites.csv"), text.getBytes(charset));
      List<EstateLine> lines =
          new NeighbourFiles(Neighbour.G4IT, ImportOptions.NONE.withMonth(YearMonth.of(2026, 1)))
              .read(List.of(file));
      assertThat(lines)
          .extracting(EstateLine::key)
          .contains("users|2026-01|École élémentaire d’été||agent");
    }
  }
}
