package io.garonne.model.metering;

/**
 * What a person said of one counter of a channel at an instant: it stands before what the device
 * said then. Of several for one counter and instant the one that was recorded last holds, so they
 * join like everything else of an instant (M1): neither order nor repetition can be seen.
 *
 * @param recordedAt when it was said, milliseconds since 1970 UTC
 * @param kind what it does
 * @param last for {@link Kind#MANUAL} where the register stood, for {@link Kind#EXCHANGE} where the
 *     old meter ended, millijoules or pages, at least 0; else 0
 * @param first for {@link Kind#EXCHANGE} where the new meter began; else 0
 * @param resolution smallest step of what was read, in the same unit; {@link Sample#NONE} if not
 *     said
 */
public record Amendment(long recordedAt, Kind kind, long last, long first, long resolution)
    implements Comparable<Amendment> {

  /** What a person can say of a counter. */
  public enum Kind {
    /** What was said before of this instant no longer holds; what the device said does. */
    WITHDRAWN,
    /** What the device said of this instant counts as if never said. */
    VOID,
    /** The register as a person read it. */
    MANUAL,
    /** Here one meter ended and another began. */
    EXCHANGE
  }

  /** See the fields. */
  public Amendment {
    boolean read = kind == Kind.MANUAL || kind == Kind.EXCHANGE;
    if (last < 0 || first < 0 || (!read && last != 0) || (kind != Kind.EXCHANGE && first != 0)) {
      throw new IllegalArgumentException(kind + " with " + last + " and " + first);
    }
    if (resolution <= 0 && resolution != Sample.NONE) {
      throw new IllegalArgumentException("resolution not above 0: " + resolution);
    }
  }

  /** The one of both that holds. */
  Amendment join(Amendment other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public int compareTo(Amendment other) {
    int order = Long.compare(recordedAt, other.recordedAt);
    order = order == 0 ? kind.compareTo(other.kind) : order;
    order = order == 0 ? Long.compare(last, other.last) : order;
    order = order == 0 ? Long.compare(first, other.first) : order;
    return order == 0 ? Long.compare(resolution, other.resolution) : order;
  }
}
