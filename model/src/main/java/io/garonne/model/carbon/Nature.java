package io.garonne.model.carbon;

/**
 * How settled a value is, in this order: RTE publishes a quarter-hour in real time, again when it
 * is consolidated, and once more when it is final.
 */
enum Nature {
  /** A name that éCO2mix does not use. */
  UNKNOWN,
  /** Données temps réel. */
  REAL_TIME,
  /** Données consolidées. */
  CONSOLIDATED,
  /** Données définitives. */
  FINAL;

  /** What a cell of the column {@code nature} means; accents and capitals do not matter. */
  static Nature of(String text) {
    return switch (Folded.of(text)) {
      case "donnees temps reel" -> REAL_TIME;
      case "donnees consolidees" -> CONSOLIDATED;
      case "donnees definitives" -> FINAL;
      default -> UNKNOWN;
    };
  }
}
