package io.garonne.model;

import org.jspecify.annotations.Nullable;

/**
 * Power drawn now. Exactly one of the three shapes: a device, a rack, a site and class.
 *
 * @param kind which shape
 * @param device device, for {@link Kind#DEVICE}
 * @param rack rack, for {@link Kind#RACK} and devices in one
 * @param site site
 * @param equipmentClass class, for devices and {@link Kind#SITE_CLASS}
 * @param personal whether this is a personal device (never leaves except to a technician)
 * @param power milliwatts
 * @param at newest event time in it, milliseconds since 1970 UTC
 * @param devices devices in the sum; a device that fell silent is not
 */
public record LivePower(
    Kind kind,
    @Nullable String device,
    @Nullable String rack,
    String site,
    @Nullable String equipmentClass,
    boolean personal,
    long power,
    long at,
    int devices) {

  /** Shapes of a live value. */
  public enum Kind {
    DEVICE,
    RACK,
    SITE_CLASS
  }

  /** The record's key in the live topic. */
  public String key() {
    return switch (kind) {
      case DEVICE -> "device|" + device;
      case RACK -> "rack|" + site + "|" + rack;
      case SITE_CLASS -> "site-class|" + site + "|" + equipmentClass;
    };
  }
}
