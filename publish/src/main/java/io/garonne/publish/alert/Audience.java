package io.garonne.publish.alert;

import io.garonne.model.alert.Alert;

/** Who looks at alerts. */
public enum Audience {
  /** Anybody: nothing about a personal device. */
  EVERYBODY,
  /** Who repairs: of a personal device the faults, and nothing that says how it is used. */
  TECHNICIAN;

  /** Whether they may see an alert. */
  public boolean sees(Alert alert) {
    return !alert.place().personal() || (this == TECHNICIAN && isFault(alert.kind()));
  }

  private static boolean isFault(Alert.Kind kind) {
    return switch (kind) {
      case DEVICE_SILENT, IMPLAUSIBLE_READING, REGISTER_EXCHANGED -> true;
      case OVERLOAD,
          OVERLOAD_IMMINENT,
          HEADROOM_LOST,
          GROUP_SILENT,
          SITE_SILENT,
          ALL_SILENT,
          OFF_HOURS,
          TARGET_DRIFT,
          LEDGER_MISMATCH,
          PIPELINE ->
          false;
    };
  }
}
