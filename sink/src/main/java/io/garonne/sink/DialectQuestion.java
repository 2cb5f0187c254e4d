package io.garonne.sink;

import java.io.IOException;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Asks {@code /ping} which InfluxDB it is. */
final class DialectQuestion {
  private static final Pattern IN_BODY = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]*)\"");

  private DialectQuestion() {}

  /** What the server says. */
  sealed interface Answer {
    /** Its dialect. */
    record Known(SinkSettings.Dialect dialect) implements Answer {}

    /** Nothing useful. */
    record Blocked(Obstacle obstacle) implements Answer {}
  }

  static Answer ask(InfluxServer.Http http, String token, Clock clock) {
    Request.Builder request =
        new Request.Builder().url(http.base().newBuilder().addPathSegment("ping").build());
    if (!token.isEmpty()) {
      request.header("Authorization", "Token " + token);
    }
    try (Response response = http.client().newCall(request.build()).execute()) {
      String body = response.body() == null ? "" : response.body().string();
      SinkSettings.Dialect dialect = dialect(response.header("X-Influxdb-Version"), body);
      if (dialect != null) {
        return new Answer.Known(dialect);
      }
      int status = response.code();
      if (status >= 500 || status == 429) {
        return new Answer.Blocked(
            new Obstacle.Unavailable(
                "InfluxDB answers " + status + " to /ping",
                Verdict.retryAfter(response.header("Retry-After"), clock.instant())));
      }
      return new Answer.Blocked(
          new Obstacle.Misconfigured(
              http.base()
                  + " answers "
                  + status
                  + " to /ping and does not say its version;"
                  + " if it is InfluxDB, set influx.dialect to 1, 2 or 3"));
    } catch (IOException e) {
      return new Answer.Blocked(
          new Obstacle.Unavailable("InfluxDB does not answer: " + e.getMessage(), null));
    }
  }

  /** The dialect of a version: {@code 1.6.7~rc0}, {@code v2.7.1}, {@code 3.2.0}; null if none. */
  static SinkSettings.@Nullable Dialect dialect(@Nullable String header, String body) {
    String version = header == null ? "" : header.strip();
    if (version.isEmpty()) {
      Matcher inBody = IN_BODY.matcher(body);
      version = inBody.find() ? inBody.group(1) : "";
    }
    String number = version.startsWith("v") ? version.substring(1) : version;
    if (number.startsWith("1.")) {
      return SinkSettings.Dialect.V1;
    }
    if (number.startsWith("2.")) {
      return SinkSettings.Dialect.V2;
    }
    return number.startsWith("3.") ? SinkSettings.Dialect.V3 : null;
  }
}
