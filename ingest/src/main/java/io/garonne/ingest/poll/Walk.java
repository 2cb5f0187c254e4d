package io.garonne.ingest.poll;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that a device said, in the order of its OIDs. Never changes. */
final class Walk {
  private static final Oid NAME = Oid.of("1.3.6.1.2.1.1.1.0");

  private final NavigableMap<Oid, Value> values;

  Walk(SortedMap<Oid, Value> values) {
    this.values = Collections.unmodifiableNavigableMap(new TreeMap<>(values));
  }

  /** What it said at this OID, null if nothing. */
  @Nullable Value at(Oid oid) {
    return values.get(oid);
  }

  /** The same, by the OID's text. */
  @Nullable Value at(String oid) {
    return values.get(Oid.of(oid));
  }

  /** Everything at and beneath this OID. */
  NavigableMap<Oid, Value> under(Oid root) {
    NavigableMap<Oid, Value> from = values.tailMap(root, true);
    // Sub-identifiers are 32 bits, so this is behind everything beneath the root.
    Oid end = root.plus(Oid.of("4294967295"));
    return from.headMap(end, true);
  }

  /** The same, by the OID's text. */
  NavigableMap<Oid, Value> under(String root) {
    return under(Oid.of(root));
  }

  boolean has(Oid root) {
    return !under(root).isEmpty();
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  int size() {
    return values.size();
  }

  NavigableMap<Oid, Value> values() {
    return values;
  }

  /** What the device calls itself; empty if it does not say. */
  String description() {
    Value said = at(NAME);
    return said == null ? "" : said.readable();
  }
}
