package io.garonne.twin.years;

/**
 * One piece of equipment at one place.
 *
 * @param name the asset
 * @param entity whose
 * @param kind what
 * @param person whose habits it follows: equal ones are equally far from the mean
 * @param from half month in which it comes, by number
 * @param to half month in which it is not there any more
 * @param meteredFrom half month from which on it has a meter; {@link Halves#COUNT} is never
 */
record Unit(String name, String entity, Kind kind, long person, int from, int to, int meteredFrom) {

  boolean isMetered() {
    return meteredFrom < to;
  }

  /** The same until a half month; then it goes. */
  Unit until(int half) {
    return new Unit(name, entity, kind, person, from, half, meteredFrom);
  }

  /** What takes its place in a half month, with its plug. */
  Unit replacedBy(Kind other, String newEntity, int half, long newPerson) {
    return new Unit(
        name + " then " + newEntity,
        newEntity,
        other,
        newPerson,
        half,
        Halves.COUNT,
        isMetered() ? Math.max(half, meteredFrom) : Halves.COUNT);
  }
}
