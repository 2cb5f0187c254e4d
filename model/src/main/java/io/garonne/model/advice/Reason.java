package io.garonne.model.advice;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why there is no figure or no proposal about a printer. */
public enum Reason {
  /** Fewer than four weeks of such days have been seen. */
  FEW_WEEKS,
  /** It has to stay awake: the estate's column {@code keep_awake} says why. */
  KEEP_AWAKE,
  /** Somebody has decided to keep it as it is for now: table {@code keep}. */
  KEPT,
  /** It would save less than is worth anybody's time. */
  NOT_WORTH_IT,
  /** No sleep has ever been seen: what it would draw asleep is not known. */
  NO_SLEEP_SEEN,
  /** No counter of pages, and no use that its power would tell. */
  NO_USE_SEEN,
  /** It is hardly ever seen resting awake: it sleeps soon enough as it is. */
  NO_READY_SEEN,
  /** Fewer than four weeks have passed since it was applied. */
  FEW_WEEKS_SINCE,
  /** No weekday of the same kind has been seen both before and after. */
  NOTHING_ALIKE;

  /** As in topics: {@code few-weeks}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The reason of this label, or null. */
  public static @Nullable Reason ofLabel(String label) {
    for (Reason reason : values()) {
      if (reason.label().equals(label)) {
        return reason;
      }
    }
    return null;
  }
}
