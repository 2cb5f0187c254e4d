package io.garonne.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.garonne.model.alert.Alert.Acknowledgement;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final long FROM = Instant.parse("2026-03-02T10:00:00.123Z").toEpochMilli();
  private static final Place PLACE = new Place("hall", "1/02", "R1", "pdu-a", "1", false);

  @Test
  void aSilenceCoversWhatIsInItsScopeWhileItLasts() {
    for (String scope :
        List.of(
            "all",
            "overload-7f3a12",
            "site:hall",
            "room:hall/1/02",
            "rack:hall/R1",
            "device:pdu-a",
            "kind:overload")) {
      Silence silence = new Silence(scope, FROM, FROM + 1000, "works", "Ana");
      assertThat(SilenceScope.problem(scope, Set.of("overload-7f3a12"))).as(scope).isNull();
      assertThat(covers(silence, FROM)).as(scope).isTrue();
      assertThat(covers(silence, FROM + 1000)).as(scope).isFalse();
      assertThat(covers(silence, FROM - 1)).as(scope).isFalse();
    }
    for (String scope : List.of("site:annex", "rack:annex/R1", "device:pdu-b", "kind:pipeline")) {
      assertThat(covers(new Silence(scope, FROM, FROM + 1000, "works", "Ana"), FROM))
          .as(scope)
          .isFalse();
    }
    assertThat(
            new Silence("site:hall", FROM, FROM + 1, "works", "Ana")
                .covers("pipeline-1", Alert.Kind.PIPELINE, Place.ESTATE, FROM))
        .isFalse();
  }

  private static boolean covers(Silence silence, long at) {
    return silence.covers("overload-7f3a12", Alert.Kind.OVERLOAD, PLACE, at);
  }

  @Test
  void aScopeThatCannotBeIsRefusedWithWhatThereIs() {
    assertThat(SilenceScope.problem("kind:boredom", Set.of())).contains("overload-imminent");
    for (String scope :
        List.of("overload-1", "site:", "rack:R1", "room:hall/", "rack:/R1", "floor:2", "")) {
      assertThat(SilenceScope.problem(scope, Set.of())).as(scope).contains("rack:SITE/RACK");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Silence("all", FROM, FROM, "works", "Ana"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Silence("all", FROM, FROM + 1, " ", "Ana"));
  }

  @Test
  void theTablesSayWhatTheyWereToldToTheMillisecond() {
    String since = Instant.ofEpochMilli(FROM).toString();
    Estate estate =
        Estate.of(
                List.of(
                    EstateLine.of(
                        EstateTable.ACKNOWLEDGEMENTS,
                        Map.of("alert", "overload-1", "since", since, "by", "Ana", "at", since),
                        "test"),
                    EstateLine.of(
                        EstateTable.SILENCES,
                        Map.of(
                            "scope", "site:hall",
                            "from", since,
                            "until", "2026-03-03T00:00:00Z",
                            "reason", "works",
                            "by", "Ana"),
                        "test")),
                ZoneOffset.UTC)
            .estate();
    Acknowledgements all = Acknowledgements.of(estate);
    assertThat(all.of("overload-1", FROM)).isEqualTo(new Acknowledgement("Ana", FROM, ""));
    assertThat(all.of("overload-1", FROM + 1)).isNull();
    long until = Instant.parse("2026-03-03T00:00:00Z").toEpochMilli();
    assertThat(Silence.of(estate))
        .containsExactly(new Silence("site:hall", FROM, until, "works", "Ana"));
  }

  @Test
  void nobodyImportsWhatCommandsWrite() {
    assertThat(EstateTable.ACKNOWLEDGEMENTS.isImported()).isFalse();
    assertThat(EstateTable.SILENCES.isImported()).isFalse();
    assertThat(EstateTable.CALENDAR.isImported()).isTrue();
  }
}
