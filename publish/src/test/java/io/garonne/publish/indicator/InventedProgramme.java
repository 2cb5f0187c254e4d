package io.garonne.publish.indicator;

import io.garonne.model.PageKinds;
import io.garonne.model.indicator.Baseline;
import io.garonne.model.indicator.Cell;
import io.garonne.model.indicator.CellTotal;
import io.garonne.model.indicator.Entity;
import io.garonne.model.indicator.Evidence;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.Indicator;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An invented programme: the reference year 2025, ten months since then, two entities, everything
 * that can be said of them.
 */
public final class InventedProgramme {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final YearMonth FIRST = YearMonth.of(2025, 1);
  private static final YearMonth END = YearMonth.of(2026, 12);
  private static final long KWH = 3_600_000_000L;

  private InventedProgramme() {}

  /** Its figures and lines; with a baseline or the proxy, with users or without. */
  public static PublishedIndicators published(boolean decided, boolean users) {
    Map<Cell, CellTotal> totals = new HashMap<>();
    TreeMap<Cell, Baseline.Reference> electricity = new TreeMap<>();
    TreeMap<Cell, Baseline.Reference> impressions = new TreeMap<>();
    for (YearMonth month = FIRST; month.isBefore(END); month = month.plusMonths(1)) {
      boolean then = month.getYear() == 2025;
      add(totals, electricity, month, "city", "workstations", then ? 1000 : 900, null);
      add(totals, electricity, month, "city", "printing", then ? 50 : 44, then ? 9000L : 7000L);
      add(totals, electricity, month, "city", "server-room-it", then ? 2000 : 1500, null);
      add(totals, electricity, month, "city", "server-room-facility", then ? 500 : 420, null);
      if (then) {
        add(totals, electricity, month, "museum\u001b[31m", "network", 20, null);
        impressions.put(new Cell("city", "printing", month), new Baseline.Reference(9000, 0));
      }
    }
    Map<YearMonth, Map<String, Long>> persons = new HashMap<>();
    for (YearMonth month = FIRST; users && month.isBefore(YearMonth.of(2027, 1)); ) {
      persons.put(
          month, Map.of("city", month.getYear() == 2025 ? 400L : 440L, "museum\u001b[31m", 10L));
      month = month.plusMonths(1);
    }
    Programme programme =
        new Programme(
            FIRST,
            Map.of(
                Indicator.ELECTRICITY,
                new Programme.Target(-0.15, LocalDate.of(2030, 12, 31)),
                Indicator.PRINTS,
                new Programme.Target(-0.30, LocalDate.of(2030, 12, 31))),
            Map.of("server-room-it", 1.0, "server-room-facility", 1.0, "network", 0.5),
            Map.of(
                2025, new Programme.Factor(60, "invented, read 2026-01-10"),
                2026, new Programme.Factor(50, "invented, read 2026-11-02")),
            List.of(new Entity("city", null, null), new Entity("museum\u001b[31m", null, null)),
            persons,
            decided
                ? List.of(
                    new Programme.BaselineVersion(
                        1,
                        "0123abcd",
                        LocalDate.of(2026, 1, 15),
                        Baseline.of(FIRST, electricity),
                        Baseline.of(FIRST, impressions)))
                : List.of(),
            decided
                ? List.of(
                    new Programme.DecidedAdjustment(
                        new Evidence.Adjustment(
                            "new-service",
                            YearMonth.of(2026, 3),
                            YearMonth.of(2026, 12),
                            "city",
                            "server-room-it",
                            300 * KWH),
                        "a new service",
                        "a",
                        "b"),
                    new Programme.DecidedAdjustment(
                        new Evidence.Adjustment(
                            "all", YearMonth.of(2026, 5), YearMonth.of(2026, 6), null, null, 7),
                        "of all",
                        "a",
                        "b"))
                : List.of(),
            decided
                ? List.of(
                    new Evidence.Externalised(
                        "mail", YearMonth.of(2026, 4), "city", "server-room-it", 1200 * KWH))
                : List.of(),
            List.of(),
            Map.of());
    Indicators indicators =
        Indicators.of(
            new Indicators.Inputs(
                programme,
                totals,
                samples(),
                inService(),
                PARIS,
                Instant.parse("2026-11-10T10:00:00Z")));
    List<Published> all = new ArrayList<>();
    all.addAll(indicators.figures());
    all.addAll(indicators.lines());
    return PublishedIndicators.of(all);
  }

  /** A hundred desktop computers, ten of them metered; everything else is measured as a whole. */
  private static UnitsInService inService() {
    return UnitsInService.of(
        Estate.of(
                List.of(
                    EstateLine.of(EstateTable.ENTITIES, Map.of("entity", "city"), "e:1"),
                    EstateLine.of(
                        EstateTable.SITES, Map.of("site", "hall", "entity", "city"), "s:1"),
                    EstateLine.of(
                        EstateTable.ASSETS,
                        Map.of(
                            "asset",
                            "desktops",
                            "equipment_class",
                            "desktop",
                            "quantity",
                            "100",
                            "site",
                            "hall"),
                        "a:1")),
                PARIS)
            .estate());
  }

  private static List<StratumSample> samples() {
    List<StratumSample> samples = new ArrayList<>();
    for (YearMonth month = FIRST; month.isBefore(END); month = month.plusMonths(1)) {
      for (HalfMonth half : List.of(new HalfMonth(month, false), new HalfMonth(month, true))) {
        List<Stratum.MeteredUnit> units = new ArrayList<>();
        long millis = ChronoUnit.DAYS.between(half.start(), half.end()) * 86_400_000L;
        for (int i = 0; i < 10; i++) {
          units.add(new Stratum.MeteredUnit(1, KWH * (40 + i) / 10, millis));
        }
        samples.add(
            new StratumSample(
                "city",
                "workstations",
                StratumSample.REST,
                half,
                UnitSums.of(units),
                3 * KWH,
                true));
      }
    }
    return samples;
  }

  private static void add(
      Map<Cell, CellTotal> totals,
      Map<Cell, Baseline.Reference> baseline,
      YearMonth month,
      String entity,
      String family,
      long kwh,
      @Nullable Long pages) {
    int days = month.lengthOfMonth();
    long energy = kwh * KWH * days / 30 + days;
    boolean sampled = family.equals("workstations");
    totals.put(
        new Cell(entity, family, month),
        new CellTotal(
            sampled ? energy / 10 : energy,
            energy + KWH,
            pages,
            pages == null ? 0 : 1,
            pages == null || month.getYear() == 2025
                ? PageKinds.NONE
                : new PageKinds(700, 2000, 12_350),
            days * 86_400_000L,
            days * 86_400_000L,
            days * 86_400_000L,
            sampled ? 10 : 1,
            sampled ? 10 : 1,
            true,
            0));
    if (month.getYear() == 2025) {
      baseline.put(new Cell(entity, family, month), new Baseline.Reference(energy, 0.02));
    }
  }
}
