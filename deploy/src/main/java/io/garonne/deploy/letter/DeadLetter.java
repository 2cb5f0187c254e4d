package io.garonne.deploy.letter;

import io.garonne.ingest.kafka.Records;
import io.garonne.model.wire.IsoTime;
import io.garonne.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code energy.deadletters.v1}.
 *
 * @param partition its partition
 * @param offset its offset
 * @param stage who could not use it
 * @param reason why: a stage's label
 * @param detail one line for a person, or empty
 * @param topic ingest: the MQTT topic; else the topic in Kafka
 * @param at ingest: when the message arrived; else when the letter was written; milliseconds since
 *     1970 UTC
 * @param retained whether the MQTT broker had kept it
 * @param bytes the original bytes; not copied
 * @param cutFrom how many bytes it had, if even this topic could not hold them; else −1
 * @param originPartition partition of the record that could not be used, or −1
 * @param originOffset its offset, or −1
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record DeadLetter(
    int partition,
    long offset,
    Stage stage,
    String reason,
    String detail,
    String topic,
    long at,
    boolean retained,
    byte[] bytes,
    long cutFrom,
    int originPartition,
    long originOffset) {

  /** Who writes dead letters. */
  public enum Stage {
    INGEST,
    STREAMS,
    SINK;

    /** As it is written. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Kafka Streams' own headers, of records that it cannot read. */
  private static final String STREAMS_ERROR = "__streams.errors.";

  /** Reads a record; headers that are not there are empty. */
  public static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
    byte[] bytes = record.value() == null ? new byte[0] : record.value();
    String unread = text(record, STREAMS_ERROR + "topic");
    boolean ofIngest = record.headers().lastHeader(Records.INGEST) != null;
    boolean ofSink = !ofIngest && record.headers().lastHeader("offset") != null;
    String topic = text(record, Records.TOPIC);
    String reason = text(record, Records.REASON);
    boolean ofKafka = !unread.isEmpty();
    return new DeadLetter(
        record.partition(),
        record.offset(),
        ofIngest ? Stage.INGEST : ofSink ? Stage.SINK : Stage.STREAMS,
        ofKafka ? "unreadable" : reason,
        ofKafka ? text(record, STREAMS_ERROR + "message") : text(record, Records.DETAIL),
        ofKafka ? unread : topic.isEmpty() ? Topics.READINGS.topic() : topic,
        arrived(text(record, Records.RECEIVED_AT), record.timestamp()),
        text(record, Records.RETAINED).equals("true"),
        bytes,
        number(text(record, Records.CUT_FROM)),
        (int) number(text(record, ofKafka ? STREAMS_ERROR + "partition" : "partition")),
        number(text(record, ofKafka ? STREAMS_ERROR + "offset" : "offset")));
  }

  /** How it is called: partition and offset. */
  public String id() {
    return partition + "-" + offset;
  }

  /** The bytes as text, if they are text that can be shown; else null. */
  public @Nullable String text() {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.codePoints().allMatch(DeadLetter::isShown) ? text : null;
  }

  private static boolean isShown(int c) {
    return c == '\n'
        || c == '\t'
        || c == '\r'
        || (c != 0xFFFD && !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT);
  }

  private static long arrived(String text, long otherwise) {
    try {
      return text.isEmpty() ? otherwise : IsoTime.parse(text);
    } catch (DateTimeException e) {
      return otherwise;
    }
  }

  private static long number(String text) {
    try {
      return text.isEmpty() ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
