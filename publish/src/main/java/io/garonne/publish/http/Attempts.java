package io.garonne.publish.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Failed attempts to log in, by where they come from (of IPv6 the network of 64 bits, which one
 * subscriber has whole). After ten, each next one waits twice as long, up to a minute. Any thread.
 */
final class Attempts {
  private static final int FREE = 10;
  private static final long LONGEST_MILLIS = 60_000;
  private static final long FORGOTTEN_AFTER_MILLIS = 15 * 60_000L;
  private static final int REMEMBERED = 10_000;

  private record Failed(int times, long last) {
    long waitsUntil() {
      return times < FREE
          ? 0
          : last + Math.min(LONGEST_MILLIS, 1000L << Math.min(10, times - FREE));
    }
  }

  private final InstantSource clock;
  private final Map<String, Failed> bySource =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failed> eldest) {
          return size() > REMEMBERED;
        }
      };

  Attempts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Takes an attempt as failed until it is known to have succeeded, so that many at once are no way
   * around the waiting.
   *
   * @return milliseconds to wait before another is looked at; 0: go on
   */
  synchronized long begin(InetAddress source) {
    long now = clock.millis();
    String key = key(source);
    @Nullable Failed failed = bySource.get(key);
    if (failed != null && now - failed.last() > FORGOTTEN_AFTER_MILLIS) {
      failed = null;
    }
    if (failed != null && failed.waitsUntil() > now) {
      return failed.waitsUntil() - now;
    }
    bySource.put(key, new Failed(failed == null ? 1 : failed.times() + 1, now));
    return 0;
  }

  synchronized void succeeded(InetAddress source) {
    bySource.remove(key(source));
  }

  private static String key(InetAddress source) {
    return source instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(source.getAddress(), 8))
        : source.getHostAddress();
  }
}
