package io.garonne.model.offhours;

import io.garonne.model.Scope;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Load curves that somebody made up, in Paris. */
public final class InventedCurves {
  public static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** Millijoules. */
  public static final long KWH = 3_600_000_000L;

  /** Power of a quarter-hour of which nothing is known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private InventedCurves() {}

  /** The beginning of a local day, such as {@code 2026-03-01}. */
  public static Instant midnight(String day) {
    return LocalDate.parse(day).atStartOfDay(PARIS).toInstant();
  }

  /** An estate of lines such as {@code tariffs: site=*, from=2026-01-01}. */
  public static Estate estate(String... lines) {
    List<EstateLine> all = new ArrayList<>();
    for (String line : lines) {
      int table = line.indexOf(':');
      Map<String, String> cells = new LinkedHashMap<>();
      for (String cell : line.substring(table + 1).split(";", -1)) {
        int is = cell.indexOf('=');
        cells.put(cell.substring(0, is).strip(), cell.substring(is + 1).strip());
      }
      EstateTable of =
          EstateTable.valueOf(line.substring(0, table).toUpperCase(java.util.Locale.ROOT));
      all.add(EstateLine.of(of, cells, "test:" + all.size()));
    }
    return Estate.of(all, PARIS).estate();
  }

  /** A device of the class {@code printer}, or {@code desktop} where it is somebody's own. */
  public static LoadHistory device(
      String site, String name, boolean personal, String from, String to, LongUnaryOperator power) {
    return history(
        site, personal ? "desktop" : "printer", name, null, personal, from, to, power, -1);
  }

  /**
   * A device.
   *
   * @param power milliwatts by milliseconds since 1970 UTC; {@link #UNKNOWN}: not known
   * @param pages in every quarter-hour, −1: none are counted
   */
  public static LoadHistory history(
      String site,
      String equipmentClass,
      String name,
      @Nullable String asset,
      boolean personal,
      String from,
      String to,
      LongUnaryOperator power,
      long pages) {
    TreeMap<LocalDate, DayCurve> days = new TreeMap<>();
    LocalDate end = LocalDate.parse(to);
    for (LocalDate day = LocalDate.parse(from); day.isBefore(end); day = day.plusDays(1)) {
      DayCurve curve = DayCurve.unknown(day, PARIS);
      for (int quarter = 0; quarter < curve.quarters(); quarter++) {
        long at = curve.startOf(quarter);
        long milliwatts = power.applyAsLong(at);
        if (milliwatts != UNKNOWN) {
          curve = curve.with(at, milliwatts * 900, DayCurve.QUARTER, pages);
        }
      }
      days.put(day, curve);
    }
    return new LoadHistory(
        new Scope("city", site, equipmentClass, name, null, asset), PARIS, personal, days);
  }
}
