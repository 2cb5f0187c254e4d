package io.garonne.publish.export.state;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Names as G4IT's documentation wants them: letters without accents, digits, underscore and hyphen;
 * none twice, because it refuses all lines of a name that comes twice.
 */
final class PlainNames {
  private final Map<String, String> given = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private int changed;

  /** The plain name of one thing; the same one each time. */
  String of(String name) {
    return given.computeIfAbsent(name, this::next);
  }

  /** How many names are not as they were. */
  int changed() {
    return changed;
  }

  private String next(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^A-Za-z0-9_-]+", "-")
            // A spreadsheet takes what begins with a hyphen for a formula.
            .replaceAll("^[_-]+", "");
    if (plain.isEmpty()) {
      plain = "x";
    }
    String free = plain;
    for (int i = 2; !taken.add(free); i++) {
      free = plain + "-" + i;
    }
    if (!free.equals(name)) {
      changed++;
    }
    return free;
  }
}
