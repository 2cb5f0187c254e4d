package io.garonne.twin;

import java.util.Locale;

/** What stands at a metering point. */
enum Equipment {
  PC(true, 400_000, 40),
  LAPTOP(true, 180_000, 40),
  MONITOR(true, 120_000, 10),
  PRINTER(false, 1_500_000, 60),
  ROUTER(false, 60_000, 25),
  SWITCH(false, 400_000, 12),
  NAS(false, 150_000, 50),
  SERVER(false, 900_000, 35);

  private final boolean personal;
  private final long ratedPower;
  private final int unrestPermille;

  Equipment(boolean personal, long ratedPower, int unrestPermille) {
    this.personal = personal;
    this.ratedPower = ratedPower;
    this.unrestPermille = unrestPermille;
  }

  /** Equipment class in the inventory. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it stands on one person's desk. */
  boolean personal() {
    return personal;
  }

  /** Milliwatts; the load never draws as much. */
  long ratedPower() {
    return ratedPower;
  }

  void describe(LoadDay out, long seed, long person, Days.Day day) {
    out.begin(day, Draw.hash(seed, 3), unrestPermille);
    Loads.of(this).describe(out, seed, person, day);
  }
}
