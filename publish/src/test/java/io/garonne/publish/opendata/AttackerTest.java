package io.garonne.publish.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.publish.opendata.InventedYear.Metered;
import io.garonne.publish.persons.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who has every edition, knows what stands where, how many persons each group has, and the
 * exact consumption of everything that is not personal.
 */
class AttackerTest {
  private static final int LEAST = People.DEFAULT_LEAST;
  private static final YearMonth MAY = YearMonth.of(InventedYear.YEAR, 5);

  /** Which personal equipment each published number is the sum of, and that sum. */
  private record Sum(List<String> of, long energy) {}

  private static Edition edition(EditionInput input, Edition before) throws IOException {
    return ((EditionMaker.Outcome.Made) EditionMaker.make(input, before)).edition();
  }

  private static Edition first(EditionInput input) throws IOException {
    return ((EditionMaker.Outcome.Made) EditionMaker.make(input, null)).edition();
  }

  /** What the attacker makes of an edition: sums of personal equipment, all else subtracted. */
  private static List<Sum> sums(Edition edition, List<Metered> equipment, YearMonth month)
      throws IOException {
    Published published = Published.of(edition);
    List<Sum> sums = new ArrayList<>();
    for (MonthRow row : published.rows()) {
      if (row.month().equals(month)) {
        long energy = row.meters().energy();
        List<String> of = new ArrayList<>();
        for (Metered one : equipment) {
          CellKey key = published.grouped().contains(one.cell()) ? CellKey.MERGED : one.cell();
          if (key.equals(row.key())) {
            if (one.personal()) {
              of.add(one.name());
            } else {
              energy -= InventedYear.energy(one, month);
            }
          }
        }
        if (!of.isEmpty()) {
          sums.add(new Sum(of, energy));
        }
      }
    }
    return sums;
  }

  /**
   * The smallest group of which anything can be computed: over all sums and differences of what is
   * published (with coefficients −1, 0 and 1, which are all there are between sums that are either
   * apart or within each other).
   */
  private static int smallestGroup(Collection<List<String>> published, Map<String, Integer> users) {
    List<List<String>> distinct =
        new ArrayList<>(
                new TreeSet<>(
                    published.stream().map(one -> String.join(" ", new TreeSet<>(one))).toList()))
            .stream().map(one -> List.of(one.split(" "))).toList();
    int smallest = Integer.MAX_VALUE;
    int[] signs = new int[distinct.size()];
    Arrays.fill(signs, -1);
    while (true) {
      Map<String, Integer> combined = new HashMap<>();
      for (int i = 0; i < signs.length; i++) {
        for (String one : distinct.get(i)) {
          combined.merge(one, signs[i], Integer::sum);
        }
      }
      int persons =
          combined.entrySet().stream()
              .filter(entry -> entry.getValue() != 0)
              .mapToInt(entry -> users.getOrDefault(entry.getKey(), 0))
              .sum();
      if (persons > 0) {
        smallest = Math.min(smallest, persons);
      }
      int i = 0;
      while (i < signs.length && signs[i] == 1) {
        signs[i++] = -1;
      }
      if (i == signs.length) {
        return smallest;
      }
      signs[i]++;
    }
  }

  private static Map<String, Integer> users(List<Metered> equipment) {
    Map<String, Integer> users = new HashMap<>();
    equipment.forEach(one -> users.put(one.name(), one.users()));
    return users;
  }

  private static List<List<String>> groups(List<Sum> sums) {
    return sums.stream().map(Sum::of).toList();
  }

  @Test
  void sumsAndDifferencesOfAnEditionTellOfNoGroupThatIsTooSmall() throws IOException {
    Edition edition = first(InventedYear.input());
    for (int month = 1; month <= 12; month++) {
      List<Sum> sums =
          sums(edition, InventedYear.EQUIPMENT, YearMonth.of(InventedYear.YEAR, month));
      assertThat(smallestGroup(groups(sums), users(InventedYear.EQUIPMENT)))
          .isGreaterThanOrEqualTo(LEAST);
      // Nothing is lost: the attacker's sums are right, and they are all that there is.
      assertThat(sums.stream().mapToLong(Sum::energy).sum())
          .isEqualTo(personal(YearMonth.of(InventedYear.YEAR, month)));
    }
  }

