package io.garonne.model.inventory.importing;

import io.garonne.model.inventory.EstateTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input files of NumEcoEval, which G4IT takes too.
 *
 * <p>Columns: {@code expositiondonneesentrees-openapi.yml} and {@code csv-headers.yml} of
 * G4ITTeam/g4it; types: {@code referential/numecoeval/itemTypes.csv} and the samples there.
 */
final class NumEcoEvalImport {
  private static final String EQUIPMENT = "equipements physiques";
  private static final String DATA_CENTRES = "datacenters";
  private static final String ENTITIES = "entites";

  private static final List<FileKind> KINDS =
      List.of(
          FileKind.of(
              EQUIPMENT,
              "nomEquipementPhysique!=nomEquipementPhysique",
              "modele!=modele",
              "type!=type",
              "quantite!=quantite",
              "nomCourtDatacenter=nomCourtDatacenter",
              "dateAchat=dateAchat",
              "dateRetrait=dateRetrait",
              "consoElecAnnuelle=consoElecAnnuelle",
              "nomEntite=nomEntite"),
          FileKind.of(
              DATA_CENTRES,
              "nomCourtDatacenter!=nomCourtDatacenter",
              "localisation!=localisation",
              "nomLongDatacenter=nomLongDatacenter",
              "nomEntite=nomEntite"),
          FileKind.of(ENTITIES, "nomEntite!=nomEntite", "nbCollaborateurs!=nbCollaborateurs"));

  static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("Server", "server"),
          Map.entry("Dedicated Server", "server"),
          Map.entry("Shared Server", "server"),
          Map.entry("Serveur", "server"),
          Map.entry("Storage", "storage"),
          Map.entry("Laptop", "laptop"),
          Map.entry("Ordinateur portable", "laptop"),
          Map.entry("Desktop", "desktop"),
          Map.entry("Ordinateur de bureau", "desktop"),
          Map.entry("Monitor", "screen"),
          Map.entry("Ecran", "screen"),
          Map.entry("Smartphone", "phone"),
          Map.entry("Tablet", "tablet"),
          Map.entry("Tablette", "tablet"),
          Map.entry("Printer", "printer"),
          Map.entry("Imprimante", "printer"),
          Map.entry("Multifunction printer", "multifunction-printer"),
          Map.entry("Switch", "switch"),
          Map.entry("Router", "router"),
          Map.entry("Routeur", "router"),
          Map.entry("Firewall", "firewall"));

  private NumEcoEvalImport() {}

  static Imported read(List<SourceText> files, ImportOptions options) {
    Gathering into = new Gathering(KINDS, files, CLASSES, options);
    into.all(ENTITIES).forEach(line -> entity(into, line));
    into.all(DATA_CENTRES).forEach(line -> dataCentre(into, line));
    into.all(EQUIPMENT).forEach(line -> equipment(into, line));
    return into.imported();
  }

  private static void entity(Gathering into, SourceLine line) {
    String entity = line.required("nomEntite");
    String users = line.whole("nbCollaborateurs", 0);
    if (!into.first(EstateTable.USERS, entity, line)) {
      return;
    }
    into.entity(entity);
    if (users != null && into.options().month() == null) {
      line.problem("nbCollaborateurs " + users + " of \"" + entity + "\": for which month?");
    } else if (users != null) {
      into.put(
          EstateTable.USERS,
          "month",
          String.valueOf(into.options().month()),
          "entity",
          entity,
          "kind",
          "agent",
          "users",
          users);
    }
  }

  private static void dataCentre(Gathering into, SourceLine line) {
    String site = line.required("nomCourtDatacenter");
    if (into.first(EstateTable.SITES, site, line)) {
      into.siteKnown(site);
      into.entity(line.text("nomEntite"));
      into.put(
          EstateTable.SITES,
          "site",
          site,
          "name",
          line.text("nomLongDatacenter"),
          "entity",
          line.text("nomEntite"));
    }
  }

  private static void equipment(Gathering into, SourceLine line) {
    String asset = line.required("nomEquipementPhysique");
    String equipmentClass = into.classOf(line, "type", null);
    String site = into.site(line, line.text("nomCourtDatacenter"));
    String purchased = line.date("dateAchat");
    String retired = line.date("dateRetrait");
    line.notBefore("dateRetrait", retired, "dateAchat", purchased);
    String quantity = line.whole("quantite", 1);
    String weekly = weekly(line.decimal("consoElecAnnuelle"));
    if (into.first(EstateTable.ASSETS, asset, line)) {
      into.entity(line.text("nomEntite"));
      into.put(
          EstateTable.ASSETS,
          "asset",
          asset,
          "model",
          line.text("modele"),
          "equipment_class",
          equipmentClass,
          "quantity",
          quantity,
          "entity",
          line.text("nomEntite"),
          "site",
          site,
          "purchased",
          purchased,
          "retired",
          retired,
          "declared_weekly_kwh",
          weekly);
    }
  }

  /** kWh in seven days of a year of 365, of one piece; nothing declared if it is 0. */
  private static @Nullable String weekly(@Nullable BigDecimal annual) {
    if (annual == null) {
      return null;
    }
    BigDecimal weekly =
        annual
            .multiply(BigDecimal.valueOf(7))
            .divide(BigDecimal.valueOf(365), 3, RoundingMode.HALF_EVEN);
    return weekly.signum() == 0 ? null : weekly.stripTrailingZeros().toPlainString();
  }
}
