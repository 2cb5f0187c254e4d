package io.garonne.streams;

import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.FindingJson;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.LivePowerJson;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * What alerts are made of: a record of one of six topics.
 *
 * @param kind which of them
 * @param value the record's value as it was written, or null: it was taken back
 * @param why what a header says of the reason, or empty
 * @param at what a header says of the time, milliseconds since 1970 UTC, or 0
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record AlertRecord(Kind kind, byte @Nullable [] value, String why, long at) {

  /** What a record is. */
  enum Kind {
    LIVE,
    LINE,
    FINDING,
    /** Without its value: the reason is what counts. */
    DEAD_LETTER,
    LEDGER,
    FIGURE
  }

  /** Whether a live value is of a device or of a channel, by its key; groups are not looked at. */
  static boolean isOfDevice(String key) {
    return key.startsWith("device|") || key.startsWith("channel|");
  }

  /** Reads a topic's records, deletions among them; one that cannot be read is a dead letter. */
  static Serde<AlertRecord> of(Kind kind) {
    Deserializer<AlertRecord> deserializer =
        new Deserializer<>() {
          @Override
          public AlertRecord deserialize(String topic, byte @Nullable [] data) {
            return deserialize(topic, new RecordHeaders(), data);
          }

          @Override
          public AlertRecord deserialize(String topic, Headers headers, byte @Nullable [] data) {
            try {
              return read(kind, headers, data);
            } catch (RuntimeException e) {
              throw new SerializationException(topic + ": " + e.getMessage(), e);
            }
          }
        };
    Serializer<AlertRecord> none =
        (topic, value) -> {
          throw new UnsupportedOperationException("alerts write none of their inputs");
        };
    return Serdes.serdeFrom(none, deserializer);
  }

  private static AlertRecord read(Kind kind, Headers headers, byte @Nullable [] data) {
    if (kind == Kind.DEAD_LETTER) {
      return new AlertRecord(kind, null, header(headers, "reason"), 0);
    }
    if (data != null) {
      Object unused =
          switch (kind) {
            case LIVE -> LivePowerJson.read(data);
            case LINE -> EstateLineJson.read(data);
            case FINDING -> FindingJson.read(data);
            case LEDGER -> LedgerJson.read(data);
            case FIGURE -> IndicatorJson.read(data);
            case DEAD_LETTER -> data;
          };
      return new AlertRecord(kind, data, "", 0);
    }
    String at = header(headers, LiveTopology.AT);
    return new AlertRecord(
        kind, null, header(headers, LiveTopology.WHY), at.isEmpty() ? 0 : Long.parseLong(at));
  }

  private static String header(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** For the topic between the live values' partitions and the one task of the alerts. */
  static Serde<AlertRecord> packed() {
    Serializer<AlertRecord> serializer =
        (topic, r) -> {
          Packer out = new Packer().number(r.kind.ordinal()).text(r.why).number(r.at);
          return (r.value == null ? out : out.bytes(r.value)).toBytes();
        };
    Deserializer<AlertRecord> deserializer =
        (topic, bytes) -> {
          Unpacker in = new Unpacker(bytes);
          Kind kind = Kind.values()[in.integer()];
          String why = in.text();
          long at = in.number();
          return new AlertRecord(kind, in.hasMore() ? in.bytes() : null, why, at);
        };
    return Serdes.serdeFrom(serializer, deserializer);
  }
}
