package io.garonne.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.advice.Action;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.Cost;
import io.garonne.model.advice.ModelEnergy;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.UnusedPersonal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of nights, of what is unused, and of models: what was written is read for ever. */
class OffHoursWireTest {
  private static final Cost KNOWN = new Cost.Known(1_250_000, "EUR");
  private static final Cost UNKNOWN = new Cost.Unknown(NoFigure.NO_TARIFF);

  /** Values of one kind that have every field together; the first one has a golden file. */
  record Case<T>(String kind, List<T> values, Function<T, byte[]> write, Function<byte[], T> read) {
    @Override
    public String toString() {
      return kind;
    }
  }

  private static OffHours.Half half(boolean second, Cost cost) {
    return new OffHours.Half(
        second,
        LocalDate.parse(second ? "2026-04-01" : "2026-03-16"),
        7,
        true,
        false,
        100_000_000,
        60_000_000,
        9_000_000,
        10_000_000,
        4_000_000,
        20_000,
        30_000,
        1_296_000_000,
        cost,
        cost);
  }

  private static BeforeAfter beforeAfter(BeforeAfter.Result result) {
    return new BeforeAfter(
        new Action(
            "2026-03-02-1",
            Action.Kind.SCHEDULE,
            "s",
            "a1",
            "printing",
            Instant.parse("2026-03-02T10:00:00Z").toEpochMilli(),
            "Ada",
            "nights"),
        true,
        false,
        true,
        1,
        List.of(new BeforeAfter.Day(LocalDate.parse("2026-03-01"), 5, 6, 7)),
        result);
  }

  private static ModelEnergy model(boolean declared) {
    return new ModelEnergy(
        "printing",
        "Laser | 4",
        List.of("mfp", "printer"),
        9,
        5,
        6,
        YearMonth.of(2025, 12),
        YearMonth.of(2026, 11),
        12,
        1_000,
        100L,
        52_000L,
        5_200L,
        declared ? 900L : null,
        declared ? null : NoFigure.NOT_DECLARED);
  }

  static Stream<Case<?>> cases() {
    YearMonth march = YearMonth.of(2026, 3);
    return Stream.of(
        new Case<>(
            OffHours.KIND,
            List.of(
                new OffHours(
                    "s",
                    "workstations",
                    march,
                    false,
                    List.of(half(false, KNOWN), half(true, KNOWN)),
                    new OffHours.Avoidable.Known(10, 20, 4, KNOWN),
                    null),
                new OffHours(
                    "s",
                    "workstations",
                    march,
                    true,
                    List.of(half(false, UNKNOWN)),
                    new OffHours.Avoidable.NotComputable(NoFigure.FEW_SITES),
                    null),
                new OffHours(
                    "s",
                    "workstations",
                    march,
                    true,
                    List.of(),
                    new OffHours.Avoidable.NotComputable(NoFigure.FEW_UNITS),
                    NoFigure.FEW_UNITS)),
            OffHoursJson::write,
            OffHoursJson::read),
        new Case<>(
            BeforeAfter.KIND,
            List.of(
                beforeAfter(new BeforeAfter.Result.Known(40, 41, 1_000, -20, 30L)),
                beforeAfter(new BeforeAfter.Result.Known(40, 41, 1_000, -20, null)),
                beforeAfter(new BeforeAfter.Result.NotComputable(NoFigure.FEW_DAYS, 3, 4))),
            BeforeAfterJson::write,
            BeforeAfterJson::read),
        new Case<>(
            Unused.KIND,
            List.of(
                new Unused(
                    "s",
                    "printing",
                    "printer",
                    "a1",
                    "d1",
                    "Laser 4",
                    LocalDate.parse("2026-03-01"),
                    56,
                    0.95,
                    10_000,
                    315_360_000,
                    KNOWN),
                new Unused(
                    "s",
                    "printing",
                    "printer",
                    null,
                    "d1",
                    null,
                    LocalDate.parse("2026-03-01"),
                    56,
                    0.95,
                    10_000,
                    315_360_000,
                    UNKNOWN)),
            UnusedJson::write,
            UnusedJson::read),
        new Case<>(
            UnusedPersonal.KIND,
            List.of(
                new UnusedPersonal("s", "workstations", LocalDate.parse("2026-03-01"), 27, 12, 3)),
            UnusedPersonalJson::write,
            UnusedPersonalJson::read),
        new Case<>(
            ModelEnergy.KIND,
            List.of(model(true), model(false)),
            ModelEnergyJson::write,
            ModelEnergyJson::read));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void whatIsWrittenNowIsWhatIsWrittenForEver(Case<T> one) throws IOException {
    Path golden =
        Path.of("src/test/resources/wire", "energy.advice.v1." + one.kind() + ".golden.json");
    byte[] written = one.write().apply(one.values().get(0));
    if (Boolean.getBoolean("garonne.golden.write")) {
      Files.write(golden, written);
    }
    assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(Files.readString(golden));
    assertThat(one.read().apply(Files.readAllBytes(golden))).isEqualTo(one.values().get(0));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void whatIsWrittenIsReadWithAnyFieldOfALaterVersion(Case<T> one) {
    for (T value : one.values()) {
      String json = new String(one.write().apply(value), StandardCharsets.UTF_8);
      String later = "{\"later\":{\"a\":[1,{\"b\":null}]}," + json.substring(1);
      assertThat(one.read().apply(later.getBytes(StandardCharsets.UTF_8))).isEqualTo(value);
      assertThat(json).contains("\"kind\":\"" + one.kind() + "\"");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void everyFieldIsInTheSchemaAndEveryFieldOfTheSchemaIsWritten(Case<T> one)
      throws IOException {
    Set<String> written = new TreeSet<>();
    for (T value : one.values()) {
      try (JsonParser in = new JsonFactory().createParser(one.write().apply(value))) {
        fields(in, written);
      }
    }
    Set<String> described = new TreeSet<>();
    try (InputStream file =
            Topics.class.getResourceAsStream("energy.advice.v1." + one.kind() + ".schema.json");
        JsonParser in = new JsonFactory().createParser(Objects.requireNonNull(file))) {
      while (in.nextToken() != null) {
        if (in.currentToken() == JsonToken.FIELD_NAME && in.currentName().equals("properties")) {
          in.nextToken();
          fields(in, described, JsonToken.START_OBJECT);
          break;
        }
      }
    }
    assertThat(described).containsExactlyElementsOf(written);
  }

  private static void fields(JsonParser in, Set<String> names) throws IOException {
    fields(in, names, Objects.requireNonNull(in.nextToken()));
  }

  /** Names of the fields of the object that begins here. */
  private static void fields(JsonParser in, Set<String> names, JsonToken start) throws IOException {
    assertThat(start).isEqualTo(JsonToken.START_OBJECT);
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      names.add(in.currentName());
      in.nextToken();
      in.skipChildren();
    }
  }

  @org.junit.jupiter.api.Test
  void keysTellTheirPartsApart() {
    assertThat(model(true).key()).isEqualTo("model|printing|Laser \\| 4");
    assertThat(beforeAfter(new BeforeAfter.Result.NotComputable(NoFigure.FEW_DAYS, 3, 4)).key())
        .isEqualTo("before-after|2026-03-02-1");
  }
}
