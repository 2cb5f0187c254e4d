package io.garonne.model.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.PointRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadroomTest {
  private static final long NOW = 1_000_000_000L;

  static PowerPoint point(
      String device,
      @Nullable Feed feed,
      @Nullable Long rating,
      @Nullable Long breaker,
      int phases) {
    return new PowerPoint(
        new PointRef(device, null),
        List.of(),
        "town-hall",
        "cellar",
        "R1",
        Role.IT_PDU,
        feed,
        "R1",
        rating,
        breaker,
        phases,
        600_000);
  }

  static PowerNow.Value watts(String device, long watts) {
    return new PowerNow.Value(new PointRef(device, null), NOW, watts * 1000, null, null);
  }

  private static PowerNow.Value amperes(String device, String channel, long milliamperes) {
    return new PowerNow.Value(new PointRef(device, channel), NOW, null, milliamperes, null);
  }

  private static Headroom only(List<PowerPoint> points, PowerNow.Value... values) {
    List<Headroom> all = Headroom.of(points, PowerNow.of(List.of(values), NOW), 80);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void whatIsLeftIsEightyPercentOfTheSmallerRatingLessBothLoads() {
    Headroom headroom =
        only(
            List.of(
                point("pdu-a", Feed.A, 7_360_000L, null, 1),
                point("pdu-b", Feed.B, 3_680_000L, null, 1)),
            watts("pdu-a", 1200),
            watts("pdu-b", 900));
    // 0.8 × 3,680 W − 1,200 W − 900 W = 2,944 − 2,100 = 844 W
    assertThat(headroom.outcome())
        .isEqualTo(
            new Headroom.Known(
                new PointRef("pdu-a", null),
                new PointRef("pdu-b", null),
                2_944_000,
                1_200_000,
                900_000,
                NOW));
    assertThat(((Headroom.Known) headroom.outcome()).left()).isEqualTo(844_000);
    assertThat(headroom.isLost()).isFalse();
  }

  @Test
  void eachPhaseHasItsOwnHeadroom() {
    List<Headroom> all =
        Headroom.of(
            List.of(
                point("pdu-a", Feed.A, null, 16_000L, 3), point("pdu-b", Feed.B, null, 16_000L, 3)),
            PowerNow.of(
                List.of(
                    amperes("pdu-a", "phase-1", 6_000),
                    amperes("pdu-a", "phase-2", 2_000),
                    amperes("pdu-a", "phase-3", 1_000),
                    amperes("pdu-b", "L1", 7_000),
                    amperes("pdu-b", "L2", 2_000),
                    amperes("pdu-b", "L3", 1_000)),
                NOW),
            80);
    // 0.8 × 16 A = 12.8 A; L1: 12.8 − 13 = −0.2 A; L2: 8.8 A; L3: 10.8 A
    assertThat(all).extracting(Headroom::phase).containsExactly(Phase.L1, Phase.L2, Phase.L3);
    assertThat(all)
        .extracting(headroom -> ((Headroom.Known) headroom.outcome()).left())
        .containsExactly(-200L, 8_800L, 10_800L);
    assertThat(all).extracting(Headroom::isLost).containsExactly(true, false, false);
  }

  @Test
  void aFeedThatIsSilentMakesTheHeadroomUnknownAndNotLarge() {
    Headroom headroom =
        only(
            List.of(
                point("pdu-a", Feed.A, 3_680_000L, null, 1),
                point("pdu-b", Feed.B, 3_680_000L, null, 1)),
            watts("pdu-a", 100));
    assertThat(headroom.outcome())
        .isEqualTo(new Headroom.Unknown(Load.Reason.SILENT, List.of(new PointRef("pdu-b", null))));
    assertThat(headroom.isLost()).isFalse();
  }

  @Test
  void aValueThatIsTooOldIsNoValue() {
    PowerNow.Value old =
        new PowerNow.Value(new PointRef("pdu-b", null), NOW - 600_001, 1L, null, null);
    Headroom headroom =
        only(
            List.of(
                point("pdu-a", Feed.A, 3_680_000L, null, 1),
                point("pdu-b", Feed.B, 3_680_000L, null, 1)),
            watts("pdu-a", 100),
            old);
    assertThat(headroom.outcome())
        .isEqualTo(new Headroom.Unknown(Load.Reason.TOO_OLD, List.of(new PointRef("pdu-b", null))));
  }

  @Test
  void oneFeedTwoOfTheSameOrFeedsWithoutLimitSayWhy() {
    PowerPoint a = point("pdu-a", Feed.A, 3_680_000L, null, 1);
    assertThat(only(List.of(a)).outcome())
        .isEqualTo(new Headroom.Unknown(Load.Reason.ONE_FEED, List.of(a.ref())));
    PowerPoint b = point("pdu-b", Feed.B, 3_680_000L, null, 1);
    PowerPoint second = point("pdu-b2", Feed.B, 3_680_000L, null, 1);
    assertThat(only(List.of(a, second, b)).outcome())
        .isEqualTo(
            new Headroom.Unknown(
                Load.Reason.SEVERAL_FEEDS, List.of(a.ref(), b.ref(), second.ref())));
    PowerPoint bare = point("pdu-b", Feed.B, null, null, 1);
    assertThat(only(List.of(a, bare)).outcome())
        .isEqualTo(new Headroom.Unknown(Load.Reason.NO_LIMIT, List.of(bare.ref())));
    PowerPoint breaker = point("pdu-b", Feed.B, null, 16_000L, 1);
    assertThat(only(List.of(a, breaker)).outcome())
        .isEqualTo(
            new Headroom.Unknown(Load.Reason.LIMITS_DIFFER, List.of(a.ref(), breaker.ref())));
  }

  @Test
  void anOutletThatIsMarkedLikeItsInletIsNoSecondFeed() {
    PowerPoint inlet = point("pdu-a", Feed.A, 3_680_000L, null, 1);
    PowerPoint outlet =
        new PowerPoint(
            new PointRef("pdu-a", "1"),
            List.of(inlet.ref()),
            "town-hall",
            null,
            "R1",
            null,
            Feed.A,
            "R1",
            2_300_000L,
            null,
            1,
            600_000);
    PowerPoint b = point("pdu-b", Feed.B, 3_680_000L, null, 1);
    Headroom headroom =
        only(List.of(outlet, inlet, b), watts("pdu-b", 10), amperes("pdu-a", "1", 3));
    // The inlet itself says nothing: its only channel is the outlet's.
    assertThat(headroom.outcome())
        .isEqualTo(new Headroom.Unknown(Load.Reason.SILENT, List.of(inlet.ref())));
  }

  @Test
  void itIsNeverPositiveWhenBothTogetherExceedTheLimitAndNoOrderMatters() {
    Random random = new Random(6);
    for (int i = 0; i < 2_000; i++) {
      long ratingA = 1 + random.nextLong(40_000_000);
      long ratingB = 1 + random.nextLong(40_000_000);
      long loadA = random.nextLong(40_000);
      long loadB = random.nextLong(40_000);
      int percent = 1 + random.nextInt(100);
      List<PowerPoint> points =
          new ArrayList<>(
              List.of(point("a", Feed.A, ratingA, null, 1), point("b", Feed.B, ratingB, null, 1)));
      List<PowerNow.Value> values =
          new ArrayList<>(
              List.of(
                  watts("a", loadA),
                  watts("b", loadB),
                  new PowerNow.Value(new PointRef("a", null), NOW - 1, 5L, null, null)));
      List<Headroom> all = Headroom.of(points, PowerNow.of(values, NOW), percent);
      Headroom.Known known = (Headroom.Known) all.get(0).outcome();
      if (loadA * 1000 + loadB * 1000 > Math.min(ratingA, ratingB) * percent / 100.0) {
        assertThat(known.left()).isNegative();
        assertThat(all.get(0).isLost()).isTrue();
      } else {
        assertThat(known.left()).isNotNegative();
      }
      Collections.shuffle(points, random);
      Collections.shuffle(values, random);
      assertThat(Headroom.of(points, PowerNow.of(values, NOW), percent)).isEqualTo(all);
    }
  }
}
