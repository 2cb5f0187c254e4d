package io.garonne.model;

import org.jspecify.annotations.Nullable;

/**
 * What one channel of one device said at one instant. Every quantity is optional: null means the
 * device did not say, 0 means it said 0.
 *
 * @param device stable name of the device, not empty
 * @param channel name of the channel within the device, not empty; {@link #ONLY_CHANNEL} where a
 *     device has one
 * @param at milliseconds since 1970-01-01T00:00Z, event time
 * @param atSource where {@code at} comes from
 * @param receivedAt milliseconds since 1970-01-01T00:00Z, when ingest received the message
 * @param energy cumulative register in millijoules, at least 0
 * @param power active power in milliwatts; negative is allowed here and is no power for the meter
 * @param voltage millivolts
 * @param current milliamperes
 * @param powerFactor thousandths, -1000 to 1000
 * @param pages cumulative page count, at least 0: impressions, or sheets on {@link #SHEETS_CHANNEL}
 * @param state what the device says of itself
 * @param resolution smallest step of the energy register in millijoules as the decoder knows it,
 *     greater than 0; an inventory profile that states one goes before it
 * @param decoder name of the decoder that read the message
 */
public record Reading(
    String device,
    String channel,
    long at,
    AtSource atSource,
    long receivedAt,
    @Nullable Long energy,
    @Nullable Long power,
    @Nullable Long voltage,
    @Nullable Long current,
    @Nullable Long powerFactor,
    @Nullable Long pages,
    @Nullable State state,
    @Nullable Long resolution,
    String decoder)
    implements Statement {

  /** Channel name of a device that has a single channel. */
  public static final String ONLY_CHANNEL = "0";

  /** Channel whose pages are those without colour. */
  public static final String MONO_CHANNEL = "mono";

  /** Channel whose pages are those with colour. */
  public static final String COLOUR_CHANNEL = "colour";

  /**
   * Channel whose pages are sheets of paper; those of every other channel are impressions (printed
   * sides), and the two are never added.
   */
  public static final String SHEETS_CHANNEL = "sheets";

  /** Where the event time of a reading comes from. */
  public enum AtSource {
    /** The payload said it, with its zone. */
    PAYLOAD,
    /** The payload said a local time; the site's zone was applied. */
    SITE_ZONE,
    /** The payload said nothing plausible; the time of arrival counts. */
    ARRIVAL
  }

  /**
   * What a device says of itself. The order of the constants is the order in which two states of
   * the same instant are joined: the later one wins, so that "cannot be reached" beats "off" beats
   * anything that draws power.
   */
  public enum State {
    /** It can be reached; says nothing of what it draws. */
    AVAILABLE,
    ON,
    IDLE,
    SLEEP,
    PRINTING,
    OFF,
    UNAVAILABLE
  }

  public Reading {
    if (device.isEmpty()) {
      throw new IllegalArgumentException("device is empty");
    }
    if (channel.isEmpty()) {
      throw new IllegalArgumentException("channel is empty");
    }
    if (energy != null && energy < 0) {
      throw new IllegalArgumentException("energy below 0: " + energy);
    }
    if (pages != null && pages < 0) {
      throw new IllegalArgumentException("pages below 0: " + pages);
    }
    if (resolution != null && resolution <= 0) {
      throw new IllegalArgumentException("resolution not above 0: " + resolution);
    }
  }
}
