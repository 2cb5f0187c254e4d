package io.garonne.deploy.replay;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way into the chain. Read by one thread; acknowledgements come from another one,
 * in order.
 */
final class Series implements AutoCloseable {
  private final SeriesScan scan;
  private final Disorder disorder;
  private final VendorMessages messages;
  private final @Nullable Long resolution;
  private final long now;
  private @Nullable ReadingSource source;
  private @Nullable SourceReading ahead;
  private long position;
  private boolean ended;
  private volatile long acknowledged;

  /**
   * At the reading after those which are acknowledged.
   *
   * @param resolution of the register in millijoules, or null if there is none
   */
  Series(
      SeriesScan scan,
      Disorder disorder,
      VendorMessages messages,
      @Nullable Long resolution,
      long now,
      long acknowledged) {
    this.scan = scan;
    this.disorder = disorder;
    this.messages = messages;
    this.resolution = resolution;
    this.now = now;
    this.acknowledged = acknowledged;
    this.position = acknowledged;
  }

  SeriesScan scan() {
    return scan;
  }

  String device() {
    return scan.file().device();
  }

  VendorMessages messages() {
    return messages;
  }

  @Nullable Long resolution() {
    return resolution;
  }

  ReplayState.FileKey key() {
    return new ReplayState.FileKey(scan.file().name(), scan.sha256());
  }

  ReplayState.Progress progress() {
    return new ReplayState.Progress(disorder.label(), acknowledged);
  }

  /** Progress when all of it is in. */
  ReplayState.Progress whole() {
    return new ReplayState.Progress(disorder.label(), scan.usable());
  }

  /** Readings acknowledged, counted from the first. */
  long acknowledged() {
    return acknowledged;
  }

  /** Everything up to a position is acknowledged. */
  void acknowledge(long upTo) {
    acknowledged = upTo;
  }

  /** Position of what {@link #next()} gave last, from 1. */
  long position() {
    return position;
  }

  /** Event time of the next reading, milliseconds since 1970 UTC; null if there is none. */
  @Nullable Long nextAt() throws IOException {
    SourceReading next = peek();
    return next == null ? null : next.at();
  }

  /** The next reading to publish, or null if all are given. */
  @Nullable SourceReading next() throws IOException {
    SourceReading next = peek();
    ahead = null;
    if (next != null) {
      position++;
    }
    return next;
  }

  private @Nullable SourceReading peek() throws IOException {
    if (ahead == null && !ended) {
      ahead = opened().next();
      if (ahead == null) {
        ended = true;
        close();
      }
    }
    return ahead;
  }

  private ReadingSource opened() throws IOException {
    ReadingSource open = source;
    if (open == null) {
      open = disorder.of(scan.file(), new SeriesReader(scan.file(), now));
      source = open;
      for (long skipped = 0; skipped < position; skipped++) {
        open.next();
      }
    }
    return open;
  }

  @Override
  public void close() throws IOException {
    if (source != null) {
      source.close();
    }
  }
}
