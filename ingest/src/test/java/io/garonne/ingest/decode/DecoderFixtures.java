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
        JsonNode messages = test.path("messages");
        for (JsonNode each : messages.isMissingNode() ? List.of(test) : messages) {
          fixtures.add(new Fixture(FOLDER.relativize(file).getName(0).toString(), message(each)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fixtures;
  }

  /** Every decoder, with all rules that lie beside messages. */
  static Decoders decoders() {
    List<Rule> rules = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      files
          .filter(f -> f.toString().endsWith(".yaml"))
          .sorted()
          .forEach(file -> rules.addAll(Rules.read(file).all()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Decoders.of(new Rules(rules), HomeAssistantDecoder.DEFAULT_PREFIX);
  }

  /** A message of a file. */
  static InboundMessage message(JsonNode message) {
    return new InboundMessage(
        message.get("topic").textValue(),
        message.get("payload").textValue().getBytes(StandardCharsets.UTF_8),
        message.path("retained").booleanValue(),
        IsoTime.parse(message.path("receivedAt").asText("2026-03-02T09:00:05Z")));
  }

  /** Makes known what any of the messages announces. */
  static DecodeContext teach(Decoders decoders, DecodeContext context) {
    for (Fixture fixture : all()) {
      if (decoders.decode(fixture.message(), context) instanceof Decoding.Announced said) {
        context.announced().learn(said.announcement());
      }
    }
    return context;
  }
}
