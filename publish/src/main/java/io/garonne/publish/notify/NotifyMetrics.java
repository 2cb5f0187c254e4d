package io.garonne.publish.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * What is counted of telling people. Notices that were to be told = {@code delivered} + {@code
 * refused} + {@code given-up}, but for the one that is under way.
 *
 * <ul>
 *   <li>{@code garonne.notify.delivered} (tag {@code channel}): that the other side has
 *   <li>{@code garonne.notify.refused} (tag {@code channel}): that the other side did not want
 *   <li>{@code garonne.notify.given-up} (tag {@code channel}): that did not get there in time
 *   <li>{@code garonne.notify.failed-attempts} (tag {@code channel}): attempts that did not work;
 *       another one may have
 *   <li>{@code garonne.notify.malformed} (tag {@code channel}): records of the topic that are no
 *       alerts; they are skipped
 *   <li>{@code garonne.notify.heartbeats} (tag {@code outcome}: {@code sent}, {@code failed}):
 *       signs of life; none is tried while a stage is not ready
 * </ul>
 */
final class NotifyMetrics {
  static final String DELIVERED = "garonne.notify.delivered";
  static final String REFUSED = "garonne.notify.refused";
  static final String GIVEN_UP = "garonne.notify.given-up";
  static final String FAILED_ATTEMPTS = "garonne.notify.failed-attempts";
  static final String MALFORMED = "garonne.notify.malformed";
  static final String HEARTBEATS = "garonne.notify.heartbeats";

  private final MeterRegistry registry;

  NotifyMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** From the start on, so that 0 is seen before something goes wrong. */
  void register(String channel) {
    for (String name : List.of(DELIVERED, REFUSED, GIVEN_UP)) {
      counter(name, "channel", channel);
    }
  }

  void count(String name, String channel) {
    counter(name, "channel", channel).increment();
  }

  void heartbeat(String outcome) {
    counter(HEARTBEATS, "outcome", outcome).increment();
  }

  private Counter counter(String name, String tag, String value) {
    return Counter.builder(name).tag(tag, value).register(registry);
  }
}
