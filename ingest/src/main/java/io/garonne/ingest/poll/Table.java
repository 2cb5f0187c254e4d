package io.garonne.ingest.poll;

import io.garonne.ingest.decode.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a family of devices says over SNMP, and in which units.
 *
 * @param title for people
 * @param source where the facts come from
 * @param notes what a user must know, whole sentences
 * @param families names of the makes that speak so, each with the root of its objects
 * @param noValues raw numbers that mean "not available"
 * @param naming where rows are found by name; null where every quantity has an OID of its own
 * @param levels from the finest (outlets) to the coarsest (the whole device)
 * @param refusals what looks like a measurement and is none
 */
record Table(
    String title,
    String source,
    List<String> notes,
    List<Family> families,
    Set<BigDecimal> noValues,
    @Nullable Naming naming,
    List<Level> levels,
    List<Refusal> refusals) {

  Table {
    notes = List.copyOf(notes);
    families = List.copyOf(families);
    noValues = Set.copyOf(noValues);
    levels = List.copyOf(levels);
    refusals = List.copyOf(refusals);
  }

  /** A make and the root of its objects. */
  record Family(String name, Oid root) {}

  /** Columns of a list of named variables: their names, their scales, their numbers. */
  record Naming(Oid names, Oid scales, Oid values) {}

  /**
   * Where a device measures: its outlets, its phases, its inlets, or as a whole.
   *
   * @param only which rows belong here; null for all
   */
  record Level(String name, List<Column> columns, @Nullable Only only) {
    Level {
      columns = List.copyOf(columns);
    }
  }

  /** The rows whose value there is one of these. */
  record Only(Place.At place, Set<Integer> values) {
    Only {
      values = Set.copyOf(values);
    }
  }

  /**
   * One quantity of a level.
   *
   * @param unit of the raw number and its factor; null if nobody has told it
   * @param digits where the device says how many of the number's digits are decimals; null if it
   *     has none
   * @param valid where the device says with 1 that the number can be believed; null if it does not
   * @param rolls how many values a register has before it begins at 0 again, raw; null if unknown
   */
  record Column(
      Quantity quantity,
      Place place,
      @Nullable Unit unit,
      Place.@Nullable At digits,
      Place.@Nullable At valid,
      @Nullable BigDecimal rolls) {}

  /** {@code 0.1 kWh} is {@code new Unit(0.1, "kWh")}. */
  record Unit(BigDecimal factor, String name) {}

  /**
   * Objects that are not read.
   *
   * @param what for people: {@code power}
   * @param absolute whether its place is an OID of its own, not one beneath the family's root
   */
  record Refusal(String what, Place.At place, boolean absolute, Reason reason, String detail) {}
}
