package io.garonne.publish.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Part;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.TreePlace;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.Estate;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.wire.TotalJson;
import io.garonne.publish.Samples;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.TotalsQuery.By;
import io.garonne.publish.persons.Cell;
import io.garonne.publish.persons.Division;
import io.garonne.publish.persons.Inhabitants;
import io.garonne.publish.persons.TotalSum;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who has every export there can be of a year, and knows what is nobody's own. The energy
 * of each cell and hour is a bit of its own: so each exported figure says of which ones it is.
 */
class ExportAttackerTest {
  private static final int LEAST = 5;
  private static final int FEWER = 3;

  /** Hours, each the only one of its day, two of each of two months. */
  private static final List<String> HOURS =
      List.of(
          "2026-02-03T10:00:00Z",
          "2026-02-04T10:00:00Z",
          "2026-03-03T10:00:00Z",
          "2026-03-04T10:00:00Z");

  private static final Map<String, String> FAMILIES =
      Map.of("pc", "workstations", "screen", "workstations", "server", "server-room-it");
  private static final List<By> SHAPES =
      List.of(By.SITE_CLASS, By.SITE, By.CLASS, By.ENTITY, By.FAMILY, By.ENTITY_FAMILY, By.ESTATE);
  private static final List<Period> PERIODS =
      List.of(Period.HOUR, Period.DAY, Period.MONTH, Period.YEAR);
  private static final Estate UNDESCRIBED = Estate.of(List.of(), Samples.PARIS).estate();

  @TempDir private Path directory;

  /** An invented estate: cells, with the devices that were measured in either month. */
  private record City(List<Cell> cells, List<int[]> measured) {
    boolean isPersonal(int cell) {
      return !cells.get(cell).equipmentClass().equals("server");
    }

    /** Persons of cells in a month; of several classes at a site it may be the same. */
    int persons(IntPredicate which, int month) {
      Map<String, Integer> sites = new HashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        if (which.test(i) && isPersonal(i)) {
          sites.merge(cells.get(i).site(), measured.get(i)[month], Math::max);
        }
      }
      return sites.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  private static City city(Random random) {
    List<Cell> cells = new ArrayList<>();
    List<int[]> measured = new ArrayList<>();
    for (int site = 0; site < 4; site++) {
      String entity = "e" + random.nextInt(2);
      for (String equipmentClass : List.of("pc", "screen", "server")) {
        int devices = random.nextInt(equipmentClass.equals("screen") ? 4 : 9);
        if (devices > 0) {
          cells.add(new Cell(entity, "s" + site, equipmentClass));
          boolean fewer = random.nextInt(4) == 0;
          measured.add(new int[] {devices, fewer ? 1 + random.nextInt(devices) : devices});
        }
      }
    }
    return new City(cells, measured);
  }

  private static List<Device> devices(City city) {
    List<Device> devices = new ArrayList<>();
    for (int i = 0; i < city.cells().size(); i++) {
      Cell cell = city.cells().get(i);
      String family = family(cell);
      for (int n = 0; n < city.measured().get(i)[0]; n++) {
        Part part = new Part(null, cell.entity(), cell.equipmentClass(), family, 1);
        devices.add(
            new Device(
                "d" + i + "-" + n,
                List.of(
                    new Assignment(
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        null,
                        cell.site(),
                        Samples.PARIS,
                        null,
                        null,
                        true,
                        city.isPersonal(i),
                        List.of(part),
                        MeterProfile.DEFAULT,
                        TreePlace.ALONE))));
      }
    }
    return devices;
  }

  private static String family(Cell cell) {
    return FAMILIES.getOrDefault(cell.equipmentClass(), "other");
  }

  private static Scope scope(Cell cell, By by) {
    return switch (by) {
      case SITE_CLASS, DEVICE -> new Scope(cell.entity(), cell.site(), cell.equipmentClass(), null);
      case SITE -> new Scope(cell.entity(), cell.site(), null, null);
      case CLASS -> new Scope(null, null, cell.equipmentClass(), null);
      case ENTITY -> Scope.ofEntity(cell.entity());
      case FAMILY -> Scope.ofFamily(null, family(cell));
      case ENTITY_FAMILY -> Scope.ofFamily(cell.entity(), family(cell));
      case ESTATE -> Scope.ESTATE;
    };
  }

