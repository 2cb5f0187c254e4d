package io.garonne.sink;

import io.garonne.service.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How the sink is set up.
 *
 * @param kafka Kafka's bootstrap servers; {@code kafka.bootstrap}
 * @param group consumer group; {@code sink.group}
 * @param influx {@code influx.*}
 * @param batchPoints points of one request, at most; {@code sink.batch-points}
 * @param batchBytes bytes of one request, at most; {@code sink.batch-bytes}
 * @param linger how long a point waits for others, at most one second; {@code sink.linger}
 * @param longestBackoff longest wait between attempts unless the server asks for more; {@code
 *     sink.longest-backoff}
 */
public record SinkSettings(
    String kafka,
    String group,
    Influx influx,
    int batchPoints,
    int batchBytes,
    Duration linger,
    Duration longestBackoff) {

  /** Which of InfluxDB's languages to speak. */
  public enum Dialect {
    /** The server is asked. */
    AUTO,
    V1,
    V2,
    V3
  }

  /**
   * The database.
   *
   * @param url {@code influx.url}
   * @param dialect {@code influx.dialect}: auto, 1, 2 or 3
   * @param token {@code influx.token}, for 2 and 3; may be empty
   * @param org {@code influx.org}, for 2; may be empty
   * @param user {@code influx.user}, for 1; may be empty
   * @param password {@code influx.password}, for 1
   * @param database {@code influx.database}: database of 1, prefix of the buckets of 2 and 3
   * @param retentions {@code influx.retention.BUCKET}; zero is for ever
   * @param timeout of one request; {@code influx.timeout}
   * @param gzip whether requests are compressed; {@code influx.gzip}
   */
  public record Influx(
      URI url,
      Dialect dialect,
      String token,
      String org,
      String user,
      String password,
      String database,
      Map<Bucket, Duration> retentions,
      Duration timeout,
      boolean gzip) {

    public Influx {
      retentions = Map.copyOf(retentions);
    }

    /** How long a bucket keeps points; zero is for ever. */
    Duration retention(Bucket bucket) {
      return retentions.getOrDefault(bucket, Duration.ZERO);
    }

    /** A bucket's full name. */
    String in(Bucket bucket) {
      return bucket.in(database);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
      return "Influx[" + url + ", " + dialect + ", " + database + ", " + retentions + "]";
    }
  }

  /**
   * Reads the sink's settings; problems are collected in {@code settings}, whose check is called by
   * whoever made it.
   */
  public static SinkSettings from(Settings settings) {
    Duration linger = settings.duration("sink.linger", Duration.ofMillis(250));
    if (linger.isNegative() || linger.compareTo(Duration.ofSeconds(1)) > 0) {
      settings.problem("sink.linger: \"" + linger + "\" must be from PT0S to PT1S");
    }
    return new SinkSettings(
        settings.servers("kafka.bootstrap", "127.0.0.1:9092"),
        settings.string("sink.group", "garonne-sink"),
        influx(settings),
        settings.integer("sink.batch-points", 5000, 1, 100_000),
        settings.integer("sink.batch-bytes", 4_000_000, 1000, 25_000_000),
        linger,
        positive(settings, "sink.longest-backoff", Duration.ofSeconds(30)));
  }

  private static Influx influx(Settings settings) {
    URI url = settings.uri("influx.url", URI.create("http://127.0.0.1:8086"));
    String scheme = String.valueOf(url.getScheme());
    if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      settings.problem("influx.url: \"" + url + "\" must be an http or https address");
    }
    String database = settings.string("influx.database", "garonne");
    if (!database.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,62}")) {
      settings.problem("influx.database: \"" + database + "\" must be letters, digits, - and _");
    }
    Map<Bucket, Duration> retentions = new EnumMap<>(Bucket.class);
    for (Bucket bucket : Bucket.values()) {
      String key = "influx.retention." + bucket.label();
      Duration retention = settings.duration(key, Duration.ofDays(bucket.defaultDays()));
      if (!retention.isZero() && retention.compareTo(Duration.ofHours(1)) < 0) {
        settings.problem(key + ": \"" + retention + "\" must be PT0S (for ever) or at least PT1H");
      }
      retentions.put(bucket, retention);
    }
    String token = settings.secret("influx.token");
    if (token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      settings.problem("influx.token: has a blank, or a character that no HTTP header carries");
    }
    return new Influx(
        url,
        dialect(settings),
        token,
        settings.string("influx.org", ""),
        settings.string("influx.user", ""),
        settings.secret("influx.password"),
        database,
        retentions,
        positive(settings, "influx.timeout", Duration.ofSeconds(10)),
        settings.flag("influx.gzip", false));
  }

  private static Dialect dialect(Settings settings) {
    String text = settings.string("influx.dialect", "auto").toLowerCase(Locale.ROOT);
    return switch (text) {
      case "auto" -> Dialect.AUTO;
      case "1" -> Dialect.V1;
      case "2" -> Dialect.V2;
      case "3" -> Dialect.V3;
      default -> {
        settings.problem("influx.dialect: \"" + text + "\" must be auto, 1, 2 or 3");
        yield Dialect.AUTO;
      }
    };
  }

  private static Duration positive(Settings settings, String key, Duration ifAbsent) {
    Duration value = settings.duration(key, ifAbsent);
    if (value.isNegative() || value.isZero()) {
      settings.problem(key + ": \"" + value + "\" must be longer than nothing");
      return ifAbsent;
    }
    return value;
  }
}
