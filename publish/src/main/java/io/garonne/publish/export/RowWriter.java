package io.garonne.publish.export;

import io.garonne.publish.persons.VisibleRow;
import java.io.Closeable;
import java.io.IOException;

/** Writes rows to a file, in the order in which they come. Closing completes the file. */
interface RowWriter extends Closeable {
  /** One row. */
  void write(VisibleRow row) throws IOException;
}
