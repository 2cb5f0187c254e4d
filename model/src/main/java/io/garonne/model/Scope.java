package io.garonne.model;

import org.jspecify.annotations.Nullable;

/**
 * What a total is about. The shapes: one device (with the site and class it counted for, and the
 * asset if one is named), a site and class, a site, a class, a family, an entity, an entity and
 * family, the whole estate.
 *
 * @param entity entity, or null where the scope is not within one
 * @param site site, or null for every site
 * @param equipmentClass equipment class, or null for every class
 * @param device device, or null for all
 * @param family family of classes, or null for every family and where the class says it
 * @param asset the asset a device counted for; null for all, and where no asset is named
 */
public record Scope(
    @Nullable String entity,
    @Nullable String site,
    @Nullable String equipmentClass,
    @Nullable String device,
    @Nullable String family,
    @Nullable String asset) {

  /** Everything that counts. */
  public static final Scope ESTATE = new Scope(null, null, null, null);

  /** A scope that is neither of a family nor of an asset. */
  public Scope(
      @Nullable String entity,
      @Nullable String site,
      @Nullable String equipmentClass,
      @Nullable String device) {
    this(entity, site, equipmentClass, device, null, null);
  }

  /**
   * Whether there are quarter-hours and hours of it. Those of entities and families are sums of
   * sites and classes that nobody watches: they have days, months and years.
   */
  public boolean hasFineTotals() {
    return family == null && (entity == null || site != null);
  }

  /** All equipment of a family, in an entity or (null) everywhere. */
  public static Scope ofFamily(@Nullable String entity, String family) {
    return new Scope(entity, null, null, null, family, null);
  }

  /** Everything of an entity. */
  public static Scope ofEntity(String entity) {
    return new Scope(entity, null, null, null, null, null);
  }
}
