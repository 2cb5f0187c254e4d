package io.garonne.ingest.mqtt;

import java.util.concurrent.ThreadLocalRandom;

/** Growing, bounded, scattered pauses between attempts. For one thread. */
public final class Backoff {
  private static final long FIRST_MILLIS = 100;

  private final long maxMillis;
  private int attempts;

  /** Pauses of at most {@code maxMillis}. */
  public Backoff(long maxMillis) {
    this.maxMillis = maxMillis;
  }

  /** Milliseconds to wait now: from half to the whole of a value that doubles each time. */
  public long next() {
    long whole = Math.min(maxMillis, FIRST_MILLIS << Math.min(attempts, 20));
    attempts++;
    return whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1);
  }

  /** It works: begin with short pauses again. */
  public void reset() {
    attempts = 0;
  }
}
