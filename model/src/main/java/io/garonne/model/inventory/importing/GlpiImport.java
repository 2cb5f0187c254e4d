package io.garonne.model.inventory.importing;

import io.garonne.model.inventory.EstateTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the searches of GLPI export as CSV: computers, monitors, printers, network equipment.
 *
 * <p>Headers are the names of search options: {@code src/Computer.php} and {@code src/Infocom.php}
 * of glpi-project/glpi ({@code rawSearchOptions}) in English. In French, and with the title of the
 * financial tab before its columns, as exports in public repositories show them. Names of persons
 * are not read.
 */
final class GlpiImport {
  private static final String EQUIPMENT = "equipment";
  private static final String LEVELS = "\\s*>\\s*";

  private static final List<FileKind> KINDS =
      List.of(
          FileKind.of(
              EQUIPMENT,
              "name!=Name|Nom",
              "type=Type|Types",
              "location=Location|Lieu",
              "entity=Entity|Entité",
              "serial=Serial number|Numéro de série",
              "inventory=Inventory number|Numéro d'inventaire",
              "manufacturer=Manufacturer|Fabricant|Manufacturers|Fabricants",
              "model=Model|Modèle|Models|Modèles",
              "purchased=Date of purchase|Date d'achat",
              "commissioned=Startup date|Date de mise en service",
              "retired=Decommission date|Date de réforme|Date de mise hors service"));

  /** The kinds of item, by what the name of a file may have in it. */
  private static final Map<String, List<String>> ITEMS =
      Map.of(
          "monitor", List.of("monitor", "moniteur", "ecran"),
          "printer", List.of("printer", "imprimante"),
          "computer", List.of("computer", "ordinateur"),
          "networkequipment", List.of("networkequipment", "network", "reseau"));

  static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("Laptop", "laptop"),
          Map.entry("Notebook", "laptop"),
          Map.entry("Portable", "laptop"),
          Map.entry("Ordinateur portable", "laptop"),
          Map.entry("Desktop", "desktop"),
          Map.entry("Tower", "desktop"),
          Map.entry("Mini Tower", "desktop"),
          Map.entry("Tour", "desktop"),
          Map.entry("Fixe", "desktop"),
          Map.entry("Ordinateur de bureau", "desktop"),
          Map.entry("All in One", "desktop"),
          Map.entry("Rack Mount Chassis", "server"),
          Map.entry("Server", "server"),
          Map.entry("Serveur", "server"),
          Map.entry("Tablet", "tablet"),
          Map.entry("Tablette", "tablet"),
          Map.entry("Monitor", "screen"),
          Map.entry("Moniteur", "screen"),
          Map.entry("Écran", "screen"),
          Map.entry("LCD", "screen"),
          Map.entry("Printer", "printer"),
          Map.entry("Imprimante", "printer"),
          Map.entry("Multifunction", "multifunction-printer"),
          Map.entry("Multifonction", "multifunction-printer"),
          Map.entry("Switch", "switch"),
          Map.entry("Commutateur", "switch"),
          Map.entry("Router", "router"),
          Map.entry("Routeur", "router"),
          Map.entry("Firewall", "firewall"),
          Map.entry("Pare-feu", "firewall"),
          Map.entry("Access point", "access-point"),
          Map.entry("Borne Wi-Fi", "access-point"),
          Map.entry("Storage", "storage"),
          Map.entry("Smartphone", "phone"));

  private final Gathering into;

  /** Complete name of each entity, by its short one. */
  private final Map<String, String> entities = new HashMap<>();

  private GlpiImport(Gathering into) {
    this.into = into;
  }

  static Imported read(List<SourceText> files, ImportOptions options) {
    GlpiImport importing = new GlpiImport(new Gathering(KINDS, files, CLASSES, options));
    importing.into.all(EQUIPMENT).forEach(importing::equipment);
    return importing.into.imported();
  }

  private void equipment(SourceLine line) {
    String asset = line.required("name");
    String equipmentClass = into.classOf(line, "type", item(line.source().lastPart()));
    String purchased = line.date("purchased");
    String commissioned = line.date("commissioned");
    String retired = line.date("retired");
    line.notBefore("retired", retired, "purchased", purchased);
    line.notBefore("retired", retired, "commissioned", commissioned);
    String entity = entity(line);
    String location = line.text("location");
    String[] levels = location == null ? new String[0] : location.split(LEVELS, 2);
    // If the estate has no sites yet, GLPI's places are what the sites are.
    boolean places = into.options().sites().isEmpty() && levels.length > 0;
    if (places) {
      into.siteKnown(levels[0]);
    }
    String site = into.site(line, levels.length > 0 ? levels[0] : null);
    if (!into.first(EstateTable.ASSETS, asset, line)) {
      return;
    }
    if (places) {
      into.site(site);
    }
    into.entity(entity);
    into.put(
        EstateTable.ASSETS,
        "asset",
        asset,
        "serial",
        line.text("serial"),
        "model",
        model(line.text("manufacturer"), line.text("model")),
        "equipment_class",
        equipmentClass,
        "entity",
        entity,
        "site",
        site,
        "room",
        levels.length > 1 ? levels[1] : null,
        "purchased",
        purchased,
        "commissioned",
        commissioned,
        "retired",
        retired);
  }

  /** The last level of the entity's complete name; two of one name are told. */
  private @Nullable String entity(SourceLine line) {
    String complete = line.text("entity");
    if (complete == null) {
      return null;
    }
    String[] levels = complete.split(LEVELS, -1);
    String entity = levels[levels.length - 1];
    String other = entities.putIfAbsent(entity, complete);
    if (other != null && !other.equals(complete)) {
      line.problem("entity \"" + complete + "\" has the short name of \"" + other + "\"");
    }
    return entity;
  }

  /** Maker and model; the maker once, if the model begins with it. */
  static @Nullable String model(@Nullable String maker, @Nullable String model) {
    if (maker == null || model == null) {
      return model == null ? maker : model;
    }
    return FileKind.plain(model).startsWith(FileKind.plain(maker)) ? model : maker + " " + model;
  }

  /** What an item without type is, by the name of its file. */
  private static @Nullable String item(String fileName) {
    String plain = FileKind.plain(fileName);
    List<String> found =
        ITEMS.keySet().stream()
            .filter(item -> ITEMS.getOrDefault(item, List.of()).stream().anyMatch(plain::contains))
            .toList();
    return found.size() == 1 ? found.get(0) : null;
  }
}