  private static long personal(YearMonth month) {
    return InventedYear.EQUIPMENT.stream()
        .filter(Metered::personal)
        .mapToLong(one -> InventedYear.energy(one, month))
        .sum();
  }

  @Test
  void theAttackFindsWhatIsNotMasked() {
    List<List<String>> cells = new ArrayList<>();
    Map<CellKey, List<String>> byCell = new TreeMap<>();
    InventedYear.EQUIPMENT.stream()
        .filter(Metered::personal)
        .forEach(one -> byCell.computeIfAbsent(one.cell(), c -> new ArrayList<>()).add(one.name()));
    cells.addAll(byCell.values());
    assertThat(smallestGroup(cells, users(InventedYear.EQUIPMENT))).isEqualTo(2);
    // And a difference: what is together in one division, and apart in the other.
    assertThat(
            smallestGroup(
                List.of(List.of("a", "b", "c"), List.of("b", "c")), Map.of("a", 1, "b", 9, "c", 9)))
        .isEqualTo(1);
  }

  @Test
  void whatCanBeSaidOfOneDeviceIsBetweenNothingAndItsWholeGroup() throws IOException {
    for (Sum sum : sums(first(InventedYear.input()), InventedYear.EQUIPMENT, MAY)) {
      for (String one : sum.of()) {
        // The others' upper bounds are the sum itself, so nobody's lower bound is above 0.
        long others = (sum.of().size() - 1) * sum.energy();
        assertThat(Math.max(0, sum.energy() - others)).as(one).isZero();
        assertThat(sum.energy()).isGreaterThan(4 * truth(one));
      }
    }
  }

  private static long truth(String name) {
    return InventedYear.EQUIPMENT.stream()
        .filter(one -> one.name().equals(name))
        .mapToLong(one -> InventedYear.energy(one, MAY))
        .sum();
  }

  @Test
  void aLateReadingOfOneDeskIsNotTheDifferenceOfTwoEditions() throws IOException {
    Edition before = first(InventedYear.input(InventedYear.EQUIPMENT, 6, InventedYear::energy));
    Edition after =
        edition(
            InventedYear.input(
                InventedYear.EQUIPMENT,
                7,
                (one, month) ->
                    InventedYear.energy(one, month)
                        + (one.name().equals("lib-pc-2") && month.equals(MAY) ? 77_000_001L : 0)),
            before);
    assertThat(Published.of(after).rows().stream().filter(row -> row.month().equals(MAY)).toList())
        .isEqualTo(
            Published.of(before).rows().stream().filter(row -> row.month().equals(MAY)).toList());
    assertThat(String.join("", after.files().keySet().stream().map(after::text).toList()))
        .doesNotContain("77000001");
    assertThat(Published.of(after).errata())
        .allMatch(erratum -> erratum.get(1).equals("carbone_annuel"))
        .allMatch(erratum -> erratum.getLast().equals("mois ajoutés"));
    assertThat(Published.of(after).rows().stream().map(MonthRow::month))
        .contains(YearMonth.of(InventedYear.YEAR, 7));
  }

  @Test
  void aDeskThatMovesBetweenEditionsIsNotTheDifferenceOfTwoRows() throws IOException {
    Edition before = first(InventedYear.input());
    List<Metered> moved =
        InventedYear.EQUIPMENT.stream()
            .map(
                one ->
                    one.name().equals("th-pc-3")
                        ? new Metered(one.name(), "school", one.equipmentClass(), 1, true)
                        : one)
            .toList();
    EditionMaker.Outcome after =
        EditionMaker.make(InventedYear.input(moved, 12, InventedYear::energy), before);
    Edition then = after instanceof EditionMaker.Outcome.Made made ? made.edition() : before;
    assertThat(Published.of(then).rows()).isEqualTo(Published.of(before).rows());
  }

