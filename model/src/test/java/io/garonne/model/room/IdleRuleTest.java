package io.garonne.model.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.garonne.model.Scope;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.Kept;
import io.garonne.model.advice.LeastHeadroom;
import io.garonne.model.advice.PeakLoad;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Load curves of a rack: servers at their floor, and peaks. */
class IdleRuleTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
  private static final Instant NOW = Instant.parse("2026-11-26T23:00:00Z");

  private static Estate estate(String... keep) {
    List<EstateLine> lines = new ArrayList<>();
    add(
        lines,
        EstateTable.ASSETS,
        """
        asset,equipment_class,site,room,rack
        srv-1,server,hq,cellar,R1
        sw-1,switch,hq,cellar,R1
        """);
    add(
        lines,
        EstateTable.POINTS,
        """
        device,channel,parent,parent_channel,role,feed,rated_power_w,site,rack
        pdu-a,inlet,,,it-pdu,A,3680,hq,R1
        pdu-a,1,pdu-a,inlet,,,,,
        pdu-b,inlet,,,it-pdu,B,3680,hq,R1
        pdu-b,1,pdu-b,inlet,,,,,
        """);
    add(
        lines,
        EstateTable.CONNECTIONS,
        """
        asset,device,channel
        srv-1,pdu-a,1
        srv-1,pdu-b,1
        sw-1,pdu-a,2
        """);
    for (String text : keep) {
      add(lines, EstateTable.KEEP, text);
    }
    Estate.Result result = Estate.of(lines, PARIS);
    assertThat(result.problems()).isEmpty();
    return result.estate();
  }

  private static void add(List<EstateLine> lines, EstateTable table, String text) {
    EstateLine.Result read = EstateLine.read(table, text, table.label() + ".csv");
    assertThat(read.problems()).isEmpty();
    lines.addAll(read.lines());
  }

  /** A history up to yesterday: watts by quarter-hour, counted from the first day's start. */
  private static LoadHistory history(
      String device, String of, @Nullable String asset, int days, LongUnaryOperator milliwatts) {
    TreeMap<LocalDate, DayCurve> curves = new TreeMap<>();
    for (int d = 0; d < days; d++) {
      DayCurve curve = DayCurve.unknown(TODAY.minusDays(days - d), PARIS);
      for (int q = 0; q < curve.quarters(); q++) {
        long power = milliwatts.applyAsLong(d * 96L + q);
        if (power >= 0) {
          curve = curve.with(curve.startOf(q), power * 900, DayCurve.QUARTER, -1);
        }
      }
      curves.put(curve.day(), curve);
    }
    return new LoadHistory(new Scope("hq", "hq", of, device, null, asset), PARIS, false, curves);
  }

  /** What is found if a second supply of which nothing is given draws nothing. */
  private static List<IdleServer> idle(Estate estate, LoadHistory... histories) {
    List<LoadHistory> all = new ArrayList<>(List.of(histories));
    if (all.stream().noneMatch(one -> "pdu-b".equals(one.scope().device()))) {
      all.add(history("pdu-b", "server", "srv-1", all.get(0).days().size(), q -> 0));
    }
    return found(estate, all);
  }

  private static List<IdleServer> found(Estate estate, List<LoadHistory> histories) {
    IdleRule rule = new IdleRule(estate, NOW);
    histories.forEach(rule::look);
    return rule.advice();
  }

  @Test
  void aServerOfWhichOneSupplyHasNeverSaidAnythingIsNotJudged() {
    assertThat(
            found(estate(), List.of(history("pdu-a", "server", "srv-1", 48, IdleRuleTest::half))))
        .isEmpty();
  }

  @Test
  void aRackIsNotKnownWhileItsOtherInletHasNoCurveAtAll() {
    assertThat(peaks(List.of(history("pdu-a", "unmetered", null, 26, q -> 400_000))))
        .filteredOn(peak -> peak.device() == null)
        .singleElement()
        .matches(peak -> peak.knownPpm() == 0 && peak.power() == 400_000);
  }

  @Test
  void theLeastHeadroomOfAMonthIsWhereBothFeedsTogetherDrewMost() {
    HeadroomRule rule = new HeadroomRule(estate(), NOW, 80);
    // Each peaks by itself, and neither then: the least is at 1,500 + 1,600 W.
    LongUnaryOperator a = q -> q == 100 ? 2_500_000 : q == 500 ? 1_500_000 : 400_000;
    LongUnaryOperator b = q -> q == 200 ? 2_600_000 : q == 500 ? 1_600_000 : q < 96 ? -1 : 300_000;
    rule.look(history("pdu-b", "unmetered", null, 26, b));
    rule.look(history("pdu-a", "unmetered", null, 26, a));
    // What hangs below an inlet is in it already.
    rule.look(history("pdu-a", "server", "srv-1", 26, q -> 900_000));
    YearMonth november = YearMonth.of(2026, 11);
    long first = november.atDay(1).atStartOfDay(PARIS).toInstant().toEpochMilli();
    LeastHeadroom least =
        new LeastHeadroom(
            "hq",
            "R1",
            null,
            "mW",
            november,
            2_944_000,
            1_500_000,
            1_600_000,
            first + 500 * DayCurve.QUARTER,
            false,
            25 * 1_000_000 / 26);
    assertThat(rule.advice()).containsExactly(least);
    assertThat(least.left()).isEqualTo(-156_000);
  }

  @Test
  void phasesThatAreDevicesOfTheirOwnHaveALeastHeadroomEachInAmperesAtLeast() {
    List<EstateLine> lines = new ArrayList<>();
    add(
        lines,
        EstateTable.POINTS,
        """
        device,channel,feed,redundancy_group,breaker_a,phases,site
        a1,L1,A,G,16,,hq
        b1,L1,B,G,16,,hq
        three-a,,A,H,16,3,hq
        three-b,,B,H,16,3,hq
        both,L1,A,I,16,,hq
        both,L2,B,I,16,,hq
        """);
    HeadroomRule rule = new HeadroomRule(Estate.of(lines, PARIS).estate(), NOW, 80);
    for (String device : List.of("a1", "b1", "three-a", "three-b", "both")) {
      rule.look(history(device, "unknown", null, 1, q -> 690_000));
    }
    assertThat(rule.advice())
        .extracting(LeastHeadroom::group, LeastHeadroom::phase, LeastHeadroom::left)
        .containsExactly(
            // 16 A × 80 % − 2 × 3 A; of three phases each carries a third.
            tuple("G", "L1", 12_800L - 6_000), tuple("H", null, 12_800L - 2_000));
  }

  /** Busy at 80 W for 20 days, then 30 W with a backup of half an hour each night. */
  private static long half(long quarter) {
    return quarter < 20 * 96 ? 80_000 : quarter % 96 < 2 ? 70_000 : 30_000 + quarter % 3 * 500;
  }

  @Test
  void aServerThatHasDoneNothingForFourWeeksIsToldWithTheKilowattHoursOfBothItsSupplies() {
    List<IdleServer> found =
        idle(
            estate(),
            history("pdu-a", "server", "srv-1", 48, IdleRuleTest::half),
            history("pdu-b", "server", "srv-1", 48, IdleRuleTest::half));
    assertThat(found).hasSize(1);
    IdleServer one = found.get(0);
    assertThat(one.key()).isEqualTo("idle|srv-1");
    assertThat(one.kind()).isEqualTo(IdleServer.Kind.IDLE);
    assertThat(one.devices()).containsExactly("pdu-a", "pdu-b");
    assertThat(one.rack()).isEqualTo("R1");
    assertThat(one.room()).isEqualTo("cellar");
    assertThat(one.days()).isEqualTo(28);
    assertThat(one.since()).isEqualTo(TODAY.minusDays(28));
    assertThat(one.floor()).isEqualTo(60_000);
    assertThat(one.top()).isEqualTo(160_000);
    // A day: 2 quarters of 140 W and 94 of 60 to 62 W: 32 × 62 + 31 × 61 + 31 × 60 = 5,735 W;
    // together 6,015 W ÷ 96 = 62.65625 W, cut to the milliwatt, × 31,536,000 s.
    assertThat(one.yearly()).isEqualTo(62_656L * 31_536_000L);
    assertThat(one.kept()).isNull();
  }

  @Test
  void aServerOfWhichOneSupplyIsNotKnownIsNotJudged() {
    assertThat(
            idle(
                estate(),
                history("pdu-a", "server", "srv-1", 48, IdleRuleTest::half),
                history("pdu-b", "server", "srv-1", 48, q -> q < 34 * 96 ? half(q) : -1)))
        .isEmpty();
  }

  @Test
  void aServerThatWorksEveryDayOrRestsForLessThanTwoWeeksIsNotIdle() {
    LongUnaryOperator daily = q -> q % 96 < 32 ? 80_000 : 30_000;
    assertThat(idle(estate(), history("pdu-a", "server", "srv-1", 60, daily))).isEmpty();
    LongUnaryOperator recent = q -> q < 47 * 96 ? 80_000 + q % 5 * 3000 : 30_000;
    assertThat(idle(estate(), history("pdu-a", "server", "srv-1", 60, recent))).isEmpty();
    LongUnaryOperator enough = q -> q < 46 * 96 ? 80_000 + q % 5 * 3000 : 30_000;
    assertThat(idle(estate(), history("pdu-a", "server", "srv-1", 60, enough)))
        .singleElement()
        .matches(one -> one.days() == 14);
  }

  @Test
  void aFlatServerIsSaidToHaveNeverBeenAboveItsFloorAfterFourWeeks() {
    assertThat(idle(estate(), history("pdu-a", "server", "srv-1", 27, q -> 60_000))).isEmpty();
    assertThat(idle(estate(), history("pdu-a", "server", "srv-1", 28, q -> 60_000)))
        .singleElement()
        .matches(one -> one.kind() == IdleServer.Kind.NEVER_ABOVE_FLOOR && one.days() == 28);
  }

  @Test
  void whatIsOffSilentOrNoServerIsNotIdle() {
    assertThat(idle(estate(), history("pdu-a", "server", "srv-1", 60, q -> 3_000))).isEmpty();
    assertThat(idle(estate(), history("pdu-a", "switch", "sw-1", 60, q -> 30_000))).isEmpty();
    LongUnaryOperator silent = q -> q < 57 * 96 ? 60_000 : -1;
    assertThat(idle(estate(), history("pdu-a", "server", "srv-1", 60, silent))).isEmpty();
  }

  @Test
  void aFindingIsKeptUntilItsDateAndComesBackAfterIt() {
    LoadHistory flat = history("pdu-a", "server", "srv-1", 40, q -> 60_000);
    String head = "what,until,reason,decided_by\n";
    Estate kept = estate(head + "srv-1,2026-11-27,standby of the pay system,Ada\n");
    assertThat(idle(kept, flat))
        .extracting(IdleServer::kept)
        .containsExactly(new Kept(LocalDate.of(2026, 11, 27), "standby of the pay system", "Ada"));
    Estate over = estate(head + "srv-1,2026-11-26,standby of the pay system,Ada\n");
    assertThat(idle(over, flat)).extracting(IdleServer::kept).containsOnlyNulls();
  }

  @Test
  void theOrderOfHistoriesDoesNotMatter() {
    List<LoadHistory> all =
        new ArrayList<>(
            List.of(
                history("pdu-a", "server", "srv-1", 48, IdleRuleTest::half),
                history("pdu-b", "server", "srv-1", 48, IdleRuleTest::half),
                history("pdu-a", "switch", "sw-1", 48, q -> 20_000),
                history("pdu-a", "unmetered", null, 48, q -> half(q) + 20_000),
                history("pdu-b", "unmetered", null, 48, IdleRuleTest::half)));
    List<IdleServer> idle = idle(estate(), all.toArray(LoadHistory[]::new));
    List<PeakLoad> peaks = peaks(all);
    Collections.shuffle(all, new Random(1));
    assertThat(idle(estate(), all.toArray(LoadHistory[]::new))).isEqualTo(idle).isNotEmpty();
    assertThat(peaks(all)).isEqualTo(peaks).isNotEmpty();
  }

  private static List<PeakLoad> peaks(List<LoadHistory> histories) {
    PeakRule rule = new PeakRule(estate(), NOW);
    histories.forEach(rule::look);
    return rule.advice();
  }

  @Test
  void theMonthsPeakIsThatOfTheInletAndARackIsTheSumOfItsInlets() {
    // In November 26 days are over; one quarter-hour of pdu-a is 900 W, and another of pdu-b.
    int days = 26;
    LongUnaryOperator a = q -> q == 96 * 5 + 40 ? 900_000 : 400_000;
    LongUnaryOperator b = q -> q == 96 * 6 + 8 ? 700_000 : q < 96 ? -1 : 300_000;
    List<PeakLoad> peaks =
        peaks(
            List.of(
                history("pdu-a", "unmetered", null, days, a),
                history("pdu-a", "server", "srv-1", days, q -> 300_000),
                history("pdu-a", "switch", "sw-1", days, q -> 50_000),
                history("pdu-b", "unmetered", null, days, b)));
    YearMonth november = YearMonth.of(2026, 11);
    long first = november.atDay(1).atStartOfDay(PARIS).toInstant().toEpochMilli();
    assertThat(peaks)
        .containsExactly(
            new PeakLoad(
                "hq",
                null,
                "R1",
                null,
                november,
                1_200_000,
                first + (96 * 5 + 40) * DayCurve.QUARTER,
                null,
                25 * 1_000_000 / 26),
            new PeakLoad(
                "hq",
                null,
                "R1",
                "pdu-a",
                november,
                900_000,
                first + (96 * 5 + 40) * DayCurve.QUARTER,
                3_680_000L,
                1_000_000),
            new PeakLoad(
                "hq",
                null,
                "R1",
                "pdu-b",
                november,
                700_000,
                first + (96 * 6 + 8) * DayCurve.QUARTER,
                3_680_000L,
                25 * 1_000_000 / 26));
  }
}
