package io.garonne.model.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.garonne.model.Reading.State;
import org.junit.jupiter.api.Test;

class MeterTraceTest {
  @Test
  void columnsComeInAnyOrderAndMayBeMissing() {
    var read =
        MeterTrace.parse(
            "\uFEFF\"power_w\",at , volts\r\n\r\n\"12.5\",2026-03-02T11:00:00+01:00,230\r\n,2026-03-02T10:01:00Z\r\n",
            "t.csv");
    assertThat(read.problems()).isEmpty();
    assertThat(read.trace().unusedColumns()).containsExactly("volts");
    assertThat(read.trace().lines())
        .extracting(MeterTrace.Line::at, MeterTrace.Line::power, MeterTrace.Line::energy)
        .containsExactly(
            tuple(1_772_445_600_000L, 12_500L, null), tuple(1_772_445_660_000L, null, null));
  }

  @Test
  void theResolutionIsThatOfTheDecimals() {
    assertThat(resolution("100")).isEqualTo(3_600_000);
    assertThat(resolution("1e5")).isEqualTo(3_600_000);
    assertThat(resolution("100.0")).isEqualTo(360_000);
    assertThat(resolution("100.123456789")).isEqualTo(3_600);
  }

  @Test
  void everyBadLineIsAProblem() {
    var read =
        MeterTrace.parse(
            """
            at,energy_wh,power_w,state
            ,1,1,
            2026-03-02T10:00:00,1,1,
            2026-03-02T10:00:00Z,x,1,
            2026-03-02T10:00:00Z,1e400,1,
            2026-03-02T10:00:00Z,1,1,standby
            2026-03-02T10:00:00Z,-1,nan,OFF
            """,
            "t.csv");
    assertThat(read.problems())
        .satisfiesExactly(
            p -> assertThat(p).isEqualTo("t.csv:2: at is empty"),
            p -> assertThat(p).startsWith("t.csv:3: at:").contains("2026-03-02T10:00:00\""),
            p -> assertThat(p).isEqualTo("t.csv:4: energy_wh: \"x\" is no number"),
            p -> assertThat(p).isEqualTo("t.csv:5: energy_wh: 1e400 is out of range"),
            p -> assertThat(p).startsWith("t.csv:6: state: \"standby\""));
    assertThat(read.trace().lines()).hasSize(1);
    assertThat(read.trace().lines().get(0).state()).isEqualTo(State.OFF);
    assertThat(read.trace().voidFields(MeterProfile.DEFAULT)).isEqualTo(2);
  }

  @Test
  void aTableWithoutItsHeaderIsRefusedOnce() {
    assertThat(MeterTrace.parse("", "t.csv").problems()).hasSize(1);
    assertThat(MeterTrace.parse("a,b\n1,2\n3,4\n", "t.csv").problems())
        .containsExactly("t.csv:1: no column at; expected at,energy_wh,power_w");
    assertThat(MeterTrace.parse("at\n1\n", "t.csv").problems().get(0))
        .isEqualTo("t.csv:1: neither energy_wh nor power_w nor state");
    assertThat(MeterTrace.parse("at,power_w,power_w\n", "t.csv").problems())
        .containsExactly("t.csv:1: column power_w occurs twice");
  }

  private static long resolution(String energy) {
    return MeterTrace.parse("at,energy_wh\n2026-03-02T10:00:00Z," + energy + "\n", "t.csv")
        .trace()
        .resolution();
  }
}
