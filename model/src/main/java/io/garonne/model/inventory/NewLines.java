package io.garonne.model.inventory;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.PointRef;
import io.garonne.model.Unprintable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lines must not say when they are put in, though an estate that has them is read: a slip of
 * the pen that would be a figure for years.
 */
public final class NewLines {
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;
  private static final long MOST_USERS = 10_000_000;
  private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(100);

  /** More cells than these are counted, not named. */
  private static final int NAMED = 12;

  /**
   * What a point may be said to be, least and most: 10 MW is more than any one meter of an estate
   * carries, circuit breakers are made from 0.1 A to 6,300 A (IEC 60947-2), and what is silent for
   * 35 days is read in no more.
   */
  private static final Map<String, List<String>> BOUNDS =
      Map.of(
          "rated_power_w", List.of("0.1", "10000000"),
          "breaker_a", List.of("0.1", "6300"),
          "interval_s", List.of("0.1", "3024000"),
          "max_gap_s", List.of("1", "3024000"));

  private static final Map<EstateTable, List<String>> MONTHS =
      Map.of(
          EstateTable.USERS, List.of("month"),
          EstateTable.ADJUSTMENTS, List.of("from", "to"),
          EstateTable.EXTERNALISED, List.of("from"),
          EstateTable.DEGREE_DAYS, List.of("month"),
          EstateTable.BASELINE, List.of("period"));

  /** Columns whose names become rows of what is published. */
  private static final List<String> ROWS = List.of("site", "entity", "equipment_class");

  private final Estate before;
  private final Estate after;
  private final List<EstateLine> lines;
  private final Set<String> keys;

  /** Names with an underscore that were there before they were refused. */
  private final Set<String> reserved;

  private final LocalDate today;
  private final List<String> problems = new ArrayList<>();

  private NewLines(EstateChange change, LocalDate today) {
    this.before = change.before();
    this.after = change.after();
    this.lines = Stream.of(change.added(), change.changed()).flatMap(List::stream).toList();
    this.keys = lines.stream().map(EstateLine::key).collect(Collectors.toSet());
    this.today = today;
    this.reserved =
        before.lines().values().stream()
            .flatMap(line -> ROWS.stream().map(line::cell))
            .filter(cell -> cell != null && cell.startsWith("_"))
            .collect(Collectors.toSet());
  }

  /**
   * What is wrong with the lines that a change puts in, as {@code file:line: text}.
   *
   * @param today by the clock of who does it
   */
  public static List<String> problems(EstateChange change, LocalDate today) {
    NewLines made = new NewLines(change, today);
    made.lines.forEach(made::check);
    made.entities();
    made.baselines();
    return List.copyOf(made.problems);
  }

  /** What is no mistake, and may surprise whoever puts the lines in. */
  public static List<String> notes(EstateChange change) {
    String kind = TargetSettings.of(change.after().lines(EstateTable.TARGETS)).users();
    List<EstateLine> others =
        Stream.of(change.added(), change.changed())
            .flatMap(List::stream)
            .filter(line -> line.table() == EstateTable.USERS)
            .filter(line -> kind != null && !line.required("kind").equals(kind))
            .toList();
    return others.isEmpty()
        ? List.of()
        : List.of(
            others.get(0).place()
                + ": note: what is set is \"users: "
                + kind
                + "\"; the number of users of "
                + others.size()
                + " lines of another kind is kept and does not count");
  }

  private void problem(EstateLine line, String text) {
    problems.add(line.place() + ": " + text);
  }

