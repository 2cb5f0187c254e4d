package io.garonne.deploy.command;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateTable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The names that an option may have. A name that nobody knows is refused with those most like it:
 * an empty answer would sound as if there were nothing to be said.
 */
final class KnownNames {
  private static final int SHOWN = 3;

  private KnownNames() {}

  /**
   * Refuses a name that is not known.
   *
   * @param name what was asked for, or null: nothing was
   * @param answered names that there is an answer of
   * @param others the other names there are; asked only if need be
   * @throws ParameterException if it is none of them
   */
  static void check(
      CommandSpec spec,
      String option,
      @Nullable String name,
      Collection<String> answered,
      Supplier<? extends Collection<String>> others) {
    if (name == null || answered.contains(name)) {
      return;
    }
    Set<String> known = new TreeSet<>(answered);
    known.addAll(others.get());
    if (!known.contains(name)) {
      throw new ParameterException(
          spec.commandLine(),
          option + " " + name + ": nobody knows it. " + said(nearest(name, known), known.size()));
    }
  }

  private static String said(List<String> nearest, int all) {
    if (nearest.isEmpty()) {
      return "None is known yet.";
    }
    String names = String.join(", ", nearest);
    return (nearest.size() < all ? "The most alike of " + all + ": " : "Known: ") + names;
  }

  /** The names most like one, the most alike first. */
  static List<String> nearest(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .sorted(
            Comparator.comparingInt((String one) -> distance(wanted, one.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(SHOWN)
        .toList();
  }

  /** Letters to be put in, left out or replaced (Levenshtein); of a part of a name, none. */
  private static int distance(String a, String b) {
    if (b.contains(a)) {
      return 0;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int same = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(same, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }

  /** Sites that the estate names anywhere. */
  static Set<String> sites(Estate estate) {
    Set<String> sites = new TreeSet<>();
    for (EstateTable table : EstateTable.values()) {
      if (table.column("site") != null) {
        estate.lines(table).stream()
            .map(line -> line.cell("site"))
            .filter(site -> site != null && !site.equals("*"))
            .forEach(sites::add);
      }
    }
    return sites;
  }
}
