package io.garonne.twin;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.inventory.EquipmentClasses;
import io.garonne.model.metering.MeterProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands where: one data centre with racks (two PDUs each, servers behind their outlets, a
 * switch, servers that tell their power themselves), and offices with desks, printers and network
 * equipment. One eighth of the devices stand in the data centre.
 */
final class Estate {
  private static final List<String> OFFICES =
      List.of("mairie", "mediatheque", "hotel", "ecole", "atelier", "conservatoire", "piscine");
  private static final int OUTLETS = 6;

  /** Out of 40 devices of an office; desks come in order, so that a desk has several. */
  private static final String MIX =
      "PC MONITOR LAPTOP PC MONITOR PRINTER PC MONITOR LAPTOP MONITOR "
          + "PC MONITOR SWITCH PC MONITOR LAPTOP PRINTER PC MONITOR ROUTER "
          + "PC MONITOR LAPTOP PC MONITOR PRINTER PC MONITOR LAPTOP MONITOR "
          + "PC MONITOR NAS PC MONITOR LAPTOP PRINTER PC MONITOR SWITCH";

  private static final String[] KINDS = MIX.split(" ", -1);

  private final EstateSpec spec;
  private final List<Point> points = new ArrayList<>();

  private Estate(EstateSpec spec) {
    this.spec = spec;
  }

  /** Every metering point. Does not depend on the specification's interval, epoch and faults. */
  static List<Point> points(EstateSpec spec) {
    Estate estate = new Estate(spec);
    int centre = spec.sites() == 1 ? 0 : Math.max(1, spec.devices() / 8);
    for (int i = 0; i < centre; i++) {
      estate.rackDevice(i);
    }
    int offices = spec.sites() - (centre == 0 ? 0 : 1);
    for (int i = 0; i < spec.devices() - centre; i++) {
      estate.officeDevice(i % offices, i / offices);
    }
    return estate.points;
  }

  private void rackDevice(int index) {
    String rack = "r%02d".formatted(index / 6 + 1);
    switch (index % 6) {
      case 0, 1 -> {
        String device = "dc-" + rack + "-pdu-" + (index % 6 == 0 ? "a" : "b");
        PlainDialect dialect = new PlainDialect((Draw.hash(spec.seed(), device) & 1) == 0);
        for (int outlet = 1; outlet <= OUTLETS; outlet++) {
          add(
              device,
              Integer.toString(outlet),
              "datacentre",
              Equipment.SERVER,
              rack,
              dialect,
              true);
        }
      }
      case 2 -> {
        String device = "dc-" + rack + "-switch";
        add(device, null, "datacentre", Equipment.SWITCH, rack, new PlainDialect(false), true);
      }
      default -> {
        String device = "dc-" + rack + "-bmc-" + (index % 6 - 2);
        add(device, null, "datacentre", Equipment.SERVER, rack, new PlainDialect(false), false);
      }
    }
  }

  private void officeDevice(int office, int index) {
    String site =
        office < OFFICES.size() ? OFFICES.get(office) : "annexe-%02d".formatted(office + 1);
    Equipment equipment = Equipment.valueOf(KINDS[index % KINDS.length]);
    String device =
        "%s-%s-%04d".formatted(site, equipment.name().toLowerCase(Locale.ROOT), index + 1);
    long drawn = Math.floorMod(Draw.hash(spec.seed(), device), 10);
    if (equipment == Equipment.PRINTER && drawn < 5) {
      add(device, null, site, equipment, null, new PlainDialect(false), true);
    } else if (drawn == 9) {
      add(device, null, site, equipment, null, new PlainDialect(false), false);
    } else {
      add(device, null, site, equipment, null, new TasmotaDialect(drawn % 2 == 0), true);
    }
  }

  private void add(
      String device,
      @org.jspecify.annotations.Nullable String channel,
      String site,
      Equipment equipment,
      @org.jspecify.annotations.Nullable String rack,
      Dialect dialect,
      boolean register) {
    long seed = Draw.hash(Draw.hash(spec.seed(), device), channel == null ? "" : channel);
    long resolution =
        dialect instanceof PlainDialect plain ? plain.resolution() : TasmotaDialect.RESOLUTION;
    // Two or three neighbouring devices stand on one desk.
    int number = points.size() / 2;
    long person = Draw.hash(Draw.hash(spec.seed(), site), number);
    points.add(
        new Point(
            device, channel, site, equipment, rack, dialect, register, resolution, seed, person));
  }

  /** The devices as the inventory has them, sorted by name. */
  static List<Device> inventory(EstateSpec spec, List<Point> points) {
    Map<String, Device> devices = new TreeMap<>();
    for (Point point : points) {
      devices.computeIfAbsent(point.device(), name -> device(spec, name, point));
    }
    return List.copyOf(devices.values());
  }

  private static Device device(EstateSpec spec, String name, Point point) {
    long interval = spec.interval().toMillis();
    MeterProfile profile =
        new MeterProfile(
            point.equipment().ratedPower() * (point.channel() == null ? 1 : OUTLETS),
            true,
            point.register() ? (Long) point.resolution() : null,
            null,
            point.register() ? MeterProfile.Register.YES : MeterProfile.Register.NO,
            MeterProfile.Reporting.PERIODIC,
            interval,
            Math.max(MeterProfile.DEFAULT_MAX_GAP, 3 * interval));
    return new Device(
        name,
        List.of(
            new Assignment(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                point.site(),
                point.site(),
                point.equipment().label(),
                EquipmentClasses.familyOf(point.equipment().label()).label(),
                spec.zone(),
                point.rack(),
                true,
                point.equipment().personal(),
                profile)));
  }
}
