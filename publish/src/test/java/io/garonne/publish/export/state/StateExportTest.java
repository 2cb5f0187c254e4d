package io.garonne.publish.export.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Causes;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.advice.PowerUsage;
import io.garonne.model.calendar.Period;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.indicator.UnitSums;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.importing.ImportOptions;
import io.garonne.model.inventory.importing.Imported;
import io.garonne.model.inventory.importing.Neighbour;
import io.garonne.model.inventory.importing.SourceText;
import io.garonne.model.privacy.FieldPlace;
import io.garonne.model.privacy.FieldPlace.Store;
import io.garonne.model.wire.FieldTableCsv;
import io.garonne.twin.years.City;
import io.garonne.twin.years.Fleet;
import io.garonne.twin.years.InventedYears;
import io.garonne.twin.years.Metering;
import io.garonne.twin.years.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the State's tools get, and that they take it. */
class StateExportTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final YearMonth LAST = YearMonth.of(2026, 9);
  private static final TwelveMonths YEAR = new TwelveMonths(LAST);
  private static final long KWH = 3_600_000_000L;

  private static final String CLASSES =
      """
      equipment_class,family,numecoeval_type,personal
      desktop,workstations,Desktop,yes
      printer,printing,Printer,no
      switch,network,Switch,no
      """;

  private static final String SITES =
      """
      site,name,entity,zone
      hq,"Hôtel de ville; siège",city,Europe/Paris
      annex,Annexe,city,Europe/Paris
      """;

  private static final String ASSETS =
      """
      asset,model,equipment_class,quantity,site,room,users,commissioned,purchased,from,to
      srv 1,R640,server,2,hq,cellar,,2022-05-01,2022-04-12,,
      srv-1,R640,server,1,hq,cellar,,2022-05-01,,,
      core,C9300,switch,1,hq,cellar,,,,,
      floor,C9200,switch,1,annex,,,,,,
      é=print,M553,printer,1,annex,Hall,40,2019-03-01,,,
      new,M554,printer,1,annex,Hall,40,2026-02-01,,,
      ups-1,U1,ups,1,hq,cellar,,,,,
      bob-pc,Optiplex,desktop,1,hq,204,1,2020-01-10,,,
      pool,Optiplex,desktop,30,annex,,30,2021-09-01,,,
      lone,Rare,desktop,1,hq,205,1,,,,
      tab,T1,tablet,3,hq,,,,,,
      """;

  private static Estate estate() {
    List<EstateLine> lines = new ArrayList<>();
    Map.of(EstateTable.CLASSES, CLASSES, EstateTable.SITES, SITES, EstateTable.ASSETS, ASSETS)
        .forEach(
            (table, text) -> {
              EstateLine.Result read = EstateLine.read(table, text, table.label() + ".csv");
              assertThat(read.problems()).isEmpty();
              lines.addAll(read.lines());
            });
    Estate.Result estate = Estate.of(lines, PARIS);
    assertThat(estate.problems()).isEmpty();
    return estate.estate();
  }

  private static MeasuredAssets measured() {
    MeasuredAssets measured = new MeasuredAssets(YEAR);
    year("srv 1", "server", 4000, 1.0, 12).forEach(measured::take);
    year("srv-1", "server", 2400, 0.8, 12).forEach(measured::take);
    year("é=print", "printer", 180, 0.5, 12).forEach(measured::take);
    year("floor", "switch", 100, 1.0, 11).forEach(measured::take);
    year("new", "printer", 100, 1.0, 12).forEach(measured::take);
    return measured;
  }

  /** So many last months of a device, which add up to so many kWh. */
  private static List<Total> year(
      String asset, String equipmentClass, long kilowattHours, double known, int months) {
    List<Total> totals = new ArrayList<>();
    for (int i = 12 - months; i < 12; i++) {
      long start =
          YEAR.first().plusMonths(i).atDay(1).atStartOfDay(PARIS).toInstant().toEpochMilli();
      long end = Period.MONTH.endOf(start, PARIS);
      totals.add(
          new Total(
              new Scope("city", "hq", equipmentClass, "plug " + asset, null, asset),
              Period.MONTH,
              start,
              end,
              PARIS,
              kilowattHours * KWH / 12,
              0,
              0,
              0,
              end - start,
              end - start,
              (long) ((end - start) * known),
              end - start,
              0,
              0,
              0,
              PageKinds.NONE,
              1,
              1,
              kilowattHours * KWH / 12,
              0,
              Total.Status.FINAL,
              Total.METHOD,
              false,
              Causes.UNKNOWN));
    }
    return totals;
  }

  /** Desks of 120 kWh a year, by ten meters. */
  private static StratumMeans means() {
    List<StratumSample> samples = new ArrayList<>();
    long year = YEAR.to(PARIS) - YEAR.from(PARIS);
    for (int i = 0; i < 24; i++) {
      HalfMonth half = new HalfMonth(YEAR.first().plusMonths(i / 2), i % 2 == 1);
      long length = half.endIn(PARIS) - half.startIn(PARIS);
      long energy = Math.round(10 * 120.0 * KWH * length / year);
      UnitSums sums = new UnitSums(10, 10, energy, 10 * length, 0, 0, 0);
      samples.add(new StratumSample("city", "workstations", "Optiplex", half, sums, 0, true));
    }
    return new StratumMeans(YEAR, samples);
  }

  private static List<PowerUsage> usages() {
    PowerUsage.Value value =
        new PowerUsage.Value(
            15 * KWH, 10 * KWH, 1.5, 1.4, 1.6, 2, 12, 990_000, 0, 0, List.of("it-pdu"), List.of());
    return List.of(
        new PowerUsage("hq", null, YEAR.first(), LAST, PowerUsage.Name.PUE, value, null),
        new PowerUsage("hq", null, LAST, LAST, PowerUsage.Name.INTERIM_RATIO, value, null));
  }

  private static StateInventory inventory() {
    return StateInventory.of(
        estate(), YEAR, measured(), means(), usages(), Map.of("city", 118L), "France");
  }

  @Test
  void numEcoEvalGetsConsumptionOfOneUnitWithoutPueAndPueOnlyWhereItIsToBeApplied() {
    Map<String, String> files = text(StateFormat.NUMECOEVAL.files(inventory()));
    assertThat(files.get("datacenters.csv"))
        .isEqualTo(
            """
            nomCourtDatacenter;nomLongDatacenter;pue;localisation;nomEntite;qualite
            hq;"Hôtel de ville; siège";1.500;France;city;HAUTE
            """);
    assertThat(files.get("entites.csv"))
        .isEqualTo(
            """
            nomEntite;nbCollaborateurs;responsableEntite;responsableNumeriqueResponsable
            city;118;;
            """);
    assertThat(Objects.requireNonNull(files.get("equipements_physiques.csv")).lines())
        .containsExactly(
            "nomEquipementPhysique;modele;quantite;nomCourtDatacenter;dateAchat;dateRetrait;"
                + "dureeUsageInterne;dureeUsageAmont;dureeUsageAval;type;statut;paysDUtilisation;"
                + "consoElecAnnuelle;utilisateur;nomSourceDonnee;nomEntite;nbCoeur;"
                + "modeUtilisation;tauxUtilisation;qualite",
            "core;C9300;1;hq;;;;;;Switch;In use;France;;;;city;;;;",
            "e-print;M553;1;;2019-03-01;;;;;Printer;In use;France;180.000;;"
                + "garonne-measured-2025-10-2026-09;city;;;;BASSE",
            "floor;C9200;1;;;;;;;Switch;In use;France;;;;city;;;;",
            "new;M554;1;;2026-02-01;;;;;Printer;In use;France;;;;city;;;;",
            "personal-city-desktop-Optiplex;Optiplex;31;;;;;;;Desktop;In use;France;120.000;;"
                + "garonne-stratum-mean-2025-10-2026-09;city;;;;MOYENNE",
            "srv-1;R640;2;hq;2022-04-12;;;;;Server;In use;France;2000.000;;"
                + "garonne-measured-2025-10-2026-09;city;;;;HAUTE",
            "srv-1-2;R640;1;hq;2022-05-01;;;;;Server;In use;France;2400.000;;"
                + "garonne-measured-2025-10-2026-09;city;;;;MOYENNE");
  }

  @Test
  void whatIsMissingOrLeftOutIsSaid() {
    assertThat(inventory().notes())
        .isEqualTo(new StateInventory.Notes(Set.of("tablet"), 1, 2, 0, 1, 0, 3, 0));
  }

  @Test
  void withoutTwelveFullMonthsThereIsNoPue() {
    StateInventory none =
        StateInventory.of(
            estate(), YEAR, measured(), means(), usages().subList(1, 2), Map.of(), "France");
    assertThat(text(StateFormat.G4IT.files(none)).get("datacenter.csv"))
        .contains("hq;\"Hôtel de ville; siège\";;France;city\n");
    assertThat(none.notes().dataCentresWithoutPue()).isEqualTo(1);
    assertThat(none.notes().entitiesWithoutUsers()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(StateFormat.class)
  void theToolTakesWhatIsExportedOfTheTwinsCity(StateFormat tool) throws IOException {
    StateRules rules = new StateRules(tool);
    assertThat(rules.problems(tool.files(inventory()))).isEmpty();
    StateInventory city = twinsCity();
    assertThat(city.equipment()).hasSizeGreaterThan(150);
    assertThat(city.equipment())
        .filteredOn(one -> one.type().equals("Server"))
        .hasSize(70)
        .allMatch(one -> one.annual() != null && one.dataCentre() != null);
    assertThat(city.equipment())
        .filteredOn(one -> one.name().startsWith("personal-"))
        .isNotEmpty()
        .allMatch(one -> one.quantity() >= 5 && one.annual() != null && one.dataCentre() == null);
    assertThat(rules.problems(tool.files(city))).isEmpty();
    assertThat(tool.files(twinsCity()))
        .as("the same bytes")
        .usingRecursiveComparison()
        .isEqualTo(tool.files(city));
  }

  @ParameterizedTest
  @CsvSource({
    "180.000, '180,000', is not",
    "180.000, 12345678.0, is not",
    "180.000, 180.0001, is not",
    "180.000, -1, is not",
    "2019-03-01, 01/03/2019, is no date",
    "e-print, é print, is not",
    "e-print, floor, comes twice",
    "BASSE, FAIBLE, is not",
    "R640;1;hq, R640;1;elsewhere, no such line in",
    "M553;1;, M553;0;, is not",
    "Printer, '', is empty",
    "Optiplex;31, 'Optiplex;31;', 21 fields",
    "quantite, quantity, column quantite is missing",
    "';;garonne-stratum', ';Bob;garonne-stratum', is not",
  })
  void theValidatorRefusesWhatTheToolsWould(String right, String wrong, String why)
      throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>(StateFormat.NUMECOEVAL.files(inventory()));
    String name = "equipements_physiques.csv";
    String text = Objects.requireNonNull(text(files).get(name));
    assertThat(text).contains(right);
    files.put(
        name,
        text.replaceFirst(java.util.regex.Pattern.quote(right), wrong)
            .getBytes(StandardCharsets.UTF_8));
    assertThat(new StateRules(StateFormat.NUMECOEVAL).problems(files))
        .anySatisfy(problem -> assertThat(problem).contains(why));
  }

  @Test
  void ourImportersReadWhatWeExport() {
    for (StateFormat tool : StateFormat.values()) {
      List<SourceText> texts = new ArrayList<>();
      text(tool.files(inventory())).forEach((name, text) -> texts.add(new SourceText(name, text)));
      Imported imported =
          Neighbour.valueOf(tool.name())
              .read(texts, ImportOptions.NONE.withSite("annex").withMonth(LAST));
      assertThat(imported.problems()).isEmpty();
      assertThat(imported.of("assets")).hasSize(7);
      assertThat(imported.of("assets"))
          .filteredOn(line -> "srv-1".equals(line.get("asset")))
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line).containsEntry("quantity", "2").containsEntry("site", "hq");
                assertThat(line).containsEntry("purchased", "2022-04-12");
                // 2000 kWh a year of 365 days.
                assertThat(line).containsEntry("declared_weekly_kwh", "38.356");
              });
      if (tool == StateFormat.NUMECOEVAL) {
        assertThat(imported.of("users"))
            .singleElement()
            .satisfies(line -> assertThat(line).containsEntry("users", "118"));
      }
    }
  }

  @Test
  void nothingOfAPersonLeaves() {
    for (StateFormat tool : StateFormat.values()) {
      assertThat(String.join("", text(tool.files(inventory())).values()))
          .doesNotContain("bob", "lone", "204", "Rare", "2020-01-10");
    }
  }

  @Test
  void everyColumnOfTheStatesFilesIsClassifiedAndNoOther() {
    Map<String, String> numEcoEval = text(StateFormat.NUMECOEVAL.files(inventory()));
    Map.of(
            "datacenters.csv", "state-datacenters",
            "equipements_physiques.csv", "state-equipment",
            "entites.csv", "state-entities")
        .forEach(
            (file, place) ->
                assertThat(classified(place))
                    .as(place)
                    .containsExactlyInAnyOrder(header(numEcoEval, file)));
    Map<String, String> g4it = text(StateFormat.G4IT.files(inventory()));
    assertThat(g4it).hasSize(2);
    assertThat(classified("state-datacenters")).contains(header(g4it, "datacenter.csv"));
    assertThat(classified("state-equipment")).contains(header(g4it, "physicalEquipment.csv"));
  }

  private static Set<String> classified(String place) {
    return FieldTableCsv.read().fields(new FieldPlace(Store.CSV, place)).keySet();
  }

  private static String[] header(Map<String, String> files, String file) {
    return Objects.requireNonNull(files.get(file)).lines().findFirst().orElseThrow().split(";", -1);
  }

  private static StateInventory twinsCity() {
    Fleet fleet = Fleet.of(City.invented(), Scenario.NOTHING_CHANGED, Metering.of(0.1, 0.3));
    List<EstateLine> lines = new ArrayList<>(fleet.estateLines());
    for (String[] type :
        new String[][] {
          {"laptop", "Laptop"},
          {"desktop", "Desktop"},
          {"screen", "Monitor"},
          {"switch", "Switch"},
          {"multifunction-printer", "Printer"}
        }) {
      lines.add(
          EstateLine.of(
              EstateTable.CLASSES,
              Map.of("equipment_class", type[0], "numecoeval_type", type[1]),
              "classes.csv:1"));
    }
    Estate estate = Estate.of(lines, PARIS).estate();
    TwelveMonths year = new TwelveMonths(InventedYears.firstMonth().plusMonths(23));
    MeasuredAssets measured = new MeasuredAssets(year);
    Map<String, Asset> connected = new HashMap<>();
    estate.connections().forEach(c -> connected.put(c.asset(), estate.asset(c.asset()).get(0)));
    for (Asset asset : connected.values()) {
      if (!asset.personal()) {
        for (Total total : year(asset.name(), asset.equipmentClass().name(), 365, 1, 12)) {
          measured.take(moved(total, year));
        }
      }
    }
    InventedYears years = InventedYears.of(fleet, 8);
    return StateInventory.of(
        estate,
        year,
        measured,
        new StratumMeans(year, years.samples()),
        List.of(),
        years.programme(true).users().getOrDefault(year.last(), new java.util.TreeMap<>()),
        "France");
  }

  /** The same month of other twelve months. */
  private static Total moved(Total t, TwelveMonths to) {
    YearMonth month =
        YearMonth.from(java.time.Instant.ofEpochMilli(t.start()).atZone(PARIS))
            .plusMonths(YEAR.last().until(to.last(), java.time.temporal.ChronoUnit.MONTHS));
    long start = month.atDay(1).atStartOfDay(PARIS).toInstant().toEpochMilli();
    return new Total(
        t.scope(),
        t.period(),
        start,
        Period.MONTH.endOf(start, PARIS),
        PARIS,
        t.measured(),
        0,
        0,
        0,
        t.coveredMillis(),
        t.bookedMillis(),
        t.registeredMillis(),
        t.expectedMillis(),
        0,
        0,
        0,
        PageKinds.NONE,
        1,
        1,
        t.high(),
        0,
        t.status(),
        t.method(),
        false,
        Causes.UNKNOWN);
  }

  private static Map<String, String> text(Map<String, byte[]> files) {
    Map<String, String> text = new LinkedHashMap<>();
    files.forEach((name, bytes) -> text.put(name, new String(bytes, StandardCharsets.UTF_8)));
    return text;
  }
}
