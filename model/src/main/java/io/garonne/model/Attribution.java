package io.garonne.model;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What energy counts for: one part of an assignment at its place.
 *
 * @param entity commune or service
 * @param site site
 * @param zone the site's zone
 * @param equipmentClass equipment class
 * @param family family of the class
 * @param asset the piece of equipment, or null if nobody named it
 */
public record Attribution(
    String entity,
    String site,
    ZoneId zone,
    String equipmentClass,
    String family,
    @Nullable String asset) {

  /** Family of what a meter measures beyond the meters below it. */
  public static final String UNMETERED_FAMILY = "unmetered";

  /** What a part of an assignment counts for. */
  public static Attribution of(Assignment a, Part part) {
    return new Attribution(
        part.entity(), a.site(), a.zone(), part.equipmentClass(), part.family(), part.asset());
  }

  /** What all parts of an assignment count for, each once. */
  public static List<Attribution> of(Assignment a) {
    return a.parts().size() == 1
        ? List.of(of(a, a.parts().get(0)))
        : a.parts().stream().map(part -> of(a, part)).distinct().toList();
  }

  /** What a meter measures beyond the meters below it, at the same place. */
  public Attribution asUnmetered() {
    return new Attribution(entity, site, zone, Assignment.UNMETERED_CLASS, UNMETERED_FAMILY, null);
  }

  /** The same of no asset in particular. */
  public Attribution withoutAsset() {
    return new Attribution(entity, site, zone, equipmentClass, family, null);
  }

  /** The scopes of several devices it counts in. */
  public List<Scope> groups() {
    return List.of(
        new Scope(entity, site, equipmentClass, null),
        new Scope(entity, site, null, null),
        Scope.ofEntity(entity),
        Scope.ofFamily(entity, family),
        Scope.ofFamily(null, family),
        new Scope(null, null, equipmentClass, null),
        Scope.ESTATE);
  }

  /** Whether it counts in a scope of several devices. */
  public boolean isIn(Scope scope) {
    return (scope.entity() == null || scope.entity().equals(entity))
        && (scope.site() == null || scope.site().equals(site))
        && (scope.equipmentClass() == null || scope.equipmentClass().equals(equipmentClass))
        && (scope.family() == null || scope.family().equals(family));
  }

  /** The scope of a device's own total. */
  public Scope ofDevice(String device) {
    return new Scope(entity, site, equipmentClass, device, null, asset);
  }
}
