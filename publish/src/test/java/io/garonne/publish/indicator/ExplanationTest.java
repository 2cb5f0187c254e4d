package io.garonne.publish.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.PageKinds;
import io.garonne.model.indicator.Baseline;
import io.garonne.model.indicator.Cell;
import io.garonne.model.indicator.CellTotal;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicators;
import io.garonne.model.indicator.Manufacturing;
import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.Published;
import io.garonne.model.indicator.UnitsInService;
import io.garonne.model.inventory.Estate;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** 12 000 kWh of a reference year became 6 000; 400 kg were made then, 300 now. */
class ExplanationTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long KWH = 3_600_000_000L;
  private static final YearMonth FIRST = YearMonth.of(2025, 1);

  private static List<Published> carbon() {
    Map<Cell, Baseline.Reference> base = new HashMap<>();
    Map<Cell, CellTotal> totals = new HashMap<>();
    Map<YearMonth, Map<String, Long>> users = new HashMap<>();
    for (int i = 0; i < 24; i++) {
      YearMonth month = FIRST.plusMonths(i);
      users.put(month, Map.of("city", i < 12 ? 100L : 110L));
      if (i < 12) {
        base.put(new Cell("city", "network", month), new Baseline.Reference(1000 * KWH, 0.1));
      } else {
        totals.put(
            new Cell("city", "network", month),
            new CellTotal(500 * KWH, 500 * KWH, null, 0, PageKinds.NONE, 1, 1, 1, 1, 1, true, 0));
      }
    }
    Programme programme =
        new Programme(
            FIRST,
            Map.of(),
            Map.of("network", 0.5),
            Map.of(2025, new Programme.Factor(50, "invented")),
            List.of(),
            users,
            List.of(
                new Programme.BaselineVersion(
                    1,
                    "aa",
                    LocalDate.of(2026, 1, 31),
                    Baseline.of(FIRST, base),
                    Baseline.of(FIRST, Map.of()))),
            List.of(),
            List.of(),
            List.of(
                new Programme.Embodied(2025, "city", "network", 400_000, "purchases"),
                new Programme.Embodied(2026, "city", "network", 300_000, "purchases")),
            Map.of());
    Indicators all =
        Indicators.of(
            new Indicators.Inputs(
                programme,
                totals,
                List.of(),
                UnitsInService.of(Estate.of(List.of(), PARIS).estate()),
                PARIS,
                LocalDate.of(2027, 1, 10).atStartOfDay(PARIS).toInstant()));
    List<Published> published = new ArrayList<>(all.figures());
    published.addAll(all.lines());
    return published;
  }

  private static boolean explain(List<Published> published, Language language, StringBuilder out)
      throws IOException {
    PublishedIndicators all = PublishedIndicators.of(published);
    Figure figure = (Figure) Objects.requireNonNull(all.byId().get("carbon/rolling-12/2026-12"));
    return new Explanation(new Texts(language)).write(figure, all, out);
  }

  @Test
  void carbonIsComputedAgainFromLinesAndManufacturing() throws IOException {
    StringBuilder out = new StringBuilder();
    assertThat(explain(carbon(), Language.EN, out)).isTrue();
    // 600 / (600 × 1.05 + 400 × 1.05) − 1; 1.05 = 0.5 + 0.5 × 110/100
    assertThat(out.toString())
        .contains(
            "6,000.000 kWh × 50.00 g CO₂e/kWh (2025; invented) = 300.000 kg",
            "2025, city, ",
            "400.000 kg CO₂e, of the reference; fixed 0.50 (purchases)",
            "R_adj = 1,050.000 kg CO₂e; 600.000 / 1,050.000 − 1 = −42.857",
            "Computed again from these lines");
    StringBuilder french = new StringBuilder();
    assertThat(explain(carbon(), Language.FR, french)).isTrue();
    assertThat(french.toString()).contains("Recalculé à partir de ces lignes", "Fabrication : ");
  }

  @Test
  void carbonWhoseManufacturingSaysAnotherThingDoesNotAgree() throws IOException {
    List<Published> other = new ArrayList<>();
    for (Published one : carbon()) {
      if (one instanceof Figure figure
          && figure.value() != null
          && figure.value().manufacturing() != null) {
        other.add(withoutItems(figure, figure.value(), figure.value().manufacturing()));
      } else {
        other.add(one);
      }
    }
    StringBuilder out = new StringBuilder();
    assertThat(explain(other, Language.EN, out)).isFalse();
    assertThat(out.toString())
        .contains("IT IS NOT WHAT IS PUBLISHED", "Actual: from the lines 300");
  }

  // NullAway does not see in a class file that a nested type may be null.
  @SuppressWarnings("NullAway")
  private static Figure withoutItems(Figure f, Figure.Value v, Manufacturing made) {
    return new Figure(
        f.indicator(),
        f.span(),
        f.month(),
        f.part(),
        f.reference(),
        f.isCurrent(),
        new Figure.Value(
            v.from(),
            v.months(),
            v.actual(),
            v.measured(),
            v.high(),
            v.accuracy(),
            v.knownShare(),
            v.chosen(),
            v.allFixed(),
            v.allPerUser(),
            v.unadjusted(),
            v.adjustments(),
            v.isAdjustedMuch(),
            v.notSaved(),
            v.due(),
            v.status(),
            v.publishable(),
            v.perimeter(),
            v.leftOut(),
            v.carbon(),
            new Manufacturing(made.factor(), made.users(), List.of()),
            v.outlook(),
            PageKinds.NONE,
            v.cooling()),
        f.why());
  }
}
