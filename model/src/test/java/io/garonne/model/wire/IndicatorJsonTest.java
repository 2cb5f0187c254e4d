package io.garonne.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Line;
import io.garonne.model.indicator.Published;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorJsonTest {
  private static Published golden(String kind) {
    InventedFigures invented = new InventedFigures(1, true);
    return kind.equals("figure")
        ? invented.figure(Indicator.ELECTRICITY)
        : invented.line(Indicator.ELECTRICITY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"figure", "line"})
  void whatIsWrittenNowIsWhatIsWrittenForEver(String kind) throws IOException {
    Path golden =
        Path.of("src/test/resources/wire", "energy.indicators.v1." + kind + ".golden.json");
    byte[] written = IndicatorJson.write(golden(kind));
    if (Boolean.getBoolean("garonne.golden.write")) {
      Files.write(golden, written);
    }
    assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(Files.readString(golden));
    assertThat(IndicatorJson.read(Files.readAllBytes(golden))).isEqualTo(golden(kind));
  }

  @Test
  void whatIsReadIsWhatWasWrittenDownToTheLastDigit() {
    for (int seed = 0; seed < 2000; seed++) {
      InventedFigures invented = new InventedFigures(seed, false);
      for (Indicator indicator : Indicator.values()) {
        Figure figure = invented.figure(indicator);
        assertThat(IndicatorJson.read(IndicatorJson.write(figure))).isEqualTo(figure);
        Line line = invented.line(indicator);
        assertThat(IndicatorJson.read(IndicatorJson.write(line))).isEqualTo(line);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"figure", "line"})
  void aFieldOfALaterVersionIsSkipped(String kind) {
    String json = new String(IndicatorJson.write(golden(kind)), StandardCharsets.UTF_8);
    String later = "{\"later\":{\"a\":[1,{\"b\":null}]}," + json.substring(1);
    assertThat(IndicatorJson.read(later.getBytes(StandardCharsets.UTF_8))).isEqualTo(golden(kind));
  }

  @Test
  void whatIsNeitherIsRefused() {
    assertThatThrownBy(() -> IndicatorJson.read("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyFieldIsInTheSchemaAndEveryFieldOfTheSchemaIsWritten() throws IOException {
    Map<String, Set<String>> written = new LinkedHashMap<>();
    for (int seed = 0; seed < 200; seed++) {
      InventedFigures invented = new InventedFigures(seed, false);
      for (Indicator indicator : Indicator.values()) {
        for (Published one : List.of(invented.figure(indicator), invented.line(indicator))) {
          names(
              parsed(IndicatorJson.write(one)),
              "",
              written.computeIfAbsent(
                  one instanceof Figure ? "figure" : "line", kind -> new TreeSet<>()));
        }
      }
    }
    byte[] file;
    try (InputStream in = Topics.class.getResourceAsStream("energy.indicators.v1.schema.json")) {
      file = Objects.requireNonNull(in).readAllBytes();
    }
    Map<?, ?> shapes = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) parsed(file)).get("$defs"));
    for (String kind : List.of("figure", "line")) {
      Set<String> described = new TreeSet<>();
      described(Objects.requireNonNull(shapes.get(kind)), "", described);
      assertThat(written.get(kind)).as(kind).containsExactlyElementsOf(described);
    }
  }

  /** Names of fields with those of the objects that they are in. */
  private static void names(Object json, String above, Set<String> names) {
    if (json instanceof Map<?, ?> object) {
      object.forEach(
          (name, value) -> {
            names.add(above + name);
            names(value, above + name + ".", names);
          });
    } else if (json instanceof List<?> array) {
      array.forEach(one -> names(one, above, names));
    }
  }

  private static void described(Object schema, String above, Set<String> names) {
    Map<?, ?> of = (Map<?, ?>) schema;
    if (of.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach(
          (name, property) -> {
            names.add(above + name);
            described(property, above + name + ".", names);
          });
    }
    if (of.get("items") instanceof Map<?, ?> items) {
      described(items, above, names);
    }
  }

  private static Object parsed(byte[] json) throws IOException {
    try (JsonParser in = new JsonFactory().createParser(json)) {
      in.nextToken();
      return value(in);
    }
  }

  private static Object value(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> object = new LinkedHashMap<>();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        object.put(name, value(in));
      }
      return object;
    }
    if (in.currentToken() == JsonToken.START_ARRAY) {
      List<Object> array = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        array.add(value(in));
      }
      return array;
    }
    return in.getText();
  }
}
