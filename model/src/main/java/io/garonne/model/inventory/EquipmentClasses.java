package io.garonne.model.inventory;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The controlled list of equipment classes; {@code docs/equipment-classes.md} shows it, and the
 * table {@code classes} adds to it or overrides it.
 *
 * <p>Target ages are those of Bordeaux Métropole's strategy (laptop 7, desktop 8, screen 10, phone
 * 4 years). {@code Server} and {@code Smartphone} are types of NumEcoEval's own list as G4IT ships
 * it ({@code referential/numecoeval/itemTypes.csv}); the other type names are those of G4IT's
 * terminal reference or customary, and have to be checked against the list of the server they are
 * sent to.
 */
public final class EquipmentClasses {
  /** By name, in the order in which people look for them. */
  public static final Map<String, EquipmentClass> DEFAULTS;

  static {
    Map<String, EquipmentClass> all = new LinkedHashMap<>();
    personal(all, "desktop", Family.WORKSTATIONS, "Desktop", "8");
    personal(all, "pc", Family.WORKSTATIONS, "Desktop", "8");
    personal(all, "workstation", Family.WORKSTATIONS, "Desktop", "8");
    personal(all, "laptop", Family.WORKSTATIONS, "Laptop", "7");
    personal(all, "screen", Family.WORKSTATIONS, "Monitor", "10");
    personal(all, "monitor", Family.WORKSTATIONS, "Monitor", "10");
    personal(all, "docking-station", Family.WORKSTATIONS, null, null);
    personal(all, "phone", Family.WORKSTATIONS, "Smartphone", "4");
    personal(all, "desk-phone", Family.WORKSTATIONS, null, null);
    personal(all, "tablet", Family.WORKSTATIONS, "Tablet", null);
    shared(all, "projector", Family.WORKSTATIONS, null);
    shared(all, "meeting-room", Family.WORKSTATIONS, null);
    shared(all, "printer", Family.PRINTING, "Printer");
    shared(all, "multifunction-printer", Family.PRINTING, "Printer");
    shared(all, "plotter", Family.PRINTING, "Printer");
    shared(all, "scanner", Family.PRINTING, null);
    shared(all, "switch", Family.NETWORK, "Switch");
    shared(all, "router", Family.NETWORK, "Router");
    shared(all, "access-point", Family.NETWORK, null);
    shared(all, "firewall", Family.NETWORK, "Firewall");
    shared(all, "server", Family.SERVER_ROOM_IT, "Server");
    shared(all, "storage", Family.SERVER_ROOM_IT, null);
    shared(all, "nas", Family.SERVER_ROOM_IT, null);
    shared(all, "rack-chassis", Family.SERVER_ROOM_IT, "Server");
    shared(all, "pdu", Family.SERVER_ROOM_FACILITY, null);
    shared(all, "ups", Family.SERVER_ROOM_FACILITY, null);
    shared(all, "cooling", Family.SERVER_ROOM_FACILITY, null);
    shared(all, "lighting", Family.SERVER_ROOM_FACILITY, null);
    shared(all, "generator", Family.SERVER_ROOM_FACILITY, null);
    shared(all, "unmetered", Family.UNMETERED, null);
    shared(all, "unknown", Family.OTHER, null);
    shared(all, "other", Family.OTHER, null);
    DEFAULTS = Collections.unmodifiableMap(all);
  }

  private EquipmentClasses() {}

  /** The family of a class of the default list; {@link Family#OTHER} of any other. */
  public static Family familyOf(String equipmentClass) {
    EquipmentClass known = DEFAULTS.get(equipmentClass);
    return known == null ? Family.OTHER : known.family();
  }

  private static void personal(
      Map<String, EquipmentClass> all,
      String name,
      Family family,
      @Nullable String type,
      @Nullable String years) {
    BigDecimal target = years == null ? null : new BigDecimal(years);
    all.put(name, new EquipmentClass(name, family, type, true, target));
  }

  private static void shared(
      Map<String, EquipmentClass> all, String name, Family family, @Nullable String type) {
    all.put(name, new EquipmentClass(name, family, type, false, null));
  }
}
