package io.garonne.model.alert;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.util.List;

/**
 * Of what nobody is to be told for some time; it is kept and listed all the same.
 *
 * @param scope as in {@link SilenceScope}
 * @param from milliseconds since 1970 UTC, inclusive
 * @param until milliseconds since 1970 UTC, exclusive, after {@code from}
 * @param reason why, never blank
 * @param by who said so
 */
public record Silence(String scope, long from, long until, String reason, String by) {

  public Silence {
    if (scope.isBlank() || reason.isBlank() || by.isBlank() || until <= from) {
      throw new IllegalArgumentException("a silence without scope, reason, author or duration");
    }
  }

  /** Those of the table. */
  public static List<Silence> of(Estate estate) {
    return estate.lines(EstateTable.SILENCES).stream()
        .map(
            (EstateLine line) ->
                new Silence(
                    line.required("scope"),
                    Acknowledgements.instant(line, "from"),
                    Acknowledgements.instant(line, "until"),
                    line.required("reason"),
                    line.required("by")))
        .toList();
  }

  /**
   * Whether it is about this alert at that moment.
   *
   * @param at milliseconds since 1970 UTC
   */
  public boolean covers(String alert, Alert.Kind kind, Place place, long at) {
    return from <= at && at < until && SilenceScope.of(alert, kind, place).contains(scope);
  }
}
