package io.garonne.model.inventory;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A piece of equipment, or several alike, for the time of one line.
 *
 * @param name the asset
 * @param equipmentClass what it is
 * @param quantity how many units
 * @param entity whose it is; the site's own name where neither the line nor the site says
 * @param site where it stands
 * @param zone the site's zone
 * @param room room, or null
 * @param rack rack, or null
 * @param model model, or null
 * @param users persons who use it, or null: not known
 * @param commissioned first day of use, else of purchase, or null: not known
 * @param retired last day, or null: in service
 * @param retiredTo what became of it, or null
 * @param functional whether it worked when it was retired, or null: not known
 * @param declaredWeeklyWh watt-hours a week as the supplier declares (TEC), of one unit, or null
 * @param personal whether it belongs to one person's desk
 * @param isPublic whether it may be published by name
 * @param validity when the line holds
 * @param line as it was written
 */
public record Asset(
    String name,
    EquipmentClass equipmentClass,
    int quantity,
    String entity,
    String site,
    ZoneId zone,
    @Nullable String room,
    @Nullable String rack,
    @Nullable String model,
    @Nullable Integer users,
    @Nullable LocalDate commissioned,
    @Nullable LocalDate retired,
    @Nullable String retiredTo,
    @Nullable Boolean functional,
    @Nullable Long declaredWeeklyWh,
    boolean personal,
    boolean isPublic,
    Validity validity,
    EstateLine line) {

  /** Why it may neither sleep nor be switched off, as in the table; null: it may. */
  public @Nullable String keepAwake() {
    return line.cell("keep_awake");
  }

  /** Its history of use. */
  Unit unit() {
    return new Unit(
        equipmentClass.name(),
        equipmentClass.targetYears(),
        commissioned,
        null,
        retired,
        retiredTo == null ? null : Unit.Fate.valueOf(retiredTo.toUpperCase(Locale.ROOT)),
        functional,
        quantity);
  }
}
