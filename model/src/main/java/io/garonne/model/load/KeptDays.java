package io.garonne.model.load;

import io.garonne.model.inventory.Family;

/** How long load curves are kept. */
public final class KeptDays {
  /** Days of printing equipment: a year, and a month to look at it. */
  private static final int PRINTING = 400;

  /** Days of everything else: eight weeks before something and some after. */
  private static final int OTHERS = 98;

  /** Days of what is somebody's own: within the 30 days that such data may live. */
  public static final int PERSONAL = 28;

  private KeptDays() {}

  /** Local days of a device that are kept, today's among them. */
  public static int of(Family family, boolean personal) {
    return personal ? PERSONAL : family == Family.PRINTING ? PRINTING : OTHERS;
  }
}
