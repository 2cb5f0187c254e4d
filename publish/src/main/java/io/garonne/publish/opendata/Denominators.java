package io.garonne.publish.opendata;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Part;
import io.garonne.model.indicator.Programme;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.Descriptions;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What energy is divided by: units of equipment in service at the end of a month, and persons.
 * Units are those of the inventory, metered or not; a device without an asset is one.
 */
final class Denominators {
  private static final String USERS_SETTING = "users";

  private final Estate estate;
  private final Programme programme;
  private final Map<String, Device> devices;
  private final Map<YearMonth, Map<CellKey, Long>> units = new HashMap<>();
  private final Map<YearMonth, Map<String, Long>> siteUsers = new HashMap<>();

  Denominators(Estate estate) {
    this.estate = estate;
    this.programme = Programme.of(estate);
    this.devices = Descriptions.of(estate).devices();
    String kind = kind(estate);
    for (EstateLine line : estate.lines(EstateTable.USERS)) {
      String site = line.cell("site");
      if (site != null && line.required("kind").equals(kind)) {
        siteUsers
            .computeIfAbsent(YearMonth.parse(line.required("month")), m -> new HashMap<>())
            .merge(site, Long.parseLong(line.required("users")), Long::sum);
      }
    }
  }

  /** Agents and pupils are never added: the kind that is set, else agents. */
  private static String kind(Estate estate) {
    return estate.lines(EstateTable.TARGETS).stream()
        .filter(line -> USERS_SETTING.equals(line.cell("setting")))
        .map(line -> line.cell("value"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("agent");
  }

  /** Units in service; null: none is described, or the row has no place of its own. */
  @Nullable Long units(CellKey key, YearMonth month) {
    return key.isMerged() ? null : units.computeIfAbsent(month, this::unitsIn).get(key);
  }

  /** Persons at a site; of server rooms, everybody; null: not known. */
  @Nullable Long users(CellKey key, YearMonth month) {
    if (key.place().equals(CellKey.SERVER_ROOMS)) {
      long all =
          programme.users().getOrDefault(month, Map.of()).values().stream()
              .mapToLong(Long::longValue)
              .sum();
      return all == 0 ? null : all;
    }
    return siteUsers.getOrDefault(month, Map.of()).get(key.place());
  }

  private Map<CellKey, Long> unitsIn(YearMonth month) {
    Map<CellKey, Long> counted = new HashMap<>();
    LocalDate last = month.atEndOfMonth();
    for (Asset asset : estate.assets()) {
      if (asset.validity().holdsAt(end(month, asset.zone()))
          && (asset.commissioned() == null || !asset.commissioned().isAfter(last))
          && (asset.retired() == null || asset.retired().isAfter(last))) {
        counted.merge(
            Measured.cell(estate, asset.site(), asset.equipmentClass().name()),
            (long) asset.quantity(),
            Long::sum);
      }
    }
    for (Device device : devices.values()) {
      Set<CellKey> once = new HashSet<>();
      for (Assignment a : device.assignments()) {
        if (a.includeInTotals() && a.holdsAt(end(month, a.zone()))) {
          for (Part part : a.parts()) {
            CellKey key = Measured.cell(estate, a.site(), part.equipmentClass());
            if (part.asset() == null && once.add(key)) {
              counted.merge(key, 1L, Long::sum);
            }
          }
        }
      }
    }
    return counted;
  }

  private static long end(YearMonth month, ZoneId zone) {
    return month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().toEpochMilli() - 1;
  }
}
