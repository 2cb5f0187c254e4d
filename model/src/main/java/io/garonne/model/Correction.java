package io.garonne.model;

import io.garonne.model.metering.Amendment;

/**
 * What a person said of one counter of a channel at an instant, with who, when and why. It acts
 * within the horizon, like a reading, and whether it comes before or after what it corrects.
 *
 * @param device stable name of the device, not empty
 * @param channel channel of the device, not empty
 * @param measure which counter
 * @param at the reading's event time, or the instant of the exchange: milliseconds since 1970 UTC,
 *     at most an hour after it was recorded
 * @param amendment what holds there, and when it was recorded; only the void, and what withdraws
 *     it, are of power
 * @param who who said so, 1 to {@value #LONGEST_WHO} characters
 * @param why the reason for others to read, 1 to {@value #LONGEST_WHY} characters
 */
public record Correction(
    String device,
    String channel,
    Measure measure,
    long at,
    Amendment amendment,
    String who,
    String why)
    implements Statement {

  /** Characters of a name at most. */
  public static final int LONGEST_WHO = 100;

  /** Characters of a reason at most. */
  public static final int LONGEST_WHY = 500;

  /** An hour: as far as clocks may differ (M12). */
  private static final long AHEAD = 3_600_000L;

  /** What of a channel can be corrected. */
  public enum Measure {
    /** The register. */
    ENERGY,
    POWER,
    /** The page counter. */
    PAGES
  }

  /** See the fields. */
  public Correction {
    if (device.isEmpty() || channel.isEmpty()) {
      throw new IllegalArgumentException("device and channel have names");
    }
    boolean read =
        amendment.kind() == Amendment.Kind.MANUAL || amendment.kind() == Amendment.Kind.EXCHANGE;
    if (read && measure == Measure.POWER) {
      throw new IllegalArgumentException("power is no counter: it can only be void");
    }
    if (at > amendment.recordedAt() + AHEAD) {
      throw new IllegalArgumentException("recorded before it was");
    }
    text("who", who, LONGEST_WHO);
    text("why", why, LONGEST_WHY);
  }

  private static void text(String name, String text, int longest) {
    if (text.isBlank()
        || text.length() > longest
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(name + " is a line of 1 to " + longest + " characters");
    }
  }
}
