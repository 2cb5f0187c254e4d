package io.garonne.model.inventory;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Equipment as {@link Lifetimes} sees it: one piece, or several alike with one history.
 *
 * @param equipmentClass its class
 * @param targetYears years it should be used, above 0; null if nobody has said
 * @param commissioned day it came into use, or null
 * @param purchased day it was bought, or null; stands in for {@code commissioned}
 * @param retired day from which it is not used any more; null if it is in use, or if nobody knows
 *     when that was
 * @param retiredTo what became of it; null if it is in use
 * @param functional whether it worked when it was retired; null if nobody knows
 * @param quantity how many, above 0
 */
public record Unit(
    String equipmentClass,
    @Nullable BigDecimal targetYears,
    @Nullable LocalDate commissioned,
    @Nullable LocalDate purchased,
    @Nullable LocalDate retired,
    @Nullable Fate retiredTo,
    @Nullable Boolean functional,
    long quantity) {

  /** What became of retired equipment. */
  public enum Fate {
    REUSE,
    DONATION,
    RECYCLING,
    UNKNOWN;

    /** Whether somebody uses it further. */
    boolean isReconditioned() {
      return this == REUSE || this == DONATION;
    }
  }

  public Unit {
    if (quantity <= 0) {
      throw new IllegalArgumentException("quantity must be above 0");
    }
    if (targetYears != null && targetYears.signum() <= 0) {
      throw new IllegalArgumentException("target years must be above 0");
    }
    LocalDate start = commissioned == null ? purchased : commissioned;
    if (start != null && retired != null && retired.isBefore(start)) {
      throw new IllegalArgumentException("retired before it was commissioned or purchased");
    }
  }

  /** Day from which its age counts: commissioned, else purchased; null if neither is known. */
  @Nullable LocalDate start() {
    return commissioned == null ? purchased : commissioned;
  }

  /** Whether it is retired, but nobody knows since when. */
  boolean isRetiredOnUnknownDay() {
    return retired == null && (retiredTo != null || functional != null);
  }
}
