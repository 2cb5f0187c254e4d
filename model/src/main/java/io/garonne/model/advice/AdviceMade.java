package io.garonne.model.advice;

import org.jspecify.annotations.Nullable;

/**
 * As of when everything is that is advised.
 *
 * @param at when it was made, milliseconds since 1970 UTC
 * @param until end of the newest quarter-hour that is known of any load curve it was made of,
 *     milliseconds since 1970 UTC, or null: there is none
 */
public record AdviceMade(long at, @Nullable Long until) implements Advice {
  @Override
  public String key() {
    return "made|";
  }
}
