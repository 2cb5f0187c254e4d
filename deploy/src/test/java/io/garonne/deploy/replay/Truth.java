package io.garonne.deploy.replay;

import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.Csv;
import io.garonne.model.wire.IsoTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares totals.csv with tables that another program computed from the same readings. */
final class Truth {
  private static final double TOLERANCE_KWH = 1e-6;

  private final Path truth;
  private final ZoneId zone;
  private final Set<String> wanted;
  private final Map<String, Map<String, String>> devices = new HashMap<>();
  private final Map<String, Map<String, String>> wholes = new HashMap<>();
  private final Map<Key, Map<String, String>> ours = new HashMap<>();
  private final Set<Key> seen = new HashSet<>();
  private final List<String> differences = new ArrayList<>();
  private int compared;

  /** A total; the device is empty for a site and class. */
  record Key(String period, long start, String site, String equipmentClass, String device) {}

  /**
   * Reads what is to be compared.
   *
   * @param wanted only these devices, and no sums over devices; empty for all
   */
  Truth(Path corpus, Path totals, ZoneId zone, Set<String> wanted) throws IOException {
    this.truth = corpus.resolve("truth");
    this.zone = zone;
    this.wanted = wanted;
    rows(corpus.resolve("devices.csv")).forEach(row -> devices.put(row.get("device_id"), row));
    rows(truth.resolve("truth_device.csv")).forEach(row -> wholes.put(row.get("device_id"), row));
    for (Map<String, String> row : rows(totals)) {
      ours.put(
          new Key(
              text(row, "period"),
              IsoTime.parse(text(row, "start")),
              text(row, "site"),
              text(row, "equipment_class"),
              text(row, "device")),
          row);
    }
  }

  /** Every difference, one line each. */
  List<String> differences() throws IOException {
    for (Map<String, String> row : rows(truth.resolve("truth_hour.csv"))) {
      device(row, "hour", IsoTime.parse(text(row, "hour_utc")));
    }
    for (Map<String, String> row : rows(truth.resolve("truth_day.csv"))) {
      device(row, "day", midnight(text(row, "day_local")));
    }
    for (Map<String, String> row : rows(truth.resolve("truth_month.csv"))) {
      device(row, "month", midnight(text(row, "month_local") + "-01"));
    }
    if (wanted.isEmpty()) {
      sums("day", "day_local", "");
      sums("month", "month_local", "-01");
    }
    nothingMore();
    partsAddUp();
    return differences;
  }

  /** Totals that were compared. */
  int compared() {
    return compared;
  }

  /** Energy of a device over all its months, kWh. */
  double whole(String device) {
    return ours.entrySet().stream()
        .filter(e -> e.getKey().period().equals("month") && e.getKey().device().equals(device))
        .mapToDouble(e -> number(e.getValue(), "energy_kwh"))
        .sum();
  }

  private void device(Map<String, String> row, String period, long start) {
    String device = text(row, "device_id");
    if (!wanted.isEmpty() && !wanted.contains(device)) {
      return;
    }
    Key key = new Key(period, start, site(device), equipmentClass(device), device);
    if (falls(device)) {
      // Only the rules say what a register that falls has counted.
      seen.add(key);
      return;
    }
    String column = hasRegister(device) ? "kwh_counter" : "kwh_trapezoid";
    compare(key, number(row, column), hasRegister(device) ? null : number(row, "covered_s"));
  }

  /** Site and class: the table of sums has trapezoids; registers are put in their place. */
  private void sums(String period, String column, String suffix) throws IOException {
    Map<Key, Double> instead = new HashMap<>();
    for (Map<String, String> row : rows(truth.resolve("truth_" + period + ".csv"))) {
      String device = text(row, "device_id");
      if (hasRegister(device) && text(devicesRow(device), "include_in_totals").equals("1")) {
        long start = midnight(text(row, column) + suffix);
        Key own = new Key(period, start, site(device), equipmentClass(device), device);
        double register =
            falls(device)
                ? number(ours.getOrDefault(own, Map.of("energy_kwh", "0")), "energy_kwh")
                : number(row, "kwh_counter");
        instead.merge(
            new Key(period, start, site(device), equipmentClass(device), ""),
            register - number(row, "kwh_trapezoid"),
            Double::sum);
      }
    }
    for (Map<String, String> row : rows(truth.resolve("truth_site_class_" + period + ".csv"))) {
      Key key =
          new Key(
              period,
              midnight(text(row, column) + suffix),
              text(row, "site"),
              text(row, "equipment_class"),
              "");
      Double register = instead.get(key);
      compare(
          key,
          number(row, "kwh_trapezoid") + (register == null ? 0 : register),
          register == null ? number(row, "covered_s") : null);
    }
  }

