package io.garonne.publish;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.text.Columns;
import io.garonne.publish.text.Sparkline;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of each scope over its periods: the sum, and a course in one line. */
public final class TotalsCourse {
  /** A course of fewer says nothing that the table does not. */
  private static final int FEWEST = 3;

  /** More do not fit on a line; the newest are shown. */
  private static final int MOST = 62;

  private TotalsCourse() {}

  /** Writes a line for each scope, if there are enough periods of one kind; else nothing. */
  public static void write(Collection<Total> totals, Texts texts, Appendable out)
      throws IOException {
    TreeSet<Long> starts =
        totals.stream()
            .filter(Total::isMetered)
            .map(Total::start)
            .collect(Collectors.toCollection(TreeSet::new));
    while (starts.size() > MOST) {
      starts.pollFirst();
    }
    if (starts.size() < FEWEST) {
      return;
    }
    Map<Scope, Map<Long, Total>> byScope = new LinkedHashMap<>();
    totals.stream()
        .filter(total -> total.devices() > 0 && starts.contains(total.start()))
        .sorted(TotalsCsv.ORDER)
        .forEach(
            total ->
                byScope
                    .computeIfAbsent(total.scope(), scope -> new TreeMap<>())
                    .put(total.start(), total));
    Columns table =
        new Columns(
            List.of(
                texts.get("term.scope"),
                texts.get("term.sum-kwh"),
                texts.get("term.greatest-kwh"),
                texts.get("term.course-periods", starts.size())),
            Set.of(1, 2));
    byScope.forEach((scope, periods) -> table.add(row(scope, periods, starts, texts)));
    out.append('\n');
    table.write(out);
  }

  private static List<String> row(
      Scope scope, Map<Long, Total> periods, Set<Long> starts, Texts texts) {
    List<@Nullable Long> course = new ArrayList<>();
    for (Long start : starts) {
      Total total = periods.get(start);
      course.add(total == null ? null : total.energy());
    }
    return List.of(
        name(scope, texts),
        texts.kilowattHours(periods.values().stream().mapToLong(Total::energy).sum()),
        texts.kilowattHours(periods.values().stream().mapToLong(Total::energy).max().orElse(0)),
        Sparkline.of(course));
  }

  private static String name(Scope scope, Texts texts) {
    if (VisibleRow.isGrouped(scope)) {
      return texts.get("few.grouped");
    }
    String name =
        Stream.of(
                scope.site() == null ? scope.entity() : null,
                scope.family(),
                scope.site(),
                scope.equipmentClass(),
                scope.device(),
                scope.asset())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" · "))
            .replaceAll("\\p{Cntrl}", "?");
    return name.isEmpty() ? texts.get("term.all") : name;
  }
}
