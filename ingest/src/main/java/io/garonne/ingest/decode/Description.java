package io.garonne.ingest.decode;

import java.util.List;

/**
 * What a decoder or a table understands, for people: a section of {@code docs/devices.md}.
 *
 * @param family the devices, as their makers call them
 * @param where topics, or what else the devices are recognised by
 * @param values what is read, and what is deliberately not
 * @param limits what a user must know before relying on it; whole sentences
 * @param sources public documents of the protocol
 */
public record Description(
    String family,
    List<String> where,
    List<Value> values,
    List<String> limits,
    List<String> sources) {

  /** What is believed of any device; beyond it a value is left out. */
  public static final String LIMITS = Quantities.LIMITS;

  /**
   * A value that a device sends.
   *
   * @param field its name in the topic or payload
   * @param unit the device's unit, or its possible texts
   * @param becomes what it is in a reading, or why it is not used
   */
  public record Value(String field, String unit, String becomes) {}

  public Description {
    where = List.copyOf(where);
    values = List.copyOf(values);
    limits = List.copyOf(limits);
    sources = List.copyOf(sources);
    if (family.isBlank() || where.isEmpty() || values.isEmpty()) {
      throw new IllegalArgumentException("a description needs a family, a place and values");
    }
  }

  /** A value. */
  public static Value value(String field, String unit, String becomes) {
    return new Value(field, unit, becomes);
  }
}