  private void check(EstateLine line) {
    if (line.table().isImported()) {
      line.table().columns().stream()
          .filter(Column::holdsWords)
          .forEach(column -> written(line, column.name()));
    }
    for (String column : MONTHS.getOrDefault(line.table(), List.of())) {
      String cell = line.required(column);
      year(line, column + " \"" + cell + "\"", Integer.parseInt(cell.substring(0, 4)), LAST_YEAR);
    }
    BOUNDS.forEach((column, bounds) -> bounded(line, column, bounds));
    for (String column : List.of("device", "channel")) {
      String name = line.cell(column);
      if (name != null && Unprintable.in(name) == null && !PointRef.isName(name)) {
        problem(
            line,
            column
                + " \""
                + name
                + "\" is no name that can be sent: 1 to "
                + PointRef.LONGEST_NAME
                + " printable characters, no emoji among them");
      }
    }
    switch (line.table()) {
      case USERS -> {
        String users = line.required("users");
        if (new BigDecimal(users).compareTo(BigDecimal.valueOf(MOST_USERS)) > 0) {
          problem(line, "users \"" + users + "\" is above " + MOST_USERS);
        }
      }
      case EMBODIED -> {
        String year = line.required("year");
        year(line, "year \"" + year + "\"", Integer.parseInt(year), today.getYear() + 1);
      }
      case BASELINE -> baseline(line);
      case TARGETS -> setting(line);
      case ACTIONS -> action(line);
      case KEEP -> {
        LocalDate until = LocalDate.parse(line.required("until"));
        if (until.isBefore(today)) {
          problem(line, "until \"" + until + "\" is past already");
        }
        kept(line);
      }
      default -> {}
    }
  }

  /** What the line said before it may go on to say: else what is wrong could never be ended. */
  private void written(EstateLine line, String column) {
    String cell = line.cell(column);
    EstateLine known = before.lines().get(line.key());
    if (cell == null || (known != null && cell.equals(known.cell(column)))) {
      return;
    }
    Unprintable found = Unprintable.in(cell);
    if (found != null) {
      problem(line, column + " has the " + found);
    } else if (cell.startsWith("_") && ROWS.contains(column) && !reserved.contains(cell)) {
      problem(
          line,
          column
              + " \""
              + cell
              + "\" begins with _, which is kept for rows that stand for several, such as"
              + " _autres-sites and _grouped: choose another");
    }
  }

  private void year(EstateLine line, String what, int year, int last) {
    if (year < FIRST_YEAR || year > last) {
      problem(line, what + " is not between " + FIRST_YEAR + " and " + last);
    }
  }

  private void baseline(EstateLine line) {
    String percent = line.required("uncertainty_percent");
    if (new BigDecimal(percent).compareTo(MOST_PERCENT) > 0) {
      problem(line, "uncertainty_percent \"" + percent + "\" is above 100");
    }
    LocalDate decided = LocalDate.parse(line.required("decided_on"));
    if (decided.isAfter(today.plusDays(1))) {
      problem(line, "decided_on \"" + decided + "\" is still to come");
    }
  }

  /** A device's name must not stand there either: its asset may be somebody's own. */
  private void action(EstateLine line) {
    String asset = line.cell("asset");
    if (asset != null && after.asset(asset).isEmpty()) {
      problem(line, "asset \"" + asset + "\" is not in the table assets");
    }
  }

  private void bounded(EstateLine line, String column, List<String> bounds) {
    String cell = line.cell(column);
    if (cell != null) {
      BigDecimal value = new BigDecimal(cell);
      boolean isBelow = value.compareTo(new BigDecimal(bounds.get(0))) < 0;
      if (isBelow || value.compareTo(new BigDecimal(bounds.get(1))) > 0) {
        problem(
            line,
            "%s \"%s\" is not between %s and %s"
                .formatted(column, cell, bounds.get(0), bounds.get(1)));
      }
    }
  }

  /** Proposed is something about assets, and about devices where no asset is named. */
  private void kept(EstateLine line) {
    String what = line.required("what");
    List<Asset> assets = after.asset(what);
    Device device = Descriptions.of(after).devices().get(what);
    if (assets.isEmpty() && device == null) {
      problem(line, "what \"" + what + "\" is neither an asset nor a device of the tables");
    } else if (assets.stream().anyMatch(Asset::personal)
        || (device != null && device.assignments().stream().anyMatch(Assignment::personal))) {
      problem(line, "what \"" + what + "\" is somebody's own: nothing is proposed about it");
    }
  }

