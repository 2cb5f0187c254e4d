package io.garonne.model.advice;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.Site;
import io.garonne.model.inventory.Validity;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What people have done, as the estate's table {@code actions} says. */
public final class Actions {
  private Actions() {}

  /** All of them, by time. */
  public static List<Action> of(Estate estate) {
    return estate.lines(EstateTable.ACTIONS).stream()
        .map(line -> action(line, estate))
        .sorted(Comparator.comparingLong(Action::at).thenComparing(Action::id))
        .toList();
  }

  private static Action action(EstateLine line, Estate estate) {
    String site = line.required("site");
    Site known = estate.sites().get(site);
    ZoneId zone = known == null ? estate.zone() : known.zone();
    return new Action(
        line.required("id"),
        Action.Kind.valueOf(line.required("kind").toUpperCase(Locale.ROOT)),
        site,
        line.cell("asset"),
        line.cell("family"),
        Validity.instant(line.required("from"), zone, 0),
        line.required("author"),
        line.required("reason"));
  }
}
