package io.garonne.publish.notify;

import static io.garonne.publish.notify.InventedAlert.SINCE;
import static io.garonne.publish.notify.InventedAlert.ended;
import static io.garonne.publish.notify.InventedAlert.overload;
import static io.garonne.publish.notify.InventedAlert.overloadSince;
import static io.garonne.publish.notify.InventedAlert.personal;
import static io.garonne.publish.notify.InventedAlert.severity;
import static io.garonne.publish.notify.InventedAlert.silenced;
import static io.garonne.publish.notify.Notice.Event.AGAIN;
import static io.garonne.publish.notify.Notice.Event.BEGAN;
import static io.garonne.publish.notify.Notice.Event.ENDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TellingTest {
  private static final String ID = "overload-1";

  /** What is told of these states, in this order. */
  private static List<Notice.Event> told(@Nullable Alert... states) {
    Telling telling = new Telling();
    List<Notice.Event> told = new ArrayList<>();
    for (Alert state : states) {
      telling.take(ID, state).map(Notice::event).ifPresent(told::add);
    }
    return told;
  }

  @Test
  void anAlertIsToldEachTimeItsCountGrowsAndOnceWhenItEnds() {
    assertThat(
            told(
                overload(ID, 0),
                overload(ID, 1),
                overload(ID, 1),
                overload(ID, 2),
                ended(overload(ID, 2)),
                ended(overload(ID, 2))))
        .containsExactly(BEGAN, AGAIN, ENDED);
  }

  @Test
  void whatWasNeverToldEndsInSilence() {
    assertThat(told(overload(ID, 0), ended(overload(ID, 0)))).isEmpty();
  }

  @Test
  void theSameConditionLaterIsToldAnewWhetherItsCountGoesOnOrBeginsAnew() {
    Alert over = ended(overload(ID, 1));
    assertThat(told(overload(ID, 1), over, overloadSince(ID, SINCE + 3_600_000, 1)))
        .containsExactly(BEGAN, ENDED, BEGAN);
    assertThat(told(overload(ID, 1), over, overloadSince(ID, SINCE + 3_600_000, 2))).hasSize(3);
  }

  @Test
  void nothingIsToldOfWhatIsSilencedUntilTheSilenceIsOver() {
    assertThat(told(silenced(overload(ID, 1)), silenced(ended(overload(ID, 1))))).isEmpty();
    assertThat(told(silenced(overload(ID, 1)), overload(ID, 1))).containsExactly(BEGAN);
    assertThat(told(silenced(overload(ID, 1)), ended(overload(ID, 1)))).isEmpty();
    assertThat(told(overload(ID, 1), silenced(overload(ID, 2)), ended(overload(ID, 2))))
        .containsExactly(BEGAN, ENDED);
  }

  @Test
  void nothingIsToldOfWhatIsOnlyWorthKnowingNorOfPersonalDevices() {
    assertThat(told(severity(overload(ID, 1), Severity.INFO))).isEmpty();
    for (Alert.Kind kind : Alert.Kind.values()) {
      assertThat(told(personal(ID, kind, 1), ended(personal(ID, kind, 1))))
          .as(kind.label())
          .isEmpty();
    }
  }

  @Test
  void whatIsTakenBackIsForgotten() {
    assertThat(told(overload(ID, 1), null, overload(ID, 1))).containsExactly(BEGAN, BEGAN);
  }
}
