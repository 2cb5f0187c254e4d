package io.garonne.deploy.replay;

import io.garonne.model.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Readings of one device, and what persons said of them, one after the other. */
interface ReadingQueue extends AutoCloseable {
  /** None. */
  ReadingQueue EMPTY =
      new ReadingQueue() {
        @Override
        public @Nullable Statement next() {
          return null;
        }

        @Override
        public void close() {}
      };

  /** The next one, or null at the end. */
  @Nullable Statement next() throws IOException;

  @Override
  void close() throws IOException;

  /** A file's readings, in the file's order. */
  static ReadingQueue of(Series series, long now) {
    return new ReadingQueue() {
      @Override
      public @Nullable Statement next() throws IOException {
        SourceReading reading = series.next();
        return reading == null ? null : KafkaOutlet.reading(series, reading, now);
      }

      @Override
      public void close() throws IOException {
        series.close();
      }
    };
  }

  /**
   * Several queues in one: always the oldest of the heads first. Where a queue has late readings,
   * they are as late in the merged one and no later: a head waits only for older ones.
   */
  static ReadingQueue merged(List<ReadingQueue> queues) throws IOException {
    record Head(Statement said, int queue) {}
    PriorityQueue<Head> heads =
        new PriorityQueue<>(
            Comparator.<Head>comparingLong(h -> h.said().at()).thenComparingInt(Head::queue));
    List<ReadingQueue> all = new ArrayList<>(queues);
    for (int i = 0; i < all.size(); i++) {
      Statement first = all.get(i).next();
      if (first != null) {
        heads.add(new Head(first, i));
      }
    }
    return new ReadingQueue() {
      @Override
      public @Nullable Statement next() throws IOException {
        Head head = heads.poll();
        if (head == null) {
          return null;
        }
        Statement behind = all.get(head.queue()).next();
        if (behind != null) {
          heads.add(new Head(behind, head.queue()));
        }
        return head.said();
      }

      @Override
      public void close() throws IOException {
        for (ReadingQueue queue : all) {
          queue.close();
        }
      }
    };
  }
}
