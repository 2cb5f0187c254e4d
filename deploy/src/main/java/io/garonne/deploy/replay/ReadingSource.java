package io.garonne.deploy.replay;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The readings of one file in the order in which they are published: the same at every start. */
interface ReadingSource extends AutoCloseable {

  /** The next reading, or null at the end. */
  @Nullable SourceReading next() throws IOException;

  @Override
  void close() throws IOException;
}
