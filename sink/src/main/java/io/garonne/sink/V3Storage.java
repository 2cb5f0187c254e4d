package io.garonne.sink;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * InfluxDB 3: one database per lifetime, named {@code database/policy}. Its retention can only be
 * set when it is created; a write to a missing database would create it without one.
 */
final class V3Storage implements Storage {
  private static final Logger LOG = LoggerFactory.getLogger(V3Storage.class);
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient http;
  private final HttpUrl base;
  private final SinkSettings.Influx settings;
  private final Clock clock;

  V3Storage(OkHttpClient http, HttpUrl base, SinkSettings.Influx settings, Clock clock) {
    this.http = http;
    this.base = base;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public @Nullable Obstacle prepare() {
    for (Bucket bucket : Bucket.values()) {
      Obstacle obstacle = prepare(bucket);
      if (obstacle != null) {
        return obstacle;
      }
    }
    return null;
  }

  private @Nullable Obstacle prepare(Bucket bucket) {
    String name = settings.in(bucket);
    Duration retention = settings.retention(bucket);
    String period =
        retention.isZero() ? "" : ",\"retention_period\":\"" + retention.toSeconds() + "s\"";
    Request request =
        new Request.Builder()
            .url(base.newBuilder().addPathSegments("api/v3/configure/database").build())
            .header("Authorization", "Bearer " + settings.token())
            .post(RequestBody.create("{\"db\":\"" + name + "\"" + period + "}", JSON))
            .build();
    try (Response response = http.newCall(request).execute()) {
      int status = response.code();
      if (response.isSuccessful() || status == 409) {
        return null;
      }
      String text = response.body() == null ? "" : response.body().string();
      if (status == 401 || status >= 500 || status == 429) {
        WriteOutcome verdict =
            Verdict.of(status, text, response.header("Retry-After"), clock.instant());
        return verdict instanceof WriteOutcome.Blocked blocked ? blocked.obstacle() : null;
      }
      LOG.warn("may not create database {}: {} {}", name, status, text);
      return null;
    } catch (IOException e) {
      return new Obstacle.Unavailable("InfluxDB does not answer: " + e.getMessage(), null);
    }
  }
}
