package io.garonne.model.advice;

import org.jspecify.annotations.Nullable;

/**
 * Something that a person did about equipment, as they recorded it.
 *
 * @param id tells it from others
 * @param kind what was done
 * @param site where
 * @param asset to which asset, or null: to all of the family
 * @param family to which family, by its label, or null: to everything of the site
 * @param at when, milliseconds since 1970 UTC
 * @param author who
 * @param reason why
 */
public record Action(
    String id,
    Kind kind,
    String site,
    @Nullable String asset,
    @Nullable String family,
    long at,
    String author,
    String reason) {
  /** What was done. */
  public enum Kind {
    SCHEDULE,
    MERGE,
    DOWNSIZE,
    RETIRE,
    OTHER
  }

  /** The same without the asset's name: it may be one person's. */
  public Action withoutAsset() {
    return new Action(id, kind, site, null, family, at, author, reason);
  }
}
