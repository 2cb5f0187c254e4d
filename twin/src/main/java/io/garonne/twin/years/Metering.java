package io.garonne.twin.years;

/**
 * How many of the units have a meter: a simple random sample of each entity's, at least two of a
 * kind. Servers, their cooling and network equipment all have one.
 *
 * @param desks share of desktops, laptops and screens, 0 to 1
 * @param printers share of printers, 0 to 1
 * @param moreDesks desks that get a plug in March of the second year, beyond those
 */
public record Metering(double desks, double printers, int moreDesks) {

  /** A share of desks and printers. */
  public static Metering of(double desks, double printers) {
    return new Metering(desks, printers, 0);
  }

  /** The same with so many more desks with a plug from March of the second year on. */
  public Metering withMore(int more) {
    return new Metering(desks, printers, more);
  }

  int metered(Kind kind, int units) {
    double share =
        switch (kind) {
          case DESKTOP, LAPTOP, DOCKED_LAPTOP, SCREEN -> desks;
          case PRINTER, REFURBISHED_PRINTER -> printers;
          case SWITCH, SERVER, COOLING -> 1;
        };
    return Math.min(units, Math.max(2, (int) Math.round(share * units)));
  }
}
