package io.garonne.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.garonne.model.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Real captures that lie beside the repository on some machines. */
class SharedFixturesTest {
  private static final Decoders DECODERS = Decoders.standard();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MJ_PER_KWH = 3_600_000_000L;

  private static @Nullable Path folder() {
    Path here = Path.of("").toAbsolutePath();
    for (Path each = here; each != null; each = each.getParent()) {
      Path candidate = each.resolveSibling("shared").resolve("fixtures/devices");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private static List<Decoding> decode(Path file) throws IOException {
    JsonNode fixture = JSON.readTree(file.toFile());
    List<Decoding> found = new ArrayList<>();
    for (JsonNode message : fixture.path("messages")) {
      if (!message.path("topic").isTextual() || !message.path("payload").isTextual()) {
        continue;
      }
      found.add(
          DECODERS.decode(
              new InboundMessage(
                  message.get("topic").textValue(),
                  message.get("payload").textValue().getBytes(StandardCharsets.UTF_8),
                  message.path("retained").booleanValue(),
                  Instant.parse("2026-01-01T00:00:00Z").toEpochMilli()),
              DecodeContext.recorded(ZoneId.of("Europe/Paris"))));
    }
    return found;
  }

  @Test
  void capturesOfTasmotaGiveSaneReadings() throws IOException {
    Path folder = folder();
    assumeTrue(folder != null, "not run: no captures beside the repository");
    int readings = 0;
    try (Stream<Path> files = Files.list(folder.resolve("tasmota"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        for (Decoding decoding : decode(file)) {
          assertThat(decoding).as(file.toString()).isNotInstanceOf(Decoding.Rejected.class);
          if (decoding instanceof Decoding.Readings some) {
            for (Reading reading : some.readings()) {
              readings++;
              Long energy = reading.energy();
              assertThat(energy).as(file.toString()).isNotNull();
              assertThat(energy).isBetween(0L, 42_950L * MJ_PER_KWH);
              assertThat(reading.resolution()).isNotNull();
            }
          }
        }
      }
    }
    assertThat(readings).isGreaterThan(15);
  }

  @Test
  void noCaptureOfAnyFamilyIsABug() throws IOException {
    Path folder = folder();
    assumeTrue(folder != null, "not run: no captures beside the repository");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        for (Decoding decoding : decode(file)) {
          if (decoding instanceof Decoding.Rejected rejected) {
            assertThat(rejected.reason())
                .as(file + ": " + rejected.detail())
                .isNotEqualTo(Reason.DECODER_ERROR);
          }
        }
      }
    }
  }
}
