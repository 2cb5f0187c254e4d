package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Names of nodes, stores and internal topics are stored in Kafka: who changes one changes what an
 * upgrade finds. This test makes it a deliberate act.
 */
class TopologyTextTest {

  @Test
  void theTopologyIsTheOneThatIsCommitted() throws IOException {
    Path committed = Path.of("topology.txt");
    String is = Streams.describe();
    if (Boolean.getBoolean("garonne.topology.write")) {
      Files.writeString(committed, is);
    }
    assertThat(is)
        .as("if this is meant: run this test with -Dgaronne.topology.write=true")
        .isEqualTo(Files.readString(committed));
  }
}
