package io.garonne.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.ingest.decode.DecoderFixtures.Fixture;
import io.garonne.model.Reading;
import io.garonne.model.Units;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Broken messages of every family: each ends somewhere, and no reading says nonsense. */
class FuzzTest {
  private static final int MESSAGES = 120_000;
  private static final Decoders DECODERS = DecoderFixtures.decoders();
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Test
  void noBrokenMessageOfAnyFamilyIsABugOrGivesAnAbsurdReading() {
    DecodeContext[] contexts = {
      DecodeContext.live(PARIS), DecodeContext.recorded(PARIS), DecodeContext.captured(PARIS)
    };
    for (DecodeContext context : contexts) {
      DecoderFixtures.teach(DECODERS, context);
    }
    FamilyMutations mutations = new FamilyMutations(DecoderFixtures.all(), 20_261_122);
    Map<String, int[]> table = new TreeMap<>();
    for (int i = 0; i < MESSAGES; i++) {
      Fixture broken = mutations.next();
      int[] row = table.computeIfAbsent(broken.family(), absent -> new int[3]);
      InboundMessage message = broken.message();
      switch (DECODERS.decode(message, contexts[i % contexts.length])) {
        case Decoding.Readings readings -> {
          row[0]++;
          for (Reading reading : readings.readings()) {
            check(reading, message);
          }
        }
        case Decoding.Announced said -> {
          row[1]++;
          contexts[i % contexts.length].announced().learn(said.announcement());
        }
        case Decoding.Ignored ignored -> row[1]++;
        case Decoding.Rejected rejected -> {
          row[2]++;
          if (rejected.reason() == Reason.DECODER_ERROR) {
            throw new AssertionError(rejected.detail() + shown(message));
          }
        }
      }
    }
    System.out.printf("%-16s %9s %9s %9s%n", "broken", "readings", "ignored", "refused");
    table.forEach(
        (family, row) -> System.out.printf("%-16s %9d %9d %9d%n", family, row[0], row[1], row[2]));
    assertThat(table).containsKeys("shelly-gen1", "shelly-gen2", "zigbee2mqtt", "fritz", "tasmota");
  }

  /** The limits of {@link Quantities#LIMITS}, written down a second time on purpose. */
  private static void check(Reading reading, InboundMessage message) {
    long kilowatt = 1_000_000;
    boolean sane =
        within(reading.energy(), 0, 1_000_000_000L * Units.MILLIJOULES_PER_KWH)
            && within(reading.power(), -10_000 * kilowatt, 10_000 * kilowatt)
            && within(reading.voltage(), 0, 100_000_000)
            && within(reading.current(), -100_000_000, 100_000_000)
            && within(reading.powerFactor(), -1000, 1000)
            && within(reading.pages(), 0, 10_000_000_000L)
            && within(reading.resolution(), 1, Long.MAX_VALUE)
            && within(reading.at(), Timing.EARLIEST, message.receivedAt() + Timing.MAX_AHEAD)
            && Names.acceptable(reading.device())
            && Names.acceptable(reading.channel())
            && reading.receivedAt() == message.receivedAt();
    boolean says =
        reading.energy() != null
            || reading.power() != null
            || reading.voltage() != null
            || reading.current() != null
            || reading.powerFactor() != null
            || reading.pages() != null
            || reading.state() != null;
    if (!sane || !says) {
      throw new AssertionError(reading + shown(message));
    }
  }

  private static boolean within(@Nullable Long value, long min, long max) {
    return value == null || (value >= min && value <= max);
  }

  private static String shown(InboundMessage message) {
    return " from " + message.topic() + " " + new String(message.payload(), StandardCharsets.UTF_8);
  }
}
