package io.garonne.deploy.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.ingest.decode.DecodeContext;
import io.garonne.ingest.decode.Decoders;
import io.garonne.ingest.decode.Decoding;
import io.garonne.ingest.decode.InboundMessage;
import io.garonne.model.Reading;
import io.garonne.twin.EstateSpec;
import io.garonne.twin.FaultSpec;
import io.garonne.twin.Twin;
import io.garonne.twin.TwinMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinSpeaksWhatIngestReadsTest {
  private static final Decoders DECODERS = Decoders.standard();
  private static final String FAULTS =
      "duplicates=0.05,late=0.05:PT20M,zeros=0.01,jitter=0.3,gaps=1,resets=1,clock-steps=1,"
          + "restarts=1,cold-restarts=0.5,power-cuts=0.5,bursts=1";

  /** A working day, and the day that has an hour twice. */
  @ParameterizedTest
  @CsvSource({"2026-03-02T23:00:00Z, true", "2026-10-24T22:00:00Z, false"})
  void everyMessageOfADayIsReadAsTheReadingThatItStates(Instant start, boolean faulty) {
    EstateSpec spec = EstateSpec.of(11, 120, 4, Duration.ofMinutes(2));
    Twin twin = new Twin(faulty ? spec.withFaults(FaultSpec.parse(FAULTS)) : spec);
    DecodeContext context = DecodeContext.live(spec.zone());
    long from = start.toEpochMilli();
    Iterator<TwinMessage> messages = twin.messages(from, from + 25 * 3_600_000L);
    int read = 0;
    while (messages.hasNext()) {
      TwinMessage message = messages.next();
      Decoding decoding =
          DECODERS.decode(
              new InboundMessage(
                  message.topic(), message.payload(), message.retained(), message.at()),
              context);
      if (!(decoding instanceof Decoding.Readings readings)) {
        throw new AssertionError(
            message.topic() + " " + new String(message.payload(), UTF_8) + ": " + decoding);
      }
      assertThat(readings.readings()).hasSize(1);
      Reading decoded = readings.readings().get(0);
      if (!sameButDecoder(decoded, message.reading())) {
        assertThat(decoded).isEqualTo(message.reading());
      }
      read++;
    }
    assertThat(read).isGreaterThan(90_000);
  }

  private static boolean sameButDecoder(Reading a, Reading b) {
    return new Reading(
            a.device(),
            a.channel(),
            a.at(),
            a.atSource(),
            a.receivedAt(),
            a.energy(),
            a.power(),
            a.voltage(),
            a.current(),
            a.powerFactor(),
            a.pages(),
            a.state(),
            a.resolution(),
            b.decoder())
        .equals(b);
  }
}
