package io.garonne.publish.report;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.advice.Action;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.Cost;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Timetable;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.UnusedPersonal;
import io.garonne.model.advice.Worth;
import io.garonne.model.calendar.Period;
import io.garonne.model.indicator.Cell;
import io.garonne.model.indicator.CellTotal;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.Indicators;
import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.Published;
import io.garonne.model.indicator.Stratum;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.indicator.UnitSums;
import io.garonne.model.indicator.UnitsInService;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.wire.DeviceJson;
import io.garonne.publish.Samples;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.persons.Division;
import io.garonne.publish.persons.Inhabitants;
import io.garonne.publish.persons.People;
import io.garonne.publish.view.DevicesView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An invented city: a decided reference of 2025, ten months since then, a depot with one person's
 * laptop, some advice. What it uses now is a factor of what it used then.
 */
final class InventedCity {
  static final YearMonth MONTH = YearMonth.of(2026, 10);

  /** Of a person, and nobody may read of it. */
  static final String LAPTOP = "plug-laptop-of-somebody";

  private static final long KWH = 3_600_000_000L;
  private static final YearMonth FIRST = YearMonth.of(2025, 1);

  private final double factor;
  private final boolean decided;

  private InventedCity(double factor, boolean decided) {
    this.factor = factor;
    this.decided = decided;
  }

  /** With all of it. */
  static ReportData using(double factor) {
    return new InventedCity(factor, true).data(ReportPeriod.of(MONTH));
  }

  static ReportData year(double factor) {
    return new InventedCity(factor, true).data(ReportPeriod.of(MONTH.getYear()));
  }

  /** Nobody has decided anything, nothing has been counted. */
  static ReportData withoutAnything() {
    Estate estate = Estate.of(List.of(), Samples.PARIS).estate();
    return new ReportData(
        ReportPeriod.of(MONTH),
        estate,
        PublishedIndicators.of(List.of()),
        List.of(),
        List.of(),
        Division.of(who(estate), Stream.of()));
  }

  private ReportData data(ReportPeriod period) {
    Estate estate = Estate.of(tables(), Samples.PARIS).estate();
    List<Total> totals = totals();
    Division division = Division.of(who(estate), totals.stream());
    return new ReportData(period, estate, indicators(estate), totals, advice(), division);
  }

  private List<EstateLine> tables() {
    List<EstateLine> lines = new ArrayList<>();
    add(lines, EstateTable.ENTITIES, "entity", "city", "museum");
    add(
        lines,
        EstateTable.SITES,
        "site,name,entity",
        "town-hall,Hôtel de ville <centre>,city",
        "library,Bibliothèque,city",
        "depot,Dépôt,city",
        "garage,Garage,city");
    add(
        lines,
        EstateTable.ASSETS,
        "asset,equipment_class,quantity,site",
        "desktops,desktop,100,town-hall");
    add(
        lines,
        EstateTable.TARGETS,
        "setting,value,due",
        "reference.first_month,2025-01,",
        "users,agent,",
        "targets.electricity,-15,2026-12-31",
        "targets.prints,-10,2026-12-31",
        "fixed_percent.server-room-it,100,");
    for (YearMonth month = FIRST; !month.isAfter(YearMonth.of(2026, 12)); ) {
      add(
          lines,
          EstateTable.USERS,
          "month,entity,kind,users",
          month + ",city,agent,400",
          month + ",museum,agent,10");
      month = month.plusMonths(1);
    }
    for (int i = 0; decided && i < 12; i++) {
      String month = FIRST.plusMonths(i).toString();
      add(
          lines,
          EstateTable.BASELINE,
          "period,entity,family,kwh,impressions,method,uncertainty_percent,source,decided_by,decided_on",
          month + ",city,workstations,1000,,invoice,2,bills,board,2026-01-02",
          month + ",city,server-room-it,2000,,invoice,2,bills,board,2026-01-02",
          month + ",museum,network,30,,invoice,2,bills,board,2026-01-02",
          month + ",city,printing,100,9000,modelled,2,study,board,2026-01-02");
    }
    return lines;
  }

