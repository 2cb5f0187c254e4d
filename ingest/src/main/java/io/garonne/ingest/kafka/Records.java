package io.garonne.ingest.kafka;

import io.garonne.ingest.decode.Decoding;
import io.garonne.ingest.decode.InboundMessage;
import io.garonne.model.Reading;
import io.garonne.model.wire.IsoTime;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The records that ingest writes, and their headers.
 *
 * <p>Every record carries {@value #INGEST}: the client id of its writer. Of a message with several
 * readings, all records but the first carry {@value #PART}.
 */
public final class Records {
  /** Header: client id of the ingest that wrote the record. */
  public static final String INGEST = "ingest";

  /** Header: which further reading of its message a record is, from 1. */
  public static final String PART = "part";

  /** Header of a dead letter: the MQTT topic. */
  public static final String TOPIC = "topic";

  /** Header of a dead letter: label of a {@link io.garonne.ingest.decode.Reason}. */
  public static final String REASON = "reason";

  /** Header of a dead letter: one line for a person. */
  public static final String DETAIL = "detail";

  /** Header of a dead letter: ISO 8601, UTC. */
  public static final String RECEIVED_AT = "received-at";

  /** Header of a dead letter: {@code true} or {@code false}. */
  public static final String RETAINED = "retained";

  /** Header of a dead letter that was too long even for its topic: its true number of bytes. */
  public static final String CUT_FROM = "cut-from";

  /** Header of a ledger record: the offsets up to which it counts. */
  static final String COVERS = "covers";

  private static final int MAX_DETAIL = 200;

  /** The topic's limit is for a whole batch: headers, an MQTT topic of 64 KiB and some overhead. */
  static final int MAX_DEAD_LETTER = Topics.MAX_DEAD_LETTER_BYTES - 128 * 1024;

  private final byte[] clientId;

  Records(String clientId) {
    this.clientId = bytes(clientId);
  }

  ProducerRecord<byte[], byte[]> reading(Reading reading, int part) {
    ProducerRecord<byte[], byte[]> out =
        record(Topics.READINGS, bytes(reading.device()), ReadingJson.write(reading));
    if (part > 0) {
      out.headers().add(PART, bytes(Integer.toString(part)));
    }
    return out;
  }

  ProducerRecord<byte[], byte[]> deadLetter(
      InboundMessage message, Decoding.Rejected rejected, int maxBytes) {
    byte[] payload = message.payload();
    boolean cut = payload.length > maxBytes;
    ProducerRecord<byte[], byte[]> out =
        record(Topics.DEAD_LETTERS, null, cut ? Arrays.copyOf(payload, maxBytes) : payload);
    String detail = rejected.detail();
    Headers headers = out.headers();
    headers.add(TOPIC, bytes(message.topic()));
    headers.add(REASON, bytes(rejected.reason().label()));
    headers.add(
        DETAIL,
        bytes(detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) + "…" : detail));
    headers.add(RECEIVED_AT, bytes(IsoTime.format(message.receivedAt())));
    headers.add(RETAINED, bytes(Boolean.toString(message.retained())));
    if (cut) {
      headers.add(CUT_FROM, bytes(Integer.toString(payload.length)));
    }
    return out;
  }

  /** The payload as it came; none if the announcement is taken back. */
  ProducerRecord<byte[], byte[]> announcement(InboundMessage message) {
    byte[] payload = message.payload();
    return record(
        Topics.ANNOUNCEMENTS, bytes(message.topic()), payload.length == 0 ? null : payload);
  }

  ProducerRecord<byte[], byte[]> ledger(String key, byte[] value, Offsets covers) {
    ProducerRecord<byte[], byte[]> out = record(Topics.LEDGER, bytes(key), value);
    out.headers().add(COVERS, bytes(covers.text()));
    return out;
  }

  private ProducerRecord<byte[], byte[]> record(
      Topics topic, byte @Nullable [] key, byte @Nullable [] value) {
    ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(topic.topic(), key, value);
    out.headers().add(INGEST, clientId);
    return out;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
