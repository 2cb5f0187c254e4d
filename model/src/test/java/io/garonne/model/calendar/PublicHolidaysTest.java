package io.garonne.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicHolidaysTest {

  /** Written down, not computed. */
  @ParameterizedTest
  @CsvSource({
    "2024-04-01, 2024-05-09, 2024-05-20",
    "2025-04-21, 2025-05-29, 2025-06-09",
    "2026-04-06, 2026-05-14, 2026-05-25",
    "2027-03-29, 2027-05-06, 2027-05-17",
    "2028-04-17, 2028-05-25, 2028-06-05",
    "2029-04-02, 2029-05-10, 2029-05-21",
    "2030-04-22, 2030-05-30, 2030-06-10"
  })
  void theMovingHolidaysAreOnTheirKnownDates(
      LocalDate easterMonday, LocalDate ascension, LocalDate whitMonday) {
    assertThat(PublicHolidays.FRANCE.of(easterMonday.getYear()))
        .hasSize(11)
        .containsEntry(easterMonday, "lundi de Pâques")
        .containsEntry(ascension, "Ascension")
        .containsEntry(whitMonday, "lundi de Pentecôte");
  }

  /**
   * The earliest and the latest Easter, and years that are exceptions of the epact (1954, 1981).
   */
  @ParameterizedTest
  @CsvSource({"1818-03-22", "2038-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2049-04-18"})
  void easterIsRightAtTheEdgesOfTheRule(LocalDate easter) {
    assertThat(PublicHolidays.easter(easter.getYear())).isEqualTo(easter);
  }

  @Test
  void theYear2026IsAsInTheCode() {
    assertThat(PublicHolidays.FRANCE.of(2026).keySet().stream().map(LocalDate::toString).toList())
        .isEqualTo(
            List.of(
                "2026-01-01",
                "2026-04-06",
                "2026-05-01",
                "2026-05-08",
                "2026-05-14",
                "2026-05-25",
                "2026-07-14",
                "2026-08-15",
                "2026-11-01",
                "2026-11-11",
                "2026-12-25"));
  }

  @Test
  void alsaceAndMoselleHaveGoodFridayAndTheDayAfterChristmasToo() {
    assertThat(PublicHolidays.ALSACE_MOSELLE.of(2026))
        .hasSize(13)
        .containsKeys(LocalDate.of(2026, 4, 3), LocalDate.of(2026, 12, 26));
    assertThat(PublicHolidays.FRANCE.isHoliday(LocalDate.of(2026, 4, 3))).isFalse();
  }

  @Test
  void ascensionDayOnTheFirstOfMayIsOneHoliday() {
    assertThat(PublicHolidays.FRANCE.of(2008))
        .hasSize(10)
        .containsEntry(LocalDate.of(2008, 5, 1), "1er mai, Ascension");
  }

  @Test
  void elsewhereNothingIsComputed() {
    assertThat(PublicHolidays.NONE.of(2026)).isEmpty();
    assertThat(PublicHolidays.NONE.isHoliday(LocalDate.of(2026, 7, 14))).isFalse();
  }

  @Test
  void thereIsNoGregorianEasterBeforeTheCalendar() {
    assertThatThrownBy(() -> PublicHolidays.easter(1582))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