  @Test
  void aGroupThatHasBecomeLargeStaysHiddenWhereItWas() throws IOException {
    Edition before = first(InventedYear.input(InventedYear.EQUIPMENT, 6, InventedYear::energy));
    List<Metered> grown = new ArrayList<>(InventedYear.EQUIPMENT);
    for (int i = 4; i <= 9; i++) {
      grown.add(new Metered("lib-pc-" + i, "library", "desktop", 1, true));
    }
    Edition after = edition(InventedYear.input(grown, 7, InventedYear::energy), before);
    assertThat(Published.of(after).grouped()).containsAll(Published.of(before).grouped());
    List<List<String>> all = new ArrayList<>(groups(sums(before, InventedYear.EQUIPMENT, MAY)));
    all.addAll(groups(sums(after, InventedYear.EQUIPMENT, MAY)));
    assertThat(smallestGroup(all, users(InventedYear.EQUIPMENT))).isGreaterThanOrEqualTo(LEAST);
  }

  @Test
  void noTwoEditionsOfAnyCityTellOfAGroupThatIsTooSmallWhateverChangedBetweenThem(@TempDir Path dir)
      throws IOException {
    Random random = new Random(88);
    int corrected = 0;
    for (int i = 0; i < 60; i++) {
      List<Metered> city = city(random);
      Edition before = first(InventedYear.input(city, 3, InventedYear::energy));
      Metered late = city.get(random.nextInt(city.size()));
      List<Metered> after = new ArrayList<>(city);
      if (random.nextBoolean()) {
        Metered moved = after.remove(random.nextInt(after.size()));
        String to = random.nextBoolean() ? "town-hall" : "depot";
        after.add(
            new Metered(moved.name(), to, moved.equipmentClass(), moved.users(), moved.personal()));
      }
      EditionMaker.Outcome outcome =
          EditionMaker.make(
              InventedYear.input(
                  after,
                  4,
                  (one, month) ->
                      InventedYear.energy(one, month)
                          + (one.name().equals(late.name()) && month.getMonthValue() == 2 ? 7 : 0)),
              before);
      Edition then = outcome instanceof EditionMaker.Outcome.Made made ? made.edition() : before;
      if (i < 10) {
        verified(before, then, Files.createDirectory(dir.resolve("city-" + i)));
      }
      Grouping grouping =
          new Grouping(LEAST, Published.of(then).grouped(), new TreeSet<>(), new TreeSet<>());
      List<MonthRow> said = MonthRows.grouped(Published.of(before).rows(), grouping);
      List<MonthRow> now =
          Published.of(then).rows().stream()
              .filter(row -> row.month().getMonthValue() <= 3)
              .toList();
      assertThat(now.stream().filter(MonthRow::personal).toList())
          .isEqualTo(said.stream().filter(MonthRow::personal).toList());
      corrected += now.equals(said) ? 0 : 1;
      YearMonth month = YearMonth.of(InventedYear.YEAR, 2);
      List<List<String>> all = new ArrayList<>(groups(sums(before, city, month)));
      Map<CellKey, List<String>> together = new TreeMap<>();
      city.stream()
          .filter(Metered::personal)
          .filter(one -> all.stream().anyMatch(group -> group.contains(one.name())))
          .forEach(
              one ->
                  together
                      .computeIfAbsent(grouping.row(one.cell()), c -> new ArrayList<>())
                      .add(one.name()));
      all.addAll(together.values());
      assertThat(smallestGroup(all, users(city))).isGreaterThanOrEqualTo(LEAST);
    }
    assertThat(corrected).as("what is not personal is corrected").isPositive();
  }

  /** What is published follows from what is published with it, or nobody could verify it. */
  private static void verified(Edition before, Edition then, Path dir) throws IOException {
    before.write(dir.resolve(before.directory()));
    if (then.number() > before.number()) {
      then.write(dir.resolve(then.directory()));
    }
    assertThat(Verification.of(dir.resolve(then.directory())).problems()).isEmpty();
  }

