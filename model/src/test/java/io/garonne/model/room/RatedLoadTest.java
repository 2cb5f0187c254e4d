package io.garonne.model.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.PointRef;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RatedLoadTest {
  private static final long NOW = 1_000_000_000L;

  private static PowerNow.Value value(
      String device,
      @Nullable String channel,
      @Nullable Long milliwatts,
      @Nullable Long milliamperes,
      @Nullable Long millivolts) {
    return new PowerNow.Value(
        new PointRef(device, channel), NOW, milliwatts, milliamperes, millivolts);
  }

  private static RatedLoad breaker(PowerNow.Value... values) {
    PowerPoint point = HeadroomTest.point("pdu", null, null, 16_000L, 1);
    List<RatedLoad> all = RatedLoad.of(List.of(point), PowerNow.of(List.of(values), NOW));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void amperesAreThoseTheMeterSaidElseItsWattsByItsVoltsElseByTheNominalVoltage() {
    assertThat(breaker(value("pdu", "0", 2_300_000L, 12_000L, 230_000L)).load())
        .isEqualTo(new Load.Known(12_000, NOW, Load.Basis.MEASURED));
    // 2,300 W ÷ 240 V = 9.583… A, up to the next milliampere
    assertThat(breaker(value("pdu", "0", 2_300_000L, null, 240_000L)).load())
        .isEqualTo(new Load.Known(9_584, NOW, Load.Basis.MEASURED_VOLTAGE));
    assertThat(breaker(value("pdu", "0", 2_300_000L, null, null)).load())
        .isEqualTo(new Load.Known(10_000, NOW, Load.Basis.NOMINAL_VOLTAGE));
  }

  @Test
  void aVoltageBetweenPhasesIsNotThatOfAPhase() {
    assertThat(breaker(value("pdu", "0", 2_300_000L, null, 400_000L)).load())
        .isEqualTo(new Load.Known(10_000, NOW, Load.Basis.NOMINAL_VOLTAGE));
  }

  @Test
  void aLoadIsOverOnlyAboveItsLimitAndItsShareIsNeverRoundedDown() {
    RatedLoad at = breaker(value("pdu", "0", null, 16_000L, null));
    assertThat(at.isOver()).isFalse();
    assertThat(at.ppm()).isEqualTo(1_000_000);
    RatedLoad above = breaker(value("pdu", "0", null, 16_001L, null));
    assertThat(above.isOver()).isTrue();
    assertThat(above.ppm()).isEqualTo(1_000_063);
  }

  @Test
  void aSilentMeterHasNoLoadAndIsNotOver() {
    RatedLoad silent = breaker();
    assertThat(silent.load()).isEqualTo(new Load.Unknown(Load.Reason.SILENT));
    assertThat(silent.ppm()).isNull();
    assertThat(silent.isOver()).isFalse();
    assertThat(breaker(value("pdu", "0", null, null, 230_000L)).load())
        .isEqualTo(new Load.Unknown(Load.Reason.NO_POWER));
  }

  @Test
  void aWholeDeviceIsTheSumOfItsChannelsThatAreNoPointOfTheirOwn() {
    PowerPoint whole = HeadroomTest.point("pdu", null, 3_680_000L, null, 1);
    PowerPoint own =
        new PowerPoint(
            new PointRef("pdu", "9"),
            List.of(),
            "town-hall",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            1,
            1);
    List<RatedLoad> all =
        RatedLoad.of(
            List.of(whole, own),
            PowerNow.of(
                List.of(
                    value("pdu", null, 999L, null, null),
                    value("pdu", "1", 100L, null, null),
                    value("pdu", "2", 20L, null, null),
                    value("pdu", "9", 7L, null, null),
                    value("pdu2", "1", 5L, null, null)),
                NOW));
    assertThat(all)
        .extracting(RatedLoad::load)
        .containsExactly(new Load.Known(120, NOW, Load.Basis.MEASURED));
  }

  @Test
  void threePhasesAreComparedWithTheBreakerOneByOneAndWithTheRatingTogether() {
    PowerPoint point = HeadroomTest.point("pdu", null, 11_000_000L, 16_000L, 3);
    PowerNow now =
        PowerNow.of(
            List.of(
                value("pdu", "a", 3_680_000L, 16_500L, null),
                value("pdu", "b", 920_000L, null, 230_000L),
                value("pdu", "c", 0L, null, 230_000L)),
            NOW);
    List<RatedLoad> all = RatedLoad.of(List.of(point), now);
    assertThat(all)
        .extracting(RatedLoad::phase)
        .containsExactly(null, Phase.L1, Phase.L2, Phase.L3);
    assertThat(all)
        .extracting(one -> one.load() instanceof Load.Known known ? known.value() : null)
        .containsExactly(4_600_000L, 16_500L, 4_000L, 0L);
    assertThat(all).extracting(RatedLoad::isOver).containsExactly(false, true, false, false);
    // Mean (16.5 + 4 + 0) ÷ 3 = 6.8333 A; furthest from it 16.5 A: 9.6667 ÷ 6.8333 = 1.414634
    assertThat(Imbalance.of(List.of(point), now))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.amperes()).containsExactly(16_500L, 4_000L, 0L);
              assertThat(one.ppm()).isEqualTo(1_414_634);
            });
  }

  @Test
  void threePhasesOfWhichOneSaysNothingHaveNoImbalanceAndNoLoadByPhase() {
    PowerPoint point = HeadroomTest.point("pdu", null, null, 16_000L, 3);
    PowerNow now =
        PowerNow.of(
            List.of(value("pdu", "L1", null, 1L, null), value("pdu", "L2", null, 1L, null)), NOW);
    assertThat(RatedLoad.of(List.of(point), now))
        .extracting(RatedLoad::load)
        .containsOnly(new Load.Unknown(Load.Reason.NO_PHASES));
    assertThat(Imbalance.of(List.of(point), now))
        .extracting(Imbalance::why)
        .containsExactly(Load.Reason.NO_PHASES);
  }

  @Test
  void phasesThatCarryNothingAreNotUnequal() {
    PowerPoint point = HeadroomTest.point("pdu", null, null, 16_000L, 3);
    List<PowerNow.Value> none =
        Stream.of("L1", "L2", "L3").map(l -> value("pdu", l, null, 0L, null)).toList();
    assertThat(Imbalance.of(List.of(point), PowerNow.of(none, NOW)))
        .extracting(Imbalance::why)
        .containsExactly(Load.Reason.NOTHING_FLOWS);
  }

  @Test
  void channelsOfPhasesAreKnownByTheNamesThatDevicesGiveThem() {
    assertThat(Stream.of("L1", "a", "phase-1", "phase_a", "phase-2.1").map(Phase::ofChannel))
        .containsOnly(Phase.L1);
    assertThat(Stream.of("l3", "C", "phase3", "phase-1.3").map(Phase::ofChannel))
        .containsOnly(Phase.L3);
    assertThat(Stream.of("0", "1", "outlet-1", "inlet", "line1", "l4", "ab").map(Phase::ofChannel))
        .containsOnlyNulls();
  }

  @Test
  void theTablesSayWhatAPointBears() {
    String points =
        """
        device,channel,parent,parent_channel,role,feed,redundancy_group,breaker_a,phases,rated_power_w,interval_s,max_gap_s,site,room,rack,personal,to
        main,,,,dc-total,,,,,,,,hq,cellar,,,
        pdu-a,,main,,it-pdu,A,,16,3,11000,400,600,hq,cellar,R1,,
        desk,,,,,A,,,,,,,hq,,,1,
        gone,,,,,A,,,,,,,hq,,,,2020-01-01
        """;
    Estate.Result result =
        Estate.of(
            EstateLine.read(EstateTable.POINTS, points, "points.csv").lines(),
            ZoneId.of("Europe/Paris"));
    assertThat(result.problems()).isEmpty();
    List<PowerPoint> read = PowerPoint.of(result.estate(), 1_800_000_000_000L);
    assertThat(read)
        .extracting(PowerPoint::ref)
        .containsExactly(new PointRef("main", null), new PointRef("pdu-a", null));
    assertThat(read.get(1))
        .isEqualTo(
            new PowerPoint(
                new PointRef("pdu-a", null),
                List.of(new PointRef("main", null)),
                "hq",
                "cellar",
                "R1",
                Role.IT_PDU,
                Feed.A,
                "R1",
                11_000_000L,
                16_000L,
                3,
                800_000));
  }
}
