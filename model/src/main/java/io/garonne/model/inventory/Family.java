package io.garonne.model.inventory;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Families of equipment classes, as indicators compare them. */
public enum Family {
  WORKSTATIONS,
  PRINTING,
  NETWORK,
  SERVER_ROOM_IT,
  SERVER_ROOM_FACILITY,
  /** What a meter measures beyond the meters below it. */
  UNMETERED,
  /** What nobody has put into a family. */
  OTHER;

  /** As in topics and tables: {@code server-room-it} … */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The family of this label, or null. */
  public static @Nullable Family ofLabel(String label) {
    for (Family family : values()) {
      if (family.label().equals(label)) {
        return family;
      }
    }
    return null;
  }
}
