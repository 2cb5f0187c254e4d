package io.garonne.ingest.poll;

/**
 * What counts of a device, of all that it could be counted by. It stays as it was first chosen: if
 * one answer without outlets made the cord count, the next one would count everything twice.
 *
 * @param family the device's make, as its table names it
 * @param level the table's level, or which of several counters
 */
record Basis(String family, String level) {

  /** Whether it can have been told on this way of asking; else the owner has chosen another way. */
  boolean fits(Target.Access access) {
    return switch (access) {
      case Target.Snmp snmp ->
          !family.equals(IppPrinter.FAMILY) && !family.equals(NetioJson.FAMILY);
      case Target.Ipp ipp -> family.equals(IppPrinter.FAMILY);
      case Target.Netio netio -> family.equals(NetioJson.FAMILY);
    };
  }

  @Override
  public String toString() {
    return family + " " + level;
  }
}
