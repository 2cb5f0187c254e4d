package io.garonne.model.room;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a metering point measures within the boundary of a data centre, column {@code role} of the
 * points. The parts are those of EN 50600-4-2:2016, 5.1: IT equipment, power delivery, cooling,
 * others.
 */
public enum Role {
  /** Everything that the data centre takes in: E_DC. */
  DC_TOTAL,
  /** IT equipment at its input. */
  IT,
  /** What the UPS gives to IT equipment. */
  IT_UPS,
  /** What a power distribution unit gives to IT equipment. */
  IT_PDU,
  /** Chillers, pumps, air handlers. */
  COOLING,
  /** Losses and own use of UPS, switchgear, distribution. */
  POWER_DELIVERY,
  /** Lighting, security, lifts. */
  LIGHTING_OTHER,
  /** What a generator gives. */
  GENERATOR,
  /** The offices of the same building: outside the boundary. */
  OFFICE,
  /** Anything else outside the boundary. */
  OTHER;

  /** As the table writes it, such as {@code dc-total}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of a cell, or null where it is blank. */
  public static @Nullable Role ofLabel(@Nullable String label) {
    return label == null ? null : valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether it measures IT equipment, wherever along its supply. */
  public boolean isIt() {
    return this == IT || this == IT_UPS || this == IT_PDU;
  }
}
