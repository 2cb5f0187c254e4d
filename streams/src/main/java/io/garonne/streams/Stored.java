package io.garonne.streams;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Records that a store keeps as they were written. */
final class Stored {
  private Stored() {}

  /**
   * Keeps a record, or (null) does not keep it any longer.
   *
   * @return whether that changed anything
   */
  static boolean keep(KeyValueStore<String, byte[]> store, String key, byte @Nullable [] value) {
    if (Arrays.equals(store.get(key), value)) {
      return false;
    }
    if (value == null) {
      store.delete(key);
    } else {
      store.put(key, value);
    }
    return true;
  }

  /** Takes a record. */
  interface Taker {
    void take(String key, byte[] value);
  }

  /** Tells of a record that is another now, or (null) is no more. */
  interface Changed {
    void to(String key, byte @Nullable [] value);
  }

  /**
   * Keeps these records and no others.
   *
   * @param changed is told of each that is another, in the order of the keys
   */
  static void keepOnly(
      KeyValueStore<String, byte[]> store, Map<String, byte[]> wanted, Changed changed) {
    Map<String, byte @Nullable []> all = new TreeMap<>();
    each(store, (key, record) -> all.put(key, null));
    all.putAll(wanted);
    all.forEach(
        (key, record) -> {
          if (keep(store, key, record)) {
            changed.to(key, record);
          }
        });
  }

  /** Every record, in the order of the keys. */
  static void each(KeyValueStore<String, byte[]> store, Taker each) {
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        each.take(entry.key, entry.value);
      }
    }
  }
}
