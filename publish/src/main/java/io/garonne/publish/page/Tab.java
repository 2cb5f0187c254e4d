package io.garonne.publish.page;

import io.garonne.publish.http.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The views, in the order of the navigation, each with an address of its own. */
enum Tab {
  LIVE("/", Role.PUBLIC),
  ENERGY("/energy", Role.PUBLIC),
  TARGET("/target", Role.PUBLIC),
  PRINTERS("/printers", Role.ANALYST),
  ROOMS("/rooms", Role.ANALYST),
  DEVICES("/devices", Role.OPERATOR),
  ALERTS("/alerts", Role.ANALYST),
  PIPELINE("/pipeline", Role.PUBLIC),
  METHOD("/method", Role.PUBLIC),
  ACCESSIBILITY("/accessibility", Role.PUBLIC),
  /** A figure's arithmetic, by its name; in no navigation. */
  EXPLAIN("/explain/", Role.PUBLIC);

  private final String path;
  private final Role least;

  Tab(String path, Role least) {
    this.path = path;
    this.least = least;
  }

  /** The least role that sees it. */
  Role least() {
    return least;
  }

  /** Those that a role sees, in their order. */
  static List<Tab> seenBy(Role role) {
    return Arrays.stream(values())
        .filter(tab -> tab != EXPLAIN && role.reaches(tab.least))
        .toList();
  }

  String path() {
    return path;
  }

  /** The key of its name among the texts. */
  String key(Role role) {
    if (this == LIVE && !role.reaches(Role.ANALYST)) {
      return "tab.today";
    }
    return "tab." + name().toLowerCase(Locale.ROOT);
  }
}
