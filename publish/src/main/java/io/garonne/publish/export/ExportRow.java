package io.garonne.publish.export;

import io.garonne.model.Total;

/**
 * A row of an export.
 *
 * @param total its figures
 * @param withoutGrouped whether they are without cells of its place that leave only together with
 *     others, or not at all; the same for all its periods of a year
 */
record ExportRow(Total total, boolean withoutGrouped) {
  /** In the place of names: the sum of what leaves only together. */
  static final String GROUPED = "_grouped";
}
