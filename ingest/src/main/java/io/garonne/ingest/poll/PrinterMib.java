package io.garonne.ingest.poll;

import io.garonne.ingest.decode.Reason;
import io.garonne.ingest.poll.Findings.Refused;
import io.garonne.ingest.poll.Measured.PageUnit;
import io.garonne.model.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a printer: Printer-MIB (RFC 3805) and HOST-RESOURCES-MIB (RFC 2790). Pages are counted in
 * impressions on channel 0, or, where the printer counts paper, on channel {@code sheets}. A
 * printer that answers is never "off".
 */
final class PrinterMib {
  static final String FAMILY = "printer";

  /** Channel of a counter of paper, so that sheets are never added to impressions. */
  static final String SHEETS = Reading.SHEETS_CHANNEL;

  private static final Oid HOST_DEVICES = Oid.of("1.3.6.1.2.1.25.3");
  private static final Oid PRINTER = Oid.of("1.3.6.1.2.1.43");
  private static final Oid KYOCERA = Oid.of("1.3.6.1.4.1.1347");

  private static final Oid DEVICE_TYPE = Oid.of("1.3.6.1.2.1.25.3.2.1.2");
  private static final Oid TYPE_PRINTER = Oid.of("1.3.6.1.2.1.25.3.1.5");
  private static final Oid PRINTER_ROWS = Oid.of("1.3.6.1.2.1.25.3.5.1");
  private static final Oid MARKER_UNIT = Oid.of("1.3.6.1.2.1.43.10.2.1.3");
  private static final Oid LIFE_COUNT = Oid.of("1.3.6.1.2.1.43.10.2.1.4");

  /** Kyocera's own counters of printed and copied sides, where the standard one is missing. */
  private static final List<Oid> KYOCERA_COUNTS =
      List.of(
          Oid.of("1.3.6.1.4.1.1347.42.2.5.1.1.1.1"), //
          Oid.of("1.3.6.1.4.1.1347.42.2.5.1.1.2.1"));

  private static final String KYOCERA_NAME = "kyocera";
  private static final int UNIT_IMPRESSIONS = 7;
  private static final int UNIT_SHEETS = 8;

  private PrinterMib() {}

  /** Whether the device is a printer. */
  static boolean recognises(Walk walk) {
    return walk.has(PRINTER)
        || walk.has(PRINTER_ROWS)
        || walk.has(KYOCERA)
        || printers(walk).findAny().isPresent();
  }

  /** What is asked of a printer. */
  static List<Oid> roots() {
    return List.of(
        HOST_DEVICES,
        Oid.of("1.3.6.1.2.1.43.10.2.1"),
        PrinterState.CONSOLE_TEXT,
        PrinterState.ALERT_CODE,
        Oid.of("1.3.6.1.4.1.1347.42.2.5.1.1"));
  }

  /** Reads a device that is a printer. */
  static Findings read(Walk walk, Choices choices) {
    List<Refused> refused = new ArrayList<>();
    String row = row(walk);
    Measured itself = PrinterState.read(walk, row);
    List<Measured> measured = new ArrayList<>();
    Count count = count(walk, choices, refused);
    if (count == null && itself.state() == null) {
      refused.add(
          new Refused(FAMILY, Reason.NO_USABLE_VALUE, "neither a page counter nor a status"));
      return new Findings(FAMILY, List.of(), refused);
    }
    if (count != null && count.unit == PageUnit.SHEETS) {
      measured.add(Measured.pages(SHEETS, count.pages, count.unit));
    } else if (count != null) {
      itself = itself.withPages(count.pages, count.unit);
    }
    if (itself.state() != null || itself.pages() != null) {
      measured.addFirst(itself);
    }
    return new Findings(
        FAMILY, measured, refused, count == null ? null : new Basis(FAMILY, count.name));
  }

  private record Count(String name, BigDecimal pages, PageUnit unit) {}

  private static @Nullable Count count(Walk walk, Choices choices, List<Refused> refused) {
    String kept = choices.kept(FAMILY);
    Count first = null;
    for (Map.Entry<Oid, Value> each : walk.under(LIFE_COUNT).entrySet()) {
      BigDecimal pages = each.getValue().number();
      String index = each.getKey().from(LIFE_COUNT.length());
      String name = "marker " + index;
      if (pages == null || pages.signum() < 0 || index.isEmpty()) {
        refused.add(new Refused(name, Reason.NO_USABLE_VALUE, "a counter that is no count"));
        continue;
      }
      Value said = walk.at(MARKER_UNIT.plus(Oid.of(index)));
      Integer unit = said == null ? null : said.whole();
      PageUnit known =
          said == null
              ? choices.pageUnit()
              : unit == null
                  ? null
                  : switch (unit) {
                    case UNIT_IMPRESSIONS -> PageUnit.IMPRESSIONS;
                    case UNIT_SHEETS -> PageUnit.SHEETS;
                    default -> null;
                  };
      if (known == null) {
        refused.add(
            new Refused(
                name,
                Reason.UNKNOWN_UNIT,
                said == null
                    ? "a counter of "
                        + pages
                        + " that does not say what it counts; the setting pages states it"
                    : "unit " + said.readable() + " is neither impressions (7) nor sheets (8)"));
      } else if (kept != null && !kept.equals(counter(name, known))) {
        refused.add(new Refused(name, Reason.SUM_OF_PARTS, kept + " counts"));
      } else if (first != null) {
        refused.add(
            new Refused(name, Reason.SUM_OF_PARTS, "the counter of the first marker is read"));
      } else {
        first = new Count(counter(name, known), pages, known);
      }
    }
    boolean kyocera = kept == null ? !walk.has(LIFE_COUNT) : kept.equals(KYOCERA_NAME);
    Count counts = kyocera ? kyocera(walk) : first;
    if (counts == null && kept != null) {
      refused.add(Refused.missing(kept));
    }
    return counts;
  }

  private static String counter(String marker, PageUnit unit) {
    return marker + " " + unit.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Count kyocera(Walk walk) {
    BigDecimal sum = null;
    for (Oid oid : KYOCERA_COUNTS) {
      Value value = walk.at(oid);
      BigDecimal pages = value == null ? null : value.number();
      if (pages == null || pages.signum() < 0) {
        return null; // half of it would look like a counter that fell
      }
      sum = sum == null ? pages : sum.add(pages);
    }
    return sum == null ? null : new Count(KYOCERA_NAME, sum, PageUnit.IMPRESSIONS);
  }

  /** Of several devices in the printer, the one that is a printer. */
  private static String row(Walk walk) {
    return printers(walk)
        .findFirst()
        .or(
            () ->
                walk.under(PRINTER_ROWS).keySet().stream()
                    .filter(oid -> oid.length() > PRINTER_ROWS.length() + 1)
                    .map(oid -> oid.from(PRINTER_ROWS.length() + 1))
                    .findFirst())
        .orElse("1");
  }

  private static Stream<String> printers(Walk walk) {
    return walk.under(DEVICE_TYPE).entrySet().stream()
        .filter(each -> TYPE_PRINTER.equals(Oid.parse(each.getValue().text().strip())))
        .map(each -> each.getKey().from(DEVICE_TYPE.length()))
        .filter(index -> !index.isEmpty());
  }
}
