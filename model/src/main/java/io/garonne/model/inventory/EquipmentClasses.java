package io.garonne.model.inventory;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The equipment classes that every estate has unless its table {@code classes} says otherwise; as a
 * table for people in {@code docs/equipment-classes.md}.
 *
 * <p>Sources. <em>Target years</em>: Bordeaux Métropole's strategy for responsible computing
 * (laptops 7, desktops 8, screens 10, phones 4 years); nobody has said for the others, so they are
 * null. <em>NumEcoEval types</em>: {@code referential/numecoeval/itemTypes.csv} in G4IT's
 * repository, the only list of NumEcoEval's types we have read. Of equipment it has {@code Server}
 * and {@code Smartphone} ({@code Terminal}, {@code Network}, {@code Dedicated Server} and {@code
 * Shared Server} are for evaluations of a digital service, says the list). For every other class
 * the type is null: an installation of NumEcoEval has its own list, and the table {@code classes}
 * takes what that one says. <em>Personal</em>: what stands on one person's desk or goes in a
 * pocket; shared equipment is not.
 */
public final class EquipmentClasses {
  private static final List<EquipmentClass> LIST =
      List.of(
          personal("laptop", null, 7),
          personal("desktop", null, 8),
          // Another word for a desktop, as recorded data and the twin have it.
          personal("pc", null, 8),
          personal("screen", null, 10),
          // Another word for a screen.
          personal("monitor", null, 10),
          personal("phone", "Smartphone", 4),
          personal("desk-phone", null, null),
          personal("tablet", null, null),
          personal("thin-client", null, null),
          personal("docking-station", null, null),
          personal("workstation", null, null),
          shared("printer", Family.PRINTING, null),
          shared("multifunction-printer", Family.PRINTING, null),
          shared("plotter", Family.PRINTING, null),
          shared("scanner", Family.PRINTING, null),
          shared("switch", Family.NETWORK, null),
          shared("router", Family.NETWORK, null),
          shared("access-point", Family.NETWORK, null),
          shared("firewall", Family.NETWORK, null),
          shared("server", Family.SERVER_ROOM_IT, "Server"),
          shared("storage", Family.SERVER_ROOM_IT, null),
          shared("nas", Family.SERVER_ROOM_IT, null),
          shared("tape-library", Family.SERVER_ROOM_IT, null),
          shared("rack-chassis", Family.SERVER_ROOM_IT, null),
          shared("console", Family.SERVER_ROOM_IT, null),
          shared("pdu", Family.SERVER_ROOM_FACILITY, null),
          shared("ups", Family.SERVER_ROOM_FACILITY, null),
          shared("cooling", Family.SERVER_ROOM_FACILITY, null),
          shared("lighting", Family.SERVER_ROOM_FACILITY, null),
          shared("projector", Family.OTHER, null),
          shared("interactive-display", Family.OTHER, null),
          shared("signage", Family.OTHER, null),
          shared("meeting-room", Family.OTHER, null),
          shared("camera", Family.OTHER, null),
          shared("unmetered", Family.UNMETERED, null),
          shared("unknown", Family.OTHER, null));

  /** The classes by name, in the order of the page; unmodifiable. */
  public static final Map<String, EquipmentClass> DEFAULTS = byName();

  private EquipmentClasses() {}

  /** The family of a class of this list; {@link Family#OTHER} of any other. */
  public static Family familyOf(String equipmentClass) {
    EquipmentClass known = DEFAULTS.get(equipmentClass);
    return known == null ? Family.OTHER : known.family();
  }

  private static EquipmentClass personal(
      String name, @Nullable String numecoevalType, @Nullable Integer targetYears) {
    return new EquipmentClass(
        name,
        Family.WORKSTATIONS,
        numecoevalType,
        true,
        targetYears == null ? null : BigDecimal.valueOf(targetYears));
  }

  private static EquipmentClass shared(
      String name, Family family, @Nullable String numecoevalType) {
    return new EquipmentClass(name, family, numecoevalType, false, null);
  }

  private static Map<String, EquipmentClass> byName() {
    Map<String, EquipmentClass> classes = new LinkedHashMap<>();
    for (EquipmentClass one : LIST) {
      if (classes.put(one.name(), one) != null) {
        throw new IllegalStateException("equipment class " + one.name() + " twice");
      }
    }
    return Collections.unmodifiableMap(classes);
  }
}
