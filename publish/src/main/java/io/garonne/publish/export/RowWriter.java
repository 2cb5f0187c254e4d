package io.garonne.publish.export;

import io.garonne.model.Total;
import java.io.Closeable;
import java.io.IOException;

/** Writes totals to a file, in the order in which they come. Closing completes the file. */
interface RowWriter extends Closeable {
  /** One row. */
  void write(Total total) throws IOException;
}