  /** What the streams would have written. */
  private static List<Total> totals(City city) {
    Map<String, Total> totals = new TreeMap<>();
    for (int i = 0; i < city.cells().size(); i++) {
      for (int hour = 0; hour < HOURS.size(); hour++) {
        long energy = 1L << (i * HOURS.size() + hour);
        for (Period period : PERIODS) {
          int devices =
              period == Period.YEAR ? city.measured().get(i)[0] : city.measured().get(i)[hour / 2];
          for (By by : SHAPES) {
            Scope scope = scope(city.cells().get(i), by);
            Total one =
                Samples.with(
                    Samples.total(period, HOURS.get(hour), "s", "c", null, energy).as(scope),
                    devices,
                    Total.Status.FINAL,
                    0);
            totals.merge(
                TotalJson.key(scope, period, one.start()), one, ExportAttackerTest::together);
          }
        }
      }
    }
    return List.copyOf(totals.values());
  }

  private static Total together(Total a, Total b) {
    TotalSum sum = new TotalSum();
    sum.add(a);
    sum.add(b);
    Total both = sum.as(a);
    boolean sameCell = Cell.of(a.scope()) != null;
    return sameCell ? Samples.with(both, a.devices(), Total.Status.FINAL, 0) : both;
  }

  /** The figures of one file, by start. */
  private Map<String, List<Long>> export(
      City city, List<Total> totals, Period period, By by, int least) throws IOException {
    TotalsQuery query = new TotalsQuery(period, by, null, null, null, null, true);
    Path file = directory.resolve("out");
    Files.deleteIfExists(file);
    try (TotalsExport export = new TotalsExport(query, directory)) {
      for (Total total : totals) {
        export.take(
            TotalJson.key(total.scope(), total.period(), total.start())
                .getBytes(StandardCharsets.UTF_8),
            TotalJson.write(total));
      }
      Inhabitants who = new Inhabitants(UNDESCRIBED, devices(city), least);
      export.write(file, ExportFormat.JSONL, false, new Texts(Language.EN), who, rows -> {});
    }
    Map<String, List<Long>> figures = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode row = new ObjectMapper().readTree(line);
      figures
          .computeIfAbsent(row.get("start").asText(), s -> new ArrayList<>())
          .add(row.get("energy_millijoules").asLong());
    }
    return figures;
  }

  @Test
  void allExportsOfAYearTogetherTellOfNoGroupThatIsTooSmallAndEachShapeHasTheSameSum()
      throws IOException {
    Random random = new Random(2026);
    int withGroup = 0;
    int withNothingPersonal = 0;
    for (int n = 0; n < 60; n++) {
      City city = city(random);
      List<Total> totals = totals(city);
      List<Long> known = new ArrayList<>();
      // Of exports with two group sizes the smaller one holds.
      boolean both = n % 2 == 1;
      for (int least : both ? List.of(LEAST, FEWER) : List.of(LEAST)) {
        for (Period period : PERIODS) {
          Map<String, Long> estate = sums(export(city, totals, period, By.ESTATE, least));
          for (By by : SHAPES) {
            if (period != Period.HOUR || by.hasHours()) {
              Map<String, List<Long>> figures = export(city, totals, period, by, least);
              assertThat(sums(figures)).as("%s %s %s", n, period, by).isEqualTo(estate);
              figures.values().forEach(known::addAll);
            }
          }
        }
      }
      int promised = both ? FEWER : LEAST;
      assertThat(attack(city, known, promised)).as("%s %s", n, city.cells()).isEmpty();
      boolean personalLeave = known.stream().anyMatch(figure -> isOfPersons(city, figure));
      boolean cellsAreFew = !attack(city, cells(city), promised).isEmpty();
      withGroup += personalLeave && cellsAreFew ? 1 : 0;
      withNothingPersonal += personalLeave ? 0 : 1;
    }
    assertThat(withGroup).as("estates of which the attack would learn something").isGreaterThan(20);
    assertThat(withNothingPersonal).as("estates of too few persons").isLessThan(30);
  }

