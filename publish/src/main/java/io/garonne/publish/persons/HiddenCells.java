package io.garonne.publish.persons;

import java.time.YearMonth;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which cells of a calendar year, at sites of one zone, have no sum of their own in any export,
 * because in some month too few persons are behind them; they leave together, or not at all.
 *
 * <p><b>Why nothing else can be computed.</b> Let <i>x<sub>c</sub></i> be what cell <i>c</i> used
 * in a period of the year, and <i>H</i> the hidden cells: the same in every shape, period and
 * export of the year, for it is made of the year's months alone. Every exported row is a sum of
 * visible <i>x<sub>c</sub></i>, or it is <i>x<sub>H</sub></i>, the sum of all hidden ones, or (the
 * estate) both; in each zone there is such an <i>H</i>. So every row, and with it every linear
 * combination of rows of whatever shapes, is one of the variables <i>x<sub>c</sub></i>, <i>c</i>
 * not in <i>H</i>, and <i>x<sub>H</sub></i>: the hidden cells have the same coefficient in all of
 * them, and none can be told from the others. Sums over periods of sums are sums again. What is
 * learnt of a visible cell is of {@code least} persons or of nobody's own equipment, what is learnt
 * of <i>H</i> is of {@code least} persons in every month in which it was measured.
 *
 * @param personal cells with any equipment of persons in the year
 * @param people of those without a sum of their own: each with who is behind it in the months of
 *     the year
 * @param isTold whether they leave together; otherwise they do not leave
 * @param arePagesTold whether their pages do
 */
record HiddenCells(
    SortedSet<Cell> personal,
    SortedMap<Cell, Map<YearMonth, People>> people,
    boolean isTold,
    boolean arePagesTold) {
  /** Nothing is personal. */
  static final HiddenCells NONE = new HiddenCells(new TreeSet<>(), new TreeMap<>(), true, true);

  HiddenCells {
    personal = Collections.unmodifiableSortedSet(new TreeSet<>(personal));
    people = Collections.unmodifiableSortedMap(new TreeMap<>(people));
    if (!personal.containsAll(people.keySet())) {
      throw new IllegalArgumentException("what is nobody's own is not hidden");
    }
  }

  /**
   * Those of a year.
   *
   * @param people by cell and month, of every month of the year in which the cell was measured
   * @param least persons in a group, at least 2
   */
  static HiddenCells of(Map<Cell, ? extends Map<YearMonth, People>> people, int least) {
    if (least < 2) {
      throw new IllegalArgumentException("a group has at least two persons");
    }
    SortedMap<Cell, Map<YearMonth, People>> personal = new TreeMap<>();
    people.forEach(
        (cell, months) -> {
          if (months.values().stream().anyMatch(People::isPersonal)) {
            personal.put(cell, Map.copyOf(months));
          }
        });
    SortedSet<Cell> hidden = new TreeSet<>();
    personal.forEach(
        (cell, months) -> {
          if (fewest(months) < least) {
            hidden.add(cell);
          }
        });
    boolean enough = isEnough(personal, hidden, least);
    while (!enough) {
      Optional<Cell> next =
          personal.keySet().stream()
              .filter(cell -> !hidden.contains(cell))
              .min(
                  Comparator.<Cell>comparingInt(cell -> fewest(personal.get(cell)))
                      .thenComparing(Comparator.naturalOrder()));
      if (next.isEmpty()) {
        break;
      }
      hidden.add(next.get());
      enough = isEnough(personal, hidden, least);
    }
    boolean pages =
        together(personal, hidden).values().stream()
            .noneMatch(month -> People.isFew(month.printing(), least));
    SortedMap<Cell, Map<YearMonth, People>> behind = new TreeMap<>(personal);
    behind.keySet().retainAll(hidden);
    return new HiddenCells(new TreeSet<>(personal.keySet()), behind, enough, pages);
  }

  /** Persons as far as they are told of: where pages are not, nobody who prints. */
  People told(People of) {
    return arePagesTold ? of : new People(of.metered(), 0);
  }

  /** Those without a sum of their own. */
  Set<Cell> hidden() {
    return people.keySet();
  }

  /**
   * Whether the hidden ones may be told of in parts: each part is of enough persons in every month
   * in which it was measured. As all parts are then known, and all together, so is nothing else.
   *
   * @param part in which part a cell is
   * @param pages whether pages are told, otherwise energy
   * @param least persons in a group
   */
  boolean areEnoughInParts(Function<Cell, ?> part, boolean pages, int least) {
    return isTold
        && (!pages || arePagesTold)
        && people.keySet().stream().collect(Collectors.groupingBy(part)).values().stream()
            .flatMap(cells -> together(people, Set.copyOf(cells)).values().stream())
            .noneMatch(month -> People.isFew(pages ? month.printing() : month.metered(), least));
  }

  /** Persons of a cell in the month in which there are fewest of them. */
  private static int fewest(@Nullable Map<YearMonth, People> months) {
    return months == null
        ? Integer.MAX_VALUE
        : months.values().stream()
            .flatMapToInt(month -> IntStream.of(month.metered(), month.printing()))
            .filter(persons -> persons > 0)
            .min()
            .orElse(Integer.MAX_VALUE);
  }

  private static boolean isEnough(
      Map<Cell, Map<YearMonth, People>> personal, Set<Cell> hidden, int least) {
    return together(personal, hidden).values().stream()
        .noneMatch(month -> People.isFew(month.metered(), least));
  }

  /** Persons of cells together, by month: those of one site may be the same. */
  static Map<YearMonth, People> together(
      Map<Cell, ? extends Map<YearMonth, People>> people, Set<Cell> cells) {
    Map<YearMonth, Map<String, People>> months = new HashMap<>();
    for (Cell cell : cells) {
      Map<YearMonth, People> ofCell = people.get(cell);
      if (ofCell != null) {
        ofCell.forEach(
            (month, of) ->
                months
                    .computeIfAbsent(month, m -> new HashMap<>())
                    .merge(cell.site(), of, People::orSame));
      }
    }
    Map<YearMonth, People> together = new HashMap<>();
    months.forEach((month, sites) -> together.put(month, People.ofSites(sites.values())));
    return together;
  }
}
