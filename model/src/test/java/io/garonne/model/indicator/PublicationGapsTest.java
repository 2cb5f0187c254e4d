package io.garonne.model.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.PageKinds;
import io.garonne.model.inventory.Estate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicationGapsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final YearMonth FIRST = YearMonth.of(2025, 1);
  private static final long KWH = 3_600_000_000L;
  private static final List<Entity> CITY = List.of(new Entity("city", null, null));

  private static PublicationGaps gaps(List<Entity> entities, long users, YearMonth month) {
    Map<Cell, Baseline.Reference> base = new HashMap<>();
    Map<Cell, CellTotal> totals = new HashMap<>();
    Map<YearMonth, Map<String, Long>> counted = new HashMap<>();
    for (int i = 0; i < 24; i++) {
      YearMonth one = FIRST.plusMonths(i);
      counted.put(one, Map.of("city", users));
      totals.put(new Cell("city", "network", one), total(500));
      totals.put(new Cell(Assignment.UNASSIGNED_SITE, "other", one), total(5));
      if (i < 12) {
        base.put(new Cell("city", "network", one), new Baseline.Reference(1000 * KWH, 0));
      }
    }
    Programme programme =
        new Programme(
            FIRST,
            Map.of(),
            Map.of(),
            Map.of(),
            entities,
            counted,
            List.of(
                new Programme.BaselineVersion(
                    1,
                    "hash",
                    LocalDate.of(2025, 7, 1),
                    Baseline.of(FIRST, base),
                    Baseline.of(FIRST, Map.of()))),
            List.of(),
            List.of(),
            List.of(),
            Map.of());
    Instant asOf = month.plusMonths(1).atDay(20).atStartOfDay(PARIS).toInstant();
    Indicators all =
        Indicators.of(
            new Indicators.Inputs(
                programme,
                totals,
                List.of(),
                UnitsInService.of(Estate.of(List.of(), PARIS).estate()),
                PARIS,
                asOf));
    return PublicationGaps.of(programme, all.figures(), all.lines(), month);
  }

  private static CellTotal total(long kwh) {
    return new CellTotal(kwh * KWH, kwh * KWH, null, 0, PageKinds.NONE, 1, 1, 1, 1, 1, true, 0);
  }

  @Test
  void aHeadlineThatCannotBeComputedIsNotAllWell() {
    PublicationGaps gaps = gaps(CITY, 100, YearMonth.of(2025, 10));
    assertThat(gaps.isPublishable()).isFalse();
    assertThat(gaps.gaps())
        .contains(
            new PublicationGaps.Gap(
                PublicationGaps.What.NOT_COMPUTABLE,
                List.of("REFERENCE_NOT_OVER", "2026-01"),
                List.of("2025-10")));
  }

  @Test
  void noUsersAreAskedForLikeUsersThatAreNotStated() {
    assertThat(gaps(CITY, 0, YearMonth.of(2026, 2)).gaps())
        .contains(
            new PublicationGaps.Gap(
                PublicationGaps.What.USERS,
                List.of("city"),
                List.of("2025-01", "2025-02", "2026-01", "2026-02")));
  }

  @Test
  void nobodyIsAskedForTheUsersOfWhatIsNotAssigned() {
    PublicationGaps gaps = gaps(List.of(), 100, YearMonth.of(2026, 10));
    assertThat(gaps.gaps())
        .extracting(PublicationGaps.Gap::what)
        .doesNotContain(PublicationGaps.What.USERS);
    assertThat(gaps.isPublishable()).isTrue();
  }
}
