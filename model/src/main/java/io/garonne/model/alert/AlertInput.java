package io.garonne.model.alert;

import io.garonne.model.Finding;
import io.garonne.model.Ledger;
import io.garonne.model.LivePower;
import io.garonne.model.indicator.Figure;
import org.jspecify.annotations.Nullable;

/** Something that was seen, of which alerts may be made. */
public sealed interface AlertInput {

  /** Power drawn now by a device or a channel; that of groups is not looked at. */
  record Live(LivePower power) implements AlertInput {}

  /**
   * The live value of a device or channel was taken back.
   *
   * @param key the value's key
   * @param why why
   * @param at when, milliseconds since 1970 UTC
   */
  record Gone(String key, Why why, long at) implements AlertInput {}

  /** Why there is no live value any more. */
  enum Why {
    /** It said nothing for too long. */
    SILENT,
    /** It said that it is off. */
    OFF,
    /** It, or the broker for it, said that it cannot be reached. */
    UNAVAILABLE
  }

  /** A meter noticed something. */
  record Noticed(Finding finding) implements AlertInput {}

  /**
   * A message or record was set aside.
   *
   * @param reason why
   * @param at when, milliseconds since 1970 UTC
   */
  record DeadLetter(String reason, long at) implements AlertInput {}

  /**
   * One side of the ledger.
   *
   * @param at when it was written, milliseconds since 1970 UTC
   */
  record Books(Ledger ledger, long at) implements AlertInput {}

  /**
   * A figure of the programme.
   *
   * @param id the figure
   * @param figure what it is now, or null: it was taken back
   */
  record Stands(String id, @Nullable Figure figure) implements AlertInput {}
}
