package io.garonne.sink;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** InfluxDB 1: one database, one retention policy per bucket, through InfluxQL. */
final class V1Storage implements Storage {
  private static final Logger LOG = LoggerFactory.getLogger(V1Storage.class);
  private static final Pattern GO_DURATION = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)");

  private final OkHttpClient http;
  private final HttpUrl base;
  private final SinkSettings.Influx settings;
  private final Clock clock;

  V1Storage(OkHttpClient http, HttpUrl base, SinkSettings.Influx settings, Clock clock) {
    this.http = http;
    this.base = base;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public @Nullable Obstacle prepare() {
    String database = settings.database();
    Reply reply = ask("CREATE DATABASE \"" + database + "\"");
    if (reply instanceof Reply.Said) {
      reply = ask("SHOW RETENTION POLICIES ON \"" + database + "\"");
    }
    if (reply instanceof Reply.Said said) {
      reply = complete(policies(said.answer()));
    }
    return switch (reply) {
      case Reply.Said said -> null;
      case Reply.Forbidden forbidden -> {
        LOG.warn("may not create database and retention policies: {}", forbidden.reason());
        yield null;
      }
      case Reply.Blocked blocked -> blocked.obstacle();
    };
  }

  private Reply complete(Map<String, Duration> existing) {
    Reply reply = new Reply.Said(new JsonObject());
    for (Bucket bucket : Bucket.values()) {
      Duration now = existing.get(bucket.label());
      Duration wanted = settings.retention(bucket);
      if (reply instanceof Reply.Said && now == null) {
        reply = ask(policy("CREATE", bucket, wanted, " REPLICATION 1"));
      } else if (reply instanceof Reply.Said && !wanted.equals(now)) {
        LOG.info("retention of {} changes from {} to {}", bucket, now, wanted);
        reply = ask(policy("ALTER", bucket, wanted, ""));
      }
    }
    return reply;
  }

  private String policy(String verb, Bucket bucket, Duration retention, String replication) {
    return verb
        + " RETENTION POLICY \""
        + bucket.label()
        + "\" ON \""
        + settings.database()
        + "\" DURATION "
        + (retention.isZero() ? "INF" : retention.toSeconds() + "s")
        + replication
        + " SHARD DURATION "
        + Storage.shardSeconds(bucket, retention)
        + "s"
        + (bucket == Bucket.TOTALS ? " DEFAULT" : "");
  }

  /** What a statement came to. */
  private sealed interface Reply {
    record Said(JsonObject answer) implements Reply {}

    record Forbidden(String reason) implements Reply {}

    record Blocked(Obstacle obstacle) implements Reply {}
  }

  // The client's own query method cannot read an answer whose series have no name, as here.
  private Reply ask(String statement) {
    Request request =
        new Request.Builder()
            .url(base.newBuilder().addPathSegment("query").build())
            .post(new FormBody.Builder().add("q", statement).build())
            .build();
    try (Response response = http.newCall(request).execute()) {
      String text = response.body() == null ? "" : response.body().string();
      if (response.code() == 403) {
        return new Reply.Forbidden(text);
      }
      if (!response.isSuccessful()) {
        return new Reply.Blocked(
            switch (Verdict.of(
                response.code(), text, response.header("Retry-After"), clock.instant())) {
              case WriteOutcome.Blocked blocked -> blocked.obstacle();
              case WriteOutcome other -> new Obstacle.Misconfigured(statement + ": " + text);
            });
      }
      JsonObject answer = JsonParser.parseString(text).getAsJsonObject();
      JsonElement error = result(answer).get("error");
      return error == null
          ? new Reply.Said(answer)
          : new Reply.Blocked(new Obstacle.Misconfigured(statement + ": " + error.getAsString()));
    } catch (IOException e) {
      return new Reply.Blocked(
          new Obstacle.Unavailable("InfluxDB does not answer: " + e.getMessage(), null));
    } catch (JsonParseException | IllegalStateException e) {
      return new Reply.Blocked(
          new Obstacle.Misconfigured(base + " does not answer as InfluxDB 1: " + e.getMessage()));
    }
  }

  private static JsonObject result(JsonObject answer) {
    JsonArray results = answer.getAsJsonArray("results");
    return results == null || results.isEmpty()
        ? new JsonObject()
        : results.get(0).getAsJsonObject();
  }

  /** Name and duration are the first two columns. */
  private static Map<String, Duration> policies(JsonObject answer) {
    Map<String, Duration> policies = new HashMap<>();
    JsonArray series = result(answer).getAsJsonArray("series");
    if (series != null) {
      for (JsonElement row : series.get(0).getAsJsonObject().getAsJsonArray("values")) {
        JsonArray values = row.getAsJsonArray();
        policies.put(values.get(0).getAsString(), goDuration(values.get(1).getAsString()));
      }
    }
    return policies;
  }

  /** As Go writes one: {@code 720h0m0s}, {@code 0s}. */
  static Duration goDuration(String text) {
    Matcher m = GO_DURATION.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("not a duration: " + text);
    }
    return Duration.ofHours(part(m.group(1)))
        .plusMinutes(part(m.group(2)))
        .plusSeconds(part(m.group(3)));
  }

  private static long part(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