  private static void add(List<EstateLine> lines, EstateTable table, String... csv) {
    EstateLine.Result read = EstateLine.read(table, String.join("\n", csv) + "\n", table.label());
    if (!read.problems().isEmpty()) {
      throw new IllegalArgumentException(String.join(", ", read.problems()));
    }
    lines.addAll(read.lines());
  }

  private PublishedIndicators indicators(Estate estate) {
    Map<Cell, CellTotal> totals = new HashMap<>();
    List<StratumSample> samples = new ArrayList<>();
    for (YearMonth month = FIRST; !month.isAfter(MONTH); month = month.plusMonths(1)) {
      double now = month.getYear() == 2025 ? 1 : factor;
      totals.put(
          new Cell("city", "workstations", month),
          cell(month, Math.round(100 * now * KWH), null, 10));
      totals.put(
          new Cell("city", "server-room-it", month),
          cell(month, Math.round(2000 * now * KWH), null, 1));
      totals.put(
          new Cell("city", "printing", month), cell(month, Math.round(100 * now * KWH), 8000L, 1));
      for (boolean second : new boolean[] {false, true}) {
        samples.add(sample(new HalfMonth(month, second), now));
      }
    }
    Indicators indicators =
        Indicators.of(
            new Indicators.Inputs(
                Programme.of(estate),
                totals,
                samples,
                UnitsInService.of(estate),
                Samples.PARIS,
                Instant.parse("2026-11-10T10:00:00Z")));
    List<Published> all = new ArrayList<>(indicators.figures());
    all.addAll(indicators.lines());
    return PublishedIndicators.of(all);
  }

  private static CellTotal cell(YearMonth month, long energy, @Nullable Long pages, int devices) {
    long millis = month.lengthOfMonth() * 86_400_000L * devices;
    return new CellTotal(
        energy,
        energy,
        pages,
        pages == null ? 0 : 1,
        PageKinds.NONE,
        millis,
        millis,
        millis,
        devices,
        devices,
        true,
        0);
  }

