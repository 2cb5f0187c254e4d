package io.garonne.model.inventory;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A kind of equipment.
 *
 * @param name as in tables and totals
 * @param family what it is compared with
 * @param numecoevalType the type's name for NumEcoEval and G4IT, or null: it is none of theirs
 * @param personal whether a unit belongs to one person's desk unless its line says otherwise
 * @param targetYears age in years below which it should not be retired, or null: none is set
 */
public record EquipmentClass(
    String name,
    Family family,
    @Nullable String numecoevalType,
    boolean personal,
    @Nullable BigDecimal targetYears) {}