  @Test
  void indicatorsOfFamiliesBesideAllExportsTellOfNoGroupThatIsTooSmall() throws IOException {
    Random random = new Random(85);
    int apart = 0;
    int together = 0;
    for (int n = 0; n < 60; n++) {
      City city = city(random);
      List<Total> totals = totals(city);
      Division division =
          Division.of(new Inhabitants(UNDESCRIBED, devices(city), LEAST), totals.stream());
      List<Long> known = new ArrayList<>();
      for (By by : SHAPES) {
        export(city, totals, Period.MONTH, by, LEAST).values().forEach(known::addAll);
      }
      for (By by : List.of(By.FAMILY, By.ENTITY_FAMILY)) {
        Map<Long, Long> others = new TreeMap<>();
        for (Total total : totals) {
          if (total.period() == Period.MONTH && by.matches(total.scope())) {
            if (division.isToldApart(2026, by, total.scope(), false)) {
              known.add(total.energy());
              apart++;
            } else if (by == By.ENTITY_FAMILY) {
              others.merge(total.start(), total.energy(), Long::sum);
            }
          }
        }
        // What is of so few persons that it is not even told together is in the figure of
        // everything alone: that is said, and is no secret here.
        if (division.grouped(Set.of(2026)) > 0) {
          known.addAll(others.values());
          together += others.size();
        }
      }
      assertThat(attack(city, known, LEAST)).as("%s %s", n, city.cells()).isEmpty();
    }
    assertThat(apart).as("figures that are told").isGreaterThan(60);
    assertThat(together).as("figures that are told together").isGreaterThan(20);
  }

  private static Map<String, Long> sums(Map<String, List<Long>> figures) {
    Map<String, Long> sums = new TreeMap<>();
    figures.forEach((start, all) -> sums.put(start, all.stream().mapToLong(Long::longValue).sum()));
    return sums;
  }

  private static boolean isOfPersons(City city, long figure) {
    for (int i = 0; i < city.cells().size(); i++) {
      if (city.isPersonal(i) && (figure >> (i * HOURS.size()) & 15) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Each cell by itself, which is what must not be known. */
  private static List<Long> cells(City city) {
    List<Long> cells = new ArrayList<>();
    for (int i = 0; i < city.cells().size(); i++) {
      cells.add(15L << (i * HOURS.size()));
    }
    return cells;
  }

  /**
   * Sets of cells of too few persons in any month of which something can be computed: a combination
   * of figures in which nobody else is. There is one if, and only if, the figures without these
   * cells are of a smaller rank than those with them.
   */
  private static List<String> attack(City city, List<Long> known, int least) {
    List<Integer> personal = new ArrayList<>();
    for (int i = 0; i < city.cells().size(); i++) {
      if (city.isPersonal(i)) {
        personal.add(i);
      }
    }
    List<Long> distinct = known.stream().distinct().sorted(Comparator.naturalOrder()).toList();
    List<String> found = new ArrayList<>();
    for (int set = 1; set < 1 << personal.size(); set++) {
      int chosen = set;
      IntPredicate isIn = cell -> (chosen >> personal.indexOf(cell) & 1) == 1;
      if (Math.min(city.persons(isIn, 0), city.persons(isIn, 1)) < least) {
        List<Integer> all = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int cell : personal) {
          for (int hour = 0; hour < HOURS.size(); hour++) {
            all.add(cell * HOURS.size() + hour);
            if (!isIn.test(cell)) {
              others.add(cell * HOURS.size() + hour);
            }
          }
        }
        if (rank(distinct, all) > rank(distinct, others)) {
          found.add("cells " + Integer.toBinaryString(set));
        }
      }
    }
    return found;
  }

  /** Of the figures as rows of coefficients 0 and 1, in some columns; in a large field. */
  private static int rank(List<Long> figures, List<Integer> bits) {
    long prime = Integer.MAX_VALUE;
    List<long[]> rows = new ArrayList<>();
    for (long figure : figures) {
      rows.add(bits.stream().mapToLong(bit -> figure >> bit & 1).toArray());
    }
    int rank = 0;
    for (int column = 0; column < bits.size(); column++) {
      int pivot = rank;
      while (pivot < rows.size() && rows.get(pivot)[column] == 0) {
        pivot++;
      }
      if (pivot < rows.size()) {
        long[] top = rows.get(pivot);
        rows.set(pivot, rows.get(rank));
        rows.set(rank, top);
        long inverse =
            java.math.BigInteger.valueOf(top[column])
                .modInverse(java.math.BigInteger.valueOf(prime))
                .longValue();
        for (int below = rank + 1; below < rows.size(); below++) {
          long[] row = rows.get(below);
          if (row[column] != 0) {
            long factor = row[column] * inverse % prime;
            for (int i = column; i < row.length; i++) {
              row[i] = Math.floorMod(row[i] - factor * top[i] % prime, prime);
            }
          }
        }
        rank++;
      }
    }
    return rank;
  }
}
