package io.garonne.model.inventory;

import io.garonne.model.Assignment;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sites, entities and classes of an estate, and what lines mean that name one of them. Fill it with
 * its tables before anything names them.
 */
final class EstateNames {
  private final ZoneId zone;
  private final LineCells cells;
  private final BiConsumer<EstateLine, String> problem;
  private final Map<String, EquipmentClass> classes =
      new LinkedHashMap<>(EquipmentClasses.DEFAULTS);
  private final Map<String, Site> sites = new TreeMap<>();
  private final Set<String> entities = new TreeSet<>();
  private final boolean anySites;

  /**
   * Names without any of the estate's own yet.
   *
   * @param zone of sites that state none
   * @param anySites whether a table lists the sites
   * @param problem is told what does not go together
   */
  EstateNames(ZoneId zone, boolean anySites, BiConsumer<EstateLine, String> problem) {
    this.zone = zone;
    this.anySites = anySites;
    this.problem = problem;
    this.cells = new LineCells(problem);
  }

  void entity(EstateLine line) {
    entities.add(line.required("entity"));
  }

  void site(EstateLine line) {
    String name = line.required("site");
    String of = line.cell("zone");
    String entity = line.cell("entity");
    checkEntity(line, entity);
    if (name.equals("*") || name.equals(Assignment.UNASSIGNED_SITE) || name.contains(":")) {
      problem.accept(
          line, "site \"" + name + "\" is a name with a meaning of its own: choose another");
    }
    sites.put(
        name,
        new Site(
            name,
            of == null ? zone : ZoneId.of(of),
            entity == null ? name : entity,
            "public".equals(line.cell("publication")),
            line.cell("group"),
            line.cell("school_zone")));
  }

  /** A site that only the short form names: it may give its zone. */
  void zoneOfDevice(EstateLine line) {
    String name = line.required("site");
    String of = line.cell("zone");
    Site known = sites.get(name);
    if (of != null && known != null && !known.zone().equals(ZoneId.of(of))) {
      problem.accept(line, "site " + name + " has zone " + of + ", but elsewhere " + known.zone());
    } else if (of != null && known == null) {
      sites.put(name, new Site(name, ZoneId.of(of), name, false, null, null));
    }
  }

  /** The site that a line names; one that no table lists is as it is in the short form. */
  Site siteOf(EstateLine line, String name) {
    Site known = sites.get(name);
    if (known != null) {
      return known;
    }
    if (anySites) {
      problem.accept(line, "site \"" + name + "\" is not in the table sites");
    }
    return new Site(name, zone, name, false, null, null);
  }

  /** Sites that a line may name; empty if no table lists them, and any will do. */
  Set<String> listedSites() {
    return anySites ? sites.keySet() : Set.of();
  }

  void checkEntity(EstateLine line, @Nullable String entity) {
    if (entity != null && !entities.isEmpty() && !entities.contains(entity)) {
      problem.accept(line, "entity \"" + entity + "\" is not in the table entities");
    }
  }

  void equipmentClass(EstateLine line) {
    String name = line.required("equipment_class");
    EquipmentClass known = classes.get(name);
    String family = line.cell("family");
    String years = line.cell("target_years");
    String type = line.cell("numecoeval_type");
    Family of = known == null ? Family.OTHER : known.family();
    boolean personal = known != null && known.personal();
    classes.put(
        name,
        new EquipmentClass(
            name,
            family == null ? of : Objects.requireNonNullElse(Family.ofLabel(family), of),
            type == null && known != null ? known.numecoevalType() : type,
            cells.flag(line, "personal", personal),
            years != null ? new BigDecimal(years) : known == null ? null : known.targetYears()));
  }

  /** The class that a line names. */
  EquipmentClass classOf(EstateLine line, String name) {
    EquipmentClass known = classes.get(name);
    if (known == null) {
      known = classes.get(name.toLowerCase(Locale.ROOT));
    }
    if (known != null) {
      return known;
    }
    // Whose class is not known may be somebody's own: nothing is taken for granted.
    problem.accept(
        line,
        "equipment class \""
            + name
            + "\" is not known; known are "
            + String.join(", ", classes.keySet())
            + "; the table classes can add one");
    return new EquipmentClass(name, Family.OTHER, null, false, null);
  }

  Map<String, Site> sites() {
    return sites;
  }

  Map<String, EquipmentClass> classes() {
    return classes;
  }
}
