package io.garonne.publish.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.LivePower;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.GeneratorMonth;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.Kept;
import io.garonne.model.advice.LeastHeadroom;
import io.garonne.model.advice.PeakLoad;
import io.garonne.model.advice.PowerUsage;
import io.garonne.model.advice.Worth;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rooms of a headquarters, with everything that can be said of them. */
public final class InventedRooms {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long NOW = Instant.parse("2026-11-27T10:00:00Z").toEpochMilli();
  private static final long KWH = 3_600_000_000L;
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

  private InventedRooms() {}

  /** Its tables. */
  public static Estate estate() {
    String points =
        """
        device,role,feed,breaker_a,phases,rated_power_w,site,room,rack,personal
        main,dc-total,,63,3,,hq,cellar,,
        pdu-a,it-pdu,A,16,,3680,hq,cellar,R1,
        pdu-b,it-pdu,B,16,,3680,hq,cellar,R1,
        pdu-c,it-pdu,A,,,3680,hq,cellar,R2,
        pdu-d,it-pdu,B,,,3680,hq,cellar,R2,
        desk,it,,16,,3680,hq,,,1
        """;
    Estate.Result estate =
        Estate.of(EstateLine.read(EstateTable.POINTS, points, "points.csv").lines(), PARIS);
    assertThat(estate.problems()).isEmpty();
    return estate.estate();
  }

  private static LivePower device(String name, long watts, boolean personal) {
    return new LivePower(
        LivePower.Kind.DEVICE, name, "R1", "hq", "pdu", personal, watts * 1000, NOW - 5_000, 1);
  }

  /** What is drawn. */
  public static List<LivePower> live() {
    return List.of(
        device("pdu-a", 1_200, false),
        device("pdu-b", 1_900, false),
        device("pdu-c", 700, false),
        device("desk", 90, true),
        new LivePower(
            LivePower.Kind.RACK, null, "R9", "hq", null, false, 3_100_000, NOW - 5_000, 2));
  }

  private static PowerUsage usage(
      YearMonth first, PowerUsage.Name name, @Nullable Double ratio, @Nullable Double high) {
    return new PowerUsage(
        "hq",
        "cellar",
        first,
        OCTOBER,
        name,
        new PowerUsage.Value(
            18_000 * KWH,
            12_000 * KWH,
            ratio,
            1.38,
            high,
            2,
            name == PowerUsage.Name.PUE ? 12 : 1,
            995_000,
            0,
            0,
            List.of("dc-total", "it-pdu"),
            List.of("cooling")),
        null);
  }

  /** What is advised. */
  public static List<Advice> advice() {
    return List.of(
        new PeakLoad("hq", "cellar", "R1", "pdu-a", OCTOBER, 2_900_000, NOW, 3_680_000L, 998_000),
        new PeakLoad("hq", null, "R1", null, OCTOBER, 3_600_000, NOW, null, 998_000),
        new LeastHeadroom(
            "hq", "R1", null, "mW", OCTOBER, 2_944_000, 1_100_000, 1_900_000, NOW, false, 998_000),
        new LeastHeadroom(
            "hq", "R1", "L1", "mA", OCTOBER, 12_800, 4_800, 7_900, NOW, true, 998_000),
        new IdleServer(
            "hq",
            "cellar",
            "R1",
            "srv-1",
            List.of("pdu-a"),
            IdleServer.Kind.IDLE,
            60_000,
            160_000,
            LocalDate.of(2026, 10, 30),
            28,
            548 * KWH,
            new Worth(new BigDecimal("0.2"), "EUR", new BigDecimal(40)),
            null),
        new IdleServer(
            "hq",
            "cellar",
            "R1",
            "srv-2",
            List.of("pdu-b"),
            IdleServer.Kind.NEVER_ABOVE_FLOOR,
            80_000,
            82_000,
            LocalDate.of(2026, 8, 20),
            98,
            700 * KWH,
            new Worth(null, null, null),
            new Kept(LocalDate.of(2027, 3, 31), "standby of the pay system", "Ada")),
        usage(YearMonth.of(2025, 11), PowerUsage.Name.PUE, 1.5, 1.62),
        usage(OCTOBER, PowerUsage.Name.INTERIM_RATIO, null, null),
        new PowerUsage(
            "school",
            null,
            OCTOBER,
            OCTOBER,
            PowerUsage.Name.INTERIM_PARTIAL_RATIO,
            null,
            PowerUsage.Why.NO_TOTAL_AND_NO_PARTS),
        new GeneratorMonth(
            "hq",
            "cellar",
            OCTOBER,
            null,
            0,
            List.of(
                new GeneratorMonth.Burnt(
                    "diesel", new BigDecimal("200"), "l", 1_980 * KWH, "invoice 12"))));
  }
}
