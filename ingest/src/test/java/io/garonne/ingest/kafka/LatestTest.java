package io.garonne.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.ingest.decode.InboundMessage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LatestTest {
  private static final long NOW = 1_772_442_005_000L;

  private final Latest latest = new Latest();

  @Test
  void theEchoOfAnEarlierVersionDoesNotPutItBack() {
    assertThat(latest.fromBroker(message("v1", NOW))).isTrue();
    assertThat(latest.fromBroker(message("v2", NOW + 1))).isTrue();
    assertThat(latest.fromKafka(message("v1", NOW + 5), 7)).isFalse();
    assertThat(latest.fromKafka(message("v2", NOW + 6), 8)).isFalse();
    assertThat(latest.fromKafka(message("v3 of another instance", NOW + 9), 9)).isTrue();
  }

  @Test
  void whatIsKnownIsNotLearnedAgain() {
    assertThat(latest.fromKafka(message("v1", NOW), 0)).isTrue();
    assertThat(latest.fromBroker(message("v1", NOW + 60_000))).isFalse();
  }

  @Test
  void readingTheTopicAgainFromItsBeginningChangesNothing() {
    assertThat(latest.fromKafka(message("v1", NOW), 0)).isTrue();
    assertThat(latest.fromKafka(message("v2", NOW + 1), 1)).isTrue();
    assertThat(latest.fromKafka(message("v1", NOW), 0)).isFalse();
    assertThat(latest.fromKafka(message("v2", NOW + 1), 1)).isFalse();
  }

  @Test
  void whatWasSentAndNeverArrivedDoesNotHoldBackOthersForEver() {
    assertThat(latest.fromBroker(message("lost", NOW))).isTrue();
    assertThat(latest.fromKafka(message("other", NOW + 1000), 3)).isFalse();
    assertThat(latest.fromKafka(message("newer", NOW + 300_000), 4)).isTrue();
  }

  @Test
  void whatWasRefusedIsNewsWhenItComesAgain() {
    assertThat(latest.fromBroker(message("v1", NOW))).isTrue();
    latest.forget("t/config");
    assertThat(latest.fromBroker(message("v1", NOW + 1))).isTrue();
  }

  private static InboundMessage message(String payload, long receivedAt) {
    return new InboundMessage(
        "t/config", payload.getBytes(StandardCharsets.UTF_8), true, receivedAt);
  }
}
