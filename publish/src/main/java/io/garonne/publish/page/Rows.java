package io.garonne.publish.page;

import java.util.List;
import java.util.function.ToIntFunction;

/** How much of a large estate fits on a small page. */
final class Rows {
  /** Rows of a table; more would make the page heavy on a slow line. */
  static final int MOST = 30;

  private Rows() {}

  /** Whether the classes of all sites fit, too; else only the sites are shown. */
  static <T> boolean classesFit(List<T> sites, ToIntFunction<T> classes) {
    return sites.size() + sites.stream().mapToInt(classes).sum() <= MOST;
  }

  /** The sites that are shown. */
  static <T> List<T> shown(List<T> sites) {
    return sites.subList(0, Math.min(MOST, sites.size()));
  }

  /** The sites that are not. */
  static <T> List<T> others(List<T> sites) {
    return sites.subList(Math.min(MOST, sites.size()), sites.size());
  }
}
