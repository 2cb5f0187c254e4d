package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.sink.Obstacle.Misconfigured;
import io.garonne.sink.Obstacle.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  private static WriteOutcome of(int status, String message) {
    return Verdict.of(status, message, null, NOW);
  }

  private static @Nullable Duration asked(int status, @Nullable String retryAfter) {
    if (Verdict.of(status, "", retryAfter, NOW) instanceof WriteOutcome.Blocked blocked
        && blocked.obstacle() instanceof Unavailable unavailable) {
      return unavailable.retryAfter();
    }
    throw new AssertionError("not unavailable");
  }

  @Test
  void aBadPointIsRefused() {
    assertThat(of(400, "unable to parse 'x': missing fields"))
        .isInstanceOf(WriteOutcome.Refused.class);
    assertThat(of(422, "schema mismatch")).isInstanceOf(WriteOutcome.Refused.class);
    assertThat(of(400, "partial write of line protocol occurred"))
        .isInstanceOf(WriteOutcome.Refused.class);
  }

  @Test
  void aPartialWriteIsCountedWhereItSaysHowManyWereDropped() {
    assertThat(of(400, "partial write: field type conflict: input field dropped=3"))
        .isInstanceOfSatisfying(
            WriteOutcome.Partial.class, partial -> assertThat(partial.dropped()).isEqualTo(3));
    assertThat(of(422, "partial write: points beyond retention policy dropped=1"))
        .isInstanceOf(WriteOutcome.Partial.class);
  }

  @Test
  void aPartialWriteThatDroppedNothingHadALineThatCouldNotBeParsed() {
    assertThat(of(400, "partial write: unable to parse 'bad line': invalid dropped=0"))
        .isInstanceOf(WriteOutcome.Refused.class);
  }

  @Test
  void wrongCredentialsAreConfiguration() {
    for (int status : new int[] {401, 403, 405, 301}) {
      assertThat(of(status, "no"))
          .isInstanceOfSatisfying(
              WriteOutcome.Blocked.class,
              blocked -> assertThat(blocked.obstacle()).isInstanceOf(Misconfigured.class));
    }
  }

  @Test
  void aMissingBucketIsMissingAlsoWhere1xSays500() {
    assertThat(of(404, "bucket not found")).isInstanceOf(WriteOutcome.Missing.class);
    assertThat(of(500, "retention policy not found: live"))
        .isInstanceOf(WriteOutcome.Missing.class);
    assertThat(of(500, "timeout")).isInstanceOf(WriteOutcome.Blocked.class);
  }

  @Test
  void theTimeAServerAsksForIsReadAsSecondsOrAsADate() {
    assertThat(asked(429, "7")).isEqualTo(Duration.ofSeconds(7));
    assertThat(asked(503, "Mon, 2 Mar 2026 10:01:30 GMT")).isEqualTo(Duration.ofSeconds(90));
    assertThat(asked(503, "Mon, 02 Mar 2026 09:00:00 GMT")).isEqualTo(Duration.ZERO);
    assertThat(asked(503, null)).isNull();
    assertThat(asked(503, "soon")).isNull();
    assertThat(asked(503, "-5")).isNull();
    assertThat(asked(503, "99999999")).isEqualTo(Verdict.LONGEST_WAIT);
  }

  @Test
  void backOffDoublesUpToItsLongestWithJitterAndNeverUndercutsTheServer() {
    Backoff backoff = new Backoff(Duration.ofSeconds(30), new SplittableRandom(1));
    for (int failures = 1; failures < 60; failures++) {
      long full = failures > 8 ? 30_000 : Math.min(30_000, 250L << (failures - 1));
      assertThat(backoff.delay(failures, null).toMillis()).isBetween(full / 2, full);
      assertThat(backoff.delay(failures, Duration.ofSeconds(40)).toMillis())
          .isBetween(40_000L, 46_000L);
    }
  }

  @Test
  void theDialectIsReadFromTheVersion() {
    assertThat(DialectQuestion.dialect("1.6.7~rc0", "")).isEqualTo(SinkSettings.Dialect.V1);
    assertThat(DialectQuestion.dialect("v2.7.1", "")).isEqualTo(SinkSettings.Dialect.V2);
    assertThat(DialectQuestion.dialect(null, "{\"version\": \"3.2.0\"}"))
        .isEqualTo(SinkSettings.Dialect.V3);
    assertThat(DialectQuestion.dialect("", "pong")).isNull();
  }

  @Test
  void durationsOfTheServerAreRead() {
    assertThat(V1Storage.goDuration("720h0m0s")).isEqualTo(Duration.ofDays(30));
    assertThat(V1Storage.goDuration("0s")).isEqualTo(Duration.ZERO);
    assertThat(V1Storage.goDuration("1h30m0s")).isEqualTo(Duration.ofMinutes(90));
  }
}
