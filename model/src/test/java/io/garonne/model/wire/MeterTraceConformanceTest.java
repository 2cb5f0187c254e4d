package io.garonne.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.Meter;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.MeterReport;
import io.garonne.model.metering.MeterState;
import io.garonne.model.metering.MeterTrace;
import io.garonne.model.metering.Outcome;
import io.garonne.model.metering.Sample;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Traces with what the rules must make of them: CSV beside JSON with profile and expectation. */
class MeterTraceConformanceTest {
  private static final BigDecimal TOLERANCE = new BigDecimal("0.000001");

  @TestFactory
  Stream<DynamicTest> ourTracesComeOutAsTheirJsonSays() throws IOException {
    return tests(repositoryRoot().resolve("model/src/test/resources/conformance/meter"));
  }

  @TestFactory
  Stream<DynamicTest> theSharedTracesComeOutAsTheirJsonSays() throws IOException {
    String shared = System.getProperty("garonne.shared");
    Path folder =
        (shared == null ? repositoryRoot().resolveSibling("shared") : Path.of(shared))
            .resolve("fixtures/meter-traces");
    if (!Files.isDirectory(folder)) {
      System.out.println("not run: ../shared/fixtures/meter-traces is not there");
      return Stream.of();
    }
    return tests(folder);
  }

  private static Stream<DynamicTest> tests(Path folder) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path json : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        String name = json.getFileName().toString().replace(".json", "");
        Path csv = json.resolveSibling(name + ".csv");
        tests.add(DynamicTest.dynamicTest(name, () -> compare(csv, json)));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static void compare(Path csv, Path json) throws IOException {
    byte[] said = Files.readAllBytes(json);
    MeterTraceJson.TraceProfile stated = MeterTraceJson.readProfile(said);
    MeterTrace.Result read = MeterTrace.parse(Files.readString(csv), csv.toString());
    assertThat(read.problems()).isEmpty();
    assertThat(stated.unusedFields()).isEmpty();
    MeterProfile profile =
        stated.profile().resolution() == null
            ? stated.profile().withResolution(read.trace().resolution())
            : stated.profile();
    ZoneId zone = stated.zone() == null ? ZoneOffset.UTC : stated.zone();

    MeterReport plain = MeterReport.of(read.trace(), profile, zone, Meter.DEFAULT_HORIZON);
    MeterReport byBlocks = byBlocks(read.trace(), profile, zone);
    assertThat(byBlocks).as("by the incremental meter").isEqualTo(plain);

    Map<String, BigDecimal> expected = numbers(said, "expect.");
    Map<String, BigDecimal> actual = numbers(MeterTraceJson.write(plain), "");
    assertThat(expected).as("expectations").isNotEmpty();
    expected.forEach(
        (key, value) -> {
          assertThat(actual).containsKey(key);
          assertThat(actual.getOrDefault(key, BigDecimal.ZERO).subtract(value).abs())
              .as("%s: %s instead of %s", key, actual.get(key), value)
              .isLessThanOrEqualTo(TOLERANCE);
        });
    // A list of days or months is complete.
    for (String list : List.of("byLocalDay", "byLocalMonth")) {
      if (expected.keySet().stream().anyMatch(key -> key.startsWith(list))) {
        assertThat(actual.keySet().stream().filter(key -> key.startsWith(list)))
            .containsExactlyInAnyOrderElementsOf(
                expected.keySet().stream().filter(key -> key.startsWith(list)).toList());
      }
    }
  }

  private static MeterReport byBlocks(MeterTrace trace, MeterProfile profile, ZoneId zone) {
    List<Sample> samples = trace.samples(profile);
    Outcome sum = Meter.run(MeterState.INITIAL, List.of(), profile, Meter.DEFAULT_HORIZON);
    for (int from = 0; from < samples.size(); ) {
      int to = from;
      long slot = Period.slotOf(samples.get(from).at());
      while (to < samples.size() && Period.slotOf(samples.get(to).at()) == slot) {
        to++;
      }
      MeterState before = MeterState.decode(sum.after().encode());
      sum = sum.then(Meter.run(before, samples.subList(from, to), profile, Meter.DEFAULT_HORIZON));
      from = to;
    }
    return MeterReport.of(
        sum.slots(),
        sum.counts(),
        zone,
        trace.lines().size(),
        samples.size(),
        trace.voidFields(profile));
  }

  /** Every number of an object by its path, from those paths that begin with a prefix. */
  private static Map<String, BigDecimal> numbers(byte[] json, String prefix) throws IOException {
    Map<String, BigDecimal> numbers = new TreeMap<>();
    try (JsonParser in = new JsonFactory().createParser(json)) {
      while (in.nextToken() != null) {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
            || in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
          String path = in.getParsingContext().pathAsPointer().toString().substring(1);
          String dotted = path.replace('/', '.');
          if (dotted.startsWith(prefix)) {
            numbers.put(dotted.substring(prefix.length()), in.getDecimalValue());
          }
        }
      }
    }
    return numbers;
  }

  private static Path repositoryRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("model/src/main"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not within the repository");
      }
    }
    return folder;
  }
}
