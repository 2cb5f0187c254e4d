package io.garonne.model.indicator;

import io.garonne.model.Units;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.ProgrammeTables;
import io.garonne.model.inventory.TargetSetting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Makes a programme of an estate's tables. */
final class ProgrammeReader {
  private final Estate estate;
  private final ProgrammeTables tables;
  private final Map<Indicator, Programme.Target> targets = new TreeMap<>();
  private final Map<String, Double> fixedShares = new TreeMap<>();
  private final Map<Integer, Programme.Factor> factors = new TreeMap<>();

  ProgrammeReader(Estate estate) {
    this.estate = estate;
    this.tables = ProgrammeTables.of(estate);
  }

  Programme read() {
    tables.settings().all().forEach(this::setting);
    YearMonth first = tables.settings().firstMonth();
    return new Programme(
        first,
        targets,
        fixedShares,
        factors,
        tables.lines(EstateTable.ENTITIES).stream().map(ProgrammeReader::entity).toList(),
        users(),
        first == null ? List.of() : BaselineVersions.of(tables.baselines(), first),
        tables.lines(EstateTable.ADJUSTMENTS).stream().map(ProgrammeReader::adjustment).toList(),
        tables.lines(EstateTable.EXTERNALISED).stream().map(ProgrammeReader::externalised).toList(),
        embodied(),
        degreeDays());
  }

  private void setting(TargetSetting setting) {
    switch (setting) {
      case TargetSetting.FirstMonth first -> {}
      case TargetSetting.Users users -> {}
      case TargetSetting.Goal(String label, BigDecimal percent, LocalDate due) -> {
        Indicator indicator = Indicator.ofLabel(label);
        if (indicator != null) {
          targets.put(indicator, new Programme.Target(share(percent), due));
        }
      }
      case TargetSetting.FixedShare of -> fixedShares.put(of.family().label(), share(of.percent()));
      case TargetSetting.Factor of ->
          factors.put(of.year(), new Programme.Factor(of.grams().doubleValue(), of.source()));
    }
  }

  /** Only whole months count: one during which it joined or left is not served. */
  private static Entity entity(EstateLine line) {
    String joined = line.cell("joined");
    String left = line.cell("left");
    return new Entity(
        line.required("entity"),
        joined == null ? null : firstWholeMonth(LocalDate.parse(joined)),
        left == null ? null : YearMonth.from(LocalDate.parse(left)));
  }

  private static YearMonth firstWholeMonth(LocalDate day) {
    YearMonth month = YearMonth.from(day);
    return day.getDayOfMonth() == 1 ? month : month.plusMonths(1);
  }

  private Map<YearMonth, Map<String, Long>> users() {
    String kind = tables.kindOfUsers();
    Map<YearMonth, Map<String, Long>> users = new TreeMap<>();
    for (EstateLine line : tables.lines(EstateTable.USERS)) {
      if (line.required("kind").equals(kind)) {
        users
            .computeIfAbsent(month(line, "month"), month -> new TreeMap<>())
            .merge(line.required("entity"), Long.valueOf(line.required("users")), Long::sum);
      }
    }
    return users;
  }

  private static Programme.DecidedAdjustment adjustment(EstateLine line) {
    return new Programme.DecidedAdjustment(
        new Evidence.Adjustment(
            line.required("id"),
            month(line, "from"),
            month(line, "to"),
            line.cell("entity"),
            line.cell("family"),
            millijoules(line.required("kwh_per_month"))),
        line.required("reason"),
        line.required("decided_by"),
        line.required("approved_by"));
  }

  private static Evidence.Externalised externalised(EstateLine line) {
    return new Evidence.Externalised(
        line.required("what"),
        month(line, "from"),
        line.cell("entity"),
        line.cell("family"),
        millijoules(line.required("kwh_last_twelve_months")));
  }

  private List<Programme.Embodied> embodied() {
    List<Programme.Embodied> all = new ArrayList<>();
    for (EstateLine line : tables.lines(EstateTable.EMBODIED)) {
      EquipmentClass of =
          Objects.requireNonNull(estate.classes().get(line.required("equipment_class")));
      all.add(
          new Programme.Embodied(
              Integer.parseInt(line.required("year")),
              line.cell("entity"),
              of.family().label(),
              new BigDecimal(line.required("kg_co2e")).movePointRight(3).doubleValue(),
              line.required("source")));
    }
    return all;
  }

  private Map<YearMonth, Double> degreeDays() {
    Map<YearMonth, Double> months = new TreeMap<>();
    tables
        .lines(EstateTable.DEGREE_DAYS)
        .forEach(
            line -> months.put(month(line, "month"), Double.valueOf(line.required("degree_days"))));
    return months;
  }

  private static YearMonth month(EstateLine line, String column) {
    return YearMonth.parse(line.required(column));
  }

  static long millijoules(String kilowattHours) {
    return Units.scaled(new BigDecimal(kilowattHours), Units.MILLIJOULES_PER_KWH);
  }

  static double share(BigDecimal percent) {
    return percent.movePointLeft(2).doubleValue();
  }
}
