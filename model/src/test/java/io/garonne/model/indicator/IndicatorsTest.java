package io.garonne.model.indicator;

import static io.garonne.model.indicator.InventedCity.DESKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.garonne.model.PageKinds;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class IndicatorsTest {
  private static final YearMonth FIRST = YearMonth.of(2025, 1);
  private static final String FACILITY = "server-room-facility";

  /** Five desks, all metered: 500 kWh a month in 2025, then 10 % less; always 100 users. */
  private static InventedCity city(int months) {
    InventedCity city = new InventedCity().asset("desktop", "", 5, "", "");
    for (int i = 0; i < months; i++) {
      double each = i < 12 ? 50 : 45;
      city.month(DESKS, "", FIRST.plusMonths(i), each, each, each, each, each);
      city.users(FIRST.plusMonths(i), 100);
    }
    return city;
  }

  private static LocalDate after(int months) {
    return FIRST.plusMonths(months).atDay(20);
  }

  private static List<Figure> headlines(Indicators all, Indicator indicator, int months) {
    return all.figures().stream()
        .filter(f -> f.indicator() == indicator && f.span() == Span.ROLLING_12)
        .filter(f -> f.part().equals(Figure.ALL) && f.month().equals(FIRST.plusMonths(months - 1)))
        .toList();
  }

  private static Figure.Value value(Indicators all, int months) {
    return Objects.requireNonNull(
        headlines(all, Indicator.ELECTRICITY, months).get(0).value(), "no value");
  }

  private static Result.@org.jspecify.annotations.Nullable NotComputable why(
      InventedCity city, Indicator indicator, int months) {
    return headlines(city.indicators(after(months)), indicator, months).get(0).why();
  }

  @Test
  void withoutABaselineTheFirstTwelveMonthsStandInForIt() {
    Figure figure = headlines(city(24).indicators(after(24)), Indicator.ELECTRICITY, 24).get(0);
    assertThat(Objects.requireNonNull(figure.reference()).isProxy()).isTrue();
    assertThat(Objects.requireNonNull(figure.value()).chosen().value())
        .isCloseTo(-0.1, within(1e-9));
    assertThat(figure.value().chosen().halfWidth()).isZero();
  }

  @Test
  void aLateCorrectionOfAMonthOfTheProxyIsAnotherReferenceAndSaysSo() {
    String before = proxyHash(city(24));
    assertThat(before).matches("[0-9a-f]{64}").isEqualTo(proxyHash(city(24)));
    InventedCity later = city(24).total(DESKS, FIRST.plusMonths(3), 501, 5, null);
    assertThat(proxyHash(later)).matches("[0-9a-f]{64}").isNotEqualTo(before);
    // What comes after the reference year is not in it.
    InventedCity now = city(24).total(DESKS, FIRST.plusMonths(15), 451, 5, null);
    assertThat(proxyHash(now)).isEqualTo(before);
  }

  private static String proxyHash(InventedCity city) {
    Figure figure = headlines(city.indicators(after(24)), Indicator.ELECTRICITY, 24).get(0);
    return String.valueOf(Objects.requireNonNull(figure.reference()).hash());
  }

  @Test
  void thePlaceOfAFigureSaysWhyItIsNotThere() {
    assertThat(why(new InventedCity(), Indicator.ELECTRICITY, 3))
        .isEqualTo(new Result.NotComputable(Result.Reason.NOTHING_MEASURED, ""));
    assertThat(why(city(11), Indicator.ELECTRICITY, 11))
        .isEqualTo(new Result.NotComputable(Result.Reason.NO_BASELINE, ""));
    assertThat(
            why(
                city(11).baseline(1, LocalDate.of(2025, 6, 1), DESKS, 500),
                Indicator.ELECTRICITY,
                11))
        .isEqualTo(new Result.NotComputable(Result.Reason.REFERENCE_NOT_OVER, "2026-01"));
    assertThat(why(city(14).users(YearMonth.of(2025, 2), 0), Indicator.ELECTRICITY, 14))
        .isEqualTo(new Result.NotComputable(Result.Reason.NOBODY, "2025-02"));
    assertThat(why(city(14), Indicator.PRINTS, 14))
        .isEqualTo(new Result.NotComputable(Result.Reason.NO_IMPRESSIONS, "2026-02"));
  }

  @Test
  void aGapOfASmallCellDoesNotCostTheWholeCityItsReference() {
    InventedCity city = city(13).asset("multifunction-printer", "", 1, "", "");
    for (int i = 0; i < 13; i++) {
      YearMonth month = FIRST.plusMonths(i);
      city.sample("printing", "", new HalfMonth(month, false), 1)
          .total("printing", month, 1, 1, null);
    }
    city.halfKnown("printing", YearMonth.of(2025, 7));
    assertThat(headlines(city.indicators(after(13)), Indicator.ELECTRICITY, 13).get(0).value())
        .isNotNull();
    city.halfKnown(DESKS, YearMonth.of(2025, 7));
    assertThat(why(city, Indicator.ELECTRICITY, 13))
        .isEqualTo(new Result.NotComputable(Result.Reason.NO_BASELINE, ""));
  }

  /** A printer is metered from 2025 on, and a hundred desks from 2026 on. */
  @Test
  void aPilotIsNoReferenceForTheCity() {
    InventedCity city =
        new InventedCity()
            .asset("multifunction-printer", "", 1, "", "")
            .asset("desktop", "", 100, "", "");
    double[] desks = new double[100];
    Arrays.fill(desks, 5);
    for (int i = 0; i < 36; i++) {
      city.month("printing", "", FIRST.plusMonths(i), i < 12 ? 1 : 0.8);
      if (i >= 12) {
        city.month(DESKS, "", FIRST.plusMonths(i), desks);
      }
      city.users(FIRST.plusMonths(i), 100);
    }
    Figure figure = headlines(city.indicators(after(36)), Indicator.ELECTRICITY, 36).get(0);
    assertThat(Objects.requireNonNull(figure.reference()).firstMonth())
        .isEqualTo(YearMonth.of(2026, 1));
    assertThat(Objects.requireNonNull(figure.value()).leftOut()).isEmpty();
    assertThat(why(city, Indicator.ELECTRICITY, 20))
        .isEqualTo(new Result.NotComputable(Result.Reason.NO_BASELINE, ""));
  }

  /** Half of the desks are retired with the year, and a printer is not measured any more. */
  @Test
  void whatIsClosedCountsAsZeroAndWhatIsNotMeasuredLeavesBoth() {
    InventedCity city = city(24).asset("server", "", 1, "2020-01-01", "2025-12-31");
    city.asset("multifunction-printer", "", 1, "", "");
    for (int i = 0; i < 12; i++) {
      city.month("server-room-it", "", FIRST.plusMonths(i), 250);
      city.month("printing", "", FIRST.plusMonths(i), 10);
    }
    Figure.Value value = value(city.indicators(after(24)), 24);
    // 12 × 450 / (12 × 500 + 12 × 500) − 1
    assertThat(value.chosen().value()).isCloseTo(-0.55, within(1e-9));
    assertThat(value.leftOut())
        .containsExactly(
            new Figure.LeftOut(
                InventedCity.CITY,
                "printing",
                Line.Out.NOT_MEASURED,
                InventedCity.millijoules(12 * 20)));
  }

  @Test
  void theVersionBeforeIsShownForAYearBesideTheOneThatHolds() {
    InventedCity city =
        city(24)
            .baseline(2, LocalDate.of(2026, 3, 1), DESKS, 600)
            .baseline(1, LocalDate.of(2025, 1, 31), DESKS, 500);
    List<Figure> both =
        headlines(city.indicators(LocalDate.of(2027, 1, 20)), Indicator.ELECTRICITY, 24);
    assertThat(both).extracting(Figure::isCurrent).containsExactly(true, false);
    assertThat(both)
        .extracting(f -> Objects.requireNonNull(f.value()).chosen().value())
        .satisfiesExactly(
            v -> assertThat(v).isCloseTo(450 / 600.0 - 1, within(1e-9)),
            v -> assertThat(v).isCloseTo(-0.1, within(1e-9)));
    assertThat(headlines(city.indicators(LocalDate.of(2027, 3, 1)), Indicator.ELECTRICITY, 24))
        .extracting(Figure::isCurrent)
        .containsExactly(true);
  }

  @Test
  void printsNeedNoUsersAndSayNothingPerUserWithoutThem() {
    InventedCity city = new InventedCity().asset("multifunction-printer", "", 1, "", "");
    for (int i = 0; i < 13; i++) {
      YearMonth month = FIRST.plusMonths(i);
      city.month("printing", "", month, 5).total("printing", month, 10, 1, i < 12 ? 1000L : 900L);
    }
    Figure figure = headlines(city.indicators(after(13)), Indicator.PRINTS, 13).get(0);
    Figure.Value value = Objects.requireNonNull(figure.value());
    assertThat(value.chosen().value()).isCloseTo(-0.1, within(1e-9));
    assertThat(value.allPerUser()).isNull();
    assertThat(value.actual()).isEqualTo(900);
    assertThat(why(city, Indicator.ELECTRICITY, 13))
        .isEqualTo(new Result.NotComputable(Result.Reason.NO_USERS, "2026-01"));
  }

  /** 1000 impressions a month each; what printers with a counter say is that of the others too. */
  @Test
  void countingMorePrintersIsNoMorePrints() {
    InventedCity city =
        new InventedCity()
            .asset("multifunction-printer", "", 100, "", "")
            .target(Indicator.PRINTS, -0.1, LocalDate.of(2026, 12, 31));
    for (int i = 0; i < 24; i++) {
      YearMonth month = FIRST.plusMonths(i);
      int counters = i < 12 ? 10 : 50;
      double[] each = new double[counters];
      Arrays.fill(each, 5);
      city.month("printing", "", month, each)
          .total("printing", month, 10 * counters, counters, 1000L * counters)
          .users(month, 100);
    }
    Indicators all = city.indicators(after(24));
    Figure figure = headlines(all, Indicator.PRINTS, 24).get(0);
    Figure.Value value = Objects.requireNonNull(figure.value());
    assertThat(value.chosen().value()).isZero();
    assertThat(value.chosen().halfWidth()).isInfinite();
    assertThat(value.status()).isEqualTo(Path.Status.UNCERTAIN);
    assertThat(value.actual()).isEqualTo(12 * 100_000);
    assertThat(value.measured()).isEqualTo(12 * 50_000);
    Arithmetic again = Arithmetic.of(value, Arithmetic.linesOf(figure, all.lines()));
    assertThat(again.measured()).isEqualTo(value.measured());
    assertThat(again.chosen().change()).isEqualTo(value.chosen());
  }

  /** 1000 impressions a month of a printer that is gone with the reference year. */
  @Test
  void printersThatAreGonePrintNothingAndStayOnBothSides() {
    InventedCity city = city(24).asset("multifunction-printer", "", 1, "2020-01-01", "2025-12-31");
    for (int i = 0; i < 24; i++) {
      YearMonth month = FIRST.plusMonths(i);
      if (i < 12) {
        city.month("printing", "", month, 5).total("printing", month, 10, 1, 1000L);
      }
    }
    Indicators all = city.indicators(after(24));
    Figure figure = headlines(all, Indicator.PRINTS, 24).get(0);
    Figure.Value value = Objects.requireNonNull(figure.value());
    assertThat(value.actual()).isZero();
    assertThat(value.chosen()).isEqualTo(new Comparison.Change(12_000, -1, 0));
    assertThat(value.leftOut()).isEmpty();
    // Desks print nothing, and are in no line of prints.
    assertThat(all.lines())
        .filteredOn(line -> line.indicator() == Indicator.PRINTS)
        .extracting(line -> line.cell().family())
        .containsOnly("printing");
  }

  @Test
  void colourIsOfWhatIsComparedAndSheetsStandBesideInNoSum() {
    InventedCity city = new InventedCity().asset("multifunction-printer", "", 1, "", "");
    for (int i = 0; i < 14; i++) {
      YearMonth month = FIRST.plusMonths(i);
      city.month("printing", "", month, 5)
          .total("printing", month, 10, 1, 1000L)
          .pageKinds("printing", month, new PageKinds(50, 400, 1_250))
          // A family that counts paper only: nothing of it is compared.
          .month("workstations", "", month, 1)
          .pageKinds("workstations", month, new PageKinds(0, 0, 700));
    }
    Indicators all = city.indicators(after(14));
    Figure figure = headlines(all, Indicator.PRINTS, 14).get(0);
    Figure.Value value = Objects.requireNonNull(figure.value());
    assertThat(value.months()).isEqualTo(2);
    assertThat(value.actual()).isEqualTo(2000);
    assertThat(value.pageKinds()).isEqualTo(new PageKinds(100, 800, 2 * 1_950));
    assertThat(value.leftOut())
        .extracting(Figure.LeftOut::family, Figure.LeftOut::why)
        .containsExactly(tuple("workstations", Line.Out.NO_REFERENCE));
    Figure electricity = headlines(all, Indicator.ELECTRICITY, 14).get(0);
    assertThat(electricity.value() == null || electricity.value().pageKinds().isNone()).isTrue();
  }

  @Test
  void aPrinterThatOnlyCountsItsPagesIsNoSilentMeter() {
    InventedCity city = new InventedCity().asset("multifunction-printer", "", 1, "", "");
    city.printerOnAPlug(FIRST, 10, 900).printerOnAPlug(FIRST.plusMonths(1), 10, 900);
    CellState state = city.state("printing", FIRST);
    assertThat(state.publishable()).isEqualTo(Publishable.YES);
    assertThat(state.knownShare()).isEqualTo(1);
    // Nothing has been heard since the second of the two months.
    assertThat(city.state("printing", FIRST.plusMonths(1)).publishable())
        .isEqualTo(Publishable.LOWER_BOUND);
  }

  @Test
  void whatTheInventoryDoesNotNameCountsAsCounted() {
    YearMonth month = FIRST;
    InventedCity city = new InventedCity().total("printing", month, 10, 3, 900L);
    assertThat(city.state("printing", month).impressions())
        .isEqualTo(new Estimate.Known(900, 0, 0));
  }

  /** Cooling of 2025 by month; since then its mean. */
  private static Cooling cooling(DoubleUnaryOperator then) {
    InventedCity city = city(24).asset("cooling", "", 1, "", "");
    double[] days = {0, 0, 0, 0, 20, 90, 170, 170, 70, 10, 0, 0};
    for (int i = 0; i < 24; i++) {
      double hot = i < 12 ? days[i] : days[i - 12] / 2;
      city.degreeDays(FIRST.plusMonths(i), hot);
      city.month(FACILITY, "", FIRST.plusMonths(i), then.applyAsDouble(i < 12 ? hot : -1) / 2);
    }
    return Objects.requireNonNull(value(city.indicators(after(24)), 24).cooling());
  }

  @Test
  void coolingIsCorrectedIfDegreeDaysExplainIt() {
    Cooling good = cooling(hot -> 100 + 2 * Math.max(0, hot));
    assertThat(Objects.requireNonNull(good.fit())).isCloseTo(1, within(1e-9));
    assertThat(Objects.requireNonNull(good.perDegreeDay()) / 3.6e9).isCloseTo(2, within(1e-6));
    // 5 400 + 1 200, and 265 degree days less × 2 that the reference's summer would have added,
    // by 6 000 + 2 260.
    assertThat(Objects.requireNonNull(good.change()))
        .isCloseTo((6600 + 530) / 8260.0 - 1, within(1e-9));
    Cooling weak = cooling(hot -> hot == 0 ? 100 : hot == 10 ? 160 : 101);
    assertThat(Objects.requireNonNull(weak.fit())).isLessThan(0.5);
    assertThat(weak.change()).isNull();
    assertThat(Objects.requireNonNull(weak.why()).reason()).isEqualTo(Result.Reason.FIT_TOO_WEAK);
  }

  /** A month of which everything runs elsewhere has no change of its own, but its lines count. */
  @Test
  void aMonthWithoutAReferenceOfItsOwnIsStillInTheTwelve() {
    InventedCity city = city(14).baseline(1, LocalDate.of(2026, 1, 1), DESKS, 500);
    Indicators all = city.externalised(YearMonth.of(2026, 2), DESKS, 6000).indicators(after(14));
    Figure twelve = headlines(all, Indicator.ELECTRICITY, 14).get(0);
    Figure.Value value = Objects.requireNonNull(twelve.value());
    assertThat(value.months()).isEqualTo(2);
    assertThat(value.leftOut()).isEmpty();
    assertThat(
            all.lines().stream().filter(line -> line.out() == null).mapToLong(Line::quantity).sum())
        .isEqualTo(value.actual());
  }

  /** A main meter of 100, ten servers of 10: five of them are metered, then all. */
  @Test
  void whatIsExtrapolatedBelowAMainMeterIsNotInItsRemainderAsWell() {
    InventedCity city = new InventedCity().asset("server", "", 10, "", "");
    for (int i = 0; i < 24; i++) {
      YearMonth month = FIRST.plusMonths(i);
      double[] each = new double[i < 12 ? 5 : 10];
      java.util.Arrays.fill(each, 5);
      city.month("server-room-it", "", month, each);
      city.total("unmetered", month, i < 12 ? 50 : 0, 1, null);
      city.users(month, 100);
    }
    Comparison.Change change = value(city.indicators(after(24)), 24).chosen();
    assertThat(change.value()).isCloseTo(0, within(1e-9));
  }

  @Test
  void theOutlookNeedsSixPairsAndItsRangeTwelve() {
    LocalDate due = LocalDate.of(2028, 12, 31);
    Outlook five = outlook(17, due);
    assertThat(five.change()).isNull();
    assertThat(Objects.requireNonNull(five.why()).reason()).isEqualTo(Result.Reason.TOO_FEW_PAIRS);
    Outlook six = outlook(18, due);
    // January to June twice and July to December three times at 0.9.
    assertThat(Objects.requireNonNull(six.change())).isCloseTo(Math.pow(0.9, 3) - 1, within(1e-6));
    assertThat(six.low()).isNull();
    Outlook twelve = outlook(24, due);
    assertThat(Objects.requireNonNull(twelve.change()))
        .isCloseTo(Math.pow(0.9, 3) - 1, within(1e-6));
    assertThat(Objects.requireNonNull(twelve.low())).isCloseTo(twelve.change(), within(1e-6));
  }

  /** 400 of 1000 moved: 600 go on as they are, whenever it was. */
  @Test
  void aLoadThatMovedIsNoTrendOfTheOutlook() {
    for (YearMonth moved : List.of(YearMonth.of(2026, 1), YearMonth.of(2027, 4))) {
      InventedCity city =
          new InventedCity()
              .asset("server", "", 1, "", "")
              .baseline(1, LocalDate.of(2025, 1, 31), "server-room-it", 1000)
              .externalised(moved, "server-room-it", 4800)
              .target(Indicator.ELECTRICITY, -0.15, LocalDate.of(2030, 12, 31));
      for (int i = 0; i < 36; i++) {
        YearMonth month = FIRST.plusMonths(i);
        city.month("server-room-it", "", month, month.isBefore(moved) ? 500 : 300);
        city.users(month, 100);
      }
      for (int months : List.of(20, 24, 30, 36)) {
        Outlook outlook =
            Objects.requireNonNull(value(city.indicators(after(months)), months).outlook());
        assertThat(Objects.requireNonNull(outlook.change()))
            .as("moved in %s, after %s months", moved, months)
            .isCloseTo(0, within(0.01));
      }
    }
  }

  private static Outlook outlook(int months, LocalDate due) {
    InventedCity city = city(months).target(Indicator.ELECTRICITY, -0.15, due);
    return Objects.requireNonNull(value(city.indicators(after(months)), months).outlook());
  }

  @Test
  void theSameInAnyOrderGivesTheSameToTheLastDigit() {
    InventedCity city =
        new InventedCity()
            .asset("desktop", "d", 40, "", "2026-03-10")
            .asset("laptop", "l", 30, "2025-04-01", "")
            .asset("screen", "s", 10, "", "")
            .asset("multifunction-printer", "", 9, "", "");
    Random random = new Random(1);
    for (int i = 0; i < 24; i++) {
      YearMonth month = FIRST.plusMonths(i);
      for (HalfMonth half : List.of(new HalfMonth(month, false), new HalfMonth(month, true))) {
        city.sample(DESKS, "d", half, random.doubles(6, 1, 9).toArray());
        city.sample(DESKS, "l", half, random.doubles(5, 1, 9).toArray());
        city.sample(DESKS, "", half, random.doubles(2, 1, 9).toArray());
        city.sample("printing", "", half, random.doubles(3, 1, 9).toArray());
      }
      city.total(DESKS, month, 130 + random.nextDouble(), 13, null);
      city.total("printing", month, 30 + random.nextDouble(), 3, 100L + i);
      city.users(month, 100 + i);
    }
    Indicators expected = city.indicators(after(24));
    assertThat(value(expected, 24).chosen().halfWidth()).isPositive().isFinite();
    for (int i = 0; i < 20; i++) {
      assertThat(city.shuffled(after(24), random)).isEqualTo(expected);
    }
  }

  /** Ten months are over; only the first of them was metered. */
  @Test
  void monthsOfWhichNothingIsComparedAreNotCountedAndSayNothing() {
    InventedCity city =
        new InventedCity()
            .asset("desktop", "", 1, "", "")
            .baseline(1, LocalDate.of(2026, 1, 1), DESKS, 500)
            .target(Indicator.ELECTRICITY, -0.15, LocalDate.of(2030, 12, 31));
    for (int i = 0; i < 22; i++) {
      city.users(FIRST.plusMonths(i), 100);
    }
    city.month(DESKS, "", YearMonth.of(2026, 1), 200);
    Figure.Value value = value(city.indicators(after(22)), 22);
    assertThat(value.months()).isEqualTo(1);
    assertThat(value.status()).isEqualTo(Path.Status.TOO_EARLY);
    for (int i = 13; i < 18; i++) {
      city.month(DESKS, "", FIRST.plusMonths(i), 200);
    }
    value = value(city.indicators(after(22)), 22);
    assertThat(value.months()).isEqualTo(6);
    assertThat(value.status()).isEqualTo(Path.Status.AHEAD);
  }

  /** A server is gone with the reference year; in some months nobody heard the desks. */
  private static InventedCity silent(YearMonth... months) {
    InventedCity city = city(24).asset("server", "", 1, "2020-01-01", "2025-12-31");
    for (int i = 0; i < 12; i++) {
      city.month("server-room-it", "", FIRST.plusMonths(i), 250);
    }
    for (YearMonth month : months) {
      city.silent(DESKS, month);
    }
    return city;
  }

  private static Figure figure(Indicators all, Span span, YearMonth month, String part) {
    return all.figures().stream()
        .filter(f -> f.indicator() == Indicator.ELECTRICITY && f.span() == span)
        .filter(f -> f.month().equals(month) && f.part().equals(part))
        .findAny()
        .orElseThrow();
  }

  @Test
  void aMonthInWhichNothingWasMeasuredHasNoFigureOfMinusAHundredPerCent() {
    YearMonth may = YearMonth.of(2026, 5);
    Indicators all = silent(may).indicators(after(24));
    for (String part : List.of(Figure.ALL, Figure.IT, DESKS, "server-room-it")) {
      Figure figure = figure(all, Span.MONTH, may, part);
      assertThat(figure.value()).as(part).isNull();
      assertThat(figure.why())
          .as(part)
          .isEqualTo(new Result.NotComputable(Result.Reason.NOTHING_MEASURED, "2026-05"));
    }
    // Neither is it counted among others, and the lines say the same once more.
    Figure year = figure(all, Span.ROLLING_12, YearMonth.of(2026, 12), Figure.ALL);
    Figure.Value value = Objects.requireNonNull(year.value());
    assertThat(value.months()).isEqualTo(11);
    assertThat(value.chosen().value()).isCloseTo(-0.55, within(1e-9));
    assertThat(Arithmetic.of(value, Arithmetic.linesOf(year, all.lines())).chosen().change())
        .isEqualTo(value.chosen());
    assertThat(value.leftOut())
        .extracting(Figure.LeftOut::family, Figure.LeftOut::why)
        .containsExactly(
            tuple("server-room-it", Line.Out.NOTHING_MEASURED),
            tuple(DESKS, Line.Out.NOT_MEASURED));
  }

  @Test
  void whatWasMeasuredAndUsedNothingIsZeroAndNoSilence() {
    YearMonth may = YearMonth.of(2026, 5);
    Indicators all = silent(may).month(DESKS, "", may, 0, 0, 0, 0, 0).indicators(after(24));
    assertThat(
            Objects.requireNonNull(figure(all, Span.MONTH, may, Figure.ALL).value())
                .chosen()
                .value())
        .isEqualTo(-1);
    // All that the reference year had is gone, and that is known.
    assertThat(
            Objects.requireNonNull(figure(all, Span.MONTH, may, "server-room-it").value())
                .chosen()
                .value())
        .isEqualTo(-1);
  }

  @Test
  void whatIsMeasuredWithoutAReferenceMakesNoFigureOfWhatIsGone() {
    YearMonth may = YearMonth.of(2026, 5);
    Indicators all =
        silent(may)
            .asset("multifunction-printer", "", 1, "", "")
            .month("printing", "", may, 5)
            .indicators(after(24));
    assertThat(figure(all, Span.MONTH, may, Figure.ALL).why())
        .isEqualTo(new Result.NotComputable(Result.Reason.NOTHING_COMPARABLE, "2026-05"));
  }

  @Test
  void usersThatAreKnownToBeNoneAreNotSaidToBeUnknown() {
    InventedCity city = city(13).users(YearMonth.of(2025, 1), 0);
    Indicators all = city.indicators(after(13));
    assertThat(why(city, Indicator.ELECTRICITY, 13))
        .isEqualTo(new Result.NotComputable(Result.Reason.NOBODY, "2025-01"));
    assertThat(all.lines())
        .filteredOn(line -> line.cell().month().equals(YearMonth.of(2026, 1)))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.out()).isEqualTo(Line.Out.NOBODY));
  }
}
