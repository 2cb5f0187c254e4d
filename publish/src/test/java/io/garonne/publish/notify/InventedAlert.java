package io.garonne.publish.notify;

import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Alert.Acknowledgement;
import io.garonne.model.alert.Alert.Kind;
import io.garonne.model.alert.Place;
import io.garonne.model.alert.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts as the engine writes them. */
public final class InventedAlert {
  public static final long SINCE = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
  public static final Place RACK = new Place("town-hall", "2.04", "R1", "pdu-a", "1", false);

  private InventedAlert() {}

  /** An overload of a PDU, told so often. */
  public static Alert overload(String id, int told) {
    return of(id, Kind.OVERLOAD, Severity.CRITICAL, RACK, SINCE, null, false, told);
  }

  /** Another occurrence of it. */
  public static Alert overloadSince(String id, long since, int told) {
    return of(id, Kind.OVERLOAD, Severity.CRITICAL, RACK, since, null, false, told);
  }

  /** The same, over after a minute. */
  public static Alert ended(Alert a) {
    return of(
        a.id(),
        a.kind(),
        a.severity(),
        a.place(),
        a.since(),
        a.since() + 60_000,
        a.silenced(),
        a.told());
  }

  /** The same, covered by a silence. */
  public static Alert silenced(Alert a) {
    return of(a.id(), a.kind(), a.severity(), a.place(), a.since(), a.ended(), true, a.told());
  }

  /** The same of a severity. */
  public static Alert severity(Alert a, Severity severity) {
    return of(a.id(), a.kind(), severity, a.place(), a.since(), a.ended(), a.silenced(), a.told());
  }

  /** A desk's plug is silent. */
  public static Alert personal(String id, Kind kind, int told) {
    Place desk = new Place("town-hall", null, null, "plug-desk-7", null, true);
    return of(id, kind, Severity.WARNING, desk, SINCE, null, false, told);
  }

  /** Many devices behind one. */
  public static Alert group(
      String id, int behind, List<String> names, @Nullable Acknowledgement taken) {
    return new Alert(
        id,
        Kind.GROUP_SILENT,
        Severity.CRITICAL,
        Place.site("annex"),
        SINCE,
        null,
        12 * 60_000L,
        10 * 60_000L,
        "ms",
        behind,
        names,
        "switch sw-3",
        taken,
        false,
        1,
        "",
        null);
  }

  private static Alert of(
      String id,
      Kind kind,
      Severity severity,
      Place place,
      long since,
      @Nullable Long ended,
      boolean silenced,
      int told) {
    return new Alert(
        id,
        kind,
        severity,
        place,
        since,
        ended,
        4_120_400L,
        3_680_000L,
        "mW",
        0,
        List.of(),
        "",
        null,
        silenced,
        told,
        "",
        null);
  }
}
