package io.garonne.sink;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that cannot become a point.
 *
 * @param origin where it comes from
 * @param reason one of the reasons in {@link SinkMetrics}
 * @param detail what is wrong, one line
 * @param value the line protocol that was refused, or the record's bytes if there is no line
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record DeadLetter(Origin origin, String reason, String detail, byte @Nullable [] value) {

  static DeadLetter refused(Entry entry, String detail) {
    byte[] line = entry.line().text().getBytes(StandardCharsets.UTF_8);
    return new DeadLetter(entry.origin(), SinkMetrics.REFUSED, detail, line);
  }

  /** Headers {@code reason}, {@code detail}, {@code topic}, {@code partition}, {@code offset}. */
  RecordHeaders headers() {
    RecordHeaders headers = new RecordHeaders();
    add(headers, "reason", reason);
    add(headers, "detail", detail);
    add(headers, "topic", origin.partition().topic());
    add(headers, "partition", Integer.toString(origin.partition().partition()));
    add(headers, "offset", Long.toString(origin.offset()));
    return headers;
  }

  private static void add(RecordHeaders headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
