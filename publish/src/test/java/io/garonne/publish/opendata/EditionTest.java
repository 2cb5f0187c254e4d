package io.garonne.publish.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Total;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Result;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.privacy.FieldClass;
import io.garonne.model.privacy.FieldPlace;
import io.garonne.model.privacy.FieldTable;
import io.garonne.model.wire.FieldTableCsv;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.opendata.EditionMaker.Outcome;
import io.garonne.publish.persons.Crowd;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edition says, and that it stays as it is. */
class EditionTest {
  private static final Path GOLDEN = Path.of("src/test/resources/opendata");

  private static Edition first(EditionInput input) throws IOException {
    return ((Outcome.Made) EditionMaker.make(input, null)).edition();
  }

  @Test
  void anInventedYearIsPublishedAsItIsHere() throws IOException {
    Edition edition = first(InventedYear.input());
    Path golden = GOLDEN.resolve("edition-1");
    if (Boolean.getBoolean("garonne.golden.write")) {
      for (Map.Entry<String, byte[]> file : edition.files().entrySet()) {
        Path path = golden.resolve(file.getKey());
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.write(path, file.getValue());
      }
      Files.write(golden.resolve(Edition.FILE), edition.manifest());
    }
    Edition committed = Edition.read(golden);
    assertThat(edition.files().keySet()).isEqualTo(committed.files().keySet());
    edition
        .files()
        .keySet()
        .forEach(path -> assertThat(edition.text(path)).as(path).isEqualTo(committed.text(path)));
    assertThat(edition.hash()).isEqualTo(committed.hash());
    assertThat(Verification.of(golden).problems()).isEmpty();
  }

  @Test
  void everyColumnOfEveryFileIsClassifiedAndNoneNamesAnybody() throws IOException {
    Edition edition = first(InventedYear.input());
    FieldTable table = FieldTableCsv.read();
    Set<String> classified = new TreeSet<>();
    for (String path : edition.files().keySet()) {
      if (path.endsWith(".csv")) {
        FieldPlace place =
            new FieldPlace(FieldPlace.Store.CSV, "open-data-" + path.replace(".csv", ""));
        classified.add(place.name());
        assertThat(table.fields(place).keySet())
            .as(place.toString())
            .containsExactlyInAnyOrder(
                edition.text(path).lines().findFirst().orElseThrow().split(",", -1));
        assertThat(table.fields(place, FieldClass.PERSONAL)).as(place.toString()).isEmpty();
      }
    }
    assertThat(classified)
        .isEqualTo(
            table.places(FieldPlace.Store.CSV).stream()
                .map(FieldPlace::name)
                .filter(name -> name.startsWith("open-data-"))
                .collect(Collectors.toSet()));
  }

  @Test
  void theSameInputInAnyOrderIsTheSameBytes() throws IOException {
    EditionInput input = InventedYear.input();
    List<Total> shuffled = new ArrayList<>(input.totals());
    Collections.shuffle(shuffled, new Random(3));
    List<EstateLine> lines = new ArrayList<>(input.estate().lines().values());
    Collections.shuffle(lines, new Random(4));
    Edition other =
        first(
            new EditionInput(
                input.year(),
                shuffled,
                input.indicators(),
                Estate.of(lines, InventedYear.PARIS).estate(),
                input.imprint(),
                input.least(),
                input.cause()));
    assertThat(other.hash()).isEqualTo(first(input).hash());
  }

  @Test
  void rowsAddUpToTheEstateToTheMillijoule() throws IOException {
    EditionInput input = InventedYear.input();
    Published published = Published.of(first(input));
    Map<YearMonth, Meters> months = MonthRows.sums(published.rows(), MonthRow::month);
    for (Total total : input.totals()) {
      if (total.scope().site() == null) {
        Meters sum = months.getOrDefault(Measured.month(total), Meters.NONE);
        assertThat(sum.energy()).isEqualTo(total.energy());
        // The library's pages are not: two persons have the only printer that is somebody's own.
        assertThat(sum.pages()).isEqualTo(total.pages() - 2000);
      }
    }
    assertThat(months).hasSize(12);
  }

