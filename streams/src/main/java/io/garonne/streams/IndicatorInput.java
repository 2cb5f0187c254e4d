package io.garonne.streams;

import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.StratumSampleJson;
import io.garonne.model.wire.TotalJson;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * What indicators and advice are computed from: a record of one of five topics.
 *
 * @param kind which of them
 * @param value the record's value as it was written, or null: it was taken back
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record IndicatorInput(Kind kind, byte @Nullable [] value) {

  /** What a record is. */
  enum Kind {
    /** A day of a device. */
    DAY,
    /** A month of an entity and family. */
    MONTH,
    /** A line of a table of the estate. */
    LINE,
    /** A sample of a stratum, as this application wrote it. */
    SAMPLE,
    /** A quarter-hour of a device. */
    QUARTER_HOUR,
    /** A month of a device. */
    MONTH_OF_DEVICE
  }

  private static final Pattern ENTITY_AND_FAMILY =
      Pattern.compile("month\\|[^|]+\\|.+\\|\\|\\|\\|.+\\|", Pattern.DOTALL);

  /** Whether a record of devices' totals is a day, by its key. */
  static boolean isDay(String key) {
    return key.startsWith("day|");
  }

  /** Whether a record of devices' totals is a month, by its key. */
  static boolean isMonthOfDevice(String key) {
    return key.startsWith("month|");
  }

  /** Whether a record of devices' fine totals is a quarter-hour, by its key. */
  static boolean isQuarterHour(String key) {
    return key.startsWith("quarter-hour|");
  }

  /** The device in the key of a total: the sixth of its parts; empty if there is none. */
  static String deviceOf(String key) {
    StringBuilder part = new StringBuilder();
    int bars = 0;
    for (int i = 0; i < key.length() && bars < 6; i++) {
      char c = key.charAt(i);
      if (c == '|') {
        bars++;
      } else if (bars == 5) {
        // A bar or backslash in a name stands behind a backslash.
        part.append(c == '\\' ? key.charAt(++i) : c);
      } else if (c == '\\') {
        i++;
      }
    }
    return part.toString();
  }

  /** Whether a record of totals is a month of an entity and family, by its key. */
  static boolean isMonth(String key) {
    return key.startsWith("month|") && ENTITY_AND_FAMILY.matcher(key).matches();
  }

  /**
   * The same.
   *
   * @throws IllegalArgumentException if the value is not what it should be
   */
  private IndicatorInput readable() {
    if (value != null) {
      Object read =
          switch (kind) {
            case DAY, MONTH, QUARTER_HOUR, MONTH_OF_DEVICE -> TotalJson.read(value);
            case LINE -> EstateLineJson.read(value);
            case SAMPLE -> StratumSampleJson.read(value);
          };
      Objects.requireNonNull(read);
    }
    return this;
  }

  private byte[] pack() {
    byte[] packed = new byte[value == null ? 1 : value.length + 1];
    packed[0] = (byte) (value == null ? -1 - kind.ordinal() : kind.ordinal());
    if (value != null) {
      System.arraycopy(value, 0, packed, 1, value.length);
    }
    return packed;
  }

  private static IndicatorInput unpack(byte[] packed) {
    int kind = packed[0];
    return kind < 0
        ? new IndicatorInput(Kind.values()[-1 - kind], null)
        : new IndicatorInput(Kind.values()[kind], Arrays.copyOfRange(packed, 1, packed.length));
  }

  /** For the store in which totals wait, as they are. */
  static Serde<IndicatorInput> serde() {
    Serializer<IndicatorInput> serializer = (topic, input) -> input.pack();
    return Serdes.serdeFrom(serializer, (topic, packed) -> unpack(packed));
  }

  /**
   * For the topic between the totals' partitions and the one task of the indicators: what cannot be
   * read becomes a dead letter there.
   */
  static Serde<IndicatorInput> checked() {
    Serializer<IndicatorInput> serializer = (topic, input) -> input.pack();
    return Serdes.serdeFrom(serializer, (topic, packed) -> unpack(packed).readable());
  }

  /**
   * Reads a topic's records as they are, deletions among them. Of totals few are needed, and these
   * are looked at later; any other that cannot be read becomes a dead letter.
   */
  static Serde<IndicatorInput> of(Kind kind) {
    Deserializer<IndicatorInput> deserializer =
        (topic, value) -> {
          IndicatorInput input = new IndicatorInput(kind, value);
          return kind == Kind.LINE || kind == Kind.SAMPLE ? input.readable() : input;
        };
    Serializer<IndicatorInput> none =
        (topic, value) -> {
          throw new UnsupportedOperationException("the indicators write none of their inputs");
        };
    return Serdes.serdeFrom(none, deserializer);
  }
}
