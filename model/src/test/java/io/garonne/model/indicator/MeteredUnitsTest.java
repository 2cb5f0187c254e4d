package io.garonne.model.indicator;

import static io.garonne.model.indicator.InventedCity.millijoules;
import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers of June 2026 that are all metered: what is estimated is what was measured. */
class MeteredUnitsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final YearMonth JUNE = YearMonth.of(2026, 6);
  private static final LocalDate FIRST = JUNE.atDay(1);
  private static final LocalDate END = FIRST.plusMonths(1);
  private static final long DAY = 86_400_000L;

  private final List<EstateLine> lines = new ArrayList<>();
  private final List<MeteredUnits.DeviceDays> days = new ArrayList<>();

  @BeforeEach
  void site() {
    line(EstateTable.ENTITIES, "entity=city");
    line(EstateTable.SITES, "site=site", "entity=city");
  }

  private void line(EstateTable table, String... cells) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String cell : cells) {
      int is = cell.indexOf('=');
      all.put(cell.substring(0, is), cell.substring(is + 1));
    }
    lines.add(EstateLine.of(table, all, "test:" + lines.size()));
  }

  /** A kWh a day on each channel. */
  private void days(
      String device, @Nullable String asset, LocalDate from, LocalDate to, int channels) {
    TreeMap<LocalDate, MeteredUnits.Day> each = new TreeMap<>();
    for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
      each.put(day, new MeteredUnits.Day(millijoules(channels), channels * DAY));
    }
    days.add(
        new MeteredUnits.DeviceDays(
            new Scope("city", "site", "server", device, null, asset), PARIS, false, false, each));
  }

  /** A device that counts pages, and meters no energy. */
  private void pages(String device, String asset) {
    TreeMap<LocalDate, MeteredUnits.Day> each = new TreeMap<>();
    for (LocalDate day = FIRST; day.isBefore(END); day = day.plusDays(1)) {
      each.put(day, new MeteredUnits.Day(0, 0));
    }
    days.add(
        new MeteredUnits.DeviceDays(
            new Scope("city", "site", "server", device, null, asset), PARIS, false, true, each));
  }

  private Estimate estimate(double kwh) {
    Estate estate = Estate.of(lines, PARIS).estate();
    MeteredUnits metered = new MeteredUnits(estate);
    List<StratumSample> samples = new ArrayList<>();
    for (boolean second : new boolean[] {false, true}) {
      HalfMonth half = new HalfMonth(JUNE, second);
      List<MeteredUnits.DeviceDays> of = new ArrayList<>();
      for (MeteredUnits.DeviceDays one : days) {
        TreeMap<LocalDate, MeteredUnits.Day> in = new TreeMap<>(one.days());
        in.keySet().removeIf(day -> !HalfMonth.of(day).equals(half));
        of.add(new MeteredUnits.DeviceDays(one.scope(), one.zone(), false, one.hasPages(), in));
      }
      samples.addAll(StratumSample.of(half, metered.in(half, of)));
    }
    Cell cell = new Cell("city", "server-room-it", JUNE);
    CellTotal total =
        new CellTotal(
            millijoules(kwh),
            millijoules(kwh),
            null,
            0,
            PageKinds.NONE,
            DAY,
            DAY,
            DAY,
            1,
            1,
            true,
            0);
    return Objects.requireNonNull(
            new Measurements(
                    Map.of(cell, total),
                    samples,
                    UnitsInService.of(estate),
                    PARIS,
                    Instant.parse("2026-09-01T00:00:00Z"))
                .between(JUNE, JUNE)
                .get(cell))
        .estimate();
  }

  @Test
  void aPlugThatWasExchangedIsNotTwoMeters() {
    line(EstateTable.ASSETS, "asset=srv", "equipment_class=server", "site=site");
    line(EstateTable.CONNECTIONS, "asset=srv", "device=a", "to=2026-06-08");
    line(EstateTable.CONNECTIONS, "asset=srv", "device=b", "from=2026-06-08");
    days("a", "srv", FIRST, LocalDate.of(2026, 6, 8), 1);
    days("b", "srv", LocalDate.of(2026, 6, 8), END, 1);
    assertThat(estimate(30)).isEqualTo(new Estimate.Known(millijoules(30), 0, 0));
  }

  @Test
  void ofTwoPowerSuppliesOneThatIsSilentIsHalfOfTheTime() {
    line(EstateTable.ASSETS, "asset=srv", "equipment_class=server", "site=site");
    line(EstateTable.CONNECTIONS, "asset=srv", "device=a");
    line(EstateTable.CONNECTIONS, "asset=srv", "device=b");
    days("a", "srv", FIRST, END, 1);
    assertThat(estimate(30)).isEqualTo(new Estimate.Known(millijoules(30), millijoules(30), 0));
    days("b", "srv", FIRST, END, 1);
    assertThat(estimate(60)).isEqualTo(new Estimate.Known(millijoules(60), 0, 0));
  }

  /** The printer itself says over SNMP what it printed, and its plug what it used. */
  @Test
  void aPrinterWhosePagesAreCountedByAnotherDeviceThanItsEnergyIsMeteredAsAWhole() {
    line(EstateTable.ASSETS, "asset=srv", "equipment_class=server", "site=site");
    line(EstateTable.CONNECTIONS, "asset=srv", "device=plug");
    line(EstateTable.CONNECTIONS, "asset=srv", "device=printer");
    days("plug", "srv", FIRST, END, 1);
    pages("printer", "srv");
    assertThat(estimate(30)).isEqualTo(new Estimate.Known(millijoules(30), 0, 0));
  }

  @Test
  void outletsWithoutAssetsAreAsManyUnitsThereAsMetered() {
    for (int i = 1; i <= 4; i++) {
      line(EstateTable.POINTS, "device=pdu", "channel=" + i, "equipment_class=server", "site=site");
    }
    days("pdu", null, FIRST, END, 4);
    assertThat(estimate(120)).isEqualTo(new Estimate.Known(millijoules(120), 0, 0));
  }

  @Test
  void aDeviceWhoseOutletsServeAssetsIsNoUnitItself() {
    line(EstateTable.POINTS, "device=pdu", "equipment_class=server", "site=site");
    for (int i = 1; i <= 2; i++) {
      line(EstateTable.ASSETS, "asset=srv" + i, "equipment_class=server", "site=site");
      line(EstateTable.CONNECTIONS, "asset=srv" + i, "device=pdu", "channel=" + i);
      days("pdu", "srv" + i, FIRST, END, 1);
    }
    assertThat(estimate(60)).isEqualTo(new Estimate.Known(millijoules(60), 0, 0));
  }

  @Test
  void ofTwoDesksThereIsNoSample() {
    StratumSample.Unit desk =
        new StratumSample.Unit(
            "asset pc", "city", "workstations", "", new Stratum.MeteredUnit(1, 1, 1), 0, true);
    HalfMonth half = new HalfMonth(JUNE, false);
    assertThat(StratumSample.of(half, List.of(desk, desk))).isEmpty();
    assertThat(StratumSample.of(half, List.of(desk, desk, desk))).hasSize(1);
  }
}
