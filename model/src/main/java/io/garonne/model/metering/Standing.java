package io.garonne.model.metering;

import org.jspecify.annotations.Nullable;

/**
 * Where a channel's register stands.
 *
 * @param isThere whether it has said anything
 * @param counting its last reading in millijoules; null if it has said nothing, or more than one
 *     segment counts
 * @param waits whether its newest reading fits nothing before it and waits for a second one (M5)
 * @param heldBack millijoules that the newest reading books as soon as a second one confirms it
 *     (M5, M6): what the register has counted since it restarted; 0 if nothing waits, or what waits
 *     is no restart, which books nothing over its jump (M7)
 */
public record Standing(boolean isThere, @Nullable Long counting, boolean waits, long heldBack) {
  /** Of a channel whose register has said nothing. */
  public static final Standing NONE = new Standing(false, null, false, 0);
}
