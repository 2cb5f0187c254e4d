package io.garonne.publish.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Path;
import io.garonne.model.indicator.Publishable;
import io.garonne.model.indicator.Span;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static Figure carbon(long actual) {
    Comparison.Change change = new Comparison.Change(1_000_000, -0.3, 0);
    return new Figure(
        Indicator.CARBON,
        Span.ROLLING_12,
        YearMonth.of(2026, 12),
        Figure.ALL,
        new Figure.Reference(YearMonth.of(2025, 1), 1, "aa"),
        true,
        new Figure.Value(
            YearMonth.of(2026, 1),
            12,
            actual,
            300_000,
            300_000,
            0,
            1,
            change,
            change,
            change,
            change,
            0,
            false,
            0,
            -0.1,
            Path.Status.AHEAD,
            Publishable.YES,
            List.of("city"),
            List.of(),
            null,
            null,
            null),
        null);
  }

  @Test
  void carbonIsNotSaidToAgreeWithLinesThatHaveNoManufacturing() throws IOException {
    PublishedIndicators nothing = InventedProgramme.published(true, true);
    StringBuilder out = new StringBuilder();
    assertThat(new Explanation(new Texts(Language.EN)).write(carbon(700_000), nothing, out))
        .isTrue();
    assertThat(out.toString())
        .contains("Its own numbers agree", "manufacturing is in no line")
        .doesNotContain("from these lines");
    StringBuilder french = new StringBuilder();
    assertThat(new Explanation(new Texts(Language.FR)).write(carbon(600_000), nothing, french))
        .isFalse();
    assertThat(french.toString())
        .contains("SES PROPRES NOMBRES NE CONCORDENT PAS", "d’après ses propres nombres")
        .doesNotContain("lignes");
  }
}
