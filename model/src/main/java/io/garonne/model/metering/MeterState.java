package io.garonne.model.metering;

import java.util.Arrays;

/**
 * What the meter remembers of a channel between two runs. Immutable; two states are equal exactly
 * if their bytes are, and then every future reading is metered alike.
 *
 * <p>A periodic device in good order takes about 20 to 200 bytes, the more the more often it
 * reports within two intervals. A register that was reset within the horizon remembers what it
 * booked since, about six bytes per slot; noise is bounded by {@link RegisterMeter#MOST_WAITING}.
 */
public final class MeterState {
  /** Before the first reading of a channel. */
  public static final MeterState INITIAL = new MeterState(new byte[0]);

  private final byte[] bytes;

  private MeterState(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The state whose bytes these are. */
  public static MeterState decode(byte[] bytes) {
    return bytes.length == 0 ? INITIAL : new MeterState(bytes.clone());
  }

  static MeterState written(VarintWriter out) {
    return new MeterState(out.toBytes());
  }

  /** The state as bytes; none for {@link #INITIAL}. */
  public byte[] encode() {
    return bytes.clone();
  }

  /** Bytes that {@link #encode()} gives. */
  public int size() {
    return bytes.length;
  }

  VarintReader reader() {
    return new VarintReader(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MeterState state && Arrays.equals(bytes, state.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "MeterState(" + bytes.length + " bytes)";
  }
}
