package io.garonne.twin;

/**
 * When a person is at the desk; all equipment of one desk follows the same person.
 *
 * @param in whether at all
 * @param arrival minute of the day
 * @param lunch minute of the day
 * @param back minute of the day, from lunch
 * @param leave minute of the day
 */
record Presence(boolean in, int arrival, int lunch, int back, int leave) {

  static Presence of(long person, Days.Day day) {
    Draw draw = Draw.of(person, day.date().toEpochDay());
    boolean in = draw.chance(day.presence());
    int arrival = draw.around(7 * 60 + 30, 10 * 60);
    int lunch = draw.around(11 * 60 + 40, 13 * 60);
    return new Presence(
        in,
        arrival,
        lunch,
        lunch + draw.around(35, 80),
        Math.max(draw.around(16 * 60, 19 * 60), arrival + 6 * 60));
  }
}
