package io.garonne.ingest.poll;

import io.garonne.ingest.decode.Reason;
import io.garonne.ingest.poll.Findings.Refused;
import io.garonne.ingest.poll.Table.Family;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads any device: by the table of its make, as a printer, or by its standard sensors. The first
 * that gives something decides, so that a device is never read in two ways at once. Pure.
 */
final class WalkReader {
  private static final Oid ENERGY_OBJECTS = Oid.of("1.3.6.1.2.1.229");

  private WalkReader() {}

  /** What the device's answers come to. */
  static Findings read(Walk walk, Choices choices) {
    List<Refused> refused = new ArrayList<>();
    @Nullable String family = null;
    for (Table table : Tables.all()) {
      for (Family each : table.families()) {
        if (!choices.exclude(each.name()) && TableReader.recognises(walk, each)) {
          Findings found = TableReader.read(walk, table, each, choices);
          if (!found.measured().isEmpty()) {
            return with(found, refused);
          }
          family = family == null ? found.family() : family;
          refused.addAll(found.refused());
        }
      }
    }
    boolean chosen = family != null && choices.level() != null; // then nothing else counts
    if (!chosen && !choices.exclude(PrinterMib.FAMILY) && PrinterMib.recognises(walk)) {
      Findings found = PrinterMib.read(walk, choices);
      if (!found.measured().isEmpty()) {
        return with(found, refused);
      }
      family = family == null ? found.family() : family;
      refused.addAll(found.refused());
    }
    if (!chosen && !choices.exclude(EntitySensors.FAMILY) && EntitySensors.recognises(walk)) {
      Findings found = EntitySensors.read(walk);
      if (!found.measured().isEmpty()) {
        return with(found, refused);
      }
      family = family == null ? found.family() : family;
      refused.addAll(found.refused());
    }
    if (walk.has(ENERGY_OBJECTS)) {
      family = family == null ? "energy-object" : family;
      refused.add(
          new Refused(
              "energy-object",
              Reason.NOT_SUPPORTED,
              "ENERGY-OBJECT-MIB (RFC 7460): its energy belongs to one interval, it is no register"));
    }
    Basis kept = choices.kept();
    if (family == null && kept != null) {
      refused.add(Refused.missing(kept.toString()));
    }
    if (refused.isEmpty()) {
      refused.add(new Refused("device", Reason.NOT_SUPPORTED, unknown(walk)));
    }
    return new Findings(family == null ? Findings.UNKNOWN : family, List.of(), refused);
  }

  private static Findings with(Findings found, List<Refused> before) {
    List<Refused> all = new ArrayList<>(before);
    all.addAll(found.refused());
    return new Findings(found.family(), found.measured(), all, found.counts());
  }

  private static String unknown(Walk walk) {
    String says = walk.description();
    return "no table knows this device" + (says.isEmpty() ? "" : ": " + says);
  }
}
