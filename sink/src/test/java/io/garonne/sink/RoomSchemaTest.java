package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.advice.GeneratorMonth;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.Kept;
import io.garonne.model.advice.LeastHeadroom;
import io.garonne.model.advice.PeakLoad;
import io.garonne.model.advice.PowerUsage;
import io.garonne.model.advice.Worth;
import io.garonne.model.wire.GeneratorMonthJson;
import io.garonne.model.wire.IdleServerJson;
import io.garonne.model.wire.LeastHeadroomJson;
import io.garonne.model.wire.PeakLoadJson;
import io.garonne.model.wire.PowerUsageJson;
import io.garonne.model.wire.Topics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoomSchemaTest {
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

  private static Conversion convert(String key, byte @Nullable [] value) {
    return new Conversions(Map.of(), Clock.systemUTC(), Samples.inventory())
        .of(Topics.ADVICE.topic(), key.getBytes(StandardCharsets.UTF_8), value);
  }

  private static Line line(Conversion conversion) {
    return ((Conversion.Written) conversion).line();
  }

  private static PowerUsage usage(@Nullable String room, @Nullable Double ratio) {
    return new PowerUsage(
        "h|q",
        room,
        OCTOBER.minusMonths(11),
        OCTOBER,
        PowerUsage.Name.INTERIM_RATIO,
        new PowerUsage.Value(
            15, 10, ratio, 1.25, ratio, 2, 7, 995_000, 3, 4, List.of("dc-total"), List.of()),
        null);
  }

  @Test
  void aRatioIsAPointOfItsSpanWithBothEnergies() {
    PowerUsage usage = usage("cellar", 1.5);
    assertThat(line(convert(usage.key(), PowerUsageJson.write(usage))).text())
        .isEqualTo(
            "pue,months=12,room=cellar,site=h|q category=2i,computable=1i,e_dc_mj=15i,e_it_mj=10i,"
                + "fuel_mj=4i,full_months=7i,generator_mj=3i,high=1.5,high_known=1i,"
                + "known_percent=99.5,low=1.25,name=\"interim-ratio\",ratio=1.5,ratio_known=1i,"
                + "why=\"\" 1790812800000");
  }

  @Test
  void aRatioThatIsNotKnownIsNoNumberAndOneThatIsGoneIsSaidWhereItWas() {
    PowerUsage usage = usage(null, null);
    Line line = line(convert(usage.key(), PowerUsageJson.write(usage)));
    assertThat(line.text()).contains("ratio_known=0i", "high_known=0i").doesNotContain("ratio=");
    Line gone = line(convert(usage.key(), null));
    assertThat(gone.identity()).isEqualTo(line.identity());
    assertThat(gone.text()).contains("computable=0i,why=\"gone\"");
  }

  @Test
  void peaksAndGeneratorsArePointsOfTheirMonth() {
    PeakLoad peak = new PeakLoad("hq", null, "R1", "pdu-a", OCTOBER, 5, 6, null, 990_000);
    assertThat(line(convert(peak.key(), PeakLoadJson.write(peak))).text())
        .isEqualTo(
            "power_peak,device=pdu-a,rack=R1,scope=device,site=hq"
                + " at_ms=6i,known_percent=99.0,limit_known=0i,power_mw=5i 1790812800000");
    // What is kept for ever does not grow with the number of devices.
    assertThat(line(convert(peak.key(), PeakLoadJson.write(peak))).bucket())
        .isEqualTo(Bucket.DEVICE_TOTALS);
    GeneratorMonth month = new GeneratorMonth("hq", null, OCTOBER, 5L, 1_000_000, List.of());
    assertThat(line(convert(month.key(), GeneratorMonthJson.write(month))).text())
        .isEqualTo(
            "generator,site=hq energy_mj=5i,fuel_mj=0i,known_percent=100.0,metered=1i"
                + " 1790812800000");
  }

  @Test
  void theLeastHeadroomOfAMonthIsAPointWithWhatWasLeftAndWhen() {
    LeastHeadroom least =
        new LeastHeadroom("hq", "R1", "L1", "mA", OCTOBER, 12, 5, 9, 6, true, 990_000);
    Line line = line(convert(least.key(), LeastHeadroomJson.write(least)));
    assertThat(line.text())
        .isEqualTo(
            "headroom,group=R1,phase=L1,site=hq,unit=mA at_most=1i,at_ms=6i,known_percent=99.0,"
                + "left=-2i,limit=12i,load_a=5i,load_b=9i 1790812800000");
    assertThat(line.bucket()).isEqualTo(Bucket.DEVICE_TOTALS);
  }

  @Test
  void anIdleServerIsAPointSinceWhenItIsWithWhatAYearOfItCosts() {
    IdleServer idle =
        new IdleServer(
            "hq",
            null,
            "R1",
            "srv-1",
            List.of("pdu-a"),
            IdleServer.Kind.IDLE,
            5,
            6,
            OCTOBER.atDay(1),
            14,
            7_200_000_000L,
            new Worth(new BigDecimal("0.25"), "EUR", null),
            new Kept(LocalDate.of(2027, 3, 31), "standby", "Ada"));
    Line line = line(convert(idle.key(), IdleServerJson.write(idle)));
    assertThat(line.text())
        .isEqualTo(
            "idle_server,rack=R1,server=srv-1,site=hq currency=\"EUR\",days=14i,"
                + "finding=\"idle\",floor_mw=5i,kept=1i,kept_until=\"2027-03-31\",top_mw=6i,"
                + "yearly_cost=0.5,yearly_cost_known=1i,yearly_kg_known=0i,"
                + "yearly_mj=7200000000i 1790812800000");
    assertThat(line.bucket()).isEqualTo(Bucket.DEVICE_TOTALS);
  }

  @Test
  void whatOnlyANewerVersionKnowsIsNoSeries() {
    assertThat(convert("of-a-newer-version|x", new byte[0]))
        .isEqualTo(new Conversion.Ignored(SinkMetrics.NO_SERIES));
    assertThat(convert("of-a-newer-version|x", null))
        .isEqualTo(new Conversion.Ignored(SinkMetrics.TOMBSTONE));
  }
}
