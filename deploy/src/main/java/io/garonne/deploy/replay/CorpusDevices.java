package io.garonne.deploy.replay;

import io.garonne.model.Assignment;
import io.garonne.model.inventory.Csv;
import io.garonne.model.inventory.EquipmentClasses;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.MeterProfile.Register;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code devices.csv} of recorded history: columns {@code device_id}, {@code site}, {@code
 * equipment_class}, and, if they are there, {@code kind} ({@code power}, {@code counter}, {@code
 * power+counter}) and {@code include_in_totals} (1, 0). Others are not looked at.
 *
 * @param rows by device
 * @param problems {@code file:line: text}
 */
record CorpusDevices(SortedMap<String, Row> rows, List<String> problems) {

  /** A described device. */
  record Row(
      String device,
      String site,
      String equipmentClass,
      Register register,
      boolean includeInTotals) {

    /**
     * Where it counts, always.
     *
     * @param resolution of its register in millijoules, or null if it has none
     */
    Assignment assignment(ZoneId zone, @Nullable Long resolution) {
      MeterProfile standard = MeterProfile.DEFAULT;
      return new Assignment(
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          site,
          site,
          equipmentClass,
          EquipmentClasses.familyOf(equipmentClass).label(),
          zone,
          null,
          includeInTotals,
          false,
          new MeterProfile(
              standard.ratedPower(),
              standard.ratingStated(),
              resolution,
              standard.modulus(),
              register,
              standard.reporting(),
              standard.interval(),
              standard.maxGap()));
    }
  }

  CorpusDevices {
    problems = List.copyOf(problems);
  }

  /** Reads the table; never throws. */
  static CorpusDevices parse(String text, String fileName) {
    return new Parser(fileName).parse(Csv.parse(text, fileName));
  }

  private static final class Parser {
    private final String file;
    private final List<String> problems = new ArrayList<>();
    private final SortedMap<String, Row> rows = new TreeMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private List<String> header = List.of();

    Parser(String file) {
      this.file = file;
    }

    CorpusDevices parse(Csv.Table table) {
      problems.addAll(table.problems());
      if (table.rows().isEmpty()) {
        problems.add(file + ": it is empty: the header is missing");
        return new CorpusDevices(rows, problems);
      }
      header = table.rows().getFirst().fields().stream().map(String::strip).toList();
      for (String column : List.of("device_id", "site", "equipment_class")) {
        if (!header.contains(column)) {
          problems.add(file + ":1: the column " + column + " is missing");
        }
      }
      if (problems.isEmpty()) {
        table.rows().stream().skip(1).forEach(this::row);
      }
      return new CorpusDevices(rows, problems);
    }

    private void row(Csv.Row row) {
      int before = problems.size();
      String device = required(row, "device_id");
      String site = required(row, "site");
      String equipmentClass = required(row, "equipment_class");
      Register register =
          switch (cell(row, "kind")) {
            case "power" -> Register.NO;
            case "counter", "power+counter" -> Register.YES;
            case "" -> Register.AUTO;
            default -> {
              problem(row, "kind is none of power, counter, power+counter");
              yield Register.AUTO;
            }
          };
      boolean included =
          switch (cell(row, "include_in_totals")) {
            case "1", "" -> true;
            case "0" -> false;
            default -> {
              problem(row, "include_in_totals is not 1 or 0");
              yield true;
            }
          };
      Integer other = lines.putIfAbsent(device, row.line());
      if (other != null) {
        problem(row, "device " + device + " stands in line " + other + " already");
      }
      if (problems.size() == before) {
        rows.put(device, new Row(device, site, equipmentClass, register, included));
      }
    }

    private String required(Csv.Row row, String column) {
      String text = cell(row, column);
      if (text.isEmpty()) {
        problem(row, column + " is empty");
      }
      return text;
    }

    private String cell(Csv.Row row, String column) {
      int index = header.indexOf(column);
      return index < 0 || index >= row.fields().size() ? "" : row.fields().get(index).strip();
    }

    private void problem(Csv.Row row, String text) {
      problems.add(file + ":" + row.line() + ": " + text);
    }
  }
}
