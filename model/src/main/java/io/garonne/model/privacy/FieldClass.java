package io.garonne.model.privacy;

import java.util.Locale;

/**
 * What a field says about a person, by what its place may hold: where no record of a personal asset
 * gets, the name of a device names a printer or a server.
 */
public enum FieldClass {
  /**
   * Names a person, singles out a thing that one person uses (a device, an asset, its serial
   * number), or is free text in which somebody may be named.
   */
  PERSONAL,
  /** Says something of a person to whoever knows whose it is, or of a group that is too small. */
  INDIRECT,
  /** Neither. */
  NONE;

  /** Its name in the table. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
