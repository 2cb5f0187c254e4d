package io.garonne.streams;

import io.garonne.model.LivePower;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * One partition's share of the power of a rack or of a site and class; takes the place of the share
 * it sent before.
 *
 * @param partition partition of readings
 * @param kind rack, or site and class
 * @param site site
 * @param member rack or equipment class, as {@code kind} says
 * @param power milliwatts
 * @param at newest event time in it, milliseconds since 1970 UTC
 * @param until when all in it will have fallen silent if nothing more comes, milliseconds since
 *     1970 UTC
 * @param devices devices in it; 0 when there are none any more
 */
record LiveShare(
    int partition,
    LivePower.Kind kind,
    String site,
    String member,
    long power,
    long at,
    long until,
    int devices) {

  /** The live value of several shares of one group. */
  LivePower asLivePower(long sum, long newest, int count) {
    boolean isRack = kind == LivePower.Kind.RACK;
    @Nullable String rack = isRack ? member : null;
    @Nullable String equipmentClass = isRack ? null : member;
    return new LivePower(kind, null, rack, site, equipmentClass, false, sum, newest, count);
  }

  /** For the repartition topic. */
  static Serde<LiveShare> serde() {
    Serializer<LiveShare> serializer =
        (topic, share) ->
            new Packer()
                .number(share.partition)
                .number(share.kind.ordinal())
                .text(share.site)
                .text(share.member)
                .number(share.power)
                .number(share.at)
                .number(share.until)
                .number(share.devices)
                .toBytes();
    Deserializer<LiveShare> deserializer =
        (topic, bytes) -> {
          Unpacker in = new Unpacker(bytes);
          return new LiveShare(
              in.integer(),
              LivePower.Kind.values()[in.integer()],
              in.text(),
              in.text(),
              in.number(),
              in.number(),
              in.number(),
              in.integer());
        };
    return Serdes.serdeFrom(serializer, deserializer);
  }
}
