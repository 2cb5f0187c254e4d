package io.garonne.twin.years;

/** What happens in the second of the two years; the first one is the reference. */
public enum Scenario {
  /** Nothing but weather, habits and chance. */
  NOTHING_CHANGED,
  /** From March on, three times as many desks have a plug. */
  METERS_ADDED,
  /**
   * A house closes at the end of April; its people and six of ten of its things move to another.
   */
  SITE_CLOSED,
  /** Seven of ten desktops become docked laptops, entity by entity, from February on. */
  DESKTOPS_TO_LAPTOPS,
  /** A commune joined in June of the reference year, and grows. */
  COMMUNE_JOINED,
  /** A third of the largest server room runs at a hoster from April on. */
  SERVERS_EXTERNALISED,
  /** Cooling degree days are six tenths of the reference year's. */
  MILD_SUMMER,
  /** Four of ten printers become refurbished, more frugal ones, from February on. */
  REFURBISHED_PRINTERS,
  /** Houses are closed in August: a quarter of the presence that August had. */
  EMPTY_AUGUST,
  /** From January on a fifth more users, with as much equipment each. */
  USERS_GROW
}
