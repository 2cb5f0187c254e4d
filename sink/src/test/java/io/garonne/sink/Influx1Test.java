package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What only a real server can say: InfluxDB 1.x with and without authentication. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Influx1Test {
  private Influxd influxd;

  @BeforeAll
  void start(@TempDir Path dir) throws Exception {
    influxd = new Influxd(dir);
  }

  @AfterAll
  void stop() {
    if (influxd != null) {
      influxd.close();
    }
  }

  private InfluxServer.Opening open(String... pairs) {
    String[] all = new String[pairs.length + 2];
    System.arraycopy(pairs, 0, all, 2, pairs.length);
    all[0] = "influx.url";
    all[1] = influxd.url();
    SinkSettings.Influx settings = Samples.settings(all).influx();
    return InfluxServer.open(settings, InfluxServer.Http.of(settings), Clock.systemUTC());
  }

  private InfluxServer server(String... pairs) {
    return ((InfluxServer.Opening.Open) open(pairs)).server();
  }

  @Test
  void databaseAndRetentionPoliciesAreMadeAndChangedWithTheSettings() {
    server("influx.database", "made").close();
    assertThat(influxd.query("made", "SHOW RETENTION POLICIES ON made"))
        .contains("[\"live\",\"720h0m0s\",\"24h0m0s\",1,false]")
        .contains("[\"fine\",\"17520h0m0s\",\"672h0m0s\",1,false]")
        .contains("[\"totals\",\"0s\",\"8736h0m0s\",1,true]")
        .contains("[\"device\",\"9600h0m0s\",\"672h0m0s\",1,false]");
    server("influx.database", "made", "influx.retention.live", "PT2H").close();
    assertThat(influxd.query("made", "SHOW RETENTION POLICIES ON made"))
        .contains("[\"live\",\"2h0m0s\",\"2h0m0s\",1,false]");
  }

  @Test
  void aLineTheServerCannotParseIsFoundByHalvingAndTheOthersAreStored() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String text = i == 137 ? "not line protocol" : "energy,site=s" + i + " kwh=1 " + (1000 + i);
      entries.add(
          new Entry(
              new Line(Bucket.TOTALS, "energy,site=s" + i, i, text),
              new Origin(new TopicPartition("t", 0), i, null)));
    }
    List<String> letters = new ArrayList<>();
    List<Integer> accepted = new ArrayList<>();
    Delivery.Ledger ledger =
        new Delivery.Ledger() {
          @Override
          public void accepted(int lines) {
            accepted.add(lines);
          }

          @Override
          public void dropped(long lines, String reason) {
            throw new AssertionError(reason);
          }

          @Override
          public void deadLetter(Entry entry, String reason) {
            letters.add(entry.line().text() + ": " + reason);
          }
        };
    try (InfluxServer server = server("influx.database", "halved")) {
      assertThat(new Delivery(entries, 5000, 1_000_000, server, ledger).attempt())
          .isInstanceOf(Delivery.Progress.Done.class);
    }
    assertThat(letters)
        .singleElement()
        .asString()
        .startsWith("not line protocol: InfluxDB answers");
    assertThat(accepted.stream().mapToInt(i -> i).sum()).isEqualTo(299);
    assertThat(influxd.query("halved", "SELECT count(kwh) FROM \"totals\".energy"))
        .contains(",299]");
  }

  @Test
  void aFieldOfAnotherTypeAndAPointBeyondRetentionArePartialWrites() {
    try (InfluxServer server = server("influx.database", "partial")) {
      server.write(Bucket.TOTALS, List.of("energy kwh=1 1"));
      assertThat(server.write(Bucket.TOTALS, List.of("energy kwh=1i 2", "energy kwh=2 3")))
          .isInstanceOfSatisfying(
              WriteOutcome.Partial.class, partial -> assertThat(partial.dropped()).isEqualTo(1));
      assertThat(server.write(Bucket.LIVE, List.of("power watts=1 1")))
          .isInstanceOfSatisfying(
              WriteOutcome.Partial.class,
              partial -> assertThat(partial.reason()).contains("beyond retention"));
    }
  }

  @Test
  void userAndPasswordAreCheckedWhereTheServerAsksForThem(@TempDir Path dir) throws Exception {
    try (Influxd guarded = new Influxd(dir, true)) {
      guarded.query("", "CREATE USER admin WITH PASSWORD 'a b' WITH ALL PRIVILEGES");
      String[] right = {
        "influx.url", guarded.url(), "influx.user", "admin", "influx.password", "a b"
      };
      try (InfluxServer server = server(right)) {
        assertThat(server.write(Bucket.TOTALS, List.of("energy kwh=1 1")))
            .isInstanceOf(WriteOutcome.Accepted.class);
      }
      for (String password : new String[] {"wrong", ""}) {
        assertThat(
                open(
                    "influx.url",
                    guarded.url(),
                    "influx.user",
                    "admin",
                    "influx.password",
                    password))
            .isInstanceOfSatisfying(
                InfluxServer.Opening.Blocked.class,
                blocked ->
                    assertThat(blocked.obstacle()).isInstanceOf(Obstacle.Misconfigured.class));
      }
    }
  }

  @Test
  void aUserWhoMayOnlyWriteNeedsTheDatabaseMadeBeforehand(@TempDir Path dir) throws Exception {
    try (Influxd guarded = new Influxd(dir, true)) {
      guarded.query("", "CREATE USER admin WITH PASSWORD 'a' WITH ALL PRIVILEGES");
      server("influx.url", guarded.url(), "influx.user", "admin", "influx.password", "a").close();
      guarded.as("admin", "a");
      guarded.query("", "CREATE USER sink WITH PASSWORD 's'; GRANT WRITE ON garonne TO sink");
      String[] writer = {
        "influx.url", guarded.url(), "influx.user", "sink", "influx.password", "s"
      };
      try (InfluxServer server = server(writer)) {
        assertThat(server.write(Bucket.TOTALS, List.of("energy kwh=1 1")))
            .isInstanceOf(WriteOutcome.Accepted.class);
      }
    }
  }

  private static List<String> lines(Bucket bucket, int sites, int classes, int racks, int devices) {
    Instant at = Instant.now();
    List<Conversion> points = new ArrayList<>();
    for (Period period : Period.values()) {
      List<Scope> scopes = new ArrayList<>(List.of(Scope.ESTATE));
      for (int c = 0; c < classes; c++) {
        scopes.add(new Scope(null, null, "c" + c, null));
      }
      for (int s = 0; s < sites; s++) {
        scopes.add(new Scope("s" + s, "s" + s, null, null));
        for (int c = 0; c < classes; c++) {
          scopes.add(Samples.siteClass("s" + s, "c" + c));
        }
      }
      for (int d = 0; d < devices; d++) {
        scopes.add(Samples.device("s" + d % sites, "c" + d % classes, "d" + d));
      }
      scopes.forEach(scope -> points.add(Schema.of(Samples.total(scope, period, at, 1))));
    }
    for (int s = 0; s < sites; s++) {
      for (int c = 0; c < classes; c++) {
        points.add(Schema.of(Samples.live("s" + s, "c" + c, 1, at)));
      }
    }
    for (int r = 0; r < racks; r++) {
      points.add(Schema.of(Samples.liveRack("r" + r, 1, at)));
    }
    for (int d = 0; d < devices; d++) {
      points.add(Schema.of(Samples.liveDevice("d" + d, "r" + d % racks, false, 1, at)));
    }
    return points.stream()
        .map(point -> ((Conversion.Written) point).line())
        .filter(line -> line.bucket() == bucket)
        .map(Line::text)
        .toList();
  }

  private long series(String database, Bucket bucket, String measurement) {
    String answer =
        influxd.query(
            database,
            "SHOW SERIES EXACT CARDINALITY ON \""
                + database
                + "\" FROM \""
                + bucket.label()
                + "\".\""
                + measurement
                + "\"");
    return Long.parseLong(answer.replaceFirst("(?s).*\"values\":\\[\\[(\\d+).*", "$1"));
  }

  @Test
  void tenTimesTheDevicesAreTenTimesTheSeriesOnlyWhereTheyExpire() {
    int s = 6;
    int c = 4;
    int k = 3;
    for (int d : new int[] {40, 400}) {
      String database = "estate" + d;
      try (InfluxServer server = server("influx.database", database)) {
        for (Bucket bucket : Bucket.values()) {
          assertThat(server.write(bucket, lines(bucket, s, c, k, d)))
              .isInstanceOf(WriteOutcome.Accepted.class);
        }
      }
      long energy =
          series(database, Bucket.TOTALS, Schema.ENERGY)
              + series(database, Bucket.FINE, Schema.ENERGY);
      assertThat(energy).isEqualTo(5L * (s * c + s + c + 1));
      long device =
          series(database, Bucket.DEVICE, Schema.ENERGY_DEVICE)
              + series(database, Bucket.DEVICE_TOTALS, Schema.ENERGY_DEVICE);
      assertThat(device).isEqualTo(5L * d);
      assertThat(series(database, Bucket.LIVE, Schema.POWER)).isEqualTo(s * c + k);
      assertThat(series(database, Bucket.LIVE, Schema.POWER_DEVICE)).isEqualTo(d);
    }
  }
}
