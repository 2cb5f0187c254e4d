package io.garonne.ingest.poll;

import io.garonne.ingest.poll.Measured.PageUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a device knows better than its table.
 *
 * @param level the one that counts, null to choose it by the rule
 * @param units of columns whose unit nobody has told, by {@code level.quantity}
 * @param pageUnit of a page counter that does not say its unit
 */
record Choices(@Nullable String level, Map<String, Table.Unit> units, @Nullable PageUnit pageUnit) {

  /** The rules decide. */
  static final Choices NONE = new Choices(null, Map.of(), null);

  Choices {
    units = Map.copyOf(units);
  }
}
