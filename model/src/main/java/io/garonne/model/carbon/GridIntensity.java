package io.garonne.model.carbon;

/**
 * Carbon intensity of the electricity generated in France in one quarter-hour, as RTE's éCO2mix
 * says it: direct emissions of generation, informative. Not a life-cycle factor.
 *
 * @param at start of the quarter-hour, milliseconds since 1970 UTC
 * @param gramsPerKwh grams CO₂ per kWh, from 0 to {@link #GREATEST}
 * @param nature how settled it is, in RTE's words: {@code Données temps réel} and so on
 * @param ambiguous whether {@code at} is one of the two instants that the local time of the doubled
 *     hour of autumn may mean, and the source had only one of the two
 * @param source name of the file it comes from, without folders
 */
public record GridIntensity(
    long at, double gramsPerKwh, String nature, boolean ambiguous, String source) {

  /** Grams CO₂ per kWh that no grid reaches: lignite alone is about half of it. */
  public static final double GREATEST = 2000;

  /** Milliseconds of a quarter-hour. */
  public static final long QUARTER = 900_000;

  public GridIntensity {
    if (Math.floorMod(at, QUARTER) != 0) {
      throw new IllegalArgumentException("a grid intensity is of a quarter-hour, not from " + at);
    }
    if (!isPossible(gramsPerKwh)) {
      throw new IllegalArgumentException(gramsPerKwh + " g/kWh is not within 0 and 2000");
    }
    if (nature.isBlank()) {
      throw new IllegalArgumentException("a grid intensity has a nature");
    }
    if (source.indexOf('/') >= 0) {
      throw new IllegalArgumentException("a source is a file's name without folders: " + source);
    }
  }

  /** Whether a grid can have so many grams CO₂ per kWh. */
  static boolean isPossible(double gramsPerKwh) {
    return gramsPerKwh >= 0 && gramsPerKwh <= GREATEST;
  }

  /** Whether the nature is one of éCO2mix' three; another ranks below all of them. */
  public boolean isNatureKnown() {
    return Nature.of(nature) != Nature.UNKNOWN;
  }

  /**
   * Whether this, read later, takes the place of what is known of the same quarter-hour: the more
   * settled nature wins (définitives, consolidées, temps réel, anything else); of one nature what
   * is not ambiguous; else what was read later.
   */
  public boolean replaces(GridIntensity known) {
    int more = Nature.of(nature).compareTo(Nature.of(known.nature));
    return more != 0 ? more > 0 : !ambiguous || known.ambiguous;
  }

  /** Whether both say the same of the same quarter-hour, whatever file they come from. */
  public boolean saysTheSameAs(GridIntensity other) {
    return at == other.at
        && gramsPerKwh == other.gramsPerKwh
        && nature.equals(other.nature)
        && ambiguous == other.ambiguous;
  }
}
