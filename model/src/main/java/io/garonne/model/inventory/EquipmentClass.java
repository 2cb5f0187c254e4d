package io.garonne.model.inventory;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A kind of equipment.
 *
 * @param name as assets name it
 * @param family its family
 * @param numecoevalType the equipment type NumEcoEval knows it by, or null
 * @param personal whether one of it belongs to one person's desk, unless its asset says otherwise
 * @param targetYears years it should be used, above 0; null if nobody has said
 */
public record EquipmentClass(
    String name,
    Family family,
    @Nullable String numecoevalType,
    boolean personal,
    @Nullable BigDecimal targetYears) {

  public EquipmentClass {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an equipment class without a name");
    }
    if (targetYears != null && targetYears.signum() <= 0) {
      throw new IllegalArgumentException("target years must be above 0");
    }
  }
}
