package io.garonne.sink;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import java.time.Clock;
import java.util.List;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * A server whose dialect is known and whose buckets are there. Writes block; one thread at a time,
 * but {@link Http#cancel()} may come from any.
 */
final class InfluxServer implements PointWriter, AutoCloseable {

  /** What came of trying to reach the server. */
  sealed interface Opening {
    /** It can be written to. */
    record Open(InfluxServer server) implements Opening {}

    /** Not now, or not so. */
    record Blocked(Obstacle obstacle) implements Opening {}
  }

  private final SinkSettings.Influx settings;
  private final Clock clock;
  private final InfluxDBClient client;
  private final WriteApiBlocking api;
  private final Storage storage;
  private final String org;

  private InfluxServer(
      SinkSettings.Influx settings, SinkSettings.Dialect dialect, Http http, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.org = settings.org().isEmpty() ? "-" : settings.org();
    OkHttpClient.Builder ok = http.client().newBuilder();
    V1Rewrite rewrite = new V1Rewrite(settings.user(), settings.password());
    var options = InfluxDBClientOptions.builder().url(http.base().toString()).org(org).bucket("-");
    if (dialect == SinkSettings.Dialect.V1) {
      ok.addInterceptor(rewrite);
    } else if (!settings.token().isEmpty()) {
      options.authenticateToken(settings.token().toCharArray());
    }
    client = InfluxDBClientFactory.create(options.okHttpClient(ok).build());
    if (settings.gzip()) {
      client.enableGzip();
    }
    api = client.getWriteApiBlocking();
    storage =
        switch (dialect) {
          case V1 -> {
            OkHttpClient basic = http.client().newBuilder().addInterceptor(rewrite).build();
            yield new V1Storage(basic, http.base(), settings, clock);
          }
          case V3 -> new V3Storage(http.client(), http.base(), settings, clock);
          case V2, AUTO -> new V2Storage(client, settings, clock);
        };
  }

  /** How the server is reached; shared by all attempts, so that all can be cancelled. */
  record Http(OkHttpClient client, HttpUrl base) {
    static Http of(SinkSettings.Influx settings) {
      OkHttpClient client =
          new OkHttpClient.Builder()
              .dispatcher(new Dispatcher())
              .connectTimeout(settings.timeout())
              .readTimeout(settings.timeout())
              .writeTimeout(settings.timeout())
              .callTimeout(settings.timeout())
              .build();
      return new Http(client, HttpUrl.get(settings.url()));
    }

    /** Ends requests under way. From any thread. */
    void cancel() {
      client.dispatcher().cancelAll();
    }
  }

  /** Asks the server for its dialect unless it is set, and creates what is missing. */
  static Opening open(SinkSettings.Influx settings, Http http, Clock clock) {
    SinkSettings.Dialect dialect = settings.dialect();
    if (dialect == SinkSettings.Dialect.AUTO) {
      switch (DialectQuestion.ask(http, settings.token(), clock)) {
        case DialectQuestion.Answer.Known known -> dialect = known.dialect();
        case DialectQuestion.Answer.Blocked blocked -> {
          return new Opening.Blocked(blocked.obstacle());
        }
      }
    }
    InfluxServer server = new InfluxServer(settings, dialect, http, clock);
    Obstacle obstacle = server.storage.prepare();
    if (obstacle != null) {
      server.close();
      return new Opening.Blocked(obstacle);
    }
    return new Opening.Open(server);
  }

  /** Writes; if the place to write to has disappeared, makes it once more and writes again. */
  @Override
  public WriteOutcome write(Bucket bucket, List<String> lines) {
    WriteOutcome outcome = once(bucket, lines);
    if (!(outcome instanceof WriteOutcome.Missing)) {
      return outcome;
    }
    Obstacle obstacle = storage.prepare();
    return obstacle == null ? once(bucket, lines) : new WriteOutcome.Blocked(obstacle);
  }

  private WriteOutcome once(Bucket bucket, List<String> lines) {
    try {
      api.writeRecords(settings.in(bucket), org, WritePrecision.MS, lines);
      return new WriteOutcome.Accepted();
    } catch (InfluxException e) {
      WriteOutcome outcome = Answers.of(e, clock);
      // A single line whose answer breaks off is the server's death, not the line's size.
      return e.status() == 0 && outcome instanceof WriteOutcome.TooLarge broken && lines.size() == 1
          ? new WriteOutcome.Blocked(new Obstacle.Unavailable(broken.reason(), null))
          : outcome;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
