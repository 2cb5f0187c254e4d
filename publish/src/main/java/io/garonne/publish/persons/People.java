package io.garonne.publish.persons;

import java.util.Collection;

/**
 * How many persons stand behind the personal part of a cell, at least.
 *
 * @param metered whose equipment was measured; 0: nothing of it is personal
 * @param printing whose own printers' pages were counted
 */
public record People(int metered, int printing) {
  /** Fewer persons are no group, whatever is asked for. */
  public static final int FEWEST = 3;

  /** Persons in a group unless said. */
  public static final int DEFAULT_LEAST = 5;

  /** Nothing of it is personal. */
  public static final People NOBODY = new People(0, 0);

  public People {
    if (metered < 0 || printing < 0) {
      throw new IllegalArgumentException("fewer than none");
    }
  }

  /** Those of different places together. */
  static People ofSites(Collection<People> sites) {
    return sites.stream().reduce(NOBODY, People::and);
  }

  /** Whether anything of it is. */
  public boolean isPersonal() {
    return metered > 0 || printing > 0;
  }

  /** Whether either is between one and fewer than so many. */
  public boolean isFewerThan(int least) {
    return isFew(metered, least) || isFew(printing, least);
  }

  /** Whether so many are between one and fewer than it takes. */
  public static boolean isFew(int persons, int least) {
    return persons > 0 && persons < least;
  }

  /** Of another family at the same place: it may be the same persons. */
  public People orSame(People other) {
    return new People(Math.max(metered, other.metered), Math.max(printing, other.printing));
  }

  /** Of another place: others. */
  public People and(People other) {
    return new People(metered + other.metered, printing + other.printing);
  }
}
