package io.garonne.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading;
import io.garonne.model.wire.ReadingJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file in {@code decoders/} is a message, or several in order of which each knows what the
 * ones before announced, and what must become of them.
 */
class DecoderConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("src/test/resources/decoders");

  @TestFactory
  Stream<DynamicTest> aMessageBecomesWhatItsFileSays() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .forEach(
              file ->
                  tests.add(
                      DynamicTest.dynamicTest(
                          FOLDER.relativize(file).toString(), () -> check(file))));
    }
    assertThat(tests).hasSizeGreaterThan(60);
    return tests.stream();
  }

  private static void check(Path file) throws IOException {
    JsonNode test = JSON.readTree(file.toFile());
    ZoneId zone = ZoneId.of(test.path("zone").asText("Europe/Paris"));
    DecodeContext context =
        test.path("recordedHistory").booleanValue()
            ? DecodeContext.recorded(zone)
            : DecodeContext.live(zone);
    Decoders decoders =
        test.has("rules")
            ? Decoders.of(
                Rules.read(file.resolveSibling(test.get("rules").textValue())),
                HomeAssistantDecoder.DEFAULT_PREFIX)
            : Decoders.standard();
    JsonNode messages = test.path("messages");
    int number = 0;
    for (JsonNode each : messages.isMissingNode() ? List.of(test) : messages) {
      number++;
      Decoding decoding = decoders.decode(DecoderFixtures.message(each), context);
      assertThat(result(decoding, file))
          .as("message %s: %s", number, test.get("why").textValue())
          .isEqualTo(each.get("expect"));
      if (decoding instanceof Decoding.Announced announced) {
        context.announced().learn(announced.announcement());
      }
    }
  }

  private static ObjectNode result(Decoding decoding, Path file) throws IOException {
    ObjectNode result = JSON.createObjectNode();
    switch (decoding) {
      case Decoding.Ignored ignored -> result.put("ignored", ignored.reason().label());
      case Decoding.Rejected rejected -> result.put("rejected", rejected.reason().label());
      case Decoding.Announced announced -> {
        Decoding.Rejected refused = announced.refused();
        if (refused == null) {
          result.put("ignored", Reason.DISCOVERY.label());
        } else {
          result.put("rejected", refused.reason().label());
        }
      }
      case Decoding.Readings readings -> {
        ArrayNode array = result.putArray("readings");
        for (Reading reading : readings.readings()) {
          // Through bytes, as the expectation came: the same types of numbers on both sides.
          ObjectNode written = (ObjectNode) JSON.readTree(ReadingJson.write(reading));
          assertThat(written.remove("decoder").textValue())
              .isEqualTo(FOLDER.relativize(file).getName(0).toString());
          written.remove("receivedAt");
          array.add(written);
        }
      }
    }
    return (ObjectNode) JSON.readTree(JSON.writeValueAsBytes(result));
  }
}
