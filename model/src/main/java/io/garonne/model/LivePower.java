package io.garonne.model;

import org.jspecify.annotations.Nullable;

/**
 * Power drawn now. Exactly one of the four shapes: a device, a channel of one with several, a rack,
 * a site and class.
 *
 * @param kind which shape
 * @param device device, for {@link Kind#DEVICE} and {@link Kind#CHANNEL}
 * @param channel channel, for {@link Kind#CHANNEL} and devices with a single one
 * @param rack rack, for {@link Kind#RACK} and devices in one
 * @param site site
 * @param equipmentClass class, for devices and {@link Kind#SITE_CLASS}
 * @param personal whether this is a personal device (never leaves except to a technician)
 * @param power milliwatts
 * @param at newest event time in it, milliseconds since 1970 UTC
 * @param devices devices in the sum; a device that fell silent is not
 * @param current milliamperes of the channel, or null: it did not say, or there are several
 * @param voltage millivolts of the channel, or null: it did not say, or there are several
 * @param decoder what read the device's last message, or null: a group
 */
public record LivePower(
    Kind kind,
    @Nullable String device,
    @Nullable String channel,
    @Nullable String rack,
    String site,
    @Nullable String equipmentClass,
    boolean personal,
    long power,
    long at,
    int devices,
    @Nullable Long current,
    @Nullable Long voltage,
    @Nullable String decoder) {

  /** A live value of which nothing but the power is said. */
  public LivePower(
      Kind kind,
      @Nullable String device,
      @Nullable String rack,
      String site,
      @Nullable String equipmentClass,
      boolean personal,
      long power,
      long at,
      int devices) {
    this(
        kind,
        device,
        null,
        rack,
        site,
        equipmentClass,
        personal,
        power,
        at,
        devices,
        null,
        null,
        null);
  }

  /** Shapes of a live value. */
  public enum Kind {
    DEVICE,
    RACK,
    SITE_CLASS,
    /** A channel of a device with several, whose own value has it in it already. */
    CHANNEL
  }

  /** The same, as if it had not said its current. */
  public LivePower withoutCurrent() {
    return new LivePower(
        kind,
        device,
        channel,
        rack,
        site,
        equipmentClass,
        personal,
        power,
        at,
        devices,
        null,
        voltage,
        decoder);
  }

  /** The record's key in the live topic. */
  public String key() {
    return switch (kind) {
      case DEVICE -> "device|" + device;
      case CHANNEL -> "channel|" + device + "|" + channel;
      case RACK -> "rack|" + site + "|" + rack;
      case SITE_CLASS -> "site-class|" + site + "|" + equipmentClass;
    };
  }
}
