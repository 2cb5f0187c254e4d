package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.privacy.FieldClass;
import io.garonne.model.privacy.FieldPlace;
import io.garonne.model.privacy.FieldPlace.Store;
import io.garonne.model.privacy.FieldTable;
import io.garonne.model.wire.FieldTableCsv;
import io.garonne.model.wire.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written to InfluxDB, held to the table of fields. */
class FieldTableTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SOMEBODY = "somebody-of-their-own";
  private static final Pattern KEY =
      Pattern.compile("(?:addTag|addField)\\(\\s*\"([a-z0-9_]+)\"(?!\\s*\\+)");
  private static final Set<String> READ =
      Stream.of(
              Topics.TOTALS,
              Topics.LIVE,
              Topics.GRID,
              Topics.INDICATORS,
              Topics.ADVICE,
              Topics.ALERTS,
              Topics.LEDGER)
          .map(Topics::topic)
          .collect(Collectors.toSet());
  private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");

  private final FieldTable table = FieldTableCsv.read();
  private final Conversions conversions =
      new Conversions(Map.of(), Clock.systemUTC(), Samples.inventory());

  /** A record of a topic. */
  private record Golden(String schema, JsonNode value) {
    String topic() {
      return schema.replaceAll("^(energy\\.[a-z-]+\\.v1).*$", "$1");
    }
  }

  @Test
  void everyTagAndFieldIsClassifiedAndNoOther() throws Exception {
    SortedMap<String, Set<String>> written = new TreeMap<>();
    for (Golden golden : golden()) {
      put(written, converted(golden));
    }
    put(
        written,
        Schema.of(Samples.total(Samples.device("s", "c", "d"), Period.DAY, AT, 1)),
        Schema.of(Samples.liveDevice("d", "r", false, 1, AT)),
        Schema.of(Samples.liveRack("r", 1, AT)),
        Schema.of(Samples.liveChannel("d", "c", false, 1, AT)),
        Schema.of(Samples.live("s", "c", 1, AT)),
        Schema.of(Samples.total(Samples.SITE_CLASS, Period.DAY, AT, 1)),
        Schema.of(Samples.total(Scope.ofFamily("e", "f"), Period.DAY, AT, 1)),
        Schema.of(Samples.prints(YearMonth.of(2026, 3))),
        Schema.of(Samples.headline(YearMonth.of(2026, 3), -0.1)),
        Schema.of(Samples.headline(YearMonth.of(2026, 3), null)));
    TreeSet<String> names = new TreeSet<>();
    written.forEach(
        (measurement, keys) -> {
          FieldPlace place = new FieldPlace(Store.INFLUX, measurement);
          names.addAll(table.fields(place).keySet());
          assertThat(table.fields(place).keySet()).as(place.toString()).containsAll(keys);
        });
    assertThat(table.places(Store.INFLUX).stream().map(FieldPlace::name))
        .containsExactlyElementsOf(written.keySet());
    // What these records happen not to have.
    Set<String> known = keysInSource();
    assertThat(names).containsAll(known);
    written.values().forEach(known::addAll);
    assertThat(known).containsAll(names);
  }

  @Test
  void nothingWrittenNamesAnybodyWhateverTheTopicSaysOfAPersonalDevice() throws Exception {
    int personal = 0;
    for (Golden golden : golden()) {
      FieldPlace place = new FieldPlace(Store.TOPIC, golden.schema());
      List<String> fields = table.fields(place, FieldClass.PERSONAL);
      JsonNode value = golden.value().deepCopy();
      if (value.has("personal")) {
        ((ObjectNode) value).put("personal", true);
      }
      for (String field : fields) {
        personal += named(value, List.of(field.split("\\.", -1))) ? 1 : 0;
      }
      Conversion conversion = converted(new Golden(golden.schema(), value));
      if (conversion instanceof Conversion.Written(Line line)) {
        assertThat(line.text()).as(golden.schema()).doesNotContain(SOMEBODY);
      } else {
        assertThat(conversion).as(golden.schema()).isInstanceOf(Conversion.Ignored.class);
      }
    }
    assertThat(personal).isGreaterThan(8);
  }

  private Conversion converted(Golden golden) throws IOException {
    String key =
        golden.schema().endsWith("unused-personal")
            ? "unused|personal|s|f"
            : golden.value().path("kind").asText() + "|a|b";
    return conversions.of(
        golden.topic(),
        key.getBytes(StandardCharsets.UTF_8),
        JSON.writeValueAsBytes(golden.value()));
  }

  /** The golden records of the topics that are read. */
  private static List<Golden> golden() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../model/src/test/resources/wire"))) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(FieldTableTest::golden)
          .filter(golden -> READ.contains(golden.topic()))
          .toList();
    }
  }

  private static Golden golden(Path file) {
    try {
      String schema =
          file.getFileName().toString().replaceAll("(\\.figure|\\.line)?\\.golden.*", "");
      return new Golden(schema, JSON.readTree(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void put(SortedMap<String, Set<String>> to, Conversion... conversions) {
    for (Conversion conversion : conversions) {
      if (conversion instanceof Conversion.Written(Line line)) {
        String series = line.series();
        String[] tags = series.split("(?<!\\\\),", -1);
        Set<String> keys = to.computeIfAbsent(tags[0], m -> new TreeSet<>());
        for (int i = 1; i < tags.length; i++) {
          keys.add(tags[i].substring(0, tags[i].indexOf('=')));
        }
        // Strings may hold commas and blanks: what is between quotes is no key.
        String fields = line.text().substring(series.length()).replaceAll("\"[^\"]*\"", "");
        Pattern.compile("[ ,]([a-z0-9_]+)=")
            .matcher(fields)
            .results()
            .forEach(m -> keys.add(ofReasons(m.group(1))));
      }
    }
  }

  /** There is a counter for each reason why a message is ignored. */
  private static String ofReasons(String field) {
    return field.startsWith("ignored_") ? "ignored_*" : field;
  }

  private static Set<String> keysInSource() throws IOException {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/garonne/sink"))) {
      for (Path file : files.filter(f -> f.toString().endsWith("Schema.java")).toList()) {
        KEY.matcher(Files.readString(file)).results().forEach(m -> keys.add(m.group(1)));
      }
    }
    return keys;
  }

  /** Puts somebody's name wherever the text at a path is; whether there was one. */
  private static boolean named(JsonNode in, List<String> path) {
    if (in instanceof ArrayNode list) {
      boolean any = false;
      for (JsonNode each : list) {
        any |= named(each, path);
      }
      return any;
    }
    if (!(in instanceof ObjectNode object) || !object.has(path.get(0))) {
      return false;
    }
    String name = path.get(0);
    if (path.size() > 1) {
      return named(object.get(name), path.subList(1, path.size()));
    }
    object.set(
        name,
        object.get(name).isArray()
            ? JSON.createArrayNode().add(SOMEBODY)
            : JSON.getNodeFactory().textNode(SOMEBODY));
    return true;
  }
}
