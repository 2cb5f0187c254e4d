package io.garonne.sink;

import java.util.List;

/** Writes lines in one request and waits for the answer. */
interface PointWriter {
  WriteOutcome write(Bucket bucket, List<String> lines);
}
