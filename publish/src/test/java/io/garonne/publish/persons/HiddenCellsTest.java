package io.garonne.publish.persons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HiddenCellsTest {
  private static final YearMonth MAY = YearMonth.of(2026, 5);
  private static final Cell ANNEX = new Cell("city", "annex", "pc");
  private static final Cell ANNEX_SCREENS = new Cell("city", "annex", "screen");
  private static final Cell HALL = new Cell("city", "hall", "pc");
  private static final Cell LIBRARY = new Cell("city", "library", "pc");

  @Test
  void computersAndScreensOfOneSiteMayBeTheSamePersonsSoAnotherSiteJoinsThem() {
    HiddenCells cells =
        HiddenCells.of(
            Map.of(
                ANNEX, in(MAY, 4, 0),
                ANNEX_SCREENS, in(MAY, 3, 0),
                HALL, in(MAY, 30, 0),
                LIBRARY, in(MAY, 9, 0)),
            5);
    assertThat(cells.hidden()).containsExactly(ANNEX, ANNEX_SCREENS, LIBRARY);
    assertThat(cells.isTold()).isTrue();
  }

  @Test
  void aMonthOfFewPersonsHidesTheCellAllYearAndAllOfItsPagesIfFewPrint() {
    Map<YearMonth, People> months = new HashMap<>(in(MAY, 8, 0));
    months.put(MAY.plusMonths(1), new People(8, 2));
    HiddenCells cells = HiddenCells.of(Map.of(ANNEX, months, HALL, in(MAY, 20, 0)), 5);
    assertThat(cells.hidden()).containsExactly(ANNEX);
    assertThat(cells.isTold()).isTrue();
    assertThat(cells.arePagesTold()).isFalse();
  }

  @Test
  void whereAllTogetherAreTooFewNothingOfThemIsTold() {
    HiddenCells cells = HiddenCells.of(Map.of(ANNEX, in(MAY, 2, 0), HALL, in(MAY, 2, 0)), 5);
    assertThat(cells.hidden()).containsExactly(ANNEX, HALL);
    assertThat(cells.isTold()).isFalse();
    assertThat(HiddenCells.of(Map.of(HALL, in(MAY, 0, 0)), 5)).isEqualTo(HiddenCells.NONE);
  }

  @Test
  void inPartsIsToldOnlyWhatIsEnoughInEachPart() {
    HiddenCells cells =
        HiddenCells.of(
            Map.of(ANNEX, in(MAY, 4, 0), HALL, in(MAY, 3, 0), LIBRARY, in(MAY, 4, 0)), 5);
    assertThat(cells.hidden()).containsExactly(ANNEX, HALL, LIBRARY);
    assertThat(cells.areEnoughInParts(Cell::equipmentClass, false, 5)).isTrue();
    assertThat(cells.areEnoughInParts(Cell::site, false, 5)).isFalse();
    assertThat(cells.areEnoughInParts(cell -> cell.equals(HALL), false, 5)).isFalse();
    assertThat(cells.areEnoughInParts(cell -> cell.equals(HALL), false, 3)).isTrue();
  }

  @Test
  void whatASmallerGroupHidesALargerOneHidesToo() {
    Random random = new Random(5);
    for (int n = 0; n < 500; n++) {
      Map<Cell, Map<YearMonth, People>> people = new HashMap<>();
      for (int site = 0; site < 5; site++) {
        for (int of = 0; of < 2; of++) {
          Map<YearMonth, People> months = new HashMap<>(in(MAY, random.nextInt(9), 0));
          int persons = random.nextInt(9);
          months.put(MAY.plusMonths(1), new People(persons, random.nextInt(persons + 1)));
          people.put(new Cell("city", "s" + site, "c" + of), months);
        }
      }
      HiddenCells smaller = HiddenCells.of(people, 3);
      HiddenCells larger = HiddenCells.of(people, 5);
      assertThat(larger.hidden()).containsAll(smaller.hidden());
      assertThat(larger.isTold() && !smaller.isTold()).isFalse();
    }
  }

  private static Map<YearMonth, People> in(YearMonth month, int metered, int printing) {
    return Map.of(month, new People(metered, printing));
  }
}
