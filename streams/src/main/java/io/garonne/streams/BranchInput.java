package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Causes;
import io.garonne.model.Part;
import io.garonne.model.PointRef;
import io.garonne.model.TreePlace;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.tree.ChannelSlot;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** What the meters of a partition tell the trees. */
sealed interface BranchInput {

  /**
   * What a channel has booked in a quarter-hour; takes the place of what was said before. With
   * nothing booked: the channel is not in this tree then, or not any more.
   *
   * @param key which
   * @param booked what it booked, and what it was
   * @param causes why it changed
   */
  record Slot(BranchKey key, ChannelSlot booked, Causes causes) implements BranchInput {}

  /**
   * A device in a tree is to be forgotten: what it booked stays, without its name.
   *
   * @param root the top of the tree by the inventory
   * @param device the device
   * @param before quarter-hours that start earlier, milliseconds since 1970 UTC
   */
  record Forget(PointRef root, String device, long before) implements BranchInput {}

  /**
   * A partition has sent everything before the end of a replay.
   *
   * @param partition partition of readings
   * @param replay name of the replay
   */
  record Finished(int partition, String replay) implements BranchInput {}

  /** What a tree has to know of an assignment, in bytes. */
  static byte[] place(Assignment a) {
    Packer out = new Packer();
    optional(a.channel(), out);
    out.text(a.site()).text(a.zone().getId()).number(a.personal() ? 1 : 0);
    out.number(a.parts().size());
    for (Part part : a.parts()) {
      optional(part.asset(), out);
      out.text(part.entity()).text(part.equipmentClass()).text(part.family());
      out.number(part.weight());
    }
    Long resolution = a.profile().resolution();
    out.number(resolution == null ? 0 : resolution);
    out.number(a.tree().above().size());
    a.tree().above().forEach(point -> pack(point, out));
    out.number(a.tree().hasChildren() ? 1 : 0).number(a.tree().accuracyPpm());
    return out.toBytes();
  }

  /** The reverse of {@link #place}: an assignment that is always valid. */
  static Assignment place(byte[] bytes) {
    Unpacker in = new Unpacker(bytes);
    String channel = optional(in);
    String site = in.text();
    ZoneId zone = ZoneId.of(in.text());
    boolean personal = in.number() == 1;
    List<Part> parts = new ArrayList<>();
    for (int left = in.integer(); left > 0; left--) {
      parts.add(new Part(optional(in), in.text(), in.text(), in.text(), in.number()));
    }
    long resolution = in.number();
    List<PointRef> above = new ArrayList<>();
    for (int left = in.integer(); left > 0; left--) {
      above.add(point(in));
    }
    return new Assignment(
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        channel,
        site,
        zone,
        null,
        null,
        true,
        personal,
        parts,
        resolution == 0 ? MeterProfile.DEFAULT : MeterProfile.DEFAULT.withResolution(resolution),
        new TreePlace(above, in.number() == 1, in.integer()));
  }

  static void pack(PointRef point, Packer out) {
    out.text(point.device());
    optional(point.channel(), out);
  }

  static PointRef point(Unpacker in) {
    return new PointRef(in.text(), optional(in));
  }

  private static void optional(@Nullable String text, Packer out) {
    out.number(text == null ? 0 : 1);
    if (text != null) {
      out.text(text);
    }
  }

  private static @Nullable String optional(Unpacker in) {
    return in.number() == 0 ? null : in.text();
  }

  private static byte[] pack(BranchInput input) {
    Packer out = new Packer();
    switch (input) {
      case Slot(BranchKey key, ChannelSlot booked, Causes causes) -> {
        out.number(0);
        pack(key.root(), out);
        out.text(key.channel().device()).text(key.channel().channel()).number(key.slot());
        out.number(booked.measured()).number(booked.interpolated()).number(booked.booked());
        out.bytes(place(booked.as()));
        Because.pack(causes, out);
      }
      case Finished(int partition, String replay) -> out.number(1).number(partition).text(replay);
      case Forget(PointRef root, String device, long before) -> {
        out.number(2);
        pack(root, out);
        out.text(device).number(before);
      }
    }
    return out.toBytes();
  }

  private static BranchInput unpack(byte[] bytes) {
    Unpacker in = new Unpacker(bytes);
    return switch (in.integer()) {
      case 0 -> unpackSlot(in);
      case 1 -> new Finished(in.integer(), in.text());
      case 2 -> new Forget(point(in), in.text(), in.number());
      default -> throw new IllegalStateException("not an input of trees");
    };
  }

  private static Slot unpackSlot(Unpacker in) {
    PointRef root = point(in);
    ChannelKey channel = new ChannelKey(in.text(), in.text());
    long slot = in.number();
    long measured = in.number();
    long interpolated = in.number();
    long booked = in.number();
    return new Slot(
        new BranchKey(root, channel, slot),
        new ChannelSlot(
            channel.device(), channel.channel(), place(in.bytes()), measured, interpolated, booked),
        Because.unpack(in));
  }

  /** For the repartition topic between meters and trees. */
  static Serde<BranchInput> serde() {
    Serializer<BranchInput> serializer = (topic, value) -> pack(value);
    Deserializer<BranchInput> deserializer = (topic, bytes) -> unpack(bytes);
    return Serdes.serdeFrom(serializer, deserializer);
  }
}
