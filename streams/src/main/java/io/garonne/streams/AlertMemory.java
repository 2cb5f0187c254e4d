package io.garonne.streams;

import io.garonne.model.alert.Remembered;
import io.garonne.model.alert.Remembered.Condition;
import io.garonne.model.alert.Remembered.DeadLetters;
import io.garonne.model.alert.Remembered.Heard;
import io.garonne.model.alert.Remembered.Nights;
import io.garonne.model.alert.Remembered.Side;
import io.garonne.model.alert.Remembered.Standing;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.LedgerJson;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What alerts remember, as bytes of a store. */
final class AlertMemory {
  private static final int HEARD = 1;
  private static final int CONDITION = 2;
  private static final int NIGHTS = 3;
  private static final int DEAD_LETTERS = 4;
  private static final int SIDE = 5;
  private static final int STANDING = 6;

  private AlertMemory() {}

  static byte[] pack(Remembered value) {
    Packer out = new Packer();
    switch (value) {
      case Heard h -> {
        out.number(HEARD);
        text(out, h.channel());
        out.number(h.at()).number(h.power());
        number(out, h.current());
        number(out, h.voltage());
        text(out, h.via());
        out.number(h.peak());
        number(out, h.peakCurrent());
        out.number(h.offAt()).number(h.lostAt());
      }
      case Condition c -> {
        out.number(CONDITION).bytes(AlertJson.write(c.alert())).text(c.about());
        number(out, c.clearSince());
        out.number(c.holdsUntil());
        number(out, c.toldAt());
        out.number(c.members().size());
        c.members().forEach(out::text);
      }
      case Nights n -> {
        out.number(NIGHTS).number(n.quarter()).number(n.sum()).number(n.samples());
        number(out, n.last());
        out.number(n.lastStart()).number(n.day()).number(n.peaks().size());
        n.peaks().forEach(out::number);
      }
      case DeadLetters d -> {
        out.number(DEAD_LETTERS).number(d.byMinute().size());
        d.byMinute().forEach((minute, count) -> out.number(minute).number(count));
      }
      case Side s -> out.number(SIDE).bytes(LedgerJson.write(s.ledger())).number(s.at());
      case Standing s ->
          out.number(STANDING)
              .number(s.isBehind() ? 1 : 0)
              .number(s.change())
              .number(s.due())
              .text(s.month());
    }
    return out.toBytes();
  }

  static Remembered unpack(byte[] bytes) {
    Unpacker in = new Unpacker(bytes);
    int kind = in.integer();
    return switch (kind) {
      case HEARD ->
          new Heard(
              text(in),
              in.number(),
              in.number(),
              number(in),
              number(in),
              text(in),
              in.number(),
              number(in),
              in.number(),
              in.number());
      case CONDITION -> condition(in);
      case NIGHTS -> nights(in);
      case DEAD_LETTERS -> {
        TreeMap<Long, Integer> byMinute = new TreeMap<>();
        for (int left = in.integer(); left > 0; left--) {
          byMinute.put(in.number(), in.integer());
        }
        yield new DeadLetters(byMinute);
      }
      case SIDE -> new Side(LedgerJson.read(in.bytes()), in.number());
      case STANDING -> new Standing(in.number() == 1, in.number(), in.number(), in.text());
      default -> throw new IllegalStateException("no such kind of memory: " + kind);
    };
  }

  private static Condition condition(Unpacker in) {
    var alert = AlertJson.read(in.bytes());
    String about = in.text();
    Long clearSince = number(in);
    long holdsUntil = in.number();
    Long toldAt = number(in);
    TreeSet<String> members = new TreeSet<>();
    for (int left = in.integer(); left > 0; left--) {
      members.add(in.text());
    }
    // Before it was in the alert itself, it stood beside it.
    return new Condition(
        alert.about().isEmpty() ? alert.about(about) : alert,
        clearSince,
        holdsUntil,
        toldAt,
        members);
  }

  private static Nights nights(Unpacker in) {
    long quarter = in.number();
    long sum = in.number();
    int samples = in.integer();
    Long last = number(in);
    long lastStart = in.number();
    long day = in.number();
    List<Long> peaks = new ArrayList<>();
    for (int left = in.integer(); left > 0; left--) {
      peaks.add(in.number());
    }
    return new Nights(quarter, sum, samples, last, lastStart, day, peaks);
  }

  private static void number(Packer out, @Nullable Long value) {
    out.number(value == null ? 0 : 1);
    if (value != null) {
      out.number(value);
    }
  }

  private static @Nullable Long number(Unpacker in) {
    return in.number() == 0 ? null : (Long) in.number();
  }

  private static void text(Packer out, @Nullable String value) {
    out.number(value == null ? 0 : 1);
    if (value != null) {
      out.text(value);
    }
  }

  private static @Nullable String text(Unpacker in) {
    return in.number() == 0 ? null : in.text();
  }
}
