package io.garonne.sink;

import com.influxdb.exceptions.InfluxException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the exceptions of InfluxDB's client. */
final class Answers {
  private Answers() {}

  /** What an exception means for a request to write. */
  static WriteOutcome of(InfluxException e, Clock clock) {
    if (e.status() > 0) {
      return Verdict.of(e.status(), text(e), header(e, "Retry-After"), clock.instant());
    }
    String reason = "InfluxDB does not answer: " + e.getMessage();
    Throwable cause = e.getCause();
    // Not a refused connection: the answer broke off. 1.x repeats refused lines in a header, which
    // can be longer than any client reads; a smaller request has a shorter answer.
    if (cause instanceof EOFException || cause instanceof ProtocolException) {
      return new WriteOutcome.TooLarge(reason);
    }
    if (cause instanceof IOException) {
      return new WriteOutcome.Blocked(new Obstacle.Unavailable(reason, null));
    }
    throw e;
  }

  /** What an exception means for a request that is not about points. */
  static Obstacle obstacle(InfluxException e, Clock clock) {
    return switch (of(e, clock)) {
      case WriteOutcome.Blocked blocked -> blocked.obstacle();
      case WriteOutcome.Refused refused -> new Obstacle.Misconfigured(refused.reason());
      case WriteOutcome.Partial partial -> new Obstacle.Misconfigured(partial.reason());
      case WriteOutcome.Missing missing -> new Obstacle.Misconfigured(missing.reason());
      case WriteOutcome.TooLarge large -> new Obstacle.Unavailable(large.reason(), null);
      case WriteOutcome.Accepted accepted -> throw e;
    };
  }

  private static String text(InfluxException e) {
    // 2.x says "message", 1.x and 3 say "error"; the exception's own text only knows the former.
    for (String name : new String[] {"message", "error"}) {
      Object said = e.errorBody().get(name);
      if (said instanceof String text && !text.isBlank()) {
        return text;
      }
    }
    return String.valueOf(e.getMessage());
  }

  private static @Nullable String header(InfluxException e, String name) {
    return e.headers().entrySet().stream()
        .filter(h -> h.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
