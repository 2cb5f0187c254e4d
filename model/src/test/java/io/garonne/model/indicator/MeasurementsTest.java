package io.garonne.model.indicator;

import static io.garonne.model.indicator.InventedCity.DESKS;
import static io.garonne.model.indicator.InventedCity.millijoules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
  private static final YearMonth JUNE = YearMonth.of(2026, 6);
  private static final HalfMonth FIRST = new HalfMonth(JUNE, false);
  private static final HalfMonth SECOND = new HalfMonth(JUNE, true);

  private static double kwh(long energy) {
    return energy / 3.6e9;
  }

  /** Ten desktops at 5, ten laptops at 1 in each half; five of each are metered. */
  @Test
  void modelsWithASampleAreEstimatedApart() {
    InventedCity city =
        new InventedCity()
            .asset("desktop", "d", 10, "", "")
            .asset("laptop", "l", 30, "", "")
            .sample(DESKS, "d", FIRST, 5, 5, 5, 5, 5)
            .sample(DESKS, "d", SECOND, 5, 5, 5, 5, 5)
            .sample(DESKS, "l", FIRST, 1, 1, 1, 1, 1)
            .sample(DESKS, "l", SECOND, 1, 1, 1, 1, 1)
            .total(DESKS, JUNE, 60, 10, null);
    // 10 × 10 + 30 × 2, and not 40 × 6.
    assertThat(kwh(city.known(DESKS, JUNE).energy())).isCloseTo(160, within(1e-6));
    assertThat(city.known(DESKS, JUNE).measured()).isEqualTo(millijoules(60));
    assertThat(city.known(DESKS, JUNE).halfWidth()).isZero();
    assertThat(city.state(DESKS, JUNE).units()).isEqualTo(40);
    assertThat(city.state(DESKS, JUNE).metered()).isEqualTo(10);
  }

  /**
   * All twenty heavy ones are metered, and five of a hundred light ones. One unit of a third model
   * without a meter may not make the light ones heavy.
   */
  @Test
  void aModelWithoutAMeterIsAsTheOthersAreByTheirNumberNotByTheirMeters() {
    double[] heavy = new double[20];
    java.util.Arrays.fill(heavy, 10);
    InventedCity city =
        new InventedCity()
            .asset("workstation", "heavy", 20, "", "")
            .asset("desktop", "light", 100, "", "")
            .asset("desktop", "third", 1, "", "");
    for (HalfMonth half : new HalfMonth[] {FIRST, SECOND}) {
      city.sample(DESKS, "heavy", half, heavy).sample(DESKS, "light", half, 1, 1, 1, 1, 1);
    }
    city.total(DESKS, JUNE, 410, 25, null);
    // 20 × 20 + 100 × 2 = 600 of 120 units: the 121st is 5.
    Estimate.Known known = city.known(DESKS, JUNE);
    assertThat(kwh(known.energy())).isCloseTo(605, within(1e-6));
    assertThat(kwh((long) known.halfWidth())).as("the one may be anything").isBetween(3.0, 10.0);
  }

  @Test
  void aHalfWithoutASampleIsAsTheOtherOneOfItsMonth() {
    InventedCity city =
        new InventedCity()
            .asset("desktop", "", 10, "", "")
            .sample(DESKS, "", SECOND, 4, 5, 6, 5, 5)
            .total(DESKS, JUNE, 25, 5, null);
    // June has two halves of 15 days: 10 units × 5 kWh in each.
    Estimate.Known known = city.known(DESKS, JUNE);
    assertThat(kwh(known.energy())).isCloseTo(100, within(1e-6));
    // Mean 5, s² = 0.5: 2.776 × 10 × √(1/2 × 0.5 / 5) = 6.207 a half.
    assertThat(kwh((long) known.halfWidth())).isCloseTo(2 * 6.207, within(0.001));
  }

  @Test
  void ofOneMeterTheSpreadIsThatOfTheFamilyElsewhere() {
    InventedCity alone =
        new InventedCity()
            .asset("desktop", "", 4, "", "")
            .sample(DESKS, "", FIRST, 5)
            .sample(DESKS, "", SECOND, 5)
            .total(DESKS, JUNE, 10, 1, null);
    assertThat(alone.known(DESKS, JUNE).halfWidth()).isInfinite();
    InventedCity elsewhere =
        alone
            .asset("laptop", "l", 5, "", "")
            .sample(DESKS, "l", FIRST, 1, 2, 3, 2, 2)
            .sample(DESKS, "l", SECOND, 1, 2, 3, 2, 2)
            .total(DESKS, JUNE, 30, 6, null);
    // s² / mean² = 0.5 / 4: 2.776 × 20 × √(3/4 × 0.125) = 17.0 a half; the laptops are all metered.
    assertThat(kwh((long) elsewhere.known(DESKS, JUNE).halfWidth()))
        .isCloseTo(2 * 17.0, within(0.01));
  }

  /** The sample was closed with 20 kWh less than the total has now. */
  @Test
  void lateEnergyTakesThePlaceOfWhatHadBeenExtrapolated() {
    InventedCity city =
        new InventedCity()
            .asset("desktop", "", 10, "", "")
            .sample(DESKS, "", FIRST, 5, 5, 5, 5, 5)
            .sample(DESKS, "", SECOND, 5, 5, 5, 5, 5)
            .total(DESKS, JUNE, 70, 5, null);
    assertThat(city.known(DESKS, JUNE).measured()).isEqualTo(millijoules(70));
    assertThat(kwh(city.known(DESKS, JUNE).extrapolated())).isCloseTo(30, within(1e-6));
  }

  /** Ten of a hundred are metered: what their meters say too much is said of all. */
  @Test
  void whatMetersAreWrongByIsWrongOfWhatIsExtrapolatedToo() {
    double[] ten = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5};
    InventedCity city =
        new InventedCity()
            .asset("desktop", "", 100, "", "")
            .metersWrongBy(1)
            .month(DESKS, "", JUNE, ten);
    assertThat(kwh(city.known(DESKS, JUNE).energy())).isCloseTo(1000, within(1e-6));
    assertThat(kwh(city.state(DESKS, JUNE).accuracy())).isCloseTo(10, within(1e-6));
  }

  @Test
  void metersWithoutASampleAreNotExact() {
    InventedCity city = new InventedCity().total("network", JUNE, 100, 3, null);
    // 2 %, as of any meter of which nothing is said.
    assertThat(kwh(city.state("network", JUNE).accuracy())).isCloseTo(2, within(1e-6));
  }

  @Test
  void whatIsGoneIsZeroAndKnownAndWhatHasNoMeterIsNotMeasured() {
    InventedCity city =
        new InventedCity()
            .asset("desktop", "", 3, "2020-01-01", "2026-05-31")
            .asset("multifunction-printer", "", 2, "", "")
            .asset("server", "", 2, "2027-01-01", "");
    assertThat(city.state(DESKS, JUNE).estimate()).isEqualTo(Estimate.Known.ZERO);
    assertThat(city.state(DESKS, JUNE).publishable()).isEqualTo(Publishable.YES);
    assertThat(city.state("printing", JUNE).estimate()).isEqualTo(new Estimate.NotMeasured());
    assertThat(city.state("server-room-it", JUNE).estimate())
        .as("not there yet")
        .isEqualTo(Estimate.Known.ZERO);
    assertThat(city.state(DESKS, YearMonth.of(2026, 5)).estimate())
        .isEqualTo(new Estimate.NotMeasured());
  }

  @Test
  void beforeThereWereSamplesTheMeanIsKnownAndTheSpreadIsNot() {
    InventedCity some =
        new InventedCity().asset("desktop", "", 10, "", "").total(DESKS, JUNE, 50, 5, null);
    assertThat(kwh(some.known(DESKS, JUNE).energy())).isCloseTo(100, within(1e-6));
    assertThat(some.known(DESKS, JUNE).halfWidth()).isInfinite();
    InventedCity all =
        new InventedCity().asset("desktop", "", 5, "", "").total(DESKS, JUNE, 50, 5, null);
    assertThat(all.known(DESKS, JUNE)).isEqualTo(new Estimate.Known(millijoules(50), 0, 0));
  }

  @Test
  void theEnergyOfUnitsThatLeaveIsThatOfTheirTime() {
    InventedCity city =
        new InventedCity()
            .asset("desktop", "", 5, "", "")
            .asset("desktop", "", 10, "", "2026-06-15")
            .sample(DESKS, "", FIRST, 5, 5, 5, 5, 5)
            .sample(DESKS, "", SECOND, 5, 5, 5, 5, 5)
            .total(DESKS, JUNE, 50, 5, null);
    assertThat(kwh(city.known(DESKS, JUNE).energy())).isCloseTo(100, within(1e-6));
    assertThat(city.state(DESKS, JUNE).units()).isEqualTo(15);
  }
}
