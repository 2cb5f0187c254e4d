package io.garonne.model;

import org.jspecify.annotations.Nullable;

/**
 * What a total is about. The five shapes: one device (with the site and class it counted for), a
 * site and class, a site, a class, the whole estate.
 *
 * @param entity entity, or null where the scope is not within one
 * @param site site, or null for every site
 * @param equipmentClass equipment class, or null for every class
 * @param device device, or null for all
 */
public record Scope(
    @Nullable String entity,
    @Nullable String site,
    @Nullable String equipmentClass,
    @Nullable String device) {

  /** Everything that counts. */
  public static final Scope ESTATE = new Scope(null, null, null, null);
}
