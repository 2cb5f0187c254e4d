package io.garonne.ingest.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Up to where the records of topics are counted, as a ledger record's header: {@code
 * energy.readings.v1/0=123 energy.readings.v1/1=45}.
 *
 * @param next by {@code topic/partition}, the first offset that is not counted
 */
record Offsets(TreeMap<String, Long> next) {

  static String key(String topic, int partition) {
    return topic + "/" + partition;
  }

  static String topic(String key) {
    return key.substring(0, key.lastIndexOf('/'));
  }

  static int partition(String key) {
    return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
  }

  /** Records from here to the ends of the partitions. */
  List<Range> until(Offsets ends) {
    List<Range> beyond = new ArrayList<>();
    ends.next.forEach(
        (key, end) -> {
          long from = next.getOrDefault(key, 0L);
          if (from < end) {
            beyond.add(new Range(key, from, end));
          }
        });
    return beyond;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Long> entry : next.entrySet()) {
      text.append(text.isEmpty() ? "" : " ")
          .append(entry.getKey())
          .append('=')
          .append(entry.getValue());
    }
    return text.toString();
  }

  static Offsets parse(String text) {
    TreeMap<String, Long> next = new TreeMap<>();
    for (String entry : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      int equals = entry.lastIndexOf('=');
      next.put(entry.substring(0, equals), Long.parseLong(entry.substring(equals + 1)));
    }
    return new Offsets(next);
  }
}