  private void compare(Key key, double kwh, @Nullable Double covered) {
    compared++;
    seen.add(key);
    Map<String, String> row = ours.get(key);
    if (row == null) {
      if (kwh != 0 || (covered != null && covered != 0)) {
        differences.add(shown(key) + ": missing, should be " + kwh + " kWh");
      }
      return;
    }
    if (Math.abs(number(row, "energy_kwh") - kwh) > TOLERANCE_KWH) {
      differences.add(
          shown(key) + ": " + row.get("energy_kwh") + " kWh, should be " + kwh + " kWh");
    }
    if (covered != null && number(row, "covered_seconds") != covered) {
      differences.add(
          shown(key) + ": covers " + row.get("covered_seconds") + " s, should be " + covered);
    }
  }

  /** What we have and the truth has not must be empty; everything must be closed. */
  private void nothingMore() {
    ours.forEach(
        (key, row) -> {
          boolean comparable =
              key.period().equals("day")
                  || key.period().equals("month")
                  || (key.period().equals("hour") && !key.device().isEmpty());
          if (comparable
              && (wanted.isEmpty() || !key.device().isEmpty())
              && !seen.contains(key)
              && (number(row, "energy_kwh") != 0 || number(row, "covered_seconds") != 0)) {
            differences.add(shown(key) + ": " + row.get("energy_kwh") + " kWh that nobody used");
          }
          if (!text(row, "status").equals("final") || !text(row, "revision").equals("0")) {
            differences.add(shown(key) + ": is " + row.get("status") + " " + row.get("revision"));
          }
        });
  }

  /** Shorter periods add up to the longer ones, to the millijoule. */
  private void partsAddUp() {
    Period[] periods = Period.values();
    for (int i = 1; i < periods.length; i++) {
      Map<Key, Long> sums = new HashMap<>();
      for (Map.Entry<Key, Map<String, String>> entry : ours.entrySet()) {
        Key part = entry.getKey();
        if (part.period().equals(periods[i - 1].label())) {
          sums.merge(
              new Key(
                  periods[i].label(),
                  periods[i].startOf(part.start(), zone),
                  part.site(),
                  part.equipmentClass(),
                  part.device()),
              Long.parseLong(text(entry.getValue(), "energy_millijoules")),
              Long::sum);
        }
      }
      sums.forEach(
          (key, sum) -> {
            Map<String, String> row = ours.get(key);
            if (row == null || Long.parseLong(text(row, "energy_millijoules")) != sum) {
              differences.add(shown(key) + ": its parts add up to " + sum + " mJ");
            }
          });
    }
  }

  private static String shown(Key key) {
    return String.join(
        " ",
        key.period(),
        IsoTime.format(key.start()),
        key.device().isEmpty() ? key.site() + " " + key.equipmentClass() : key.device());
  }

  private long midnight(String date) {
    return LocalDate.parse(date).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private boolean hasRegister(String device) {
    return text(devicesRow(device), "kind").contains("counter");
  }

  private boolean falls(String device) {
    return hasRegister(device)
        && number(wholes.getOrDefault(device, Map.of("n_resets", "0")), "n_resets") > 0;
  }

  private String site(String device) {
    return text(devicesRow(device), "site");
  }

  private String equipmentClass(String device) {
    return text(devicesRow(device), "equipment_class");
  }

  private Map<String, String> devicesRow(String device) {
    return devices.getOrDefault(
        device,
        Map.of(
            "kind", "power",
            "site", "unassigned",
            "equipment_class", "unknown",
            "include_in_totals", "1"));
  }

  private static String text(Map<String, String> row, String column) {
    String text = row.get(column);
    if (text == null) {
      throw new IllegalArgumentException("no column " + column + " in " + row);
    }
    return text;
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(text(row, column));
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    Csv.Table table = Csv.parse(Files.readString(file), file.getFileName().toString());
    List<String> header = table.rows().getFirst().fields();
    List<Map<String, String>> rows = new ArrayList<>();
    for (Csv.Row line : table.rows().subList(1, table.rows().size())) {
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < header.size(); i++) {
        row.put(header.get(i), line.fields().get(i));
      }
      rows.add(row);
    }
    return rows;
  }
}
