package io.garonne.sink;

import io.garonne.sink.Obstacle.Misconfigured;
import io.garonne.sink.Obstacle.Unavailable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges an HTTP answer to a write. Pure. The same statuses mean the same in InfluxDB 1, 2 and 3,
 * but for 1.x saying 500 where a retention policy is missing.
 */
final class Verdict {
  /** Longest time a server can ask for; a wrong clock or a proxy's nonsense must not stop us. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private static final Pattern DROPPED = Pattern.compile("dropped=(\\d{1,18})");
  private static final Pattern NOT_FOUND =
      Pattern.compile("(database|retention policy|bucket) not found");

  private Verdict() {}

  /**
   * @param status HTTP status
   * @param message what the server said
   * @param retryAfter its Retry-After header, or null
   * @param now to read a date in it
   */
  static WriteOutcome of(int status, String message, @Nullable String retryAfter, Instant now) {
    String reason = "InfluxDB answers " + status + ": " + brief(message);
    return switch (status) {
      case 400, 422 -> refused(message, reason);
      case 401, 403 -> new WriteOutcome.Blocked(new Misconfigured(reason));
      case 404 -> new WriteOutcome.Missing(reason);
      case 413 -> new WriteOutcome.TooLarge(reason);
      case 408, 425, 429 -> unavailable(reason, retryAfter, now);
      default -> {
        if (status < 500) {
          yield new WriteOutcome.Blocked(new Misconfigured(reason));
        }
        yield NOT_FOUND.matcher(message).find()
            ? new WriteOutcome.Missing(reason)
            : unavailable(reason, retryAfter, now);
      }
    };
  }

  /** A time a server asks for, in seconds or as an HTTP date; null if it says neither. */
  static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    Duration wait;
    try {
      wait =
          text.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static WriteOutcome refused(String message, String reason) {
    Matcher dropped = DROPPED.matcher(message);
    // 1.x says dropped=0 where it could not parse a line: that line can be found.
    if (dropped.find() && Long.parseLong(dropped.group(1)) > 0) {
      return new WriteOutcome.Partial(Long.parseLong(dropped.group(1)), reason);
    }
    return new WriteOutcome.Refused(reason);
  }

  private static WriteOutcome unavailable(String reason, @Nullable String retryAfter, Instant now) {
    return new WriteOutcome.Blocked(new Unavailable(reason, retryAfter(retryAfter, now)));
  }

  /** One line; 1.x repeats every refused line in its answer. */
  private static String brief(String message) {
    String line = message.replaceAll("\\s+", " ").strip();
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }
}
