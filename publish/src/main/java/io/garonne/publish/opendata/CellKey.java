package io.garonne.publish.opendata;

import java.util.Comparator;

/**
 * What a row is of: a place and a family of equipment.
 *
 * @param place code of the place: a site's name, or one of those that stand for several
 * @param family family of equipment classes, as in totals
 */
public record CellKey(String place, String family) implements Comparable<CellKey> {
  /** Equipment of server rooms, wherever they are. */
  public static final String SERVER_ROOMS = "_salles-serveurs";

  /** Sites that are not published by name. */
  public static final String OTHER_SITES = "_autres-sites";

  /** What would tell of too few persons. */
  public static final String GROUPED = "_regroupes";

  /** The one row of everything that has no row of its own. */
  public static final CellKey MERGED = new CellKey(GROUPED, GROUPED);

  private static final Comparator<CellKey> ORDER =
      Comparator.comparing(CellKey::place).thenComparing(CellKey::family);

  /** Whether it is the row of what has none of its own. */
  public boolean isMerged() {
    return equals(MERGED);
  }

  @Override
  public int compareTo(CellKey other) {
    return ORDER.compare(this, other);
  }
}
