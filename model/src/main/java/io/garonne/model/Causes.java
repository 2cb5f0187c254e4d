package io.garonne.model;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a total was published, this time. A set, for several things may have changed it since the
 * time before; of constant size, however many they were.
 *
 * @param bits a bit for each {@link Cause}, by ordinal
 * @param correctedAt of {@link Cause#CORRECTION}: when the newest of the corrections was recorded,
 *     milliseconds since 1970 UTC, as {@code ./garonne correct list} has it; else {@link
 *     Long#MIN_VALUE}
 */
public record Causes(int bits, long correctedAt) {
  /** Not said: published by a version that did not know. */
  public static final Causes UNKNOWN = new Causes(0, Long.MIN_VALUE);

  /** What changes totals. */
  public enum Cause {
    /** Time went on: newer readings than any before of their channel, or a period that began. */
    PROGRESS,
    /** A reading older than the newest of its channel. */
    LATE_READING,
    /** What a person said of a reading or a meter. */
    CORRECTION,
    /** The inventory: something is described otherwise, moved, expected or not any more. */
    INVENTORY,
    /** What had been booked was taken back, because a newer reading shows that it was false. */
    GLITCH,
    /** It became final. */
    FINAL;

    /** Lower case with hyphens, as it is written outside of the code. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** This one alone. */
  public static Causes of(Cause cause) {
    return new Causes(1 << cause.ordinal(), Long.MIN_VALUE);
  }

  /** A correction that was recorded then. */
  public static Causes ofCorrection(long recordedAt) {
    return new Causes(1 << Cause.CORRECTION.ordinal(), recordedAt);
  }

  /** Either's. */
  public Causes plus(Causes other) {
    int both = bits | other.bits;
    long newest = Math.max(correctedAt, other.correctedAt);
    return both == bits && newest == correctedAt ? this : new Causes(both, newest);
  }

  /** Whether this is one of them. */
  public boolean has(Cause cause) {
    return (bits & 1 << cause.ordinal()) != 0;
  }

  /** All of them, in the order of the constants; empty if it is not said. */
  public Set<Cause> all() {
    Set<Cause> all = EnumSet.noneOf(Cause.class);
    for (Cause cause : Cause.values()) {
      if (has(cause)) {
        all.add(cause);
      }
    }
    return all;
  }

  /** All of them in one text, such as {@code progress+late-reading}; empty if it is not said. */
  public String text() {
    return all().stream().map(Cause::label).collect(Collectors.joining("+"));
  }

  /** {@link #correctedAt()}, or null. */
  public @Nullable Long correction() {
    return correctedAt == Long.MIN_VALUE ? null : correctedAt;
  }
}
