package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Place;
import io.garonne.model.alert.Severity;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertSchemaTest {
  private static Alert overload(boolean personal) {
    return new Alert(
        "overload-7f3a12",
        Alert.Kind.OVERLOAD,
        Severity.CRITICAL,
        new Place("dc", "a", "r1", "pdu-1", "L2", personal),
        1_772_323_200_000L,
        null,
        16_500L,
        16_000L,
        "mA",
        0,
        List.of(),
        "of its breaker, phase L2",
        null,
        false,
        1,
        "",
        null);
  }

  private static Conversion converted(Alert alert) {
    return new Conversions(Map.of(), Clock.systemUTC(), Samples.inventory())
        .of(
            Topics.ALERTS.topic(),
            alert.id().getBytes(StandardCharsets.UTF_8),
            AlertJson.write(alert));
  }

  @Test
  void anAlertIsOnePointAtItsBeginning() {
    assertThat(converted(overload(false)))
        .isInstanceOfSatisfying(
            Conversion.Written.class,
            written ->
                assertThat(written.line().text())
                    .isEqualTo(
                        "alert,id=overload-7f3a12,kind=overload,severity=critical,site=dc"
                            + " acknowledged=0i,behind=0i,channel=\"L2\","
                            + "detail=\"of its breaker, phase L2\",device=\"pdu-1\","
                            + "ended_ms=0i,limit=16000i,open=1i,rack=\"r1\",silenced=0i,"
                            + "told=1i,unit=\"mA\",value=16500i,value_known=1i"
                            + " 1772323200000"));
  }

  @Test
  void anAlertAboutAPersonalDeviceIsNotWritten() {
    assertThat(converted(overload(true))).isEqualTo(new Conversion.Ignored(SinkMetrics.PERSONAL));
  }
}
