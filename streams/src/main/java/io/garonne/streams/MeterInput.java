package io.garonne.streams;

import io.garonne.model.Correction;
import io.garonne.model.Device;
import io.garonne.model.Reading;
import io.garonne.model.Replay;
import io.garonne.model.Statement;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** What the meter of a partition takes in, from three topics. */
sealed interface MeterInput {

  /** A reading. */
  record OfReading(Reading reading) implements MeterInput {}

  /** What a person said of a reading or a meter. */
  record OfCorrection(Correction correction) implements MeterInput {}

  /** A record of the topic of readings. */
  static MeterInput of(Statement statement) {
    return switch (statement) {
      case Reading reading -> new OfReading(reading);
      case Correction correction -> new OfCorrection(correction);
    };
  }

  /** A device's description; null where it was taken out. */
  record OfDevice(@Nullable Device device) implements MeterInput {}

  /** Start or end of a replay. */
  record OfReplay(Replay replay) implements MeterInput {}

  /** Reads records of one topic as input. */
  static <T> Serde<MeterInput> reading(Serde<T> serde, Function<T, MeterInput> as) {
    Deserializer<T> inner = serde.deserializer();
    Deserializer<MeterInput> deserializer =
        (topic, bytes) -> as.apply(inner.deserialize(topic, bytes));
    Serializer<MeterInput> none =
        (topic, value) -> {
          throw new UnsupportedOperationException("the meter writes none of its inputs");
        };
    return Serdes.serdeFrom(none, deserializer);
  }
}
