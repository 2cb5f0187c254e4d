package io.garonne.publish.live;

import io.garonne.model.LivePower;
import io.garonne.publish.text.Columns;
import io.garonne.publish.text.Sparkline;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Power drawn now for a person: a line for each, the greatest first, with its share of the whole;
 * in a table that is written again and again, with its course. Not for several threads.
 */
public final class LiveTable {
  private static final int BAR = 10;

  /** Values of a course. */
  private static final int COURSE = 30;

  /** What a line is of. */
  public enum By {
    SITE,
    CLASS,
    SITE_CLASS,
    RACK,
    DEVICE;

    /** What is read for it. */
    public LivePower.Kind kind() {
      return switch (this) {
        case SITE, CLASS, SITE_CLASS -> LivePower.Kind.SITE_CLASS;
        case RACK -> LivePower.Kind.RACK;
        case DEVICE -> LivePower.Kind.DEVICE;
      };
    }
  }

  private record Row(List<String> names, long power, int devices, long at) {
    Row plus(Row other) {
      return new Row(names, power + other.power, devices + other.devices, Math.max(at, other.at));
    }
  }

  private final Texts texts;
  private final ZoneId zone;
  private final By by;
  private final Map<List<String>, ArrayDeque<Long>> courses = new HashMap<>();

  /**
   * A table.
   *
   * @param zone of the times that are told
   */
  public LiveTable(Texts texts, ZoneId zone, By by) {
    this.texts = texts;
    this.zone = zone;
    this.by = by;
  }

  /**
   * Writes it, and remembers it for the courses.
   *
   * @param most lines at most; the rest is one line
   */
  public void write(LiveShown shown, int most, Appendable out) throws IOException {
    List<Row> rows = rows(shown.values());
    if (rows.isEmpty()) {
      out.append(texts.get("live.none")).append('\n');
    } else {
      remember(rows);
      columns(rows, most).write(out);
      long newest = rows.stream().mapToLong(Row::at).max().orElse(0);
      out.append(texts.get("live.newest", texts.dateAndTime(newest, zone))).append('\n');
    }
    if (shown.withheld() > 0) {
      out.append(texts.get("withheld", texts.count(shown.withheld()))).append('\n');
    }
  }

  private List<Row> rows(List<LivePower> values) {
    Map<List<String>, Row> rows = new HashMap<>();
    for (LivePower p : values) {
      Row row = new Row(names(p), p.power(), p.devices(), p.at());
      rows.merge(row.names(), row, Row::plus);
    }
    return rows.values().stream()
        .sorted(
            Comparator.comparingLong(Row::power)
                .reversed()
                .thenComparing(row -> String.join("\0", row.names())))
        .toList();
  }

  private List<String> names(LivePower p) {
    String site = printable(texts.name("site", p.site()));
    String equipmentClass =
        printable(p.equipmentClass() == null ? "" : texts.name("class", p.equipmentClass()));
    return switch (by) {
      case SITE -> List.of(site);
      case CLASS -> List.of(equipmentClass);
      case SITE_CLASS -> List.of(site, equipmentClass);
      case RACK -> List.of(site, printable(p.rack()));
      case DEVICE -> List.of(printable(p.device()), site, printable(p.rack()), equipmentClass);
    };
  }

  private List<String> headers() {
    List<String> keys =
        switch (by) {
          case SITE -> List.of("table.site");
          case CLASS -> List.of("table.class");
          case SITE_CLASS -> List.of("table.site", "table.class");
          case RACK -> List.of("table.site", "term.rack");
          case DEVICE -> List.of("table.device", "table.site", "term.rack", "table.class");
        };
    return keys.stream().map(texts::get).toList();
  }

  private Columns columns(List<Row> rows, int most) {
    boolean course = courses.values().stream().anyMatch(values -> values.size() > 1);
    List<String> headers = new ArrayList<>(headers());
    int names = headers.size();
    headers.addAll(
        List.of(texts.get("col.power"), texts.get("term.share"), "", texts.get("col.devices")));
    if (course) {
      headers.add(texts.get("term.course"));
    }
    Columns table = new Columns(headers, Set.of(names, names + 1, names + 3));
    Row whole = sum(texts.get("term.all"), rows, names);
    for (Row row : rows.subList(0, Math.min(most, rows.size()))) {
      table.add(cells(row, whole.power(), course));
    }
    if (rows.size() > most) {
      List<Row> others = rows.subList(most, rows.size());
      String name = texts.get("term.more", texts.count(others.size()));
      table.add(cells(sum(name, others, names), whole.power(), course));
    }
    table.add(cells(whole, whole.power(), course));
    return table;
  }

  private List<String> cells(Row row, long whole, boolean course) {
    List<String> cells = new ArrayList<>(row.names());
    cells.add(texts.watts(row.power()));
    cells.add(texts.percent(row.power(), whole));
    cells.add(Sparkline.bar(row.power(), whole, BAR));
    cells.add(texts.count(row.devices()));
    if (course) {
      ArrayDeque<Long> values = courses.get(row.names());
      cells.add(values == null ? "" : Sparkline.of(new ArrayList<>(values)));
    }
    return cells;
  }

  private static Row sum(String name, List<Row> rows, int columns) {
    List<String> names = new ArrayList<>(List.of(name));
    while (names.size() < columns) {
      names.add("");
    }
    return new Row(
        names,
        rows.stream().mapToLong(Row::power).sum(),
        rows.stream().mapToInt(Row::devices).sum(),
        0);
  }

  private void remember(List<Row> rows) {
    Set<List<String>> there = new HashSet<>();
    for (Row row : rows) {
      there.add(row.names());
      ArrayDeque<Long> course = courses.computeIfAbsent(row.names(), n -> new ArrayDeque<>());
      if (course.size() == COURSE) {
        course.removeFirst();
      }
      course.addLast(row.power());
    }
    courses.keySet().retainAll(there);
  }

  private static String printable(@Nullable String name) {
    return Objects.requireNonNullElse(name, "").replaceAll("\\p{Cntrl}", "?");
  }
}
