package io.garonne.model.inventory;

import java.util.Locale;

/** What kind of equipment a class belongs to; what reports and targets are made of. */
public enum Family {
  WORKSTATIONS,
  PRINTING,
  NETWORK,
  SERVER_ROOM_IT,
  SERVER_ROOM_FACILITY,
  /** What a meter counts and no meter below it does. */
  UNMETERED,
  OTHER;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** As written in tables and topics: {@code server-room-it}. */
  public String label() {
    return label;
  }

  /**
   * The family of this label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Family ofLabel(String label) {
    for (Family family : values()) {
      if (family.label.equals(label)) {
        return family;
      }
    }
    throw new IllegalArgumentException("no such family: " + label);
  }
}
