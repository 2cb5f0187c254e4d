package io.garonne.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Public records as released versions wrote them, a directory each, which is never changed again.
 * Whoever releases copies the golden records of {@link WireFormatTest} there, unless nothing of
 * them is new, and adds their {@code SHA256SUMS}.
 */
class ReleasedWireTest {
  private static final Path RELEASED = Path.of("src/test/resources/wire-released");
  private static final String GOLDEN = ".golden.json";

  static List<Path> records() throws IOException {
    try (Stream<Path> files = Files.walk(RELEASED)) {
      return files.filter(file -> file.toString().endsWith(GOLDEN)).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyFieldThatWasWrittenOnceMeansTheSame(Path record) throws IOException {
    String topic = record.getFileName().toString().replace(GOLDEN, "");
    byte[] old = Files.readAllBytes(record);
    assertThat(fields(again(topic, old)))
        .as("fields may be added, none goes or means something else")
        .containsAllEntriesOf(fields(old));
  }

  /** Read by this build, and written again. */
  private static byte[] again(String name, byte[] record) {
    if (name.startsWith("energy.indicators.v1.")) {
      return IndicatorJson.write(IndicatorJson.read(record));
    }
    String advice = "energy.advice.v1.";
    for (OffHoursWireTest.Case<?> one : OffHoursWireTest.cases().toList()) {
      if (name.equals(advice + one.kind())) {
        return offHours(one, record);
      }
    }
    for (WireFormatTest.Case<?> one : WireFormatTest.cases().toList()) {
      if (name.equals(one.topic())) {
        return any(one, record);
      }
    }
    throw new AssertionError("nothing reads " + name + " any more");
  }

  private static <T> byte[] offHours(OffHoursWireTest.Case<T> one, byte[] record) {
    return one.write().apply(one.read().apply(record));
  }

  private static <T> byte[] any(WireFormatTest.Case<T> one, byte[] record) {
    return one.write().apply(one.read().apply(record));
  }

  /** Values by where they stand. */
  private static Map<String, String> fields(byte[] json) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    try (JsonParser in = new JsonFactory().createParser(json)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token.isScalarValue()) {
          fields.put(in.getParsingContext().pathAsPointer().toString(), in.getText());
        }
      }
    }
    return fields;
  }

  @Test
  void noReleasedRecordIsChangedLater() throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    Map<Path, List<String>> sums = new TreeMap<>();
    for (Path record : records()) {
      sums.computeIfAbsent(record.getParent(), version -> new ArrayList<>())
          .add(
              HexFormat.of().formatHex(sha.digest(Files.readAllBytes(record)))
                  + "  "
                  + record.getFileName());
    }
    for (Map.Entry<Path, List<String>> version : sums.entrySet()) {
      assertThat(Files.readAllLines(version.getKey().resolve("SHA256SUMS")))
          .containsExactlyElementsOf(version.getValue());
    }
  }
}
