package io.garonne.model.inventory.importing;

import io.garonne.model.inventory.EstateTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The CSV files that the lists of NetBox export ("current view" or "all data").
 *
 * <p>Headers are those of the tables in {@code netbox/dcim/tables} of netbox-community/netbox
 * ({@code sites.py}, {@code racks.py}, {@code devices.py}, {@code power.py}, {@code cables.py}); a
 * field's own name is taken too. What is at the other end of a power port stands in "Connection" or
 * "Link peer" ("Cable peer" before 3.3) as owner and name, apart by line ends, as {@code
 * template_code.py} renders it.
 */
final class NetBoxImport {
  static final String SITES = "sites";
  static final String RACKS = "racks";
  static final String DEVICES = "devices";
  static final String PANELS = "power panels";
  static final String FEEDS = "power feeds";
  static final String PORTS = "power ports";
  static final String OUTLETS = "power outlets";
  static final String CABLES = "cables";

  private static final String PEER =
      "peer=Connection|Link peer|Link peers|Cable peer|Connected endpoint";

  /** The first that fits a header counts. */
  private static final List<FileKind> KINDS =
      List.of(
          FileKind.of(
              CABLES,
              "a_terminations!=Termination A|a_terminations",
              "b_terminations!=Termination B|b_terminations",
              "device_a=Device A",
              "device_b=Device B"),
          FileKind.of(
              FEEDS,
              "name!=Name",
              "power_panel!=Power panel",
              "rack=Rack",
              "status=Status",
              "type=Type",
              "amperage=Amperage",
              "phase=Phase",
              PEER),
          FileKind.of(
              OUTLETS,
              "name!=Name",
              "device!=Device",
              "feed_leg?=Feed leg",
              "power_port?=Power port",
              PEER),
          FileKind.of(
              PORTS,
              "name!=Name",
              "device!=Device",
              "maximum_draw?=Maximum draw|Maximum draw (W)",
              "allocated_draw?=Allocated draw|Allocated draw (W)",
              PEER),
          FileKind.of(
              PANELS,
              "name!=Name",
              "site!=Site",
              "location=Location",
              "feeds?=Feeds|Power feeds|Powerfeed count"),
          FileKind.of(
              RACKS, "name!=Name", "site!=Site", "location=Location", "u_height?=Height|U height"),
          FileKind.of(
              DEVICES,
              "name!=Name",
              "site!=Site",
              "role!=Role|Device role",
              "type=Type|Device type",
              "manufacturer=Manufacturer",
              "serial=Serial number|Serial",
              "status=Status",
              "tenant=Tenant",
              "location=Location",
              "rack=Rack",
              "purchased=Purchase date|Purchased|Date d'achat",
              "commissioned=Commissioned|Commissioning date|Date de mise en service"),
          FileKind.of(
              SITES,
              "name!=Name",
              "facility?=Facility",
              "region?=Region",
              "slug?=Slug",
              "time_zone?=Time zone",
              "tenant=Tenant"));

  static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("Server", "server"),
          Map.entry("Hypervisor", "server"),
          Map.entry("Storage", "storage"),
          Map.entry("SAN", "storage"),
          Map.entry("NAS", "nas"),
          Map.entry("Chassis", "rack-chassis"),
          Map.entry("Switch", "switch"),
          Map.entry("Access switch", "switch"),
          Map.entry("Core switch", "switch"),
          Map.entry("Distribution switch", "switch"),
          Map.entry("Router", "router"),
          Map.entry("Firewall", "firewall"),
          Map.entry("Access point", "access-point"),
          Map.entry("Wireless AP", "access-point"),
          Map.entry("PDU", "pdu"),
          Map.entry("UPS", "ups"),
          Map.entry("Printer", "printer"),
          Map.entry("Phone", "desk-phone"));

  private final Gathering into;
  private final Map<String, String> siteOfAsset = new HashMap<>();

  private NetBoxImport(Gathering into) {
    this.into = into;
  }

  static Imported read(List<SourceText> files, ImportOptions options) {
    NetBoxImport importing = new NetBoxImport(new Gathering(KINDS, files, CLASSES, options));
    importing.into.all(SITES).forEach(importing::site);
    Map<String, Set<String>> racks = importing.racks();
    importing.into.all(DEVICES).forEach(line -> importing.device(line, racks));
    new NetBoxPower(importing.into, importing.siteOfAsset, racks).read();
    return importing.into.imported();
  }

  private void site(SourceLine line) {
    String site = line.required("name");
    if (into.first(EstateTable.SITES, site, line)) {
      into.siteKnown(site);
      into.entity(line.text("tenant"));
      into.put(
          EstateTable.SITES,
          "site",
          site,
          "zone",
          line.text("time_zone"),
          "entity",
          line.text("tenant"));
    }
  }

  /** The sites that have a rack of a name: the name need not be unique in NetBox. */
  private Map<String, Set<String>> racks() {
    Map<String, Set<String>> racks = new HashMap<>();
    for (SourceLine line : into.all(RACKS)) {
      String rack = line.required("name");
      String site = into.site(line, line.text("site"));
      if (!line.bad()) {
        racks.computeIfAbsent(rack, key -> new HashSet<>()).add(site);
      }
    }
    return racks;
  }

  private void device(SourceLine line, Map<String, Set<String>> racks) {
    String asset = line.required("name");
    if (asset.equals("Unnamed device")) {
      line.problem("the device has no name");
    }
    String status = line.text("status");
    if (status != null && status.toLowerCase(Locale.ROOT).equals("planned")) {
      line.problem("\"" + asset + "\" is planned: not there yet");
    }
    String equipmentClass = into.classOf(line, "role", null);
    String site = into.site(line, line.text("site"));
    String rack = line.text("rack");
    rackAt(line, rack, site, racks);
    String purchased = line.date("purchased");
    String commissioned = line.date("commissioned");
    line.notBefore("commissioned", commissioned, "purchased", purchased);
    if (into.first(EstateTable.ASSETS, asset, line)) {
      siteOfAsset.put(asset, site);
      into.entity(line.text("tenant"));
      into.put(
          EstateTable.ASSETS,
          "asset",
          asset,
          "serial",
          line.text("serial"),
          "model",
          GlpiImport.model(line.text("manufacturer"), line.text("type")),
          "equipment_class",
          equipmentClass,
          "entity",
          line.text("tenant"),
          "site",
          site,
          "room",
          line.text("location"),
          "rack",
          rack,
          "purchased",
          purchased,
          "commissioned",
          commissioned);
    }
  }

  /** Notes a rack that is in another site. Without a file of racks, nothing can be said. */
  static void rackAt(
      SourceLine line, @Nullable String rack, String site, Map<String, Set<String>> racks) {
    if (rack == null || racks.isEmpty()) {
      return;
    }
    Set<String> at = racks.getOrDefault(rack, Set.of());
    if (at.isEmpty()) {
      line.problem("rack \"" + rack + "\" is unknown");
    } else if (!at.contains(site)) {
      line.problem(
          "rack \""
              + rack
              + "\" is in "
              + at.stream().sorted().toList()
              + ", not in \""
              + site
              + "\"");
    }
  }
}
