package io.garonne.model.advice;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the table {@code keep} says: findings that somebody has answered with a reason. */
public final class Keeping {
  private final Map<String, Kept> kept = new HashMap<>();

  public Keeping(Estate estate) {
    for (EstateLine line : estate.lines(EstateTable.KEEP)) {
      kept.put(
          line.required("what"),
          new Kept(
              LocalDate.parse(line.required("until")),
              line.required("reason"),
              line.required("decided_by")));
    }
  }

  /**
   * That something is kept on a day, or null.
   *
   * @param names what the table may call it
   */
  public @Nullable Kept on(LocalDate day, Collection<String> names) {
    return names.stream()
        .map(kept::get)
        .filter(Objects::nonNull)
        .filter(one -> !one.until().isBefore(day))
        .findFirst()
        .orElse(null);
  }
}
