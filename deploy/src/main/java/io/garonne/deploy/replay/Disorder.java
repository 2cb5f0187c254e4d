package io.garonne.deploy.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a bad day does to a device's messages, and the same at every start: shuffled within the
 * horizon, some sent twice.
 *
 * @param seed of the shuffling; null: the file's order is kept
 * @param duplicated share of the readings that are sent twice, from 0 to 1
 */
public record Disorder(@Nullable Long seed, double duplicated) {
  /** In order, once. */
  static final Disorder NONE = new Disorder(null, 0);

  /** Milliseconds that a block of shuffled readings spans: under the horizon of 48 hours. */
  private static final long SPAN = 40 * 3_600_000L;

  private static final int GREATEST_BLOCK = 50_000;

  public Disorder {
    if (!(duplicated >= 0 && duplicated <= 1)) {
      throw new IllegalArgumentException("the share of duplicates must be from 0 to 1");
    }
  }

  /** As noted beside the progress, which means nothing for another order. */
  String label() {
    return equals(NONE) ? "in-order" : "seed=" + seed + ",twice=" + duplicated;
  }

  /** Applies it to a file's readings. */
  ReadingSource of(SeriesFile file, SeriesReader reader) {
    if (equals(NONE)) {
      return new ReadingSource() {
        @Override
        public @Nullable SourceReading next() throws IOException {
          return reader.nextUsable();
        }

        @Override
        public void close() throws IOException {
          reader.close();
        }
      };
    }
    long base = seed == null ? 0 : seed;
    return new Disordered(reader, new Random(base * 31 + file.name().hashCode()));
  }

  private final class Disordered implements ReadingSource {
    private final SeriesReader reader;
    private final Random random;
    private Iterator<SourceReading> block = Collections.emptyIterator();
    private @Nullable SourceReading ahead;
    private boolean begun;

    Disordered(SeriesReader reader, Random random) {
      this.reader = reader;
      this.random = random;
    }

    @Override
    public @Nullable SourceReading next() throws IOException {
      if (!block.hasNext()) {
        block = nextBlock().iterator();
      }
      return block.hasNext() ? block.next() : null;
    }

    private List<SourceReading> nextBlock() throws IOException {
      if (!begun) {
        ahead = reader.nextUsable();
        begun = true;
      }
      List<SourceReading> readings = new ArrayList<>();
      long oldest = Long.MAX_VALUE;
      long newest = Long.MIN_VALUE;
      for (SourceReading next = ahead; next != null; next = reader.nextUsable()) {
        ahead = next;
        oldest = Math.min(oldest, next.at());
        newest = Math.max(newest, next.at());
        if (newest - oldest > SPAN || readings.size() >= GREATEST_BLOCK) {
          return disordered(readings);
        }
        readings.add(next);
        if (random.nextDouble() < duplicated) {
          readings.add(next);
        }
      }
      ahead = null;
      return disordered(readings);
    }

    private List<SourceReading> disordered(List<SourceReading> readings) {
      if (seed != null) {
        Collections.shuffle(readings, random);
      }
      return readings;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
