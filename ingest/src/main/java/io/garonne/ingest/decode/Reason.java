package io.garonne.ingest.decode;

import java.util.Locale;

/**
 * Why a message is not stored. The label is a ledger counter's name, a metric's tag and a dead
 * letter's header, so constants are never renamed.
 */
public enum Reason {
  /** A retained message whose payload has no plausible time: nobody knows when it was true. */
  RETAINED_WITHOUT_TIME(Fate.IGNORED),
  /** Sensor telemetry that has nothing to do with electricity. */
  NO_ENERGY(Fate.IGNORED),
  /** A relay's state, uptime, signal: no energy in it. */
  STATE_ONLY(Fate.IGNORED),
  /** A last will or its opposite. */
  AVAILABILITY(Fate.IGNORED),
  /**
   * A device's other messages: answers to commands, commands, start-up information; what Garonne
   * says itself.
   */
  NOT_TELEMETRY(Fate.IGNORED),
  /** A device's description of itself. */
  DISCOVERY(Fate.IGNORED),
  /** Energy of a day, an hour or another window, or of another direction: no register to count. */
  NOT_THE_REGISTER(Fate.IGNORED),
  /** A sum of what its parts say elsewhere; counting both would count twice. */
  SUM_OF_PARTS(Fate.IGNORED),
  /** The device says that it does not know ({@code nan}), or this message leaves it out. */
  NO_VALUE(Fate.IGNORED),
  /** Nothing at all: how a retained message is deleted. */
  EMPTY(Fate.IGNORED),

  /** No decoder claims the topic. */
  UNKNOWN_TOPIC(Fate.DEAD_LETTERED),
  /** More bytes than allowed. */
  OVERSIZED(Fate.DEAD_LETTERED),
  /** So many devices and values are announced already that a gateway must be mad. */
  TOO_MANY(Fate.DEAD_LETTERED),
  /** The topic gives a device or channel an empty, too long or unprintable name. */
  BAD_NAME(Fate.DEAD_LETTERED),
  /** The payload is not JSON, not UTF-8 or nested too deeply. */
  NOT_JSON(Fate.DEAD_LETTERED),
  /** The payload is XML that cannot be read, or that has a document type. */
  NOT_XML(Fate.DEAD_LETTERED),
  /** The payload is JSON but not an object. */
  NOT_AN_OBJECT(Fate.DEAD_LETTERED),
  /** The time cannot be read. */
  BAD_TIME(Fate.DEAD_LETTERED),
  /** The time is more than an hour ahead, or, in recorded history, before 2010. */
  ABSURD_CLOCK(Fate.DEAD_LETTERED),
  /** There is a place for electricity, and nothing usable in it. */
  NO_USABLE_VALUE(Fate.DEAD_LETTERED),
  /** Values beyond anything electrical, and nothing else. */
  ABSURD_VALUE(Fate.DEAD_LETTERED),
  /** A number whose unit nobody has told. */
  UNKNOWN_UNIT(Fate.DEAD_LETTERED),
  /** A family of devices or a template that is known and not understood; the detail names it. */
  NOT_SUPPORTED(Fate.DEAD_LETTERED),
  /** It says one thing twice, and not the same. */
  CONTRADICTORY(Fate.DEAD_LETTERED),
  /** Registers and powers do not match each other; any choice could count twice. */
  AMBIGUOUS_PHASES(Fate.DEAD_LETTERED),
  /** A bug in a decoder. */
  DECODER_ERROR(Fate.DEAD_LETTERED);

  /** What becomes of a message. */
  public enum Fate {
    /** Counted and acknowledged. */
    IGNORED,
    /** Kept with its original bytes, counted and acknowledged. */
    DEAD_LETTERED
  }

  private final Fate fate;
  private final String label;

  Reason(Fate fate) {
    this.fate = fate;
    this.label = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What becomes of a message with this reason. */
  public Fate fate() {
    return fate;
  }

  /** Lower case with hyphens. */
  public String label() {
    return label;
  }

  /** The counter in {@link io.garonne.model.Ledger}. */
  public String counter() {
    return (fate == Fate.IGNORED ? "ignored." : "dead-lettered.") + label;
  }
}
