package io.garonne.publish.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who asks, by what they may see; each sees what those before it see. */
public enum Role {
  /** Anybody: totals of days and longer, indicators, whether the ledger balances. */
  PUBLIC,
  /** Who works with the figures: also live power, alerts and advice. */
  ANALYST,
  /** Who runs the equipment and Garonne: also single devices, stages and metrics. */
  OPERATOR,
  /** Who repairs: also the faults of personal devices. */
  TECHNICIAN;

  /** As in files, headers and answers: {@code analyst}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this role may see what needs at least that one. */
  public boolean reaches(Role least) {
    return compareTo(least) >= 0;
  }

  /** The role of this label in any case, or null if there is none. */
  public static @Nullable Role ofLabel(String label) {
    for (Role role : values()) {
      if (role.label().equalsIgnoreCase(label.strip())) {
        return role;
      }
    }
    return null;
  }
}
