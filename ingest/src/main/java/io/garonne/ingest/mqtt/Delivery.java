package io.garonne.ingest.mqtt;

import io.garonne.ingest.decode.InboundMessage;

/**
 * A message together with the acknowledgement it needs. The acknowledgement belongs to the
 * connection that brought the message and dies with it.
 */
public final class Delivery {
  private final Connection connection;
  private final int packetId;
  private final int qos;
  private final InboundMessage message;
  private final long arrived = System.nanoTime();

  /** Parts not yet confirmed; guarded by this. */
  private int open = 1;

  /** Guarded by the connection. */
  boolean concluded;

  Delivery(Connection connection, int packetId, int qos, InboundMessage message) {
    this.connection = connection;
    this.packetId = packetId;
    this.qos = qos;
    this.message = message;
  }

  /** What arrived. */
  public InboundMessage message() {
    return message;
  }

  /** Whether its connection is gone: it comes again on another, so it need not be handled. */
  public boolean abandoned() {
    return connection.over();
  }

  /** Says before the first is confirmed how many confirmations it takes to conclude this. */
  public void expect(int confirmations) {
    synchronized (this) {
      open = confirmations;
    }
  }

  /**
   * One confirmation came. With the last one the message is acknowledged as soon as all that came
   * before it on its connection are.
   *
   * @return whether it was the last
   */
  public boolean confirm() {
    synchronized (this) {
      if (--open != 0) {
        return false;
      }
    }
    connection.conclude(this);
    return true;
  }

  /** Nothing will be confirmed any more; room in memory is given back. */
  public void giveUp() {
    connection.abandon(this);
  }

  int packetId() {
    return packetId;
  }

  int qos() {
    return qos;
  }

  long arrivedNanos() {
    return arrived;
  }

  int size() {
    return message.payload().length;
  }
}
