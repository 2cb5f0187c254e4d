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
  /** The offices of the same building: outside the boundary, also below its total meter. */
  OFFICE,
  /** Anything else: within the boundary if it hangs below its total meter. */
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
    return category() > 0;
  }

  /**
   * The PUE category of a meter at this place: 1 at the output of the UPS, 2 at that of the PDU, 3
   * at the input of IT equipment (EN 50600-4-2, ISO/IEC 30134-2); 0: no meter of IT equipment.
   */
  public int category() {
    return switch (this) {
      case IT_UPS -> 1;
      case IT_PDU -> 2;
      case IT -> 3;
      default -> 0;
    };
  }

  /** Whether it is a part of the data centre's infrastructure, beside IT equipment. */
  public boolean isInfrastructure() {
    return this == COOLING || this == POWER_DELIVERY || this == LIGHTING_OTHER;
  }
}
