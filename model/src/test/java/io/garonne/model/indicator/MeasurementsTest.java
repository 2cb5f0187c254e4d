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

  /**
   * While history comes in, days of devices are there before the month of their family is: 270 W
   * and 200 W were sampled, and the total has the second server only.
   */
  @Test
  void whatIsSampledAndInNoTotalYetIsNoUnitThatUsedNothing() {
    InventedCity city =
        new InventedCity()
            .asset("server", "", 2, "", "")
            .sample("server-room-it", "", FIRST, 97.2, 72)
            .sample("server-room-it", "", SECOND, 97.2, 72)
            .total("server-room-it", JUNE, 144, 1, null);
    Estimate.Known known = city.known("server-room-it", JUNE);
    assertThat(known.measured()).isEqualTo(millijoules(144));
    assertThat(kwh(known.energy())).isCloseTo(338.4, within(1e-6));
    assertThat(kwh((long) known.halfWidth())).isGreaterThan(338.4 - 144);
    assertThat(city.state("server-room-it", JUNE).metered()).isEqualTo(1);
    city.total("server-room-it", JUNE, 338.4, 2, null);
    assertThat(city.known("server-room-it", JUNE))
        .isEqualTo(new Estimate.Known(millijoules(338.4), 0, 0));
    assertThat(city.state("server-room-it", JUNE).metered()).isEqualTo(2);
  }

  /** One of two desks was heard for an hour of its month. */
  @Test
  void whatWasHeardForAnHourIsNotMeteredForAMonth() {
    InventedCity city =
        new InventedCity()
            .asset("desktop", "", 2, "", "")
            .total(DESKS, JUNE, 22.3, 2, null)
            .heardFor(DESKS, JUNE, 1.002);
    assertThat(kwh(city.known(DESKS, JUNE).energy())).isCloseTo(44.5, within(0.1));
    assertThat(city.known(DESKS, JUNE).halfWidth()).isInfinite();
    assertThat(city.state(DESKS, JUNE).metered()).isEqualTo(1);
    assertThat(city.state(DESKS, JUNE).units()).isEqualTo(2);
  }

  @Test
  void theGapOfTheOnlyUnitIsExtrapolatedWithAndWithoutASample() {
    InventedCity city =
        new InventedCity()
            .asset("switch", "", 1, "", "")
            .total("network", JUNE, 18, 1, null)
            .heardFor("network", JUNE, 0.5);
    Estimate.Known half = new Estimate.Known(millijoules(18), millijoules(18), 0);
    assertThat(city.known("network", JUNE)).isEqualTo(half);
    city.sample("network", "", FIRST, 18);
    assertThat(city.known("network", JUNE)).isEqualTo(half);
  }

  @Test
  void aDeviceThatIsSilentForGoodIsNotMeteredAndNotZero() {
    InventedCity unsampled =
        new InventedCity()
            .asset("server", "", 2, "", "")
            .total("server-room-it", JUNE, 144, 1, null);
    InventedCity sampled =
        new InventedCity().asset("server", "", 2, "", "").month("server-room-it", "", JUNE, 72);
    for (InventedCity city : new InventedCity[] {unsampled, sampled}) {
      assertThat(city.state("server-room-it", JUNE).metered()).isEqualTo(1);
      assertThat(kwh(city.known("server-room-it", JUNE).energy())).isCloseTo(288, within(1e-6));
      assertThat(city.known("server-room-it", JUNE).halfWidth()).isInfinite();
    }
    InventedCity all = new InventedCity().asset("server", "", 2, "", "");
    all.total("server-room-it", JUNE, 0, 0, null);
    assertThat(all.state("server-room-it", JUNE).estimate()).isEqualTo(new Estimate.NotMeasured());
  }

  /** One of two was heard on one day of each half. */
  @Test
  void aUnitThatWasSampledForADayIsNotMeteredForItsHalf() {
    InventedCity city = new InventedCity().asset("server", "", 2, "", "");
    for (HalfMonth half : new HalfMonth[] {FIRST, SECOND}) {
      city.sampleOf("server-room-it", half, new double[] {6.5, 72}, new double[] {1 / 15.0, 1});
    }
    city.total("server-room-it", JUNE, 157, 2, null);
    assertThat(city.state("server-room-it", JUNE).metered()).isEqualTo(1);
    assertThat(city.known("server-room-it", JUNE).halfWidth()).isPositive();
  }
}
