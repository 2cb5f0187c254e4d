package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.garonne.model.wire.IsoTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The messages in {@code decoders/}, by the folder they are in. */
final class DecoderFixtures {
  static final Path FOLDER = Path.of("src/test/resources/decoders");

  private DecoderFixtures() {}

  /**
   * A message and whose it is.
   *
   * @param family name of the folder, which is the decoder's
   */
  record Fixture(String family, InboundMessage message) {}

  /** All of them, in the order of their files. */
  static List<Fixture> all() {
    ObjectMapper json = new ObjectMapper();
    List<Fixture> fixtures = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        JsonNode test = json.readTree(file.toFile());
        if (test.path("topic").isTextual() && test.path("payload").isTextual()) {
          fixtures.add(
              new Fixture(
                  FOLDER.relativize(file).getName(0).toString(),
                  new InboundMessage(
                      test.get("topic").textValue(),
                      test.get("payload").textValue().getBytes(StandardCharsets.UTF_8),
                      test.path("retained").booleanValue(),
                      IsoTime.parse(test.get("receivedAt").textValue()))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fixtures;
  }
}
