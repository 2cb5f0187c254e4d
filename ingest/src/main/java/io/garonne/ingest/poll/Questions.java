package io.garonne.ingest.poll;

import io.garonne.ingest.poll.Table.Column;
import io.garonne.ingest.poll.Table.Family;
import io.garonne.ingest.poll.Table.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What to ask a device over SNMP: the columns of its tables and no others. Pure. */
final class Questions {
  private static final Oid DESCRIPTION = Oid.of("1.3.6.1.2.1.1.1");
  private static final Oid PRINTER = Oid.of("1.3.6.1.2.1.43.10");
  private static final Oid PRINTER_STATUS = Oid.of("1.3.6.1.2.1.25.3.5");
  private static final Oid KYOCERA = Oid.of("1.3.6.1.4.1.1347.42.2.5");
  private static final Oid SENSORS = Oid.of("1.3.6.1.2.1.99.1.1.1");

  private Questions() {}

  /** Where something stands if the device is of a family that we know. */
  static List<Oid> probes() {
    List<Oid> probes = new ArrayList<>();
    for (Table table : Tables.all()) {
      table.families().forEach(family -> probes.add(family.root()));
    }
    probes.addAll(List.of(PRINTER, PRINTER_STATUS, KYOCERA, SENSORS));
    return probes;
  }

  /**
   * What to read of a device at which these probes found something, in order; nothing of it lies
   * beneath another part of it.
   */
  static List<Oid> of(Set<Oid> present) {
    TreeSet<Oid> roots = new TreeSet<>();
    for (Table table : Tables.all()) {
      for (Family family : table.families()) {
        if (present.contains(family.root())) {
          columns(table, family, roots);
        }
      }
    }
    if (roots.isEmpty()
        && (present.contains(PRINTER)
            || present.contains(PRINTER_STATUS)
            || present.contains(KYOCERA))) {
      roots.addAll(PrinterMib.roots());
    }
    if (roots.isEmpty() && present.contains(SENSORS)) {
      roots.addAll(EntitySensors.roots());
    }
    roots.add(DESCRIPTION);
    return withoutNested(roots);
  }

  private static void columns(Table table, Family family, Set<Oid> roots) {
    if (table.naming() != null) {
      roots.add(family.root().plus(table.naming().names()));
      roots.add(family.root().plus(table.naming().scales()));
      roots.add(family.root().plus(table.naming().values()));
    }
    for (Level level : table.levels()) {
      if (level.only() != null) {
        roots.add(family.root().plus(level.only().place().prefix()));
      }
      for (Column column : level.columns()) {
        if (column.place() instanceof Place.At at) {
          roots.add(family.root().plus(at.prefix()));
        }
        if (column.digits() != null) {
          roots.add(family.root().plus(column.digits().prefix()));
        }
        if (column.valid() != null) {
          roots.add(family.root().plus(column.valid().prefix()));
        }
      }
    }
  }

  private static List<Oid> withoutNested(SortedSet<Oid> roots) {
    List<Oid> outermost = new ArrayList<>();
    for (Oid root : roots) {
      if (outermost.isEmpty() || !outermost.getLast().contains(root)) {
        outermost.add(root);
      }
    }
    return List.copyOf(outermost);
  }
}
