package io.garonne.twin;

import io.garonne.model.Reading;

/**
 * A message of the twin.
 *
 * @param at when it is sent, milliseconds since 1970 UTC
 * @param topic MQTT topic
 * @param payload MQTT payload; not to be changed
 * @param retained whether the broker keeps it
 * @param device name of the device
 * @param reading what the payload states, rounded as it is; {@code receivedAt} is {@code at}. The
 *     metering rules applied to these are what a chain must come to.
 */
@SuppressWarnings("ArrayRecordComponent") // As MQTT clients take it; messages are never compared.
public record TwinMessage(
    long at, String topic, byte[] payload, boolean retained, String device, Reading reading) {

  /** The same message, sent once more. */
  TwinMessage again(long laterAt) {
    Reading r = reading;
    return new TwinMessage(
        laterAt,
        topic,
        payload,
        retained,
        device,
        new Reading(
            r.device(),
            r.channel(),
            r.at(),
            r.atSource(),
            laterAt,
            r.energy(),
            r.power(),
            r.voltage(),
            r.current(),
            r.powerFactor(),
            r.pages(),
            r.state(),
            r.resolution(),
            r.decoder()));
  }
}