  private void setting(EstateLine line) {
    TargetSetting setting;
    try {
      setting = TargetSetting.parse(line.cells());
    } catch (IllegalArgumentException e) {
      // The tables say so.
      return;
    }
    switch (setting) {
      case TargetSetting.FirstMonth(YearMonth month) ->
          year(line, setting.name() + ": " + month, month.getYear(), LAST_YEAR);
      case TargetSetting.Goal goal ->
          year(line, setting.name() + ": due " + goal.due(), goal.due().getYear(), LAST_YEAR);
      case TargetSetting.Factor factor -> year(line, setting.name(), factor.year(), LAST_YEAR);
      default -> {}
    }
  }

  /** Two entities of one name would be two perimeters of one. */
  private void entities() {
    Map<String, EstateLine> known = new TreeMap<>();
    for (EstateLine line : after.lines(EstateTable.ENTITIES)) {
      String name = line.required("entity");
      EstateLine other = known.putIfAbsent(name.toLowerCase(Locale.ROOT), line);
      if (other != null) {
        boolean isNew = keys.contains(line.key());
        if (isNew || keys.contains(other.key())) {
          problem(
              isNew ? line : other,
              "entity \""
                  + (isNew ? line : other).required("entity")
                  + "\" differs from "
                  + (isNew ? other : line).place()
                  + " only by upper and lower case");
        }
      }
    }
  }

  /** A later version takes the place of the one before as a whole: it has to say as much. */
  private void baselines() {
    Map<Integer, List<EstateLine>> usable = ProgrammeTables.of(after).baselines();
    for (Map.Entry<Integer, List<EstateLine>> version : usable.entrySet()) {
      EstateLine first =
          version.getValue().stream()
              .filter(line -> keys.contains(line.key()))
              .findFirst()
              .orElse(null);
      if (first == null) {
        continue;
      }
      Map<List<String>, Set<YearMonth>> missing =
          new TreeMap<>(Comparator.comparing(String::valueOf));
      usable.forEach(
          (number, before) -> {
            if (number < version.getKey()) {
              cells(before)
                  .forEach(
                      (cell, months) ->
                          missing.computeIfAbsent(cell, c -> new TreeSet<>()).addAll(months));
            }
          });
      cells(version.getValue())
          .forEach(
              (cell, months) -> {
                Set<YearMonth> left = missing.get(cell);
                if (left != null) {
                  left.removeAll(months);
                }
              });
      List<String> named =
          missing.entrySet().stream()
              .flatMap(cell -> named(cell.getKey(), cell.getValue()))
              .toList();
      if (!named.isEmpty()) {
        problem(
            first,
            "baseline version "
                + version.getKey()
                + " takes the place of the version before as a whole, and does not have its "
                + named.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (named.size() > NAMED ? " and " + (named.size() - NAMED) + " more" : "")
                + ": say them, too; 0 where there is nothing any more");
      }
    }
  }

  /** Months by entity, family and quantity. */
  private static Map<List<String>, Set<YearMonth>> cells(List<EstateLine> version) {
    Map<List<String>, Set<YearMonth>> cells = new HashMap<>();
    for (EstateLine line : version) {
      String period = line.required("period");
      Set<YearMonth> months = new LinkedHashSet<>();
      if (period.length() == 4) {
        for (int i = 1; i <= 12; i++) {
          months.add(Year.parse(period).atMonth(i));
        }
      } else {
        months.add(YearMonth.parse(period));
      }
      for (String quantity : List.of("kwh", "impressions")) {
        if (line.cell(quantity) != null) {
          cells
              .computeIfAbsent(
                  List.of(line.required("entity"), line.required("family"), quantity),
                  cell -> new LinkedHashSet<>())
              .addAll(months);
        }
      }
    }
    return cells;
  }

  private static Stream<String> named(List<String> cell, Set<YearMonth> months) {
    String of = String.join(" ", cell);
    if (months.size() == 12 && months.stream().map(YearMonth::getYear).distinct().count() == 1) {
      return Stream.of(months.iterator().next().getYear() + " " + of);
    }
    return months.stream().map(month -> month + " " + of);
  }
}
