package io.garonne.streams;

import io.garonne.model.Causes;
import io.garonne.model.Replay;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** What one partition of readings tells the totals of the estate. */
sealed interface PartialTotal {

  /**
   * A partition's share of a total; takes the place of the share it sent before.
   *
   * @param partition partition of readings
   * @param id which total
   * @param sums the share
   * @param expected devices of this partition valid in the period
   * @param expectedMillis milliseconds of their validity in the period
   * @param causes why it is sent
   */
  record Share(int partition, RowId id, Sums sums, int expected, long expectedMillis, Causes causes)
      implements PartialTotal {}

  /**
   * A partition has seen the start of a replay, or everything before its end.
   *
   * @param partition partition of readings
   * @param replay name of the replay
   * @param state running or finished
   */
  record Mark(int partition, String replay, Replay.State state) implements PartialTotal {}

  /** Key of marks; they go to every partition. */
  String MARK_KEY = "replay";

  private static byte[] pack(PartialTotal partial) {
    Packer out = new Packer();
    switch (partial) {
      case Share share -> {
        out.number(0).number(share.partition());
        share.id().pack(out);
        share.sums().pack(out);
        out.number(share.expected()).number(share.expectedMillis());
        Because.pack(share.causes(), out);
      }
      case Mark mark ->
          out.number(1).number(mark.partition()).text(mark.replay()).number(mark.state().ordinal());
    }
    return out.toBytes();
  }

  private static PartialTotal unpack(byte[] bytes) {
    Unpacker in = new Unpacker(bytes);
    return in.number() == 0
        ? new Share(
            in.integer(),
            RowId.unpack(in),
            Sums.unpack(in),
            in.integer(),
            in.number(),
            Because.unpack(in))
        : new Mark(in.integer(), in.text(), Replay.State.values()[in.integer()]);
  }

  /** For the repartition topic between meter and totals. */
  static Serde<PartialTotal> serde() {
    Serializer<PartialTotal> serializer = (topic, value) -> pack(value);
    Deserializer<PartialTotal> deserializer = (topic, bytes) -> unpack(bytes);
    return Serdes.serdeFrom(serializer, deserializer);
  }
}
