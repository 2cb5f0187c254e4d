package io.garonne.deploy.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/** A wall clock of another day, which can be put forward. */
final class ClockOfAnotherDay implements Time {
  private final AtomicLong ahead;

  ClockOfAnotherDay(Instant now) {
    ahead = new AtomicLong(now.toEpochMilli() - Time.SYSTEM.milliseconds());
  }

  void go(Duration time) {
    ahead.addAndGet(time.toMillis());
  }

  @Override
  public long milliseconds() {
    return Time.SYSTEM.milliseconds() + ahead.get();
  }

  @Override
  public long nanoseconds() {
    return Time.SYSTEM.nanoseconds();
  }

  @Override
  public void sleep(long millis) {
    Time.SYSTEM.sleep(millis);
  }

  @Override
  public void waitObject(Object lock, Supplier<Boolean> condition, long deadline)
      throws InterruptedException {
    Time.SYSTEM.waitObject(lock, condition, deadline - ahead.get());
  }
}
