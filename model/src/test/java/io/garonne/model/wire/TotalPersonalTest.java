package io.garonne.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Causes;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TotalPersonalTest {
  private static Total of(Scope scope, boolean personal) {
    ZoneId zone = ZoneId.of("Europe/Paris");
    long start = IsoTime.parse("2026-03-01T23:00:00Z");
    return new Total(
        scope,
        Period.DAY,
        start,
        Period.DAY.endOf(start, zone),
        zone,
        5,
        2,
        1,
        0,
        1500,
        1500,
        0,
        86_400_000,
        0,
        0,
        0,
        PageKinds.NONE,
        1,
        1,
        9,
        0,
        Total.Status.PROVISIONAL,
        Total.METHOD,
        personal,
        Causes.UNKNOWN);
  }

  @Test
  void thatADeviceIsPersonalTravelsWithItsTotals() {
    for (boolean personal : new boolean[] {true, false}) {
      Total total = of(new Scope("e", "s", "c", "d"), personal);
      assertThat(TotalJson.read(TotalJson.write(total))).isEqualTo(total);
    }
  }

  @Test
  void aTotalWrittenBeforeThatWasSaidIsNotPersonal() {
    String today =
        new String(
            TotalJson.write(of(new Scope("e", "s", "c", "d"), true)), StandardCharsets.UTF_8);
    String before = today.replace(",\"personal\":true", "");
    assertThat(before).isNotEqualTo(today);
    assertThat(TotalJson.read(before.getBytes(StandardCharsets.UTF_8)).personal()).isFalse();
  }
}
