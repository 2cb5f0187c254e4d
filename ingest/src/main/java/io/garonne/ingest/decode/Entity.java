package io.garonne.ingest.decode;

/**
 * One value of a device as Home Assistant's discovery announces it.
 *
 * @param device first identifier of the device
 * @param channel from the entity's own name
 * @param whole whether it is of the device as a whole, not of one of its channels
 * @param topic where its value comes
 * @param template where in the message
 * @param use what is made of it
 */
record Entity(
    String device, String channel, boolean whole, String topic, ValueTemplate template, Use use) {

  /** What is made of a value. */
  sealed interface Use {
    /** It becomes a quantity of a reading. */
    record Measures(Unit unit) implements Use {}

    /** It is understood and not counted. */
    record Ignored(Reason reason) implements Use {}

    /** It is electric and cannot be understood. */
    record Refused(Decoding.Rejected why) implements Use {}
  }

  /** Whether it becomes a quantity. */
  boolean measures() {
    return use instanceof Use.Measures;
  }

  /** Whether it is this quantity of its channel. */
  boolean measures(Unit.Quantity quantity) {
    return use instanceof Use.Measures measures && measures.unit().quantity() == quantity;
  }
}
