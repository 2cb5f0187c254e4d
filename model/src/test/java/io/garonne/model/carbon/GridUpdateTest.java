package io.garonne.model.carbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GridUpdateTest {
  private static final long Q = GridIntensity.QUARTER;

  private static GridIntensity value(long quarter, double grams, String nature) {
    return new GridIntensity(quarter * Q, grams, nature, false, "file");
  }

  private static Map<Long, GridIntensity> known(GridIntensity... values) {
    Map<Long, GridIntensity> known = new TreeMap<>();
    for (GridIntensity value : values) {
      known.put(value.at(), value);
    }
    return known;
  }

  @Test
  void whatIsKnownIsNotWrittenAgainAlsoFromAnotherFile() {
    GridIntensity renamed = new GridIntensity(Q, 20, "Données temps réel", false, "other");
    GridUpdate update =
        GridUpdate.of(known(value(1, 20, "Données temps réel")), List.of(List.of(renamed)));
    assertThat(update).isEqualTo(new GridUpdate(List.of(), 1, 0, 0));
  }

  @Test
  void whatIsMoreSettledStays() {
    GridIntensity later = value(2, 31, "Données temps réel");
    GridUpdate update =
        GridUpdate.of(
            known(value(1, 20, "Données définitives"), value(2, 30, "Données temps réel")),
            List.of(List.of(value(1, 21, "Données consolidées"), later)));
    assertThat(update).isEqualTo(new GridUpdate(List.of(later), 0, 1, 0));
  }

  @Test
  void filesTogetherComeToTheSameAsOneAfterTheOther() {
    List<GridIntensity> first =
        List.of(
            value(1, 20, "Données temps réel"),
            value(2, 21, "Données définitives"),
            value(3, 22, "Données temps réel"));
    List<GridIntensity> second =
        List.of(
            value(2, 23, "Données temps réel"),
            value(3, 24, "Données temps réel"),
            value(4, 25, "Données temps réel"));
    GridUpdate together = GridUpdate.of(Map.of(), List.of(first, second));
    assertThat(together.overlapping()).isEqualTo(2);
    Map<Long, GridIntensity> oneByOne = new TreeMap<>();
    for (List<GridIntensity> file : List.of(first, second)) {
      GridUpdate.of(oneByOne, List.of(file)).written().forEach(v -> oneByOne.put(v.at(), v));
    }
    assertThat(together.written()).containsExactlyElementsOf(oneByOne.values());
  }
}
