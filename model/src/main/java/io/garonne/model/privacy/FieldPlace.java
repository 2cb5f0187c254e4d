package io.garonne.model.privacy;

import java.util.Locale;

/**
 * A place where fields are.
 *
 * @param store kind of the place
 * @param name of a topic its schema ({@code energy.totals.v1} for all four topics of totals), of
 *     the estate a table, of InfluxDB a measurement with tags and fields, of CSV what it lists
 */
public record FieldPlace(Store store, String name) implements Comparable<FieldPlace> {

  /** Kinds of places. */
  public enum Store {
    TOPIC,
    ESTATE,
    INFLUX,
    CSV;

    /** Its name in the table. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public int compareTo(FieldPlace other) {
    int stores = store.compareTo(other.store);
    return stores != 0 ? stores : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return store.label() + " " + name;
  }
}
