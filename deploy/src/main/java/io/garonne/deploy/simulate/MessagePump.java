package io.garonne.deploy.simulate;

import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.twin.TwinMessage;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes messages when they are due. For one thread; may be stopped from any. */
final class MessagePump {
  /** Waking up for every message of a quick estate would cost more than sending it. */
  private static final long LEAST_SLEEP_MILLIS = 5;

  private final MqttPublisher publisher;
  private final Pace pace;
  private final Runnable whenAcknowledged;
  private volatile boolean stopped;
  private final AtomicLong published = new AtomicLong();
  private volatile long lastAt = Long.MIN_VALUE;

  MessagePump(MqttPublisher publisher, Pace pace, Runnable whenAcknowledged) {
    this.publisher = publisher;
    this.pace = pace;
    this.whenAcknowledged = whenAcknowledged;
  }

  /**
   * Publishes until there are no more, it is stopped, or the next message is overdue by more than
   * this.
   *
   * @return whether it ended because it lags
   * @throws IOException if the broker refuses for good
   */
  boolean run(Iterator<TwinMessage> messages, long greatestLagMillis)
      throws IOException, InterruptedException {
    while (!stopped && messages.hasNext()) {
      TwinMessage message = messages.next();
      long due = pace.due(message.at());
      long wait = due == Long.MIN_VALUE ? 0 : due - System.currentTimeMillis();
      if (wait > 0) {
        sleep(Math.max(wait, LEAST_SLEEP_MILLIS));
        if (stopped) {
          return false;
        }
      } else if (wait < -greatestLagMillis && due != Long.MIN_VALUE) {
        return true;
      }
      publisher.publish(message.topic(), message.payload(), message.retained(), whenAcknowledged);
      published.incrementAndGet();
      lastAt = message.at();
    }
    return false;
  }

  /** Ends {@link #run} soon. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  boolean stopped() {
    return stopped;
  }

  /** Messages given to the publisher. */
  long published() {
    return published.get();
  }

  /** Time of the last message, milliseconds since 1970 UTC; {@link Long#MIN_VALUE} before. */
  long lastAt() {
    return lastAt;
  }

  private synchronized void sleep(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; left > 0 && !stopped; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }
}