  /** Ten of a hundred desktop computers. */
  private static StratumSample sample(HalfMonth half, double now) {
    long millis = ChronoUnit.DAYS.between(half.start(), half.end()) * 86_400_000L;
    List<Stratum.MeteredUnit> units = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      units.add(new Stratum.MeteredUnit(1, Math.round(KWH * (4.6 + i / 11.0) * now), millis));
    }
    return new StratumSample(
        "city", "workstations", StratumSample.REST, half, UnitSums.of(units), 0, true);
  }

  private List<Total> totals() {
    List<Total> totals = new ArrayList<>();
    for (YearMonth month = FIRST; !month.isAfter(MONTH); month = month.plusMonths(1)) {
      double now = month.getYear() == 2025 ? 1 : factor;
      add(totals, Period.MONTH, month, now, 1);
    }
    add(totals, Period.YEAR, YearMonth.of(2025, 1), 1, 12);
    add(totals, Period.YEAR, YearMonth.of(2026, 1), factor, 10);
    return totals;
  }

  private static void add(List<Total> all, Period period, YearMonth month, double now, int times) {
    long kwh = Math.round(now * KWH * times);
    String at = month.atDay(15) + "T10:00:00Z";
    long printers = 90 * KWH * times;
    all.add(of(period, at, 20, 2150 * kwh).as(new Scope("city", "town-hall", null, null)));
    all.add(of(period, at, 10, 150 * kwh).as(new Scope("city", "town-hall", "pc", null)));
    all.add(of(period, at, 10, 2000 * kwh).as(new Scope("city", "town-hall", "server", null)));
    all.add(of(period, at, 10, printers).as(new Scope("city", "library", null, null)));
    all.add(of(period, at, 10, printers).as(new Scope("city", "library", "printer", null)));
    all.add(of(period, at, 1, 3 * kwh).as(new Scope("city", "depot", null, null)));
    all.add(of(period, at, 1, 3 * kwh).as(new Scope("city", "depot", "laptop", null)));
    all.add(of(period, at, 4, 4 * kwh).as(new Scope("city", "garage", null, null)));
    all.add(of(period, at, 4, 4 * kwh).as(new Scope("city", "garage", "laptop", null)));
    all.add(of(period, at, 15, 157 * kwh).as(Scope.ofFamily(null, "workstations")));
    all.add(of(period, at, 10, 2000 * kwh).as(Scope.ofFamily(null, "server-room-it")));
    all.add(of(period, at, 10, printers).as(Scope.ofFamily(null, "printing")));
    all.add(of(period, at, 35, 2157 * kwh + printers).as(Scope.ESTATE));
  }

  private static Total of(Period period, String at, int devices, long energy) {
    Total total = Samples.total(period, at, null, null, null, energy);
    return Samples.with(total, devices, Total.Status.FINAL, 1);
  }

  private static Inhabitants who(Estate estate) {
    DevicesView devices = new DevicesView();
    add(devices, LAPTOP, "depot", "laptop", "workstations", true);
    // With these five are hidden: enough that they may be told of together.
    for (int i = 0; i < 4; i++) {
      add(devices, "plug-garage-" + i, "garage", "laptop", "workstations", true);
    }
    for (int i = 0; i < 10; i++) {
      add(devices, "pc-" + i, "town-hall", "pc", "workstations", true);
      add(devices, "srv-" + i, "town-hall", "server", "server-room-it", false);
      add(devices, "prn-" + i, "library", "printer", "printing", false);
    }
    return new Inhabitants(estate, devices.all(), People.DEFAULT_LEAST);
  }

  private static void add(
      DevicesView devices, String name, String site, String of, String family, boolean personal) {
    devices.take(
        name,
        DeviceJson.write(
            new Device(
                name,
                List.of(
                    new Assignment(
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        "city",
                        site,
                        of,
                        family,
                        Samples.PARIS,
                        null,
                        true,
                        personal,
                        MeterProfile.DEFAULT)))));
  }

  private static List<Advice> advice() {
    Worth worth = new Worth(new BigDecimal("0.2"), "EUR", new BigDecimal("60"));
    Action action =
        new Action(
            "a-1",
            Action.Kind.SCHEDULE,
            "library",
            null,
            "printing",
            Instant.parse("2026-06-01T00:00:00Z").toEpochMilli(),
            "Ada Lovelace",
            "because");
    return List.of(
        new SiteSchedule(
            "library",
            10,
            new Timetable(List.of()),
            new Band(300 * KWH, 400 * KWH, 500 * KWH),
            new Band(0, 0, 0),
            null,
            worth,
            LocalDate.of(2026, 10, 31)),
        offHours("town-hall", "workstations", 40),
        offHours("library", "printing", 60),
        new OffHours(
            "depot",
            "workstations",
            MONTH,
            false,
            List.of(),
            new OffHours.Avoidable.NotComputable(NoFigure.FEW_UNITS),
            NoFigure.FEW_UNITS),
        new Unused(
            "town-hall",
            "other",
            "projector",
            "beamer-7",
            "plug-7",
            null,
            LocalDate.of(2026, 9, 1),
            56,
            1,
            9_000,
            80 * KWH,
            new Cost.Known(16_000_000, "EUR")),
        new UnusedPersonal("town-hall", "workstations", LocalDate.of(2026, 10, 1), 27, 9, 2),
        new IdleServer(
            "town-hall",
            null,
            "R1",
            "srv-1",
            List.of("srv-1"),
            IdleServer.Kind.IDLE,
            90_000,
            200_000,
            LocalDate.of(2026, 9, 1),
            40,
            790 * KWH,
            worth,
            null),
        new BeforeAfter(
            action,
            false,
            false,
            false,
            0,
            List.of(),
            new BeforeAfter.Result.Known(40, 40, 3 * KWH, KWH, KWH / 5)));
  }

  private static OffHours offHours(String site, String family, long kwh) {
    long day = 86_400_000L;
    return new OffHours(
        site,
        family,
        MONTH,
        false,
        List.of(
            new OffHours.Half(
                false,
                LocalDate.of(2026, 10, 16),
                10,
                false,
                false,
                2 * kwh * KWH,
                kwh * KWH,
                15 * day,
                15 * day,
                10 * day,
                1000,
                2000,
                15 * day,
                new Cost.Known(kwh * 200_000, "EUR"),
                new Cost.Known(1, "EUR"))),
        new OffHours.Avoidable.Known(kwh * KWH / 4, 1000, 4, new Cost.Known(1, "EUR")),
        null);
  }
}
