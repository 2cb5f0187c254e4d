package io.garonne.twin;

/** How much a kind of equipment draws over a local day. Pure: same seeds and day, same load. */
interface Load {

  /**
   * Describes one day, from minute 0 on.
   *
   * @param out begun and empty
   * @param seed the metering point's
   * @param person seed of the person whose desk it stands on
   */
  void describe(LoadDay out, long seed, long person, Days.Day day);
}
