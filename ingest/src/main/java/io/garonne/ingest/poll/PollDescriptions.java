package io.garonne.ingest.poll;

import static io.garonne.ingest.decode.Description.value;

import io.garonne.ingest.decode.Description;
import io.garonne.ingest.poll.Table.Column;
import io.garonne.ingest.poll.Table.Level;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What the poller understands, for {@code docs/devices.md}: from its tables and readers. */
public final class PollDescriptions {
  private PollDescriptions() {}

  /** A section for each family. */
  public static List<Description> all() {
    List<Description> all = new ArrayList<>();
    Tables.all().forEach(table -> all.add(of(table)));
    all.add(printers());
    all.add(ippPrinters());
    all.add(netio());
    all.add(sensors());
    return List.copyOf(all);
  }

  private static Description of(Table table) {
    List<Description.Value> values = new ArrayList<>();
    for (Level level : table.levels()) {
      for (Column column : level.columns()) {
        values.add(value(level.name() + ": " + place(column), unit(column), becomes(column)));
      }
    }
    table
        .refusals()
        .forEach(no -> values.add(value(no.what(), "", no.reason().label() + ": " + no.detail())));
    return new Description(
        table.title(),
        table.families().stream().map(each -> each.name() + ", SNMP " + each.root()).toList(),
        values,
        table.notes(),
        List.of(table.source()));
  }

  private static String place(Column column) {
    return switch (column.place()) {
      case Place.At at ->
          at.prefix()
              + ".*".repeat(at.wildcards())
              + (at.suffix() == null ? "" : "." + at.suffix());
      case Place.Named named -> named.pattern();
    };
  }

  private static String unit(Column column) {
    Table.Unit unit = column.unit();
    if (unit == null) {
      return "not verified";
    }
    boolean one = unit.factor().compareTo(BigDecimal.ONE) == 0;
    return (one ? "" : unit.factor().toPlainString() + " ") + unit.name();
  }

  private static String becomes(Column column) {
    if (column.unit() == null) {
      return "nothing until the owner states its unit";
    }
    if (column.unit().name().equals(Quantity.APPARENT)) {
      return "power, times the power factor";
    }
    return column.quantity() != Quantity.ENERGY
        ? column.quantity().label().replace('-', ' ')
        : column.rolls() == null
            ? "register"
            : "register of " + column.rolls().toPlainString() + " values";
  }

  private static Description printers() {
    return new Description(
        "Printers over SNMP",
        List.of("Printer-MIB 1.3.6.1.2.1.43", "HOST-RESOURCES-MIB 1.3.6.1.2.1.25.3"),
        List.of(
            value("prtMarkerLifeCount", "impressions (7)", "pages on channel 0"),
            value("prtMarkerLifeCount", "sheets (8)", "pages on channel sheets"),
            value("prtMarkerLifeCount", "others, or none", "nothing unless the owner states it"),
            value("1347.42.2.5.1.1.1.1 + .2.1", "Kyocera, where 43.10 is empty", "pages"),
            value("hrPrinterStatus, hrDeviceStatus", "RFC 3805", "state"),
            value("prtAlertCode 23, 40000; console text", "", "state sleep"),
            value("hrPrinterDetectedErrorState", "bits", "errors, beside the reading")),
        List.of(
            "A printer that does not answer is not off: nothing is published.",
            "Private counters of copies, scans and colour are not read."),
        List.of("RFC 3805", "RFC 2790"));
  }

  private static Description ippPrinters() {
    return new Description(
        "Printers over IPP",
        List.of("ipp://… in the targets file"),
        List.of(
            value("printer-impressions-completed-col", "impressions", "pages on mono and colour"),
            value("printer-impressions-completed", "impressions", "pages, unless there are parts"),
            value("printer-media-sheets-completed", "sheets", "pages on channel sheets"),
            value("printer-pages-completed", "", "nothing unless the owner states its unit"),
            value(
                "printer-state, printer-state-reasons",
                "3, 4, 5",
                "idle, printing, available, sleep")),
        List.of("printer-up-time is not used: some count seconds, some say an epoch."),
        List.of("RFC 8011", "PWG 5100.22"));
  }

  private static Description netio() {
    return new Description(
        "NETIO PDUs over HTTP",
        List.of("http://…/netio.json in the targets file"),
        List.of(
            value("Outputs[].Energy", "Wh, whole", "register of channel ID"),
            value("Outputs[].Load", "W", "power"),
            value("Outputs[].Current", "mA", "current"),
            value("Outputs[].PowerFactor", "1", "power factor"),
            value("Outputs[].State", "0, 1", "state off, on"),
            value("GlobalMeasure.Voltage", "V", "voltage of every output"),
            value("GlobalMeasure.TotalEnergy", "Wh", "sum-of-parts, unless no output is metered")),
        List.of("Registers can be reset."),
        List.of("NETIO JSON API 2.x"));
  }

  private static Description sensors() {
    return new Description(
        "Servers and switches with sensors",
        List.of("ENTITY-SENSOR-MIB 1.3.6.1.2.1.99"),
        List.of(
            value("entPhySensorValue, type watts(6)", "10^(3(scale-9)-precision) W", "power"),
            value("transceivers, parts that are no supply", "", "not-supported"),
            value("a supply's output", "", "not-the-register")),
        List.of(
            "Only power supplies and inlets count; a supply is known by its name or by what contains it.",
            "The MIB has no energy. ENERGY-OBJECT-MIB (RFC 7460) is refused by name."),
        List.of("RFC 3433"));
  }
}
