package io.garonne.model.advice;

import java.time.LocalDate;

/**
 * How many units of somebody's own nobody used; which ones is nobody's business.
 *
 * @param site site
 * @param family family, by its label
 * @param from first day that was looked at
 * @param days how many days were: what is somebody's own is known for four weeks only
 * @param of units that could be judged, five or more
 * @param unused how many of them were not used
 */
public record UnusedPersonal(
    String site, String family, LocalDate from, int days, int of, int unused) implements Advice {

  /** What the keys of these records begin with, as those of {@link Unused} do. */
  public static final String KIND = "unused-personal";

  /** Units of somebody's own from which on a sum or count tells of nobody. */
  public static final int ENOUGH = 5;

  public UnusedPersonal {
    if (of < ENOUGH || unused < 0 || unused > of) {
      throw new IllegalArgumentException("a count of fewer than " + ENOUGH + " tells of persons");
    }
  }

  @Override
  public String key() {
    return Keys.of(Unused.KIND, "personal", site, family);
  }
}
