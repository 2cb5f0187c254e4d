package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.sink.StandInInflux.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How InfluxDB 2 and 3 are spoken to, against a stand-in for their documented behaviour. */
class InfluxServerTest {
  private StandInInflux influx;

  @BeforeEach
  void start() throws Exception {
    influx = new StandInInflux();
  }

  @AfterEach
  void stop() {
    influx.close();
  }

  private InfluxServer.Opening open(String version, String... more) {
    influx.version(version);
    return opened(more);
  }

  private InfluxServer.Opening opened(String... more) {
    String[] pairs = new String[more.length + 6];
    System.arraycopy(more, 0, pairs, 6, more.length);
    pairs[0] = "influx.url";
    pairs[1] = influx.url();
    pairs[2] = "influx.token";
    pairs[3] = "secret";
    pairs[4] = "influx.org";
    pairs[5] = "bordeaux";
    SinkSettings.Influx settings = Samples.settings(pairs).influx();
    return InfluxServer.open(settings, InfluxServer.Http.of(settings), Clock.systemUTC());
  }

  private static InfluxServer server(InfluxServer.Opening opening) {
    return ((InfluxServer.Opening.Open) opening).server();
  }

  private static Obstacle obstacle(WriteOutcome outcome) {
    return ((WriteOutcome.Blocked) outcome).obstacle();
  }

  @Test
  void bucketsOf2AreMadeWithTheirRetention() {
    try (InfluxServer server = server(open("v2.7.1"))) {
      assertThat(server).isNotNull();
      assertThat(influx.requests("POST /api/v2/buckets"))
          .extracting(StandInInflux.Request::body)
          .anyMatch(b -> b.contains("garonne/live") && b.contains("2592000"))
          .anyMatch(b -> b.contains("garonne/fine") && b.contains("63072000"))
          .anyMatch(b -> b.contains("garonne/totals") && b.contains("\"everySeconds\":0"))
          .anyMatch(b -> b.contains("garonne/device\"") && b.contains("34560000"))
          .anyMatch(b -> b.contains("garonne/device-totals") && b.contains("157766400"))
          .allMatch(b -> b.contains("0a1b"))
          .hasSize(5);
    }
  }

  @Test
  void bucketsOf2ThatAreThereAreNotMadeAgainButFollowTheirSettings() {
    server(open("v2.7.1")).close();
    server(opened()).close();
    assertThat(influx.requests("POST /api/v2/buckets")).hasSize(5);
    assertThat(influx.requests("PATCH /api/v2/buckets")).isEmpty();
    server(opened("influx.retention.live", "P7D")).close();
    assertThat(influx.requests("PATCH /api/v2/buckets"))
        .singleElement()
        .satisfies(change -> assertThat(change.body()).contains("604800"));
  }

  @Test
  void pointsGoToTheWritePathWithTokenOrganizationBucketAndPrecision() {
    try (InfluxServer server = server(open("v2.7.1"))) {
      assertThat(server.write(Bucket.LIVE, List.of("power kwh=1 1", "power kwh=2 2")))
          .isInstanceOf(WriteOutcome.Accepted.class);
      StandInInflux.Request write = influx.writes().getFirst();
      assertThat(write.line()).contains("org=bordeaux", "bucket=garonne%2Flive", "precision=ms");
      assertThat(write.headers()).containsEntry("Authorization", "Token secret");
      assertThat(write.body()).isEqualTo("power kwh=1 1\npower kwh=2 2");
    }
  }

  @Test
  void requestsAreCompressedOnRequest() {
    try (InfluxServer server = server(open("v2.7.1", "influx.gzip", "true"))) {
      server.write(Bucket.LIVE, List.of("power kwh=1 1"));
      assertThat(influx.writes().getFirst().headers()).containsEntry("Content-Encoding", "gzip");
    }
  }

  @Test
  void tooManyRequestsIsUnavailableForAsLongAsTheServerAsks() {
    try (InfluxServer server = server(open("v2.7.1"))) {
      influx.next(
          r ->
              new Answer(
                  429,
                  Map.of("Retry-After", "13"),
                  "{\"code\":\"too many requests\",\"message\":\"slow down\"}"));
      assertThat(obstacle(server.write(Bucket.LIVE, List.of("a b=1 1"))))
          .isEqualTo(
              new Obstacle.Unavailable("InfluxDB answers 429: slow down", Duration.ofSeconds(13)));
    }
  }