  @Test
  void namesOfDevicesRoomsAndSitesThatAreNotPublicStayAtHome() throws IOException {
    Edition edition = first(InventedYear.input());
    for (String path : edition.files().keySet()) {
      assertThat(edition.text(path))
          .as(path)
          .doesNotContain("plug-", "lib-pc", "srv-1", "depot", "Dépôt", "old-laptop");
    }
  }

  @Test
  void aMonthThatIsNotFinalIsLeftOutAndSumsThatDoNotAgreeAreRefused() throws IOException {
    EditionInput input = InventedYear.input();
    List<Total> later = new ArrayList<>(input.totals());
    Total last = later.removeLast();
    Outcome outcome = EditionMaker.make(with(input, later, input.estate()), null);
    assertThat(outcome).isInstanceOf(Outcome.Made.class);
    later.removeLast();
    later.add(last);
    assertThat(EditionMaker.make(with(input, later, input.estate()), null))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.problems()).singleElement().asString().contains("2026-12"));
    assertThat(EditionMaker.make(with(input, List.of(), input.estate()), null))
        .isInstanceOf(Outcome.Refused.class);
  }

  private static EditionInput with(EditionInput input, List<Total> totals, Estate estate) {
    return new EditionInput(
        input.year(),
        totals,
        PublishedIndicators.of(List.of()),
        estate,
        input.imprint(),
        input.least(),
        "");
  }

  /** For it would stay as it is in all editions, and say so when it has long been heard. */
  @Test
  void aFigureThatStillWaitsForADeviceIsNotPublishedBeforeItHasBeenHeard() throws IOException {
    EditionInput input = InventedYear.input();
    String waits = "electricity/month/2026-10";
    EditionInput early = with(input, figure -> waits.equals(figure.id()) ? "waiting" : "yes");
    Outcome.Made made = (Outcome.Made) EditionMaker.make(early, null);
    assertThat(made.waiting()).containsExactly(YearMonth.of(2026, 10));
    assertThat(made.edition().text("indicateurs.csv"))
        .contains(waits + "/it,")
        .doesNotContain(waits + ",", "waiting", "provisional");
    Outcome.Made later = (Outcome.Made) EditionMaker.make(input, made.edition());
    assertThat(later.waiting()).isEmpty();
    assertThat(later.edition().text("indicateurs.csv")).contains(waits + ",");
    assertThat(
            ((Outcome.Made) EditionMaker.make(with(input, figure -> "provisional"), null))
                .edition()
                .text("indicateurs.csv"))
        .doesNotContain("provisional");
  }

  @Test
  void aFigureThatWaitedForUsersIsThereInALaterEditionAndNotOneThatALateReadingMakes()
      throws IOException {
    EditionInput input = InventedYear.input();
    String id = "electricity/month/2026-10";
    Edition before = withoutFigure(input, id, Result.Reason.NO_USERS);
    assertThat(row(before, id)).contains(",no-users,");
    Edition then = ((Outcome.Made) EditionMaker.make(input, before)).edition();
    assertThat(row(then, id)).isEqualTo(row(first(input), id)).doesNotContain("no-users");
    assertThat(then.text("errata.csv")).contains(id + ",non_calculable,no-users,,");
    // Who is heard late of a month in which nobody was may be one person.
    assertThat(EditionMaker.make(input, withoutFigure(input, id, Result.Reason.NOTHING_MEASURED)))
        .isInstanceOf(Outcome.Unchanged.class);
  }

  private static Edition withoutFigure(EditionInput input, String id, Result.Reason why)
      throws IOException {
    return first(
        new EditionInput(
            input.year(),
            input.totals(),
            PublishedIndicators.of(
                input.indicators().byId().values().stream()
                    .map(one -> one.id().equals(id) ? without((Figure) one, why) : one)
                    .toList()),
            input.estate(),
            input.imprint(),
            input.least(),
            ""));
  }

  private static Figure without(Figure figure, Result.Reason why) {
    return new Figure(
        figure.indicator(),
        figure.span(),
        figure.month(),
        figure.part(),
        figure.reference(),
        figure.isCurrent(),
        null,
        new Result.NotComputable(why, figure.month().toString()));
  }

  private static String row(Edition edition, String id) {
    return edition
        .text("indicateurs.csv")
        .lines()
        .filter(line -> line.startsWith(id + ","))
        .findAny()
        .orElseThrow();
  }

  /** The same with figures as publishable as said. */
  private static EditionInput with(EditionInput input, Function<Figure, String> publishable) {
    return new EditionInput(
        input.year(),
        input.totals(),
        PublishedIndicators.of(
            input.indicators().byId().values().stream()
                .map(
                    one -> {
                      String json = new String(IndicatorJson.write(one), StandardCharsets.UTF_8);
                      return one instanceof Figure figure
                          ? IndicatorJson.read(
                              json.replaceAll(
                                      "\"publishable\":\"[a-z-]+\"",
                                      "\"publishable\":\"" + publishable.apply(figure) + "\"")
                                  .getBytes(StandardCharsets.UTF_8))
                          : one;
                    })
                .toList()),
        input.estate(),
        input.imprint(),
        input.least(),
        "");
  }

  @Test
  void nothingNewMakesNoEditionAndACorrectionMakesOneWithErrata(@TempDir Path dir)
      throws IOException {
    Edition one = first(InventedYear.input());
    assertThat(EditionMaker.make(InventedYear.input(), one)).isInstanceOf(Outcome.Unchanged.class);
    Outcome.Made made =
        (Outcome.Made)
            EditionMaker.make(
                InventedYear.input(
                    (device, month) ->
                        InventedYear.energy(device, month)
                            + (device.name().equals("srv-1") && month.getMonthValue() == 3
                                ? 3_600_000_000L
                                : 0)),
                one);
    Edition two = made.edition();
    assertThat(two.number()).isEqualTo(2);
    assertThat(two.previous()).isEqualTo(one.hash());
    assertThat(two.text("errata.csv"))
        .contains(
            "2,consommation_numerique_mensuelle,2026-03 | _salles-serveurs | server-room-it,"
                + "energie_millijoules,")
        .contains("2,carbone_annuel,2026 | toutes,kwh,")
        .doesNotContain("2026-04 |");
    one.write(dir.resolve("edition-1"));
    two.write(dir.resolve("edition-2"));
    assertThat(Edition.last(dir)).isEqualTo(dir.resolve("edition-2"));
    Verification verification = Verification.of(dir.resolve("edition-2"));
    assertThat(verification.problems()).isEmpty();
    assertThat(verification.isWholeChain()).isTrue();
    // What the second one corrected stays said in the third.
    assertThat(Published.of(two).errata())
        .hasSameSizeAs(two.text("errata.csv").lines().skip(1).toList());
  }

  @Test
  void whateverIsTamperedWithIsFound(@TempDir Path dir) throws IOException {
    Edition one = first(InventedYear.input());
    for (String path : one.files().keySet()) {
      Path at = dir.resolve(path.replace('/', '-'));
      one.write(at);
      Files.writeString(at.resolve(path), "x", StandardCharsets.UTF_8);
      assertThat(Verification.of(at).problems()).as(path).contains(path + ": has been changed");
    }
    Path more = dir.resolve("more");
    one.write(more);
    Files.writeString(more.resolve("more.csv"), "a\n");
    assertThat(Verification.of(more).problems())
        .containsExactly("more.csv: is not of this edition");
    Files.delete(more.resolve("more.csv"));
    Files.delete(more.resolve("errata.csv"));
    assertThat(Verification.of(more).problems()).contains("errata.csv: is missing");
    assertThat(Verification.of(dir.resolve("nothing")).problems()).hasSize(1);
  }

  @Test
  void hashesOfAForgerDoNotHideSumsThatDoNotAddUpNorAnotherChain(@TempDir Path dir)
      throws IOException {
    Edition one = first(InventedYear.input());
    java.util.SortedMap<String, byte[]> files = new java.util.TreeMap<>(one.files());
    String consumption = one.text(Dataset.CONSUMPTION.file());
    List<String> lines = new ArrayList<>(consumption.lines().toList());
    String line = lines.get(5);
    lines.set(5, line.replaceFirst(",123456789,(\\d+),", ",123456789,1$1,"));
    byte[] forged = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    String descriptor =
        one.text("datapackage.json")
            .replace(
                Edition.sha256(consumption.getBytes(StandardCharsets.UTF_8)),
                Edition.sha256(forged));
    files.put(Dataset.CONSUMPTION.file(), forged);
    files.put("datapackage.json", descriptor.getBytes(StandardCharsets.UTF_8));
    new Edition(2026, 1, null, files).write(dir.resolve("edition-1"));
    assertThat(Verification.of(dir.resolve("edition-1")).problems())
        .anyMatch(problem -> problem.contains(":6: energie_millijoules is "));
    new Edition(2026, 2, one.hash(), one.files()).write(dir.resolve("edition-2"));
    assertThat(Verification.of(dir.resolve("edition-2")).problems())
        .contains("edition 2 follows another edition 1 than the one beside it");
  }

  @Test
  void twoCitiesAreComparedOnlyIfTheyMeanTheSame() throws IOException {
    Texts texts = new Texts(Language.EN);
    Edition a = first(InventedYear.input());
    Edition b = first(InventedYear.input((one, month) -> 2 * InventedYear.energy(one, month)));
    PackageComparison comparison = PackageComparison.of(a, "A", b, "B", texts);
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.lines()).contains(List.of("Family", "Quantity", "A", "B"));
    assertThat(comparison.lines())
        .anyMatch(line -> line.get(0).equals("network") && line.get(1).equals("kWh"));
    Edition half = first(InventedYear.input(InventedYear.EQUIPMENT, 6, InventedYear::energy));
    PackageComparison other = PackageComparison.of(a, "A", half, "B", texts);
    assertThat(other.lines()).isEmpty();
    assertThat(other.differences())
        .containsExactly("months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] and [1, 2, 3, 4, 5, 6]");
  }

  @Test
  void classesOfFewUnitsHaveNoLifetimeOfTheirOwn() {
    Table lifetimes = LifetimeTable.of(2026, InventedYear.ESTATE, 5, null);
    assertThat(classes(lifetimes))
        .contains("_regroupes", "desktop", "toutes")
        .doesNotContain("laptop", "screen");
  }

  @Test
  void aClassWithoutALifetimeOfItsOwnHasNoneInALaterEditionOfSmallerGroups() {
    Table first = LifetimeTable.of(2026, InventedYear.ESTATE, 5, null);
    assertThat(classes(LifetimeTable.of(2026, InventedYear.ESTATE, 1, null)))
        .contains("laptop", "screen");
    assertThat(classes(LifetimeTable.of(2026, InventedYear.ESTATE, 1, first)))
        .isEqualTo(classes(first));
  }

  private static List<String> classes(Table lifetimes) {
    return lifetimes.rows().stream().map(row -> lifetimes.cell(row, "classe")).toList();
  }

  @Test
  void personsAreNeverMoreThanThereAre() {
    Crowd crowd = new Crowd(InventedYear.ESTATE);
    YearMonth may = YearMonth.of(2026, 5);
    assertThat(crowd.persons("town-hall", "desktop", may, 12)).isEqualTo(12);
    assertThat(crowd.persons("town-hall", "desktop", may, 3)).isEqualTo(3);
    // One of two printers was measured: it may be the librarian's own, and one is no group.
    assertThat(crowd.persons("library", "printer", may, 1)).isEqualTo(1);
    assertThat(crowd.persons("school", "printer", may, 1)).isZero();
    assertThat(crowd.persons("unassigned", "unknown", may, 20)).isEqualTo(1);
    assertThat(crowd.persons("nowhere", "desktop", may, 20)).isEqualTo(1);
    assertThat(InventedYear.ESTATE.lines(EstateTable.ASSETS)).isNotEmpty();
  }
}
