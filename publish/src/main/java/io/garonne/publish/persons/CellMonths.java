package io.garonne.publish.persons;

import static java.util.Comparator.naturalOrder;

import io.garonne.model.Assignment;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many devices of each cell were measured in each month: by that it is judged who is told. */
public final class CellMonths {
  private final Map<Cell, Map<YearMonth, Measured>> months = new HashMap<>();

  private record Measured(int devices, int printers, boolean goesOn, String zone) {
    static Measured of(Total total) {
      // Printers that count sheets only count no pages.
      return new Measured(
          total.devices(),
          Math.max(total.pageCounters(), total.pageKinds().isNone() ? 0 : 1),
          total.status() != Total.Status.FINAL,
          total.zone().getId());
    }

    boolean isAny() {
      return devices > 0 || printers > 0;
    }

    /**
     * A month that goes on: on its first day hardly anybody has been heard. It counts as many as
     * the one before, as far as they are still there.
     */
    Measured asManyAs(@Nullable Measured before) {
      return !goesOn || before == null
          ? this
          : new Measured(
              Math.max(devices, before.devices), Math.max(printers, before.printers), true, zone);
    }
  }

  /** Whether an older total of the same key, or none, would say something else. */
  public static boolean tellsOtherwise(@Nullable Total before, @Nullable Total now) {
    Total any = now == null ? before : now;
    return any != null
        && any.period() == Period.MONTH
        && Cell.of(any.scope()) != null
        && (before == null || now == null || !Measured.of(before).equals(Measured.of(now)));
  }

  /** The newest total of a cell's month. */
  public void take(Cell cell, Total total) {
    Measured measured = Measured.of(total);
    if (measured.isAny()) {
      months
          .computeIfAbsent(cell, c -> new HashMap<>())
          .put(month(total.start(), total.zone()), measured);
    } else {
      forget(cell, month(total.start(), total.zone()));
    }
  }

  private void forget(Cell cell, YearMonth month) {
    Map<YearMonth, Measured> known = months.get(cell);
    if (known != null) {
      known.remove(month);
    }
  }

  /** There is no such total any more; its key does not say in which zone it starts. */
  public void remove(Cell cell, long start) {
    // No zone is further than that from UTC, and no month is so short.
    forget(cell, month(start + Duration.ofDays(1).toMillis(), ZoneOffset.UTC));
  }

  static YearMonth month(long at, ZoneId zone) {
    return YearMonth.from(Instant.ofEpochMilli(at).atZone(zone));
  }

  /**
   * Which cells are hidden in each year: of all sites of one zone together. Sites of several zones
   * have the same day at different times, and the difference would tell of some of them alone.
   */
  Map<Integer, List<HiddenCells>> hidden(Crowd crowd, int least) {
    Map<Integer, Map<String, Map<Cell, Map<YearMonth, People>>>> years = new TreeMap<>();
    months.forEach(
        (cell, byMonth) -> {
          String zone =
              byMonth.values().stream().map(Measured::zone).min(naturalOrder()).orElse("");
          byMonth.forEach(
              (month, said) -> {
                Measured measured = said.asManyAs(byMonth.get(month.minusMonths(1)));
                years
                    .computeIfAbsent(month.getYear(), y -> new TreeMap<>())
                    .computeIfAbsent(zone, z -> new HashMap<>())
                    .computeIfAbsent(cell, c -> new HashMap<>())
                    .put(month, people(crowd, cell, month, measured));
              });
        });
    Map<Integer, List<HiddenCells>> hidden = new TreeMap<>();
    years.forEach(
        (year, zones) ->
            hidden.put(
                year,
                zones.values().stream().map(people -> HiddenCells.of(people, least)).toList()));
    return hidden;
  }

  /** Whose equipment has been heard of cells so far, in those months of a year that go on. */
  Map<Cell, Map<YearMonth, People>> goingOn(Crowd crowd, int year, Set<Cell> cells) {
    Map<Cell, Map<YearMonth, People>> heard = new HashMap<>();
    for (Cell cell : cells) {
      months
          .getOrDefault(cell, Map.of())
          .forEach(
              (month, measured) -> {
                if (measured.goesOn() && month.getYear() == year) {
                  heard
                      .computeIfAbsent(cell, c -> new HashMap<>())
                      .put(month, people(crowd, cell, month, measured));
                }
              });
    }
    return heard;
  }

  /** Whether it is known how many were measured of a cell in a year. */
  boolean knows(Cell cell, int year) {
    return months.getOrDefault(cell, Map.of()).keySet().stream()
        .anyMatch(month -> month.getYear() == year);
  }

  /** Whose equipment is in a total of a cell. */
  static People people(Crowd crowd, Cell cell, Total total) {
    return people(crowd, cell, month(total.start(), total.zone()), Measured.of(total));
  }

  private static People people(Crowd crowd, Cell cell, YearMonth month, Measured measured) {
    return new People(
        persons(crowd, cell, month, measured.devices()),
        persons(crowd, cell, month, measured.printers()));
  }

  /**
   * Persons behind a cell. Devices that nobody has described leave one by one, in rows of devices:
   * whoever they are of, they hide nobody else.
   */
  private static int persons(Crowd crowd, Cell cell, YearMonth month, int measured) {
    return cell.equipmentClass().equals(Assignment.UNKNOWN_CLASS)
        ? 0
        : crowd.persons(cell.entity(), cell.site(), cell.equipmentClass(), month, measured);
  }
}