  @Test
  void serviceUnavailableAndInternalErrorsPass() {
    try (InfluxServer server = server(open("v2.7.1"))) {
      for (int status : new int[] {500, 502, 503, 504}) {
        influx.next(r -> Answer.of(status, "oops"));
        assertThat(obstacle(server.write(Bucket.LIVE, List.of("a b=1 1"))))
            .isInstanceOf(Obstacle.Unavailable.class);
      }
    }
  }

  @Test
  void aMalformedLineIsRefusedWithTheServersWords() {
    try (InfluxServer server = server(open("v2.7.1"))) {
      influx.next(
          r -> Answer.of(400, "{\"code\":\"invalid\",\"message\":\"unable to parse 'x'\"}"));
      assertThat(server.write(Bucket.LIVE, List.of("x")))
          .isEqualTo(new WriteOutcome.Refused("InfluxDB answers 400: unable to parse 'x'"));
    }
  }

  @Test
  void aPartialWriteOf2IsCounted() {
    try (InfluxServer server = server(open("v2.7.1"))) {
      influx.next(
          r ->
              Answer.of(
                  422,
                  "{\"code\":\"unprocessable entity\",\"message\":\"failure writing points to"
                      + " database: partial write: points beyond retention policy"
                      + " dropped=2\"}"));
      assertThat(server.write(Bucket.LIVE, List.of("a b=1 1", "a b=2 2", "a b=3 3")))
          .isInstanceOfSatisfying(
              WriteOutcome.Partial.class, partial -> assertThat(partial.dropped()).isEqualTo(2));
    }
  }

  @Test
  void aWrongTokenIsConfigurationAtTheStartAndLater() {
    influx.always(Answer.of(401, "{\"code\":\"unauthorized\",\"message\":\"unauthorized\"}"));
    assertThat(opened())
        .isInstanceOfSatisfying(
            InfluxServer.Opening.Blocked.class,
            blocked -> assertThat(blocked.obstacle()).isInstanceOf(Obstacle.Misconfigured.class));
  }

  @Test
  void aBucketThatDisappearedIsLookedForAgainAndIsConfigurationIfItStaysAway() {
    try (InfluxServer server = server(open("v2.7.1"))) {
      influx.next(r -> Answer.of(404, "{\"message\":\"bucket not found\"}"));
      assertThat(server.write(Bucket.LIVE, List.of("a b=1 1")))
          .isInstanceOf(WriteOutcome.Accepted.class);
      influx.next(r -> Answer.of(404, "{\"message\":\"bucket not found\"}"));
      influx.next(r -> Answer.of(404, "{\"message\":\"bucket not found\"}"));
      assertThat(server.write(Bucket.LIVE, List.of("a b=1 1")))
          .isInstanceOf(WriteOutcome.Missing.class);
    }
  }

  @Test
  void anAnswerThatBreaksOffHalvesManyLinesAndMeansAnOutageForOne() {
    try (InfluxServer server = server(open("v2.7.1"))) {
      influx.close();
      assertThat(obstacle(server.write(Bucket.LIVE, List.of("a b=1 1"))))
          .isInstanceOf(Obstacle.Unavailable.class);
    }
  }

  @Test
  void databasesOf3AreMadeWithTheirRetentionAndPointsGoTheSameWay() {
    try (InfluxServer server = server(open("3.2.1"))) {
      assertThat(influx.requests("POST /api/v3/configure/database"))
          .extracting(StandInInflux.Request::body)
          .contains(
              "{\"db\":\"garonne/live\",\"retention_period\":\"2592000s\"}",
              "{\"db\":\"garonne/totals\"}");
      assertThat(server.write(Bucket.TOTALS, List.of("energy kwh=1 1")))
          .isInstanceOf(WriteOutcome.Accepted.class);
      assertThat(influx.writes().getFirst().line()).contains("bucket=garonne%2Ftotals");
    }
  }

  @Test
  void aDialectThatIsSetIsNotAskedFor() {
    server(open("whatever", "influx.dialect", "2")).close();
    assertThat(influx.requests("GET /ping")).isEmpty();
  }

  @Test
  void aServerThatIsNoInfluxIsConfiguration() {
    assertThat(open("nginx"))
        .isInstanceOfSatisfying(
            InfluxServer.Opening.Blocked.class,
            blocked ->
                assertThat(blocked.obstacle())
                    .isInstanceOfSatisfying(
                        Obstacle.Misconfigured.class,
                        wrong -> assertThat(wrong.reason()).contains("influx.dialect")));
  }
}
