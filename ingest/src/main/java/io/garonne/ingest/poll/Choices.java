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
 * @param kept what has counted until now, null if nothing has; nothing else takes its place
 */
record Choices(
    @Nullable String level,
    Map<String, Table.Unit> units,
    @Nullable PageUnit pageUnit,
    @Nullable Basis kept) {

  /** The rules decide. */
  static final Choices NONE = new Choices(null, Map.of(), null, null);

  Choices {
    units = Map.copyOf(units);
  }

  /** The same where this has counted until now. */
  Choices keeping(@Nullable Basis basis) {
    return new Choices(level, units, pageUnit, basis);
  }

  /** What has counted until now of a device of this family, null if nothing has. */
  @Nullable String kept(String family) {
    return kept != null && kept.family().equals(family) ? kept.level() : null;
  }

  /** Whether the device has counted as one of another family. */
  boolean exclude(String family) {
    return kept != null && !kept.family().equals(family);
  }
}
