package io.garonne.ingest.decode;

/**
 * A message as the broker delivered it.
 *
 * @param topic the MQTT topic
 * @param payload the bytes; not copied, nobody may change them
 * @param retained whether the broker had kept it and sent it because of our subscription
 * @param receivedAt milliseconds since 1970 UTC, when it arrived here
 */
@SuppressWarnings("ArrayRecordComponent") // identity is never asked of a message
public record InboundMessage(String topic, byte[] payload, boolean retained, long receivedAt) {}
