package io.garonne.publish.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.PublicationGaps;
import io.garonne.model.inventory.Estate;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapsTableTest {
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

  @Test
  void whatStopsAHeadlineIsSaidWithWhoProvidesIt() throws IOException {
    PublishedIndicators proxy = InventedProgramme.published(false, false);
    Programme nothingSaid = Programme.of(Estate.of(List.of(), ZoneId.of("Europe/Paris")).estate());
    PublicationGaps gaps = PublicationGaps.of(nothingSaid, proxy.figures(), proxy.lines(), OCTOBER);
    assertThat(gaps.isPublishable()).isFalse();
    assertThat(written(gaps, Language.EN))
        .contains("cannot be published yet")
        .contains("2025-01 … 2026-10 (20)", "human resources")
        .contains("museum?[31m, network")
        .contains("2025, 2026")
        .doesNotContain("\u001b");
    assertThat(written(gaps, Language.FR))
        .contains("ne peut pas encore être publié", "les ressources humaines", "les achats");
  }

  @Test
  void aMonthWithoutAFigureIsAGap() throws IOException {
    PublicationGaps gaps =
        PublicationGaps.of(
            Programme.of(Estate.of(List.of(), ZoneId.of("Europe/Paris")).estate()),
            List.of(),
            List.of(),
            OCTOBER);
    assertThat(gaps.gaps())
        .extracting(PublicationGaps.Gap::what)
        .contains(PublicationGaps.What.NO_FIGURE, PublicationGaps.What.NO_BASELINE);
    assertThat(written(gaps, Language.EN)).contains("streams has computed none");
  }

  @Test
  void aHeadlineThatCannotBeComputedSaysWhyInWords() throws IOException {
    PublicationGaps gaps =
        new PublicationGaps(
            OCTOBER,
            List.of(
                new PublicationGaps.Gap(
                    PublicationGaps.What.NOT_COMPUTABLE,
                    List.of("NO_USERS", "2026-09"),
                    List.of("2026-10"))));
    assertThat(written(gaps, Language.EN))
        .contains("cannot be published yet", "cannot be computed", "users of 2026-09");
  }

  private static String written(PublicationGaps gaps, Language language) throws IOException {
    StringBuilder out = new StringBuilder();
    new GapsTable(new Texts(language)).write(gaps, out);
    return out.toString();
  }
}
