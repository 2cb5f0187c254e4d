package io.garonne.model;

/**
 * What is known of printed pages beside their number. Adds up over counters and time; a change may
 * have negative fields. A quarter-hour may have more colour than pages by rounding, where a printer
 * has a counter of all and one of colour; over both ends of their readings it has not.
 *
 * @param colour impressions with colour, of those told apart
 * @param toldApart impressions of counters that tell colour from mono; of the others it is not
 *     known
 * @param estimated hundredths of an impression: sheets of paper times a declared rate, of printers
 *     that count sheets only. In no sum of impressions
 */
public record PageKinds(long colour, long toldApart, long estimated) {

  /** Nothing is known. */
  public static final PageKinds NONE = new PageKinds(0, 0, 0);

  /** Both together. */
  public PageKinds plus(PageKinds other) {
    if (other.isNone()) {
      return this;
    }
    return isNone()
        ? other
        : new PageKinds(
            colour + other.colour, toldApart + other.toldApart, estimated + other.estimated);
  }

  /** What is more in this than in the other. */
  public PageKinds minus(PageKinds other) {
    return other.isNone()
        ? this
        : new PageKinds(
            colour - other.colour, toldApart - other.toldApart, estimated - other.estimated);
  }

  /** Whether it says nothing. */
  public boolean isNone() {
    return (colour | toldApart | estimated) == 0;
  }
}