  /** Desks, printers of one's own, shared printers and servers, at four sites. */
  private static List<Metered> city(Random random) {
    List<Metered> city = new ArrayList<>();
    city.add(new Metered("srv", "town-hall", "server", 0, false));
    for (String site : List.of("town-hall", "library", "school", "depot")) {
      for (int i = random.nextInt(9); i > 0; i--) {
        city.add(new Metered(site + "-pc-" + i, site, "desktop", 1, true));
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        city.add(new Metered(site + "-own-" + i, site, "printer", 1 + random.nextInt(4), true));
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        city.add(new Metered(site + "-prn-" + i, site, "printer", 30, false));
      }
    }
    return city;
  }

  @Test
  void aFigureStaysAgainstItsReferenceAndSmallFamiliesHaveNone() throws IOException {
    EditionInput input = InventedYear.input();
    Edition before = first(input);
    Edition after =
        edition(
            new EditionInput(
                input.year(),
                InventedYear.totals(
                    InventedYear.EQUIPMENT,
                    12,
                    (one, month) ->
                        InventedYear.energy(one, month) + (one.name().equals("srv-1") ? 1 : 0)),
                InventedYear.figures(false),
                input.estate(),
                input.imprint(),
                input.least(),
                ""),
            before);
    String figures = before.text(Dataset.INDICATORS.file());
    assertThat(after.text(Dataset.INDICATORS.file())).isEqualTo(figures);
    assertThat(figures)
        .contains("electricity/rolling-12/2026-10,", "/2026-10/workstations,", "/2026-10/network,")
        .doesNotContain("/printing,", "millijoules");
  }

  @Test
  void everyDivisionOfAnyCityKeepsEveryGroupLargeInEveryMonth() {
    Random random = new Random(8);
    for (int city = 0; city < 300; city++) {
      Map<CellKey, Map<YearMonth, People>> people = new HashMap<>();
      int places = 1 + random.nextInt(5);
      for (int place = 0; place < places; place++) {
        for (String family : List.of("workstations", "printing", "network")) {
          Map<YearMonth, People> months = new HashMap<>();
          for (int month = 1; month <= 4; month++) {
            int persons = family.equals("network") ? 0 : random.nextInt(9);
            months.put(
                YearMonth.of(2026, month),
                new People(persons, family.equals("printing") ? random.nextInt(persons + 1) : 0));
          }
          people.put(new CellKey("p" + place, family), months);
        }
      }
      Grouping grouping = Grouping.of(people, List.of(), LEAST);
      check(people, grouping);
      // Again, with what was hidden: nothing comes out.
      assertThat(Grouping.of(people, grouping.grouped(), LEAST).grouped())
          .isEqualTo(grouping.grouped());
    }
  }

  private static void check(Map<CellKey, Map<YearMonth, People>> people, Grouping grouping) {
    for (int i = 1; i <= 4; i++) {
      YearMonth month = YearMonth.of(2026, i);
      Map<String, Integer> hidden = new HashMap<>();
      people.forEach(
          (cell, months) -> {
            People here = months.getOrDefault(month, People.NOBODY);
            if (grouping.grouped().contains(cell)) {
              hidden.merge(cell.place(), here.metered(), Math::max);
            } else if (!grouping.withheld().contains(month)) {
              assertThat(here.isFewerThan(LEAST)).as("%s %s", cell, here).isFalse();
            }
          });
      int together = hidden.values().stream().mapToInt(Integer::intValue).sum();
      if (!grouping.withheld().contains(month)) {
        assertThat(together == 0 || together >= LEAST).isTrue();
      }
    }
    long personal =
        people.values().stream()
            .filter(months -> months.values().stream().anyMatch(People::isPersonal))
            .count();
    assertThat(grouping.grouped().size() == 1 && personal > 1).isFalse();
    assertThat(grouping.tellable(people)).isSubsetOf(Set.of("workstations", "printing", "network"));
  }
}
