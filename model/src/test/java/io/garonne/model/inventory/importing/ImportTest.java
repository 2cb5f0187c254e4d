package io.garonne.model.inventory.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.inventory.Csv;
import io.garonne.model.inventory.EquipmentClasses;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportTest {
  private static final ImportOptions NONE = ImportOptions.NONE;

  private static List<SourceText> folder(String name) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/importing", name))) {
      List<SourceText> texts = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        texts.add(new SourceText(String.valueOf(file.getFileName()), Files.readString(file)));
      }
      return texts;
    }
  }

  private static List<String> rows(Imported imported, String table) {
    return imported.of(table).stream().map(row -> String.join(" | ", row.values())).toList();
  }

  /** The estate takes what the importer writes. */
  private static void assertEstateTakes(Imported imported) {
    List<EstateLine> lines = new ArrayList<>();
    imported
        .lines()
        .forEach(
            (label, rows) -> {
              EstateTable table = Objects.requireNonNull(EstateTable.ofLabel(label));
              List<String> columns = table.columns().stream().map(c -> c.name()).toList();
              String text =
                  Stream.concat(
                          Stream.of(String.join(",", columns)),
                          rows.stream().map(row -> csv(columns, row)))
                      .collect(Collectors.joining("\n"));
              EstateLine.Result read = EstateLine.read(table, text, label);
              assertThat(read.problems()).isEmpty();
              lines.addAll(read.lines());
            });
    assertThat(Estate.of(lines, ZoneId.of("Europe/Paris")).problems()).isEmpty();
  }

  private static String csv(List<String> columns, Map<String, String> row) {
    assertThat(columns).containsAll(row.keySet());
    return columns.stream()
        .map(column -> Csv.field(row.getOrDefault(column, ""), ','))
        .collect(Collectors.joining(","));
  }

  @Test
  void netBoxsDevicesBecomeAssetsAtTheirSites() throws IOException {
    Imported imported = Neighbour.NETBOX.read(folder("netbox"), NONE);
    assertThat(imported.problems()).isEmpty();
    assertThat(rows(imported, "entities")).containsExactly("Ville Exemple");
    assertThat(rows(imported, "sites")).containsExactly("DC-Rive | Europe/Paris | Ville Exemple");
    assertThat(rows(imported, "assets"))
        .containsExactly(
            "srv-01 | SN1 | Acme S200 | server | Ville Exemple | DC-Rive | Salle 1 | R01",
            "sw-01 | SN2 | Acme X48 | switch | DC-Rive | Salle 1 | R01",
            "pdu-a | SN3 | Acme P24 | pdu | DC-Rive | Salle 1 | R01",
            "pdu-b | SN4 | Acme P24 | pdu | DC-Rive | Salle 1 | R01");
  }

  @Test
  void netBoxsFeedsAAndBOfADeviceBecomeTwoConnections() throws IOException {
    Imported imported = Neighbour.NETBOX.read(folder("netbox"), NONE);
    assertThat(rows(imported, "connections"))
        .containsExactly("srv-01 | pdu-a | 7", "srv-01 | pdu-b | 7", "sw-01 | pdu-a | 8");
  }

  @Test
  void netBoxsPanelsFeedsAndStripsBecomeATreeOfPoints() throws IOException {
    Imported imported = Neighbour.NETBOX.read(folder("netbox"), NONE);
    assertThat(imported.of("points"))
        .containsExactly(
            Map.of("device", "TGBT-1", "site", "DC-Rive", "room", "Salle 1"),
            feed("D1", "A", "1"),
            feed("D2", "B", "3"),
            strip("pdu-a", "D1", "A"),
            strip("pdu-b", "D2", "B"));
  }

  private static Map<String, String> feed(String channel, String letter, String phases) {
    return Map.of(
        "device",
        "TGBT-1",
        "channel",
        channel,
        "parent",
        "TGBT-1",
        "feed",
        letter,
        "breaker_a",
        "32",
        "phases",
        phases,
        "site",
        "DC-Rive",
        "rack",
        "R01");
  }

  private static Map<String, String> strip(String device, String feed, String letter) {
    return Map.of(
        "device",
        device,
        "parent",
        "TGBT-1",
        "parent_channel",
        feed,
        "feed",
        letter,
        "site",
        "DC-Rive");
  }

  @Test
  void theEstateTakesWhatIsImported() throws IOException {
    assertEstateTakes(Neighbour.NETBOX.read(folder("netbox"), NONE));
    assertEstateTakes(Neighbour.NETBOX.read(folder("netbox-problems"), NONE));
    assertEstateTakes(Neighbour.GLPI.read(folder("glpi"), NONE));
    assertEstateTakes(
        Neighbour.NUMECOEVAL.read(
            folder("numecoeval"), NONE.withSites(Set.of("DC1")).withMonth(YearMonth.of(2026, 1))));
  }

  @Test
  void whatNetBoxContradictsIsListedAndTheRestIsTakenOver() throws IOException {
    Imported imported = Neighbour.NETBOX.read(folder("netbox-problems"), NONE);
    assertThat(imported.problems())
        .containsExactly(
            "devices.csv:3: role \"Coffee machine\" is not mapped to an equipment class",
            "devices.csv:4: site \"C\" is unknown",
            "devices.csv:5: rack \"R1\" is in [A], not in \"B\"",
            "devices.csv:6: \"good\" is also in devices.csv:2: only that one is taken over",
            "devices.csv:7: purchased \"31.01.2024\" is not a date such as 2026-03-02 or 02/03/2026",
            "devices.csv:8: commissioned (2023-01-31) is before purchased (2024-01-31)",
            "devices.csv:9: \"later\" is planned: not there yet",
            "ip-addresses.csv:1: no known file by its columns; known: cables [a_terminations,"
                + " b_terminations], power feeds [name, power_panel], power outlets [name, device],"
                + " power ports [name, device], power panels [name, site], racks [name, site],"
                + " devices [name, site, role], sites [name]",
            "power-ports.csv:3: \"1\" of \"pdu\" feeds \"PSU2\" of \"good\", but \"PSU1\" of"
                + " \"good\" in power-ports.csv:2",
            "power-ports.csv:4: \"PSU1\" of \"nowhere\" is fed from \"2\" of \"pdu\", but its device"
                + " was not taken over",
            "power-ports.csv:5: connection \"pdu > 3 > x\" is not one owner and one name",
            "power-ports.csv:6: \"1\" of \"ghost\" feeds \"PSU4\" of \"good\", but was not taken over",
            "sites.csv:4: \"A\" is also in sites.csv:2: only that one is taken over");
    assertThat(rows(imported, "assets"))
        .containsExactly(
            "good | T1 | server | A | R1 | 2024-01-31 | 2024-02-01", "pdu | T1 | pdu | A | R1");
    assertThat(rows(imported, "connections")).containsExactly("good | pdu | 1");
  }

  @Test
  void aRoleIsMappedAsTheUserSays() throws IOException {
    Imported imported =
        Neighbour.NETBOX.read(
            folder("netbox-problems"), NONE.withClasses(Map.of("coffee MACHINE", "other")));
    assertThat(rows(imported, "assets")).contains("odd | T1 | other | A");
  }

  @Test
  void aPointFedTwiceHasNoParentAndIsListed() {
    Imported imported =
        Neighbour.NETBOX.read(
            List.of(
                new SourceText("d.csv", "Name,Site,Role\nups,A,UPS\np1,A,PDU\np2,A,PDU\n"),
                new SourceText(
                    "power-ports.csv", "Name,Device,Connection\n1,ups,p1 > 1\n2,ups,p2 > 1\n"),
                new SourceText("o.csv", "Name,Device,Feed leg\n1,ups,\n")),
            NONE.withSites(Set.of("A")));
    assertThat(imported.problems())
        .containsExactly(
            "power-ports.csv:3: \"ups\" has outlets and is fed twice: it is a point without parent");
    assertThat(rows(imported, "points")).containsExactly("ups | A", "p1 | A", "p2 | A");
  }

  @Test
  void glpisFrenchAndEnglishHeadersAreRead() throws IOException {
    Imported imported = Neighbour.GLPI.read(folder("glpi"), NONE);
    assertThat(rows(imported, "assets"))
        .containsExactly(
            "SCR-01 | M1 | Acme V24 | screen | Town | Library | Desk | 2022-05-06",
            "PC-01 | S1 | Acme N14 | laptop | Ville Exemple | Mairie | 1er étage > B12 | 2021-03-01"
                + " | 2021-04-01");
    assertThat(rows(imported, "sites")).containsExactly("Library", "Mairie");
    assertThat(rows(imported, "entities")).containsExactly("Town", "Ville Exemple");
    assertThat(imported.toString()).doesNotContain("nobody");
  }

  @Test
  void whatGlpiContradictsIsListed() throws IOException {
    assertThat(Neighbour.GLPI.read(folder("glpi"), NONE).problems())
        .containsExactly(
            "ordinateurs.csv:3: retired (2020-02-01) is before purchased (2021-03-01)",
            "ordinateurs.csv:4: type \"Borne tactile\" is not mapped to an equipment class",
            "ordinateurs.csv:5: no site",
            "ordinateurs.csv:6: \"PC-01\" is also in ordinateurs.csv:2: only that one is taken over",
            "ordinateurs.csv:7: entity \"Autre > Ville Exemple\" has the short name of \"Racine >"
                + " Ville Exemple\"",
            "ordinateurs.csv:8: purchased \"03-02-2021\" is not a date such as 2026-03-02 or"
                + " 02/03/2026");
  }

  @Test
  void aPlaceOfGlpiMustBeASiteIfTheEstateHasSites() throws IOException {
    Imported imported = Neighbour.GLPI.read(folder("glpi"), NONE.withSites(Set.of("Mairie")));
    assertThat(imported.problems()).contains("monitors.csv:2: site \"Library\" is unknown");
    assertThat(imported.of("sites")).isEmpty();
  }

  @Test
  void numEcoEvalsFilesBecomeAssetsSitesEntitiesAndUsers() throws IOException {
    ImportOptions options = NONE.withSite("Mairie").withMonth(YearMonth.of(2026, 3));
    Imported imported = Neighbour.G4IT.read(folder("numecoeval"), options);
    assertThat(rows(imported, "sites")).containsExactly("DC1 | Centre de données | Ville");
    assertThat(rows(imported, "entities")).containsExactly("Ville", "École");
    assertThat(rows(imported, "users"))
        .containsExactly("2026-03 | Ville | agent | 1200", "2026-03 | École | agent | 35");
    assertThat(rows(imported, "assets"))
        .containsExactly(
            "srv-1 | S200 | server | 2 | Ville | DC1 | 2020-07-08 | 19.188",
            "ecran-1 | V24 | screen | 10 | Ville | Mairie | 2020-07-08 | 2024-01-01");
    assertThat(imported.problems())
        .containsExactly(
            "entites.csv:4: nbCollaborateurs \"beaucoup\" is not a number",
            "equipements.csv:4: quantite \"deux\" is not a number",
            "equipements.csv:5: site \"DC9\" is unknown",
            "equipements.csv:6: dateRetrait (2019-07-08) is before dateAchat (2020-07-08)",
            "equipements.csv:7: dateAchat \"2020-02-30\" is not a date such as 2026-03-02 or"
                + " 02/03/2026",
            "equipements.csv:8: type \"Terminal\" is not mapped to an equipment class",
            "equipements.csv:8: consoElecAnnuelle \"12kWh\" is not a number",
            "equipements.csv:9: quantite \"1.5\" is not a whole number from 1 on",
            "equipements.csv:10: 2 fields, but the header has 14");
  }

  @Test
  void usersWithoutMonthAndEquipmentWithoutSiteAreListed() throws IOException {
    Imported imported = Neighbour.NUMECOEVAL.read(folder("numecoeval"), NONE);
    assertThat(imported.problems())
        .contains(
            "entites.csv:2: nbCollaborateurs 1200 of \"Ville\": for which month?",
            "equipements.csv:3: no site");
    assertThat(imported.of("users")).isEmpty();
  }

  @Test
  void aByteOrderMarkCommasAndOtherLineEndsGiveTheSame() {
    String text = "nomEntite;nbCollaborateurs\nÉcole élémentaire d’été;3\n";
    List<String> files =
        List.of(text, "\uFEFF" + text, text.replace(';', ',').replace("\n", "\r\n"));
    assertThat(files)
        .allSatisfy(
            file ->
                assertThat(
                        rows(
                            Neighbour.G4IT.read(
                                List.of(new SourceText("e.csv", file)),
                                NONE.withMonth(YearMonth.of(2026, 1))),
                            "users"))
                    .containsExactly("2026-01 | École élémentaire d’été | agent | 3"));
  }

  @Test
  void anEmptyFileIsListed() {
    assertThat(Neighbour.GLPI.read(List.of(new SourceText("x.csv", "")), NONE).problems())
        .containsExactly("x.csv:1: no known file by its columns; known: equipment [name]");
  }

  @ParameterizedTest
  @EnumSource
  void everyRoleKnownByDefaultHasADocumentedClass(Neighbour neighbour) {
    assertThat(EquipmentClasses.DEFAULTS.keySet()).containsAll(neighbour.classes().values());
  }

  @Test
  void theDocumentNamesEveryRoleKnownByDefault() throws IOException {
    String page = Files.readString(Path.of("../docs/importers.md"));
    for (Neighbour neighbour : Neighbour.values()) {
      Map<String, List<String>> roles =
          neighbour.classes().keySet().stream()
              .sorted()
              .collect(
                  Collectors.groupingBy(
                      role -> neighbour.classes().getOrDefault(role, ""),
                      TreeMap::new,
                      Collectors.toList()));
      roles.forEach(
          (name, names) ->
              assertThat(page).contains("`" + name + "`: " + String.join(", ", names)));
    }
  }

  @Test
  void aNeighbourIsFoundByItsName() {
    assertThat(Neighbour.ofLabel("NetBox")).isEqualTo(Neighbour.NETBOX);
    assertThat(Neighbour.ofLabel("other")).isNull();
  }
}
