package io.garonne.deploy.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.streams.Streams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TopologyPictureTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void aDescriptionBecomesTopicsAndProcessorsWithoutPlumbing() {
    TopologyGraph graph =
        TopologyGraph.parse(
                """
                Application: totals

                Topologies:
                   Sub-topology: 0
                    Source: in (topics: [a, b])
                      --> meter
                    Processor: meter (stores: [y, x])
                      --> out, shares-repartition-filter
                      <-- in
                    Processor: shares-repartition-filter (stores: [])
                      --> shares-sink
                      <-- meter
                    Sink: out (topic: totals)
                      <-- meter
                    Sink: shares-sink (topic: shares)
                      <-- shares-repartition-filter

                   Sub-topology: 1
                    Source: shares-source (topics: [shares])
                      --> none
                """)
            .get(0);
    assertThat(graph.title()).isEqualTo("totals");
    assertThat(graph.nodes())
        .containsOnlyKeys(
            "processor meter", "topic a", "topic b", "topic shares", "topic totals of out")
        .containsEntry(
            "processor meter", new TopologyGraph.Node("meter", false, List.of("x", "y")));
    assertThat(graph.edges().get("topic a")).containsExactly("processor meter");
    assertThat(graph.edges().get("processor meter"))
        .containsExactlyInAnyOrder("topic totals of out", "topic shares");
  }

  @Test
  void theCommittedPictureIsThatOfTheTopology() throws Exception {
    assertThat(Files.readString(ROOT.resolve("docs/topology.svg")))
        .as("./garonne topology --picture draws it anew")
        .isEqualTo(TopologyPicture.svg(Streams.describe()));
    assertThat(Files.readString(ROOT.resolve("README.md"))).contains("](docs/topology.svg)");
  }
}
