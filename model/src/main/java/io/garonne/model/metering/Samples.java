package io.garonne.model.metering;

import io.garonne.model.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lists of samples sorted by {@code at} without repeats, and their compact bytes.
 *
 * <p>Bytes: per sample a byte of flags, then what they announce. Bit 0: energy follows, as
 * difference to the energy before; bit 1: power, likewise; bits 2 to 4: state, 0 for none; bit 5: a
 * resolution follows; bit 6: the resolution is the one before; bit 7: the distance to the sample
 * before follows, else it is the one before that; bits 8 and 9: what a person said of the register,
 * and of the power, follows behind it all. Numbers are variable-length, differences zigzag, the
 * first {@code at} is its distance from 1970. About four bytes for a sample of a plug that reports
 * power once a minute.
 */
public final class Samples {
  private static final int ENERGY = 1;
  private static final int POWER = 1 << 1;
  private static final int STATE_SHIFT = 2;
  private static final int STATE_MASK = 7;
  private static final int RESOLUTION = 1 << 5;
  private static final int SAME_RESOLUTION = 1 << 6;
  private static final int DISTANCE = 1 << 7;
  private static final int REGISTER_AMENDED = 1 << 8;
  private static final int POWER_AMENDED = 1 << 9;

  private static final Amendment.Kind[] AMENDMENTS = Amendment.Kind.values();

  private Samples() {}

  /**
   * What counts of them: samples as they are where no person said anything of any of them, which is
   * nearly always.
   */
  static List<Sample> amended(List<Sample> samples) {
    for (Sample sample : samples) {
      if (sample.isAmended()) {
        return samples.stream()
            .map(Sample::amended)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
      }
    }
    return samples;
  }

  /** The samples sorted by {@code at}, those of one instant joined (M1). */
  public static List<Sample> sorted(Collection<Sample> anyOrder) {
    TreeMap<Long, Sample> byAt = new TreeMap<>();
    for (Sample sample : anyOrder) {
      byAt.merge(sample.at(), sample, Sample::join);
    }
    return List.copyOf(byAt.values());
  }

  /** Both lists in one; samples of one instant are joined. Both must be sorted without repeats. */
  public static List<Sample> merge(List<Sample> one, List<Sample> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    List<Sample> merged = new ArrayList<>(one.size() + other.size());
    int i = 0;
    int j = 0;
    while (i < one.size() && j < other.size()) {
      Sample a = one.get(i);
      Sample b = other.get(j);
      if (a.at() == b.at()) {
        merged.add(a.join(b));
        i++;
        j++;
      } else if (a.at() < b.at()) {
        merged.add(a);
        i++;
      } else {
        merged.add(b);
        j++;
      }
    }
    merged.addAll(one.subList(i, one.size()));
    merged.addAll(other.subList(j, other.size()));
    return merged;
  }

  /** The bytes of a sorted list without repeats; none for an empty one. */
  public static byte[] encode(List<Sample> samples) {
    VarintWriter out = new VarintWriter();
    long at = 0;
    long distance = 0;
    long energy = 0;
    long power = 0;
    long resolution = Sample.NONE;
    for (Sample sample : samples) {
      long step = sample.at() - at;
      Reading.State state = sample.state();
      boolean resolved = sample.resolution() != Sample.NONE;
      boolean sameResolution = resolved && sample.resolution() == resolution;
      int flags =
          (sample.energy() != Sample.NONE ? ENERGY : 0)
              | (sample.power() != Sample.NONE ? POWER : 0)
              | code(state) << STATE_SHIFT
              | (resolved && !sameResolution ? RESOLUTION : 0)
              | (sameResolution ? SAME_RESOLUTION : 0)
              | (step == distance ? 0 : DISTANCE)
              | (sample.ofRegister() == null ? 0 : REGISTER_AMENDED)
              | (sample.ofPower() == null ? 0 : POWER_AMENDED);
      out.unsigned(flags);
      if (step != distance) {
        out.signed(step);
      }
      if (sample.energy() != Sample.NONE) {
        out.signed(sample.energy() - energy);
        energy = sample.energy();
      }
      if (sample.power() != Sample.NONE) {
        out.signed(sample.power() - power);
        power = sample.power();
      }
      if (resolved && !sameResolution) {
        out.unsigned(sample.resolution());
        resolution = sample.resolution();
      }
      write(sample.ofRegister(), out);
      write(sample.ofPower(), out);
      at = sample.at();
      distance = step;
    }
    return out.toBytes();
  }

  /**
   * The list whose bytes these are.
   *
   * @throws IllegalArgumentException if they are none
   */
  public static List<Sample> decode(byte[] bytes) {
    VarintReader in = new VarintReader(bytes);
    List<Sample> samples = new ArrayList<>(bytes.length / 4 + 1);
    long at = 0;
    long distance = 0;
    long energy = 0;
    long power = 0;
    long resolution = Sample.NONE;
    while (!in.atEnd()) {
      int flags = (int) in.unsigned();
      if ((flags & DISTANCE) != 0) {
        distance = in.signed();
      }
      at += distance;
      if ((flags & ENERGY) != 0) {
        energy += in.signed();
      }
      if ((flags & POWER) != 0) {
        power += in.signed();
      }
      if ((flags & RESOLUTION) != 0) {
        resolution = in.unsigned();
      }
      samples.add(
          new Sample(
              at,
              (flags & ENERGY) != 0 ? energy : Sample.NONE,
              (flags & POWER) != 0 ? power : Sample.NONE,
              state((flags >> STATE_SHIFT) & STATE_MASK),
              (flags & (RESOLUTION | SAME_RESOLUTION)) != 0 ? resolution : Sample.NONE,
              (flags & REGISTER_AMENDED) != 0 ? amendment(in) : null,
              (flags & POWER_AMENDED) != 0 ? amendment(in) : null));
    }
    return samples;
  }

  private static void write(@Nullable Amendment amendment, VarintWriter out) {
    if (amendment != null) {
      out.signed(amendment.recordedAt());
      out.unsigned(amendment.kind().ordinal());
      out.unsigned(amendment.last());
      out.unsigned(amendment.first());
      out.unsigned(amendment.resolution() == Sample.NONE ? 0 : amendment.resolution());
    }
  }

  private static Amendment amendment(VarintReader in) {
    long recordedAt = in.signed();
    Amendment.Kind kind = AMENDMENTS[(int) in.unsigned()];
    long last = in.unsigned();
    long first = in.unsigned();
    long resolution = in.unsigned();
    return new Amendment(recordedAt, kind, last, first, resolution == 0 ? Sample.NONE : resolution);
  }

  private static int code(Reading.@Nullable State state) {
    return switch (state) {
      case null -> 0;
      case ON -> 1;
      case IDLE -> 2;
      case SLEEP -> 3;
      case PRINTING -> 4;
      case OFF -> 5;
      case UNAVAILABLE -> 6;
      case AVAILABLE -> 7;
    };
  }

  private static Reading.@Nullable State state(int code) {
    return switch (code) {
      case 0 -> null;
      case 1 -> Reading.State.ON;
      case 2 -> Reading.State.IDLE;
      case 3 -> Reading.State.SLEEP;
      case 4 -> Reading.State.PRINTING;
      case 5 -> Reading.State.OFF;
      case 6 -> Reading.State.UNAVAILABLE;
      case 7 -> Reading.State.AVAILABLE;
      default -> throw new IllegalArgumentException("no such state: " + code);
    };
  }
}
