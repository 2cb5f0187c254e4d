package io.garonne.model.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentTest {
  private static final long INTERVAL = 60_000;
  private static final long CELL = Recent.cell(INTERVAL);

  @Test
  void theReferenceIsTheNewestRememberedReadingTwoIntervalsBeforeElseTheFirst() {
    for (long seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      List<Long> ats = new ArrayList<>(List.of(random.nextLong(1_000_000)));
      List<Long> sums = new ArrayList<>(List.of(0L));
      Recent recent = new Recent(INTERVAL);
      recent.begin(ats.get(0));
      long pace = List.of(3L, 500L, 3_000L, 20_000L, 60_000L).get(random.nextInt(5));
      for (int i = 0; i < 300; i++) {
        long last = ats.get(ats.size() - 1);
        long next = last + 1 + random.nextLong(2 * pace) + (random.nextInt(50) == 0 ? 90_000 : 0);
        if (i % 2 == 0) {
          recent = restarted(recent, last);
        }
        int reference = recent.referenceFor(next);
        int expected = expected(ats, next);
        assertThat(recent.at(reference))
            .as("seed %d, reading %d", seed, i)
            .isEqualTo(ats.get(expected));
        assertThat(recent.bookedSince(reference))
            .isEqualTo(sums.get(sums.size() - 1) - sums.get(expected));
        long energy = random.nextLong(1000);
        recent.step(next, energy);
        ats.add(next);
        sums.add(sums.get(sums.size() - 1) + energy);
      }
    }
  }

  @Test
  void aBurstOfTenThousandReadingsIsRememberedInFewBytes() {
    Recent recent = new Recent(INTERVAL);
    recent.begin(0);
    for (int i = 1; i <= 10_000; i++) {
      recent.step(i * 12L, 1_000_000);
    }
    VarintWriter out = new VarintWriter();
    recent.writeTo(out);
    assertThat(out.toBytes().length).isLessThan(300);
  }

  private static int expected(List<Long> ats, long next) {
    for (int i = ats.size() - 1; i > 0; i--) {
      boolean newestOfItsCell = i == ats.size() - 1 || ats.get(i) / CELL != ats.get(i + 1) / CELL;
      if (newestOfItsCell && ats.get(i) <= next - 2 * INTERVAL) {
        return i;
      }
    }
    return 0;
  }

  private static Recent restarted(Recent recent, long lastAt) {
    VarintWriter out = new VarintWriter();
    recent.writeTo(out);
    return Recent.readFrom(new VarintReader(out.toBytes()), lastAt, INTERVAL);
  }
}
