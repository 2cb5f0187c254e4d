package io.garonne.ingest.poll;

import java.util.Arrays;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An SNMP object identifier; ordered as agents order them. */
final class Oid implements Comparable<Oid> {
  private static final int MAX_LENGTH = 128;
  private static final long MAX_PART = 0xFFFF_FFFFL;

  private final long[] parts;

  private Oid(long[] parts) {
    this.parts = parts;
  }

  /**
   * From {@code 1.3.6.1}, also with a dot before.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Oid of(String text) {
    Oid oid = parse(text);
    if (oid == null) {
      throw new IllegalArgumentException("\"" + text + "\" is not an OID");
    }
    return oid;
  }

  /** As {@link #of}, null if it is none. */
  static @Nullable Oid parse(String text) {
    String digits = text.startsWith(".") ? text.substring(1) : text;
    String[] each = digits.split("\\.", -1);
    if (each.length > MAX_LENGTH) {
      return null;
    }
    long[] parts = new long[each.length];
    for (int i = 0; i < each.length; i++) {
      String part = each[i];
      if (part.isEmpty()
          || part.length() > 10
          || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return null;
      }
      parts[i] = Long.parseLong(part);
      if (parts[i] > MAX_PART) {
        return null;
      }
    }
    return new Oid(parts);
  }

  /** This with another behind it. */
  Oid plus(Oid tail) {
    long[] all = Arrays.copyOf(parts, parts.length + tail.parts.length);
    System.arraycopy(tail.parts, 0, all, parts.length, tail.parts.length);
    return new Oid(all);
  }

  /** How many numbers it has. */
  int length() {
    return parts.length;
  }

  /** The number at a place, from 0. */
  long part(int place) {
    return parts[place];
  }

  /** Whether the other is beneath this one, or this one itself. */
  boolean contains(Oid other) {
    return other.parts.length >= parts.length
        && Arrays.equals(parts, 0, parts.length, other.parts, 0, parts.length);
  }

  /** The numbers from a place on, with dots between; empty at the end. */
  String from(int place) {
    return Arrays.stream(parts).skip(place).mapToObj(Long::toString).collect(joined());
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(".");
  }

  @Override
  public int compareTo(Oid other) {
    return Arrays.compare(parts, other.parts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Oid oid && Arrays.equals(parts, oid.parts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parts);
  }

  @Override
  public String toString() {
    return from(0);
  }
}
