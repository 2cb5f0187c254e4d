package io.garonne.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.ingest.decode.DecoderFixtures.Fixture;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What a message of each family costs, from its bytes to its readings. The best of several rounds
 * counts, since a busy machine makes a round slower and never faster.
 */
class DecoderSpeedTest {
  private static final Decoders DECODERS = DecoderFixtures.decoders();
  private static final int ROUNDS = 9;
  private static final int WARM_UP = 4_000;
  private static final int SAMPLES = 1_500;
  private static final double MAX_MICROS = 20;

  @Test
  void noDecoderNeedsMoreThanTwentyMicrosecondsForAMessage() {
    DecodeContext context =
        DecoderFixtures.teach(DECODERS, DecodeContext.live(ZoneId.of("Europe/Paris")));
    Map<String, List<InboundMessage>> families =
        DecoderFixtures.all().stream()
            .collect(
                Collectors.groupingBy(
                    Fixture::family,
                    TreeMap::new,
                    Collectors.mapping(Fixture::message, Collectors.toList())));
    Map<String, Double> medians = new TreeMap<>();
    families.forEach((family, messages) -> medians.put(family, best(messages, context)));
    System.out.printf("%-16s %s%n", "decoder", "µs per message (median, best round)");
    medians.forEach((family, median) -> System.out.printf("%-16s %6.1f%n", family, median));
    assertThat(medians).allSatisfy((family, median) -> assertThat(median).isLessThan(MAX_MICROS));
  }

  private static double best(List<InboundMessage> messages, DecodeContext context) {
    measure(messages, WARM_UP, context);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, measure(messages, SAMPLES, context));
    }
    return best;
  }

  /** Median in microseconds. */
  private static double measure(List<InboundMessage> messages, int count, DecodeContext context) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      InboundMessage message = messages.get(i % messages.size());
      long before = System.nanoTime();
      Decoding decoding = DECODERS.decode(message, context);
      nanos[i] = System.nanoTime() - before;
      if (decoding instanceof Decoding.Rejected refused
          && refused.reason() == Reason.DECODER_ERROR) {
        throw new AssertionError(refused.detail());
      }
    }
    Arrays.sort(nanos);
    return nanos[count / 2] / 1000.0;
  }
}
