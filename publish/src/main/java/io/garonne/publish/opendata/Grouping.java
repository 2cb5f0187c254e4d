package io.garonne.publish.opendata;

import io.garonne.publish.persons.People;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which cells have a row of their own, and which are put together into one, so that no row, no
 * difference of rows and no sum over months tells of fewer persons than it takes. One division for
 * all months of the year: two divisions could be subtracted from each other.
 *
 * <p>A cell with any personal equipment and, in any month, fewer than {@code least} persons has no
 * row of its own. If only one has none, or those together are too few in any month, the next
 * smallest with personal equipment joins them. A month in which all personal equipment together is
 * of too few persons has no row of any of it. What is not personal hides nobody and does not count:
 * it may be known from elsewhere.
 *
 * @param least persons, at least 2
 * @param grouped cells without a row of their own
 * @param withheld months in which the row of these is not published
 * @param pagesWithheld months in which its pages are not
 */
public record Grouping(
    int least,
    SortedSet<CellKey> grouped,
    SortedSet<YearMonth> withheld,
    SortedSet<YearMonth> pagesWithheld) {

  public Grouping {
    if (least < 2) {
      throw new IllegalArgumentException("a group has at least two persons");
    }
    grouped = Collections.unmodifiableSortedSet(new TreeSet<>(grouped));
    withheld = Collections.unmodifiableSortedSet(new TreeSet<>(withheld));
    pagesWithheld = Collections.unmodifiableSortedSet(new TreeSet<>(pagesWithheld));
  }

  /**
   * The division of a year.
   *
   * @param people of each cell that was measured, by month
   * @param keep cells that stay without a row, because an earlier edition gave them none
   */
  public static Grouping of(
      Map<CellKey, ? extends Map<YearMonth, People>> people, Collection<CellKey> keep, int least) {
    return new Making(people, least).make(keep);
  }

  /** The row that a cell is in. */
  public CellKey row(CellKey cell) {
    return grouped.contains(cell) ? CellKey.MERGED : cell;
  }

  /**
   * Families of which it may be said how they changed: neither all of a family, nor what of it is
   * in the row of several, is of too few persons in any month.
   */
  public Set<String> tellable(Map<CellKey, ? extends Map<YearMonth, People>> people) {
    Making making = new Making(people, least);
    Set<String> families = new TreeSet<>();
    people.keySet().forEach(cell -> families.add(cell.family()));
    families.removeIf(
        family -> {
          Set<CellKey> of = new TreeSet<>(people.keySet());
          of.removeIf(cell -> !cell.family().equals(family));
          Set<CellKey> unnamed = new TreeSet<>(of);
          unnamed.retainAll(grouped);
          return !making.tooFew(of).isEmpty() || !making.tooFew(unnamed).isEmpty();
        });
    return families;
  }

  private static final class Making {
    private final SortedMap<CellKey, Map<YearMonth, People>> personal = new TreeMap<>();
    private final SortedSet<YearMonth> months = new TreeSet<>();
    private final int least;

    Making(Map<CellKey, ? extends Map<YearMonth, People>> people, int least) {
      this.least = least;
      people.forEach(
          (cell, byMonth) -> {
            if (byMonth.values().stream().anyMatch(People::isPersonal)) {
              personal.put(cell, Map.copyOf(byMonth));
            }
            months.addAll(byMonth.keySet());
          });
    }

    Grouping make(Collection<CellKey> keep) {
      SortedSet<YearMonth> tooFewAtAll = tooFew(personal.keySet());
      SortedSet<CellKey> grouped = new TreeSet<>(keep);
      personal.forEach(
          (cell, byMonth) -> {
            if (byMonth.entrySet().stream()
                .filter(month -> !tooFewAtAll.contains(month.getKey()))
                .anyMatch(month -> month.getValue().isFewerThan(least))) {
              grouped.add(cell);
            }
          });
      while (!grouped.isEmpty()
          && (grouped.size() < 2 || !tooFewAtAll.containsAll(tooFew(grouped)))) {
        CellKey next = smallestBeside(grouped);
        if (next == null) {
          break;
        }
        grouped.add(next);
      }
      SortedSet<YearMonth> withheld = new TreeSet<>(tooFewAtAll);
      withheld.addAll(tooFew(grouped));
      NavigableSet<YearMonth> pages = new TreeSet<>(withheld);
      months.stream()
          .filter(month -> People.isFew(together(grouped, month).printing(), least))
          .forEach(pages::add);
      return new Grouping(least, grouped, withheld, pages);
    }

    private @org.jspecify.annotations.Nullable CellKey smallestBeside(Set<CellKey> grouped) {
      return personal.keySet().stream()
          .filter(cell -> !grouped.contains(cell))
          .min(Comparator.comparingInt(this::persons).thenComparing(Comparator.naturalOrder()))
          .orElse(null);
    }

    private int persons(CellKey cell) {
      return of(cell).values().stream().mapToInt(People::metered).max().orElse(0);
    }

    private Map<YearMonth, People> of(CellKey cell) {
      return personal.getOrDefault(cell, Map.of());
    }

    private SortedSet<YearMonth> tooFew(Collection<CellKey> cells) {
      SortedSet<YearMonth> few = new TreeSet<>();
      for (YearMonth month : months) {
        if (People.isFew(together(cells, month).metered(), least)) {
          few.add(month);
        }
      }
      return few;
    }

    private People together(Collection<CellKey> cells, YearMonth month) {
      Map<String, People> places = new HashMap<>();
      for (CellKey cell : cells) {
        places.merge(cell.place(), of(cell).getOrDefault(month, People.NOBODY), People::orSame);
      }
      return places.values().stream().reduce(People.NOBODY, People::and);
    }
  }
}
