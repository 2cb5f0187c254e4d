package io.garonne.model.advice;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that people did because of what they were told: a line of the table {@code actions}.
 *
 * @param id tells it from every other one
 * @param kind what
 * @param site at which site
 * @param asset to which asset (or device, where no asset is named), or null: all that it is about
 * @param family of which family, or null: printing, or whatever the asset is of
 * @param at from when on, milliseconds since 1970 UTC
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

  /** What people do. */
  public enum Kind {
    SCHEDULE,
    MERGE,
    DOWNSIZE,
    RETIRE,
    OTHER;

    /** As in the table: {@code schedule}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
