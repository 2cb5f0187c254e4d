package io.garonne.publish.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.indicator.Evidence;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Line;
import io.garonne.model.indicator.Path;
import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.PublicationGaps;
import io.garonne.model.indicator.Publishable;
import io.garonne.model.indicator.Published;
import io.garonne.model.indicator.Result;
import io.garonne.model.indicator.Span;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What people and machines read, from invented figures, to the letter. */
class IndicatorTextsTest {
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final String HEADLINE = "electricity/rolling-12/2026-10";

  @ParameterizedTest
  @CsvSource({"FR,true,true", "EN,true,true", "FR,false,false", "EN,false,false"})
  void theTableSaysWhatHasToBeSaid(Language language, boolean decided, boolean users)
      throws IOException {
    StringBuilder out = new StringBuilder();
    new IndicatorsTable(new Texts(language))
        .write(InventedProgramme.published(decided, users).figures(), OCTOBER, out);
    golden(
        "indicators-" + (decided ? "decided" : "proxy") + "." + language.code() + ".txt",
        out.toString());
  }

  @ParameterizedTest
  @EnumSource
  void theExplanationLeadsFromTheLinesToTheFigure(Language language) throws IOException {
    PublishedIndicators all = InventedProgramme.published(true, true);
    StringBuilder out = new StringBuilder();
    boolean agrees =
        new Explanation(new Texts(language)).write((Figure) one(all, HEADLINE), all, out);
    golden("explain." + language.code() + ".txt", out.toString());
    assertThat(agrees).isTrue();
  }

  @Test
  void everyFigureFollowsFromItsLines() throws IOException {
    for (boolean decided : new boolean[] {true, false}) {
      for (boolean users : new boolean[] {true, false}) {
        PublishedIndicators all = InventedProgramme.published(decided, users);
        assertThat(all.figures()).hasSizeGreaterThan(100);
        for (Figure figure : all.figures()) {
          StringBuilder out = new StringBuilder();
          assertThat(new Explanation(new Texts(Language.EN)).write(figure, all, out))
              .as("%s", out)
              .isTrue();
        }
      }
    }
  }

  @Test
  void aLineThatIsMissingOrWrongIsNoticed() throws IOException {
    PublishedIndicators all = InventedProgramme.published(true, true);
    List<Published> less = new ArrayList<>(all.byId().values());
    less.remove(one(all, "electricity/line/2026-05/city/printing"));
    PublishedIndicators wrong = PublishedIndicators.of(less);
    StringBuilder out = new StringBuilder();
    assertThat(
            new Explanation(new Texts(Language.EN))
                .write((Figure) one(wrong, HEADLINE), wrong, out))
        .isFalse();
    assertThat(out.toString()).contains("IT IS NOT WHAT IS PUBLISHED", "Actual: from the lines");
  }

  @Test
  void aLineIsExplainedToo() throws IOException {
    PublishedIndicators all = InventedProgramme.published(true, true);
    StringBuilder out = new StringBuilder();
    new Explanation(new Texts(Language.EN))
        .write((Line) one(all, "electricity/line/2026-05/city/workstations"), all, out);
    assertThat(out.toString())
        .contains("Metered: 10 of 100", "Publishable: yes")
        .contains("  electricity/rolling-12/2026-10/workstations\n")
        .contains("  electricity/month/2026-05\n")
        .doesNotContain("electricity/month/2026-06");
  }

  @Test
  void namesThatAreLikeAnotherAreFound() {
    PublishedIndicators all = InventedProgramme.published(true, true);
    assertThat(all.near("electricity/rolling-12/2026-13", 2))
        .containsExactly(
            "electricity/rolling-12/2026-10/workstations",
            "electricity/rolling-12/2026-10/server-room-it");
    assertThat(PublishedIndicators.of(List.of()).near("x", 2)).isEmpty();
    assertThat(all.near("foo", 2)).as("none is like it").isEmpty();
    assertThat(all.near("eggs", 2)).isEmpty();
  }

  @Test
  void theCsvIsForMachines() throws IOException {
    StringBuilder out = new StringBuilder();
    IndicatorsCsv.write(
        InventedProgramme.published(true, true).figures().stream()
            .filter(figure -> figure.month().equals(OCTOBER))
            .toList(),
        out);
    golden("indicators.csv", out.toString());
    String[] lines = out.toString().split("\n", -1);
    assertThat(lines[0].split(",", -1)).hasSize(IndicatorsCsv.COLUMNS.size());
    for (String column : List.of("actual", "measured", "high", "accuracy", "reference")) {
      assertThat(lines[1].split(",", -1)[IndicatorsCsv.COLUMNS.indexOf(column)])
          .as("%s is a whole number of millijoules", column)
          .matches("\\d+");
    }
    for (String column : List.of("carbon_at_reference_factor_grams", "grid_effect_grams")) {
      assertThat(lines[1].split(",", -1)[IndicatorsCsv.COLUMNS.indexOf(column)])
          .as("%s has no digit below a milligram", column)
          .matches("-?\\d+(\\.\\d{1,3})?");
    }
  }

