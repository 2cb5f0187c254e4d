package io.garonne.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsoTimeTest {
  @Test
  void instantsAreWrittenAsTheLibraryWritesThemAndReadBack() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long at = random.nextLong(-60_000_000_000_000L, 253_402_300_800_000L);
      at = i % 3 == 0 ? Math.floorDiv(at, 1000) * 1000 : at;
      assertThat(IsoTime.format(at)).isEqualTo(Instant.ofEpochMilli(at).toString());
      if (at > -62_135_596_800_000L) {
        assertThat(IsoTime.parse(IsoTime.format(at))).isEqualTo(at);
      }
    }
    for (long at : new long[] {0, -1, 999, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(IsoTime.format(at)).isEqualTo(Instant.ofEpochMilli(at).toString());
    }
  }
}
