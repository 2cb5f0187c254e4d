package io.garonne.ingest.mqtt;

/** Takes messages from connections. */
public interface Intake {
  /** A message arrived. On the client's callback thread: must return at once. */
  void arrived(Delivery delivery);

  /** A message was acknowledged, this many nanoseconds after its arrival. */
  void acknowledged(long nanos);

  /** A message is given up with its connection; the broker keeps it. */
  void abandoned();
}
