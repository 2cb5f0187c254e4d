package io.garonne.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MutationTest {
  private static final Decoders DECODERS = Decoders.standard();

  @Test
  void noMessageIsABugAndEveryOneHasItsEnd() {
    DecodeContext live = DecodeContext.live(ZoneId.of("Europe/Paris"));
    DecodeContext recorded = DecodeContext.recorded(ZoneId.of("Europe/Paris"));
    Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    Assertions.assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          for (InboundMessage message : Mutations.messages(20_000, 1)) {
            for (DecodeContext context : new DecodeContext[] {live, recorded}) {
              switch (DECODERS.decode(message, context)) {
                case Decoding.Readings readings ->
                    assertThat(readings.readings())
                        .allSatisfy(
                            reading ->
                                assertThat(reading.at())
                                    .isBetween(
                                        Timing.EARLIEST, message.receivedAt() + Timing.MAX_AHEAD));
                case Decoding.Announced announced -> {}
                case Decoding.Ignored ignored -> reasons.merge(ignored.reason(), 1, Integer::sum);
                case Decoding.Rejected rejected -> {
                  assertThat(rejected.reason())
                      .as(rejected.detail())
                      .isNotEqualTo(Reason.DECODER_ERROR);
                  reasons.merge(rejected.reason(), 1, Integer::sum);
                }
              }
            }
          }
        });
    assertThat(reasons)
        .containsKeys(
            Reason.NOT_JSON,
            Reason.NOT_AN_OBJECT,
            Reason.OVERSIZED,
            Reason.ABSURD_CLOCK,
            Reason.UNKNOWN_TOPIC,
            Reason.BAD_NAME,
            Reason.RETAINED_WITHOUT_TIME,
            Reason.NO_USABLE_VALUE);
  }
}
