package io.garonne.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.model.metering.Sample;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a killed broker is excused for, and what stays a difference. */
class BrokerLossesTest {
  private static final BrokerKill KILL = new BrokerKill(10_000, 11_000);

  /** When the twin was connected to the broker that is killed, and to the one after it. */
  private static final long BEFORE = 5_000;

  private static final long AFTER = 11_600;

  @Test
  void lostIsWhatWasAcknowledgedAfterTheLastSaveAndIsNotInKafka() {
    BrokerLosses losses =
        judge(Set.of(), read(9_999, BEFORE), read(10_000, BEFORE), read(10_999, BEFORE));

    assertThat(losses.kept()).containsExactly(told(9_999));
    assertThat(losses.byKill()).containsExactly(new BrokerLosses.OfKill(KILL, 2, 2));
  }

  @Test
  void whatReachedKafkaCountsWheneverItWasAcknowledged() {
    BrokerLosses losses = judge(Set.of(told(10_500)), read(10_500, BEFORE), read(10_501, BEFORE));

    assertThat(losses.kept()).containsExactly(told(10_500));
    assertThat(losses.byKill()).containsExactly(new BrokerLosses.OfKill(KILL, 2, 1));
  }

  @Test
  void whatIsMissingAndWasAcknowledgedBeforeTheSaveOrByTheNextBrokerStaysADifference() {
    BrokerLosses losses = judge(Set.of(), read(9_999, BEFORE), read(11_601, AFTER));

    assertThat(losses.kept()).containsExactly(told(9_999), told(11_601));
    assertThat(losses.lost()).isZero();
  }

  @Test
  void anAcknowledgementOfTheKilledBrokerThatIsReadLaterIsStillTheKilledBrokers() {
    assertThat(judge(Set.of(), read(11_400, BEFORE)).lost()).isEqualTo(1);
  }

  @Test
  void aMessageSentTwiceStaysADifferenceIfOneOfThemWasSentOutsideOfTheWindow() {
    Acknowledged again = new Acknowledged(told(10_500), 12_000, AFTER);

    assertThat(judge(Set.of(), read(10_500, BEFORE), again).kept()).containsExactly(told(10_500));
  }

  @Test
  void withoutAKillNothingIsExcused() {
    BrokerLosses losses = BrokerLosses.of(List.of(read(10_500, BEFORE)), List.of(), Set.of());

    assertThat(losses.kept()).hasSize(1);
    assertThat(losses.byKill()).isEmpty();
  }

  @Test
  void aBrokerThatIsKilledAgainBeforeItSavedHasLostWhatItAcknowledgedInBothLives() {
    BrokerKill again = new BrokerKill(10_000, 13_000);

    BrokerLosses losses =
        BrokerLosses.of(
            List.of(read(10_500, BEFORE), read(11_700, AFTER)), List.of(KILL, again), Set.of());

    assertThat(losses.byKill())
        .containsExactly(new BrokerLosses.OfKill(KILL, 1, 1), new BrokerLosses.OfKill(again, 1, 1));
  }

  @Test
  void aWindowThatWouldBeginAfterTheKillIsRefused() {
    assertThatThrownBy(() -> new BrokerKill(11_001, 11_000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BrokerLosses judge(Set<Told> inKafka, Acknowledged... messages) {
    return BrokerLosses.of(List.of(messages), List.of(KILL), inKafka);
  }

  private static Acknowledged read(long at, long connectedSince) {
    return new Acknowledged(told(at), at, connectedSince);
  }

  private static Told told(long at) {
    return new Told("device", "0", new Sample(at, at, Sample.NONE, null, Sample.NONE));
  }
}
