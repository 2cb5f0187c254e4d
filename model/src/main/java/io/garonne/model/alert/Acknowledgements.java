package io.garonne.model.alert;

import io.garonne.model.alert.Alert.Acknowledgement;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has taken on which alert. An acknowledgement is of one occurrence: the same condition begins
 * anew without one.
 */
public final class Acknowledgements {
  private final Map<Occurrence, Acknowledgement> byOccurrence;

  private Acknowledgements(Map<Occurrence, Acknowledgement> byOccurrence) {
    this.byOccurrence = Map.copyOf(byOccurrence);
  }

  private record Occurrence(String alert, long since) {}

  /** Those of the table. */
  public static Acknowledgements of(Estate estate) {
    Map<Occurrence, Acknowledgement> all = new HashMap<>();
    for (EstateLine line : estate.lines(EstateTable.ACKNOWLEDGEMENTS)) {
      String note = line.cell("note");
      all.put(
          new Occurrence(line.required("alert"), instant(line, "since")),
          new Acknowledgement(line.required("by"), instant(line, "at"), note == null ? "" : note));
    }
    return new Acknowledgements(all);
  }

  /**
   * Who has taken it on, or null.
   *
   * @param since when this occurrence began, milliseconds since 1970 UTC
   */
  public @Nullable Acknowledgement of(String alert, long since) {
    return byOccurrence.get(new Occurrence(alert, since));
  }

  /** A moment that a command has written: an instant to the millisecond, never a date. */
  static long instant(EstateLine line, String column) {
    return OffsetDateTime.parse(line.required(column)).toInstant().toEpochMilli();
  }
}