  /** There were twelve columns, eleven of them empty, three times. */
  @Test
  void whereNothingCanBeComputedTheTableHasOnlyTheReason() throws IOException {
    YearMonth month = YearMonth.of(2026, 10);
    List<Figure> none = new ArrayList<>();
    for (Indicator indicator : Indicator.values()) {
      none.add(
          new Figure(
              indicator,
              Span.ROLLING_12,
              month,
              Figure.ALL,
              null,
              true,
              null,
              new Result.NotComputable(Result.Reason.NO_BASELINE, "")));
    }
    StringBuilder out = new StringBuilder();
    new IndicatorsTable(new Texts(Language.EN)).write(none, month, out);
    assertThat(out.toString())
        .contains("Why there is no figure", "not computable: there is no baseline")
        .doesNotContain("Months", "95 % interval");
  }

  @Test
  void colourThatNoPrinterTellsApartIsNotKnownAndNotZero() {
    Published prints = one(InventedProgramme.published(true, true), "prints/month/2026-10");
    String json = new String(IndicatorJson.write(prints), StandardCharsets.UTF_8);
    String untold = json.replaceAll("\"(colour|colourKnown|estimated)Pages\":[0-9.]+,?", "");
    assertThat(untold).isNotEqualTo(json);
    Figure figure = (Figure) IndicatorJson.read(untold.getBytes(StandardCharsets.UTF_8));
    assertThat(new IndicatorsTable(new Texts(Language.EN)).beside(figure))
        .contains("Colour: not known, no printer tells it apart from mono.")
        .noneMatch(line -> line.contains("sheets"));
    assertThat(new IndicatorsTable(new Texts(Language.FR)).beside(figure))
        .contains("Couleur : non connue, aucune imprimante ne la distingue du noir et blanc.");
  }

  @Test
  void whoDecidedAnAdjustmentIsNamedInTheMonthsOfTheFigure() throws IOException {
    Programme.DecidedAdjustment inTime =
        new Programme.DecidedAdjustment(
            new Evidence.Adjustment(
                "video",
                YearMonth.of(2026, 5),
                YearMonth.of(2027, 4),
                "city",
                "network",
                7_200_000_000L),
            "cameras at crossings",
            "board",
            "auditor");
    Programme.DecidedAdjustment before =
        new Programme.DecidedAdjustment(
            new Evidence.Adjustment(
                "old", YearMonth.of(2024, 1), YearMonth.of(2024, 2), null, null, 1),
            "gone",
            "board",
            "auditor");
    Programme programme =
        new Programme(
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(before, inTime),
            List.of(),
            List.of(),
            Map.of());
    Figure headline = (Figure) one(InventedProgramme.published(true, true), HEADLINE);
    StringBuilder out = new StringBuilder();
    new Decisions(new Texts(Language.EN)).write(headline, programme, out);
    assertThat(out.toString())
        .contains(
            "video, 2026-05 to 2027-04, city / network: 2.0 kWh a month. cameras at crossings.")
        .contains("Decided by board, approved by auditor.")
        .doesNotContain("gone");
  }

  @Test
  void everyReasonAndStatusHasATextInBothLanguages() {
    for (Language language : Language.values()) {
      FigureTexts texts = new FigureTexts(new Texts(language));
      for (Result.Reason reason : Result.Reason.values()) {
        assertThat(texts.why(new Result.NotComputable(reason, "2026"))).isNotEmpty();
      }
      for (Path.Status status : Path.Status.values()) {
        assertThat(texts.status(status)).isNotEmpty();
      }
      for (Publishable publishable : Publishable.values()) {
        assertThat(texts.publishable(publishable)).isNotEmpty();
      }
      for (PublicationGaps.What what : PublicationGaps.What.values()) {
        assertThat(texts.get("gap." + FigureTexts.label(what))).isNotEmpty();
        assertThat(texts.get("who." + FigureTexts.label(what.who()))).isNotEmpty();
      }
      for (Line.Out out : Line.Out.values()) {
        assertThat(texts.out(out)).isNotEmpty();
      }
    }
  }

  private static Published one(PublishedIndicators all, String id) {
    return Objects.requireNonNull(all.byId().get(id), id);
  }

  private static void golden(String name, String written) throws IOException {
    java.nio.file.Path file = java.nio.file.Path.of("src/test/resources/indicator", name);
    if (Boolean.getBoolean("garonne.golden.write")) {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, written, StandardCharsets.UTF_8);
    }
    assertThat(written).isEqualTo(Files.readString(file));
  }
}
